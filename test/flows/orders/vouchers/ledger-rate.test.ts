/**
 * The ledger's exchange rates (E212): which way round they are and of how many units isn't
 * documented, so no voucher is booked at one that the ledger's other rates contradict.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { isProven } from "../../../../src/domain/ledger/exchange-rate.ts";
import { FlowWorld, type Json, type Run } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

let world: FlowWorld;
beforeEach(async () => {
  world = await FlowWorld.open();
});

async function booked(rate: "ledger" | "source", order: Json = {}): Promise<Run> {
  world.configure({ orders: { type: "mutation", voucher: { rate } }, lookups: VOUCHER_LOOKUPS });
  const { id } = await world.place({
    ...companyBuyer("Rate"),
    lines: [mug(2)],
    currencyCode: "EUR",
    ...order,
  });
  return world.book(id);
}

const put = (exchangeRateOf: string) =>
  world.control("eaccounting", "PUT", "/switches", { exchangeRateOf });
const vouchers = async (): Promise<number> => (await world.ledger())["vouchers"]?.length ?? 0;
const outcome = async ({ end }: Run) => [
  end.outcome,
  end.reasons
    .map(({ code }) => code)
    .filter((code) => code !== "rate-chosen" && code.startsWith("rate-")),
  await vouchers(),
];
const HELD = ["held", ["rate-unproven"], 0];

test("units of the company's currency for one of the order's: booked", async () => {
  expect(await outcome(await booked("ledger"))).toEqual(["booked", [], 1]);
});

describe.each(["turned", "hundred"])("rates that are %s", (position) => {
  beforeEach(() => put(position));

  test("hold an order that is booked at the ledger's rate", async () => {
    const run = await booked("ledger");
    expect(await outcome(run)).toEqual(HELD);
    expect(run.end.reasons[0]?.params).toMatchObject({ currency: "EUR" });
  });

  test("hold one with a rate of its own, whichever way round that is", async () => {
    expect(await outcome(await booked("source", { currencyRate: 11.2 }))).toEqual(HELD);
    expect(await outcome(await booked("source", { currencyRate: 0.0893 }))).toEqual(HELD);
  });

  test("touch no order in the company's own currency", async () => {
    expect(await outcome(await booked("ledger", { currencyCode: "SEK" }))).toEqual([
      "booked",
      [],
      1,
    ]);
  });
});

test.each(["sourceCurrencyCode=SEK", "targetCurrencyCode=DKK"])(
  "a witness that the ledger doesn't have (%s) proves nothing",
  async (asked) => {
    const { length } = await calls();
    await refuse(asked);
    expect(await outcome(await booked("ledger"))).toEqual(HELD);
    expect((await calls()).length - length).toBe(3);
  },
);

const refuse = (asked: string) =>
  world.control("eaccounting", "POST", "/faults", {
    route: "GET /v2/currencies/exchangerate",
    match: asked,
    kind: "status",
    status: 400,
    body: { ErrorCode: 2000, DeveloperErrorMessage: "no rate", ErrorId: "x" },
  });

async function calls(): Promise<readonly unknown[]> {
  const { calls: all } = (await world.control("eaccounting", "GET", "/calls?limit=1000")) as {
    calls: readonly { path: string }[];
  };
  return all.filter(({ path }) => path.includes("exchangerate"));
}

describe("which rates of a ledger are believed", () => {
  test.each([
    ["as documented", { rate: "11.25", back: "0.0889", kroner: "7.46" }, true],
    ["rounded to two decimals", { rate: "11.25", back: "0.09", kroner: "7.46" }, true],
    ["turned round", { rate: "0.0889", back: "11.25", kroner: "0.134" }, false],
    ["of a hundred", { rate: "150.8", back: "66.3", kroner: "7.46" }, false],
    ["asked back of a hundred", { rate: "11.25", back: "8.89", kroner: "7.46" }, false],
    ["the krone of a hundred", { rate: "11.25", back: "0.0889", kroner: "746" }, false],
    ["without a way back", { rate: "11.25", back: null, kroner: "7.46" }, false],
    ["without the krone", { rate: "11.25", back: "0.0889", kroner: null }, false],
  ])("%s", (_, rate, proven) => {
    expect(isProven(rate)).toBe(proven);
  });
});
