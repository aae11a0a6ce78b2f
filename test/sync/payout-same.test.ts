/**
 * When a later file says the same of a payout: by its day and by what the file itself says. What
 * settings make of its lines is another reading, which counts until the payout is being booked.
 */
import { expect, test } from "vitest";
import type { ReadOptions } from "../../src/flows/payouts/read/read-settlement.ts";
import { gzip } from "../../src/store/seal.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import { drop, stage } from "../../src/sync/tenant/payouts/payouts.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { WRITE, type Written } from "../sandbox/settlement-files.ts";
import { optionsOf, readFile } from "../flows/payouts/kit.ts";
import { line, payoutShop } from "./payouts.kit.ts";

const ID = "p1";

function shop() {
  const { sql, context } = payoutShop();
  let uploads = 0;
  /** What became of the only payout of a file. */
  const send = async (written: Written, file: string, more: Partial<ReadOptions> = {}) => {
    const read = readFile(file, optionsOf(written, more));
    const [payout] = "code" in read ? expect.unreachable(read.code) : read.payouts;
    if (payout === undefined) throw new Error("no payout");
    const { all, slot, head, amount, lines, digest, said } = payout;
    const upload = `u${(uploads += 1)}`;
    const bytes = await gzip(Uint8Array.from(new TextEncoder().encode(JSON.stringify(all))));
    store.addLines(sql, { upload, slot, part: 0, bytes });
    const one = { id: ID, slot, head, amount, lines, digest, said };
    return (await stage(context, upload, [one], "somebody"))[0]?.as;
  };
  const book = (): void => {
    store.approve(sql, ID, "m", "somebody");
    run(
      sql,
      `INSERT INTO operations (key, id, job_id, role, n, kind, state, claim)
       VALUES (?, 1, 'j', 'payout', 1, 'payout.create', 'compared', 1)`,
      store.keyOf(ID),
    );
    journal.saveDocument(
      sql,
      store.keyOf(ID),
      {
        role: "payout",
        n: 1,
        id: "v1",
        number: "A1",
        state: "live",
        sourceHash: "compared",
        ownedHash: null,
      },
      0,
    );
  };
  const stored = () => store.byId(sql, ID) ?? expect.unreachable();
  const reference = async () => (await store.linesOf(sql, stored(), 0))[0]?.reference;
  return { send, book, stored, reference };
}

const KLARNA = WRITE.klarna([
  { id: "K1", day: "2026-03-02", lines: [{ kind: "sale", ref: "1001", cents: 12_500 }] },
]);
/** Klarna's lines have their own days of capture: only the head names the day of the payout. */
const ON_ANOTHER_DAY = KLARNA.replace("2026-03-02T07:00:00Z", "2026-04-01T07:00:00Z");

test("a corrected file whose day alone is another takes the place of the first", async () => {
  const { send, book, stored } = shop();
  expect(ON_ANOTHER_DAY).not.toBe(KLARNA);
  expect(await send("klarna", KLARNA)).toBe("new");
  expect(await send("klarna", KLARNA)).toBe("same");
  expect([await send("klarna", ON_ANOTHER_DAY), stored().day]).toEqual(["corrected", "2026-04-01"]);
  book();
  expect([await send("klarna", ON_ANOTHER_DAY), stored().differs_at]).toEqual(["same", null]);
  expect([await send("klarna", KLARNA), stored().day]).toEqual(["differs", "2026-04-01"]);
});

const STRIPE = WRITE.stripe([
  {
    id: "po_1",
    day: "2026-03-02",
    lines: [{ kind: "sale", ref: "1001", cents: 12_500, fee: 250 }],
  },
]);
const OTHERWISE = { referenceColumn: "description" };

test("once it is booked, the same file read after a setting changed is the same payout", async () => {
  const { send, book, stored, reference } = shop();
  expect(await send("stripe", STRIPE)).toBe("new");
  const first = await reference();
  // Until then the new reading counts: a person changed the setting for it.
  expect(await send("stripe", STRIPE, OTHERWISE)).toBe("corrected");
  expect(await reference()).not.toBe(first);
  book();
  expect([await send("stripe", STRIPE), stored().differs_at]).toEqual(["same", null]);
  const dearer = WRITE.stripe([
    {
      id: "po_1",
      day: "2026-03-02",
      lines: [
        { kind: "sale", ref: "1001", cents: 12_500, fee: 200 },
        { kind: "fee", ref: "", cents: -50 },
      ],
    },
  ]);
  expect(await send("stripe", dearer)).toBe("differs");
});

