/** What is kept of payouts: lines of a file that is a part, a person's skip, an order's number. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { payoutKey } from "../../src/domain/payouts/lines.ts";
import { payoutState } from "../../src/http/usecases/vouchers/voucher-states.ts";
import { gzip } from "../../src/store/seal.ts";
import { step } from "../../src/sync/tenant/alarm/retention.ts";
import * as jobActions from "../../src/sync/tenant/actions/job-actions.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import * as intake from "../../src/sync/tenant/intake/intake.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../src/sync/tenant/journal/journal.ts";
import {
  numbersAreKnown,
  beginNumbers,
  indexNumbers,
} from "../../src/sync/tenant/payouts/order-numbers.ts";
import { clearing } from "../../src/sync/tenant/payouts/clearing-view.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import {
  approve,
  choose,
  discard,
  list,
  one,
  stage,
} from "../../src/sync/tenant/payouts/payouts.ts";
import * as cache from "../../src/sync/tenant/storage/cache.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { count, run } from "../../src/sync/tenant/storage/sql.ts";
import { optionsOf, readFile } from "../flows/payouts/kit.ts";
import type { Written } from "../sandbox/settlement-files.ts";
import { matchesInTables } from "../../src/sync/tenant/payouts/plan/store.ts";
import { tenantInNode } from "../support/tenant-in-node.ts";
import { hand, line, order, PAYOUT, payoutShop, settings } from "./payouts.kit.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

let uploads = 0;
async function upload(context: TenantContext, written: Written, file: string) {
  const read = readFile(file, optionsOf(written, { currency: "SEK" }));
  if ("code" in read) throw new Error(JSON.stringify(read));
  const name = `u${(uploads += 1)}`;
  const staged = [];
  for (const { all, slot, head, amount, lines, digest, said } of read.payouts) {
    const bytes = await gzip(Uint8Array.from(new TextEncoder().encode(JSON.stringify(all))));
    store.addLines(context.sql, { upload: name, slot, part: 0, bytes });
    staged.push({ id: payoutKey(head), slot, head, amount, lines, digest, said });
  }
  return stage(context, name, staged, "somebody");
}

function withNumbers(sql: SqlStorage, orders: number): void {
  for (let n = 1; n <= orders; n += 1) order(sql, n);
  beginNumbers(sql);
  while (!numbersAreKnown(sql)) indexNumbers(sql);
}

const swish = (day: string, numbers: readonly number[], booked = "2026-03-09"): string =>
  [
    `01;${day};${day};`,
    ...numbers.map(
      (n) =>
        `02;0500000000;100000000;HANDSESS;1230000000;${day};SWH;125,00;SEK;+46701740605;Test;6000000${n};Order ${1000 + n};${1000 + n};${day}T08:14:22:000001;${booked};INSTR${n};E${n}`,
    ),
    `03;${numbers.length}\r\n`,
  ].join("\r\n");

const shown = async (context: TenantContext) =>
  (await list(context))
    .map(({ payout, amount, held }) => [payout, amount, held] as const)
    .toSorted((a, b) => a.join().localeCompare(b.join()));

test("Swish's reports of Saturday and Sunday are both booked on Monday, each as itself", async () => {
  const { sql, context } = payoutShop();
  withNumbers(sql, 4);
  await upload(context, "swish", swish("2026-03-07", [1, 2]));
  await upload(context, "swish", swish("2026-03-08", [3]));
  await upload(context, "swish", swish("2026-03-09", [4]));
  expect(await shown(context)).toEqual([
    ["2026-03-09 (2026-03-07)", "250.00", false],
    ["2026-03-09 (2026-03-08)", "125.00", false],
    ["2026-03-09", "125.00", false],
  ]);
  // The same report, made again.
  const [again] = await upload(context, "swish", swish("2026-03-07", [1, 2]));
  expect(again?.as).toBe("same");
});

const own = (...rows: readonly (readonly [id: number, sum: string])[]): string =>
  `Utbetalning;Dag;Nr;Order;Meddelande;Sort;Brutto;Netto\n${rows
    .map(([id, sum]) => `2026-03-09;2026-03-09;${id};${1000 + id};;sale;${sum};${sum}`)
    .join("\n")}\n`;
const FIRST = own([1, "125,00"], [2, "125,00"]);
const SECOND = own([3, "125,00"]);

async function doubted() {
  const world = payoutShop();
  withNumbers(world.sql, 4);
  const { context } = world;
  const [first] = await upload(context, "other", FIRST);
  const id = first?.id ?? "";
  const mark = (await one(context, id))?.mark ?? "";
  return { ...world, id, mark, second: await upload(context, "other", SECOND) };
}

test("a second file of the payout that lacks lines of the first replaces nothing, and both wait", async () => {
  const { context, id, mark, second } = await doubted();
  expect(second).toMatchObject([{ as: "incomplete", lacks: { count: 2, line: "1" } }]);
  expect(await shown(context)).toEqual([["2026-03-09", "250.00", true]]);
  expect(await approve(context, id, { mark, actor: "anna" })).toEqual({
    ok: false,
    why: "differs",
  });
  expect(await one(context, id)).toMatchObject({ isDoubted: true, held: true, lines: 2 });
});

test.each([
  [
    "one file of all lines",
    own([1, "125,00"], [2, "125,00"], [3, "125,00"]),
    "corrected",
    "375.00",
  ],
  ["the first file once more", FIRST, "same", "250.00"],
])("%s says which is right", async (_what, file, as, amount) => {
  const { context, id } = await doubted();
  expect(await upload(context, "other", file)).toMatchObject([{ as }]);
  expect(await shown(context)).toEqual([["2026-03-09", amount, false]]);
  const { mark = "" } = (await one(context, id)) ?? {};
  expect(await approve(context, id, { mark, actor: "anna" })).toMatchObject({ ok: true });
});

test("the later file alone is right: the payout is removed, and that file is read again", async () => {
  const { context, id } = await doubted();
  expect(discard(context, id)).toMatchObject({ ok: true });
  expect(await upload(context, "other", SECOND)).toMatchObject([{ as: "new" }]);
  expect(await shown(context)).toEqual([["2026-03-09", "125.00", false]]);
});

/** The first file of the day, booked. */
async function firstBooked() {
  const world = payoutShop();
  withNumbers(world.sql, 4);
  const [first] = await upload(world.context, "other", FIRST);
  const id = first?.id ?? "";
  store.approve(world.sql, id, (await one(world.context, id))?.mark ?? "", "anna");
  const voucher = { role: "payout", n: 1, id: "v1", number: "A1", state: "live" } as const;
  journal.saveDocument(
    world.sql,
    store.keyOf(id),
    { ...voucher, sourceHash: null, ownedHash: null },
    1,
  );
  return world;
}

