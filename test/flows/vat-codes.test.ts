/**
 * The VAT code of each row of a booked voucher is held against its account's (E118): one that the
 * ledger left out, or took from elsewhere, counts wrongly in the VAT return while every amount is
 * right.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { loadLists } from "../../src/flows/ledger-lists.ts";
import { FlowWorld, type Json, type Run } from "../support/flow-world.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";

let world: FlowWorld;
let n = 0;

beforeEach(async () => {
  world = await FlowWorld.open();
  world.configure({ orders: { type: "mutation" }, lookups: VOUCHER_LOOKUPS });
});

const turn = (position: string) =>
  world.control("eaccounting", "PUT", "/switches", { voucherVatCodes: position });
const shipping = { lineType: "Shipping", description: "Parcel", quantity: 1, price: 40 };
/** Sold and shipped: of the accounts that it is booked on, 3001 and 3520 have a code. */
const place = () =>
  world.place({
    ...companyBuyer(`Vat${(n += 1)}`),
    lines: [mug(2), { ...shipping, vatCode: "H" }],
  });
const bookOne = async (): Promise<Run> => world.book((await place()).id);
const faults = ({ end }: Run) =>
  end.reasons.filter(({ code }) => code === "voucher-vat-code").map(({ params }) => params);
const accountsRead = ({ timeline }: Run): readonly string[] =>
  timeline.flatMap(({ title }) => (title.startsWith("GET /accounts/") ? [title] : []));

const ITEM = { orders: { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } } };

describe.each([
  ["of a voucher", {}],
  ["of an item's voucher, which its answer doesn't show", ITEM],
])("the rows %s", (_what, settings) => {
  beforeEach(() => world.configure(settings));

  test("with their accounts' codes are as they should be", async () => {
    const run = await bookOne();
    expect([run.end.outcome, faults(run)]).toEqual(["booked", []]);
    expect(world.lists.seenAtWork?.E118?.verdict).toBe("holds");
  });

  test("with other codes are told, each by its account, and stay a person's", async () => {
    await turn("another");
    const placed = await place();
    const run = await world.book(placed.id);
    const each = [
      { account: "3001", booked: "another" },
      { account: "3520", booked: "another" },
    ];
    expect([run.end.outcome, faults(run)]).toEqual(["needs-attention", each]);
    const again = await world.book(placed.id);
    expect([again.end.outcome, faults(again), again.writes]).toEqual(["needs-attention", each, []]);
  });

  test("of which one lost its code are told, though the others have theirs", async () => {
    await bookOne();
    await turn("one-dropped");
    const run = await bookOne();
    expect([run.end.outcome, faults(run)]).toEqual([
      "needs-attention",
      [{ account: "3520", booked: "none" }],
    ]);
  });
});

test("where no row has a code, the first is told; then the shop's health tells it", async () => {
  await turn("none");
  const first = await bookOne();
  expect([first.end.outcome, faults(first).map(({ booked }) => booked)]).toEqual([
    "needs-attention",
    ["none", "none"],
  ]);
  expect(world.lists.seenAtWork?.E118).toEqual({
    verdict: "differs",
    facts: { missing: "3001, 3520" },
  });
  expect((await bookOne()).end.outcome).toBe("booked");
  // Right once, and wrong again: it is no matter of the vendor any more.
  await turn("of-account");
  expect((await bookOne()).end.outcome).toBe("booked");
  await turn("none");
  expect((await bookOne()).end.outcome).toBe("needs-attention");
});

test("a voucher that takes another one back is held against the accounts as well", async () => {
  world.configure({ orders: { cancelledAfterBooking: "credit" } });
  const placed = await place();
  await world.book(placed.id);
  await turn("another");
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 9 });
  const run = await world.book(placed.id);
  expect([
    run.end.outcome,
    faults(run)
      .map(({ account }) => String(account))
      .toSorted(),
  ]).toEqual(["needs-attention", ["3001", "3520"]]);
});

test("the voucher is known before its accounts are read: a run that dies there is followed by one that compares", async () => {
  await bookOne();
  await turn("another");
  const placed = await place();
  const known: number[] = [];
  world.ledgerSays = (body, path) => {
    if (path.startsWith("/accounts/")) known.push(world.documentsOf(placed.id).length);
    return body;
  };
  expect((await world.book(placed.id)).end.outcome).toBe("needs-attention");
  expect(known).toEqual([1, 1]);
});

test("an account is read once a fiscal year, until the lists are read anew", async () => {
  expect(accountsRead(await bookOne())).toHaveLength(4);
  expect(accountsRead(await bookOne())).toEqual([]);
  expect((await world.look(1, loadLists)).ok).toBe(true);
  expect(accountsRead(await bookOne())).toHaveLength(4);
});

test("an account that was given another code since is read anew, and nothing is wrong", async () => {
  await bookOne();
  const other = { vat: "00000000-0000-4000-8000-000000000001" };
  const accounts = Object.entries(world.lists.accounts ?? {}).map(([key, known]) => [
    key,
    key.endsWith("/3001") ? other : known,
  ]);
  world.lists = { ...world.lists, accounts: Object.fromEntries(accounts) };
  const run = await bookOne();
  expect([run.end.outcome, faults(run), accountsRead(run).length]).toEqual(["booked", [], 1]);
  expect(accountsRead(await bookOne())).toEqual([]);
});

const failing = (status: number, times: number): Json => ({
  route: "GET /v2/accounts/{fiscalyearId}/{accountNumber}",
  kind: "status",
  status,
  times,
});

test("while an account can't be read nothing is sent", async () => {
  await world.control("eaccounting", "POST", "/faults", failing(503, 1));
  const placed = await place();
  await expect(world.book(placed.id)).rejects.toThrow();
  expect((await world.ledger())["vouchers"]).toEqual([]);
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.writes.length]).toEqual(["booked", 1]);
});

test("what the ledger doesn't show of an account can't be held against it", async () => {
  await world.control("eaccounting", "POST", "/faults", failing(404, 9));
  await turn("another");
  const run = await bookOne();
  expect([run.end.outcome, faults(run)]).toEqual(["booked", []]);
  expect(new Set(Object.values(world.lists.accounts ?? {}))).toEqual(new Set([null]));
});