test("a kind that a setting gives to a word is no word of the file", () => {
  const file = WRITE.other([
    { id: "U1", day: "2026-03-02", lines: [{ kind: "fee", ref: "", cents: -500 }] },
  ]);
  const said = (kinds: ReadOptions["kinds"]) => {
    const read = readFile(file, optionsOf("other", { kinds }));
    return "code" in read ? read.code : read.payouts.map(({ said: one, digest }) => [one, digest]);
  };
  const [[asFee, read] = []] = said({ fee: "fee" }) as string[][];
  const [[asReserve, readOtherwise] = []] = said({ fee: "reserve" }) as string[][];
  expect(asFee).toBe(asReserve);
  expect(read).not.toBe(readOtherwise);
});

test("a payout isn't staged without its lines: its upload was given up, and the call came late", async () => {
  const { sql, context } = payoutShop();
  const bytes = await gzip(Uint8Array.from(new TextEncoder().encode(JSON.stringify([line(0)]))));
  const head = {
    provider: "mollie",
    account: "",
    payout: "po_9",
    currency: "SEK",
    day: "2026-03-03",
    stated: null,
  } as const;
  const put = (upload: string) => {
    store.addLines(sql, { upload, slot: "s", part: 0, bytes });
    return () =>
      stage(
        context,
        upload,
        [{ id: "p9", slot: "s", head, amount: "122.50", lines: 1, digest: "d", said: "d" }],
        "anna",
      );
  };
  const late = put("u1");
  drop(context, "u1");
  await expect(late()).rejects.toThrow("lines were dropped");
  expect(await put("u2")()).toMatchObject([{ as: "new" }]);
});

const WITHOUT_IDS: Partial<ReadOptions> = {
  columns: {
    payout: "Bokfdag",
    day: "Bokfdag",
    id: "",
    reference: "Orderreferens",
    text: "",
    type: "",
    method: "",
    currency: "",
    gross: "Belopp",
    net: "",
  },
};
const ofDay = (...orders: readonly string[]): string =>
  ["Bokfdag;Orderreferens;Belopp", ...orders.map((order) => `2026-03-02;${order};125,00`)].join(
    "\n",
  );

test("without ids of lines, a file of other orders and equal amounts replaces nothing", async () => {
  const { send, stored } = shop();
  expect(await send("other", ofDay("1000", "1001"), WITHOUT_IDS)).toBe("new");
  const first = stored().said;
  expect(await send("other", ofDay("1002", "1003"), WITHOUT_IDS)).toBe("incomplete");
  expect(stored().said).toBe(first);
});

test("without ids of lines, such a file is no second copy of a booked payout", async () => {
  const { send, book } = shop();
  await send("other", ofDay("1000", "1001"), WITHOUT_IDS);
  book();
  expect(await send("other", ofDay("1001", "1000"), WITHOUT_IDS)).toBe("same");
  expect(await send("other", ofDay("1002", "1003"), WITHOUT_IDS)).toBe("new");
});

/** As a bank exports it: with a column that nobody named, counted from the day of the export. */
const balanced = (from: number, ...orders: readonly string[]): string =>
  [
    "Bokfdag;Nr;Orderreferens;Belopp;Netto;Saldo",
    ...orders.map((order, n) => `2026-03-02;N${order};${order};125,00;122,50;${from + n * 125},00`),
  ].join("\n");
const columns = (named: object): Partial<ReadOptions> => ({
  columns: { ...WITHOUT_IDS.columns, ...named } as ReadOptions["columns"],
});

test.each([
  ["it is exported again with another balance", 1400, {}, "same"],
  ["the column of ids is named in between", 1000, { id: "Nr" }, "differs"],
  ["the column of net amounts is named in between", 1000, { net: "Netto" }, "differs"],
])(
  "without ids of lines, a booked payout's money isn't a payout of its own: %s",
  async (_, from, named, as) => {
    const { send, book } = shop();
    await send("other", balanced(1000, "1000", "1001"), columns({}));
    book();
    expect(await send("other", balanced(from, "1000", "1001"), columns(named))).toBe(as);
    expect(await send("other", balanced(from, "1002", "1000"), columns(named))).toBe("differs");
    expect(await send("other", balanced(from, "1002", "1003"), columns(named))).toBe("new");
  },
);

test("without ids, orders and texts, each cell of a row tells it from others", async () => {
  const { send, book } = shop();
  const bare = { reference: "" };
  await send("other", balanced(1000, "1000", "1001"), columns(bare));
  book();
  expect(await send("other", balanced(1000, "1000", "1001"), columns(bare))).toBe("same");
  expect(await send("other", balanced(1400, "1002"), columns(bare))).toBe("differs");
});

test("without ids of lines, a line is the same one whatever rows stand before it", () => {
  const idOf = (file: string, at: number) => {
    const read = readFile(file, optionsOf("other", WITHOUT_IDS));
    return "code" in read ? read.code : read.payouts[0]?.all[at]?.id;
  };
  const before = idOf(ofDay("", "1001"), 0);
  expect(before).toBeTruthy();
  expect(idOf(ofDay("1002", "", "1001"), 1)).toBe(before);
  expect(idOf(ofDay("1002", "", "1001"), 0)).not.toBe(before);
});