test("a later file of a day whose first is booked is a payout of its own, where no line is in both", async () => {
  const { context } = await firstBooked();
  const [later] = await upload(context, "other", SECOND);
  expect(later).toMatchObject({ as: "new", payout: "2026-03-09 (2)" });
  expect(await shown(context)).toEqual([
    ["2026-03-09 (2)", "125.00", false],
    ["2026-03-09", "250.00", null],
  ]);
  // Both are known, in whatever order they come again; what replaces the second still does.
  for (const [file, as] of [
    [FIRST, "same"],
    [SECOND, "same"],
    [own([3, "125,00"], [4, "125,00"]), "corrected"],
  ] as const)
    expect(await upload(context, "other", file)).toMatchObject([{ as }]);
  expect((await list(context)).length).toBe(2);
});

test("one that has a line of what is booked differs from it, and is told", async () => {
  const { context } = await firstBooked();
  const both = own([2, "125,00"], [3, "125,00"]);
  expect(await upload(context, "other", both)).toMatchObject([{ as: "differs" }]);
  expect(await shown(context)).toEqual([["2026-03-09", "250.00", null]]);
});

test("a file that states its total is a correction, whatever it lacks", async () => {
  const { context } = payoutShop();
  await hand(context, [line(1), line(2)]);
  await hand(context, [line(3)], "u2", true);
  expect(await one(context, PAYOUT)).toMatchObject({ lines: 1, differsAt: null });
});

