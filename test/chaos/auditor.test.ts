import { describe, expect, test } from "vitest";
import { audit, type Fault, type Ledger, type LedgerDocument, type ShopOrder } from "./auditor.ts";

const order: ShopOrder = { id: 1, number: "1001", live: true, kind: "invoice", gross: "100.00", paid: true };
const invoice: LedgerDocument = { kind: "invoice", id: "a", order: "1001", gross: "100.00", remaining: "0.00" };
const ledger = (change: Partial<Ledger> = {}): Ledger => ({ documents: [invoice], customers: ["anna@example.com"], unbalanced: [], ...change });
const faults = (orders: readonly ShopOrder[], held: Ledger): readonly Fault[] => audit(orders, held).map(({ fault }) => fault);

test("an order with its one document, as it was charged and paid, is nothing to speak of", () => {
  expect(audit([order], ledger())).toEqual([]);
  expect(audit([{ ...order, live: false }], ledger({ documents: [] }))).toEqual([]);
});

describe("each fault is seen where it is, and nowhere else", () => {
  const cases: readonly (readonly [Fault, ShopOrder, Ledger])[] = [
    ["lost", order, ledger({ documents: [] })],
    ["doubled", order, ledger({ documents: [invoice, { ...invoice, id: "b" }] })],
    ["doubled", order, ledger({ documents: [invoice, { ...invoice, id: "b", kind: "draft-invoice", remaining: null }] })],
    ["amount", order, ledger({ documents: [{ ...invoice, gross: "100.01" }] })],
    ["kind", order, ledger({ documents: [{ ...invoice, kind: "draft-invoice", remaining: null }] })],
    ["not-taken-back", { ...order, live: false }, ledger()],
    ["payment", order, ledger({ documents: [{ ...invoice, remaining: "0.01" }] })],
    ["customer-doubled", order, ledger({ customers: ["anna@example.com", "bo@example.com", "anna@example.com"] })],
    ["books", order, ledger({ unbalanced: ["debit is not credit"] })],
  ];
  test.each(cases)("%s", (fault, one, held) => {
    expect(faults([one], held)).toEqual([fault]);
  });

  test("stranger", () => {
    expect(faults([order], ledger({ documents: [invoice, { ...invoice, id: "b", order: "9" }] }))).toEqual(["stranger"]);
  });
});

test("what isn't paid in the shop may remain to be paid", () => {
  expect(faults([{ ...order, paid: false }], ledger({ documents: [{ ...invoice, remaining: "100.00" }] }))).toEqual([]);
});
