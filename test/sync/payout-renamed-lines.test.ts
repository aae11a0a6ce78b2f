/**
 * A file of the tenant's own columns that is read again once its lines have other ids: as other
 * columns are named, or a release makes ids anew.
 */
import { expect, test } from "vitest";
import { amount, dec } from "../../src/domain/money.ts";
import type { PayoutLine } from "../../src/domain/payouts/lines.ts";
import { gzip } from "../../src/store/seal.ts";
import * as store from "../../src/sync/tenant/payouts/payout-store.ts";
import { stage } from "../../src/sync/tenant/payouts/payouts.ts";
import { line, PAYOUT, payoutShop } from "./payouts.kit.ts";

const own = (id: string, gross: string, more: Partial<PayoutLine> = {}): PayoutLine =>
  line(1, { id, gross, fee: "0.00", net: gross, ...more });

async function reads(
  { context }: ReturnType<typeof payoutShop>,
  upload: string,
  lines: readonly PayoutLine[],
) {
  const bytes = await gzip(Uint8Array.from(new TextEncoder().encode(JSON.stringify(lines))));
  store.addLines(context.sql, { upload, slot: "s", part: 0, bytes });
  const head = { provider: "other", account: "", payout: "1", currency: "SEK", day: "2026-03-03" };
  const of = { amount: "125.00", lines: lines.length, digest: upload, said: upload };
  return stage(
    context,
    upload,
    [{ id: PAYOUT, slot: "s", head: { ...head, stated: null } as never, ...of }],
    "somebody",
  );
}

test("it takes the place of the first with what a person chose, each line for one of its own", async () => {
  const shop = payoutShop();
  await reads(shop, "u1", [own("1 a1", "100.00"), own("1 a2", "25.00")]);
  const row = store.byId(shop.sql, PAYOUT);
  if (row === null) throw new Error("there is none");
  store.choose(shop.sql, row, "1 a2", "order:7");
  expect(await reads(shop, "u2", [own("b1", "100.00"), own("b2", "25.00")])).toMatchObject([
    { as: "corrected" },
  ]);
  expect(JSON.parse(store.byId(shop.sql, PAYOUT)?.persons ?? "")).toEqual({ b2: "order:7" });
});

test("of two lines that say the same, one in the file stands for one alone", async () => {
  const shop = payoutShop();
  await reads(shop, "u1", [own("1 a1", "62.50"), own("1 a2", "62.50")]);
  expect(await reads(shop, "u2", [own("b1", "62.50")])).toMatchObject([
    { as: "incomplete", lacks: { count: 1, line: "1 a2" } },
  ]);
});

test("a line that has a number of its own is never another one, though both say the same", async () => {
  const shop = payoutShop();
  await reads(shop, "u1", [own("T-1", "125.00")]);
  expect(await reads(shop, "u2", [own("T-2", "125.00")])).toMatchObject([
    { as: "incomplete", lacks: { count: 1, line: "T-1" } },
  ]);
});

test("two buyers who paid the same on a day are two, where the file names neither order nor text", async () => {
  const shop = payoutShop();
  await reads(shop, "u1", [{ ...own("1 a1", "125.00"), reference: null }]);
  expect(await reads(shop, "u2", [{ ...own("1 b1", "125.00"), reference: null }])).toMatchObject([
    { as: "incomplete", lacks: { count: 1, line: "1 a1" } },
  ]);
});

const card = (id: string, gross: string, fee: string, type = "charge"): PayoutLine =>
  own(id, gross, {
    fee,
    net: amount(dec(gross).minus(fee)),
    type,
    reference: null,
    text: "Kortköp",
  });

test.each([
  ["another fee", "1.95", "charge"],
  ["another word", "1.20", "Mastercard"],
])("what was paid with %s is other money, though it says the same", async (_, fee, type) => {
  const shop = payoutShop();
  await reads(shop, "u1", [card("1 a1", "100.00", "1.20")]);
  expect(await reads(shop, "u2", [card("1 b1", "100.00", fee, type)])).toMatchObject([
    { as: "incomplete", lacks: { count: 1, line: "1 a1" } },
  ]);
});

test("a file with lines beside those that say the same is the day's second one", async () => {
  const shop = payoutShop();
  await reads(shop, "u1", [card("1 a1", "100.00", "0.00")]);
  const later = [card("1 b1", "100.00", "1.95"), card("1 b2", "50.00", "1.00")];
  expect(await reads(shop, "u2", later)).toMatchObject([
    { as: "incomplete", lacks: { count: 1, line: "1 a1" } },
  ]);
});

test("a file that was read without its columns of fees and words is known again with them", async () => {
  const shop = payoutShop();
  await reads(shop, "u1", [card("1 a1", "100.00", "0.00", ""), card("1 a2", "50.00", "0.00", "")]);
  const again = [card("1 b1", "100.00", "1.95", "Visa"), card("1 b2", "50.00", "0.00", "")];
  expect(await reads(shop, "u2", again)).toMatchObject([{ as: "corrected" }]);
});