test("a payout that a person skipped stays skipped once its job is forgotten, until they say otherwise", async () => {
  const tenant = await tenantInNode();
  const context = tenant.object.inside();
  const { sql } = context;
  const configuration = { administrationId: 1, version: 1, settings };
  meta.set(sql, "configuration", JSON.stringify(configuration));
  cache.save(sql, { company: { currency: "SEK", country: "SE" } } as never, context.now());
  withNumbers(sql, 1);
  await hand(context, [line(1)]);
  const mark = (await one(context, PAYOUT))?.mark ?? "";
  const approved = await approve(context, PAYOUT, { mark, actor: "anna" });
  if (!approved.ok) throw new Error(approved.why);
  const jobId = approved.jobId ?? "";
  jobs.update(sql, jobId, { status: "done", outcome: "held", due: null }, context.now());
  expect((await jobActions.skip(context, jobId, "anna", "booked by hand")).ok).toBe(true);
  // As retention does, or a move, which leaves jobs behind.
  run(sql, "DELETE FROM jobs WHERE id = ?", jobId);
  const [row] = await list(context);
  expect(row === undefined ? null : payoutState(row)).toBe("skipped");
  expect(await approve(context, PAYOUT, { mark, actor: "ben" })).toEqual({
    ok: false,
    why: "skipped",
  });
  const { mark: now = "" } = (await one(context, PAYOUT)) ?? {};
  expect(
    await approve(context, PAYOUT, { mark: now, actor: "ben", despiteSkip: true }),
  ).toMatchObject({
    ok: true,
  });
  expect((await list(context))[0]).not.toHaveProperty("isLeft");
});

test("a retry takes the skip back", async () => {
  const tenant = await tenantInNode();
  const context = tenant.object.inside();
  const { job } = intake.enqueue(context, {
    key: store.keyOf(PAYOUT),
    flow: "payouts",
    type: "payout-approved",
    lane: "live",
  });
  const left = (): number =>
    count(context.sql, "SELECT count(*) AS n FROM documents WHERE state = 'unlinked'");
  await jobActions.skip(context, job.id, "anna", "booked by hand");
  expect(left()).toBe(1);
  expect((await jobActions.retry(context, job.id, "anna")).ok).toBe(true);
  expect(left()).toBe(0);
});

