/**
 * An order's own exchange rate (P55): whichever way round the shop means it, nothing is booked at a
 * rate that eAccounting's own contradicts.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { isUnlikely } from "../../../../src/domain/ledger/exchange-rate.ts";
import { FlowWorld, type Json, type Run } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

let world: FlowWorld;
beforeEach(async () => {
  world = await FlowWorld.open();
  world.configure({
    orders: { type: "mutation", voucher: { rate: "source" } },
    lookups: VOUCHER_LOOKUPS,
  });
});

async function booked(order: Json): Promise<Run> {
  const { id } = await world.place({
    ...companyBuyer("Rate"),
    lines: [mug(2)],
    currencyCode: "EUR",
    ...order,
  });
  return world.book(id);
}

const codes = ({ end }: Run): readonly string[] => end.reasons.map(({ code }) => code);
const vouchers = async (): Promise<number> => (await world.ledger())["vouchers"]?.length ?? 0;

test("a rate near eAccounting's is taken", async () => {
  const run = await booked({ currencyRate: 11.2 });
  expect([run.end.outcome, await vouchers()]).toEqual(["booked", 1]);
});

test.each([
  ["units of the order's currency for one of the company's", 0.0893],
  ["a unit of a hundred", 1120],
  ["a fifth too much", 13.5],
])("%s: held, and nothing is booked", async (_, currencyRate) => {
  const run = await booked({ currencyRate });
  expect([run.end.outcome, codes(run), await vouchers()]).toEqual(["held", ["rate-unlikely"], 0]);
  expect(run.end.reasons[0]?.params).toMatchObject({ currency: "EUR" });
  expect(run.end.reasons[0]?.params["ledger"]).not.toBeNull();
});

test("where eAccounting has no rate to hold it against, it is held as well", async () => {
  await world.control("eaccounting", "POST", "/faults", {
    route: "GET /v2/currencies/exchangerate",
    kind: "status",
    status: 400,
    body: { ErrorCode: 2000, DeveloperErrorMessage: "no rate", ErrorId: "x" },
  });
  const run = await booked({ currencyRate: 11.2 });
  expect([run.end.outcome, codes(run), await vouchers()]).toEqual(["held", ["rate-unlikely"], 0]);
});

describe("which rates are believed", () => {
  test.each([
    ["11.2", "11.25", false],
    ["12.3", "11.25", false],
    ["12.5", "11.25", true],
    ["0.089", "11.25", true],
    ["11.25", "0.089", true],
    // Near one, the wrong way round is near as well.
    ["1.036", "0.965", true],
    ["0.965", "1.036", true],
    ["0.97", "0.965", false],
    ["1.004", "0.998", false],
    ["1", "1", false],
  ])("%s beside %s: %s", (rate, ledger, unlikely) => {
    expect(isUnlikely(rate, ledger)).toBe(unlikely);
  });
});
