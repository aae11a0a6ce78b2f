/** What a payout may pay of an order: the most that was booked of it at once. */
import { expect, test } from "vitest";
import { type BookedDocument, mostBooked } from "../../../src/flows/payouts/max-booked.ts";

type Given = readonly [role: BookedDocument["role"], gross: string, n?: number, made?: number];
const most = (given: readonly Given[], cards = "0.00"): string | null =>
  mostBooked(
    given.map(([role, gross, n = 1, made = null]) => ({
      role,
      gross,
      n,
      made,
    })),
    cards,
  );

test("an invoice that was lowered and raised again comes to no more than before", () => {
  expect(
    most([
      ["delta-invoice", "50.00", 1, 4],
      ["invoice", "125.00", 1, 1],
      ["delta-credit", "50.00", 1, 3],
    ]),
  ).toBe("125.00");
});

test("one that was raised and lowered again was paid at its most", () => {
  const edits: readonly Given[] = [
    ["invoice", "125.00", 1, 1],
    ["delta-invoice", "50.00", 1, 2],
    ["delta-credit", "80.00", 1, 3],
  ];
  expect(most(edits)).toBe("175.00");
  expect(most([...edits, ["delta-invoice", "20.00", 2, 4]])).toBe("175.00");
  expect(most([...edits, ["delta-invoice", "90.00", 2, 4]])).toBe("185.00");
});

test("one that was deleted in the ledger and booked again is one sale", () => {
  expect(
    most([
      ["invoice", "125.00", 1, 1],
      ["invoice", "125.00", 2, 2],
    ]),
  ).toBe("125.00");
});

test("what gift cards paid comes in no payout", () => {
  expect(most([["invoice", "125.00"]], "25.00")).toBe("100.00");
  expect(most([["voucher", "100.00"]], "25.00")).toBe("100.00");
  expect(most([["invoice", "125.00"]], "125.00")).toBe("0.00");
});

test("edits whose writes aren't known count in pairs, what left first", () => {
  expect(
    most([
      ["delta-invoice", "50.00", 1],
      ["delta-credit", "50.00", 1],
      ["invoice", "125.00", 1],
    ]),
  ).toBe("125.00");
});

test("vouchers take each other's place, and nothing is known of an order without documents", () => {
  expect(
    most([
      ["voucher", "125.00", 1],
      ["voucher", "130.00", 2],
      ["voucher", "90.00", 3],
    ]),
  ).toBe("130.00");
  expect(most([])).toBeNull();
});