/** Two orders of 125.00 on clearing; their payout is approved, held, and skipped by a person. */
async function leftToPerson() {
  const tenant = await tenantInNode();
  const context = tenant.object.inside();
  const { sql } = context;
  const configuration = { administrationId: 1, version: 1, settings };
  meta.set(sql, "configuration", JSON.stringify(configuration));
  cache.save(sql, { company: { currency: "SEK", country: "SE" } } as never, context.now());
  withNumbers(sql, 2);
  const clearingFacts = { account: 1580, moved: "125.00", day: "2026-03-02", method: "CARD" };
  const voucher = { charged: "125.00", currency: "SEK", rate: null, ledgerItem: null };
  for (const n of [1, 2])
    journal.saveDocument(
      sql,
      `order:${n}`,
      {
        role: "voucher",
        n: 1,
        id: `d${n}`,
        number: `A${n}`,
        state: "live",
        sourceHash: null,
        ownedHash: null,
        voucher: { ...voucher, clearing: clearingFacts },
      },
      context.now(),
    );
  await hand(context, [line(1), line(2)]);
  const mark = (await one(context, PAYOUT))?.mark ?? "";
  const approved = await approve(context, PAYOUT, { mark, actor: "anna" });
  if (!approved.ok) throw new Error(approved.why);
  const jobId = approved.jobId ?? "";
  jobs.update(sql, jobId, { status: "done", outcome: "held", due: null }, context.now());
  // As its run matched them.
  const row = store.byId(sql, PAYOUT) as store.StoredPayout;
  const off = { account: 1580, method: "CARD", cents: 12_500 };
  const matches = [1, 2].map((n) => ({
    line: `l${n}`,
    key: `order:${n}`,
    off: { ...off, key: `order:${n}` },
  }));
  (await matchesInTables(sql, row, "run j1 1").keep(0, matches as never))();
  const owed = async (): Promise<readonly string[]> => {
    const { orders, agrees } = await clearing(context, {});
    expect(agrees).toBe(true);
    return orders.map(({ key, open }) => `${key} ${open}`);
  };
  expect(await owed()).toEqual(OWED);
  expect((await jobActions.skip(context, jobId, "anna", "booked by hand")).ok).toBe(true);
  return { context, sql, jobId, owed };
}
const OWED = ["order:1 125.00", "order:2 125.00"];

test("orders of a payout that a person booked and skipped aren't owed any more, until it is taken up again", async () => {
  const { context, jobId, owed } = await leftToPerson();
  expect(await owed()).toEqual([]);
  expect(await owed()).toEqual([]);
  expect((await jobActions.retry(context, jobId, "anna")).ok).toBe(true);
  expect(await owed()).toEqual(OWED);
});

test("a skipped payout that is removed takes nothing off its orders", async () => {
  const { context, owed } = await leftToPerson();
  expect(await owed()).toEqual([]);
  expect(discard(context, PAYOUT)).toMatchObject({ ok: true });
  expect(await owed()).toEqual(OWED);
});

test("a line of a skipped payout that another payout has is that one's", async () => {
  const { sql, owed } = await leftToPerson();
  run(sql, "INSERT INTO payout_line_ids (source, line, payout) VALUES ('stripe/', 'l1', 'other')");
  expect(await owed()).toEqual(["order:1 125.00"]);
});

test("an order that a person linked is found by its number once its job is forgotten", async () => {
  const { sql, context, clock } = payoutShop();
  Object.assign(context.deps.timings, { coalesceMs: 0 });
  const { job } = intake.enqueue(context, {
    key: "order:1",
    flow: "orders",
    type: "x",
    lane: null,
  });
  jobs.update(sql, job.id, { status: "done", outcome: "booked", label: "#A1001" }, clock.at);
  run(
    sql,
    "INSERT OR REPLACE INTO keys (key, wanted, currency, gross) VALUES ('order:1', 1, 'SEK', 125000000)",
  );
  journal.saveDocument(
    sql,
    "order:1",
    {
      role: "invoice",
      n: 1,
      id: "i1",
      number: "7",
      state: "live",
      sourceHash: null,
      ownedHash: "by-hand",
    },
    clock.at,
  );
  clock.at += 60 * 86_400_000;
  for (let left = true; left;) ({ left } = step(context, 30, null, false));
  expect(count(sql, "SELECT count(*) AS n FROM jobs")).toBe(0);
  // The first payout comes only then.
  const dispute = { kind: "chargeback", gross: "-125.00", fee: "0.00", net: "-125.00" } as const;
  await hand(context, [
    line(1, { ...dispute, reference: "A1001" }),
    line(2, { ...dispute, reference: "" }),
  ]);
  while (!numbersAreKnown(sql)) indexNumbers(sql);
  const seen = await one(context, PAYOUT);
  expect(seen?.unmatched.map(({ id }) => id)).toEqual(["l2"]);
  expect(choose(context, PAYOUT, "l2", "A1001")).toMatchObject({ ok: true });
});
