/**
 * Vouchers that a ledger holds and no memory knows of: found by their markers, those that were
 * taken back left aside.
 */
import { expect, test } from "vitest";
import { markerText } from "../../../../src/domain/orders/marker.ts";
import type { VendorAnswer, VendorRequest } from "../../../../src/domain/vendors/request.ts";
import { ok } from "../../../../src/domain/result.ts";
import { codesUpTo } from "../../../../src/flows/orders/shared/identity.ts";
import { searchDocuments } from "../../../../src/flows/orders/existing/existing-documents.ts";
import type { FlowPorts } from "../../../../src/flows/port.ts";
import { order } from "../kit.ts";

const sale = order([{ price: "125.00" }]);
const ours = await codesUpTo({ administrationId: 7 }, sale, 3);
const textOf = (role: string, n: number): string =>
  `${markerText("1001", "501", ours.find((own) => own.role === role && own.n === n)?.code ?? "")} · Konto AB`;

/** What is found where the ledger holds vouchers with these texts. */
async function found(...texts: readonly string[]) {
  return foundOf(2, texts);
}

/** Of vouchers with this `VoucherType`. */
async function foundOf(VoucherType: number, texts: readonly string[]) {
  const Data = texts.map((VoucherText, index) => ({
    VoucherType,
    Id: `v${index + 1}`,
    NumberAndNumberSeries: `A${index + 1}`,
    VoucherText,
    VoucherDate: "2026-11-24",
    CreatedUtc: `2026-11-24T10:0${index}:00Z`,
  }));
  const lookUp = async (request: VendorRequest) => {
    const shown = request.endpoint === "/vouchers" ? Data : [];
    return ok({
      status: 200,
      isJson: true,
      headers: {},
      body: {
        Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: shown.length },
        Data: shown,
      },
    } satisfies VendorAnswer);
  };
  const ports = { lookUp, memory: {}, remember: () => undefined } as unknown as FlowPorts;
  const seen = await searchDocuments(ports, {
    sent: ours.filter(({ n }) => n <= 2),
    ours,
    number: "1001",
    manual: true,
    orderInstant: 0,
  });
  if (!seen.ok) throw new Error("no answer");
  return seen.value.kind === "booked"
    ? [seen.value.role, seen.value.n, seen.value.document.id]
    : seen.value.kind;
}

test("a voucher with our marker is the order's, and never answered by another one", async () => {
  expect(await found(textOf("voucher", 1))).toEqual(["voucher", 1, "v1"]);
});

test("one that was taken back by another is nothing, and neither is the other", async () => {
  expect(await found(textOf("voucher", 1), textOf("voucher-reversal", 1))).toBe("nothing");
});

test("of an order that was booked anew the newest stands", async () => {
  expect(
    await found(textOf("voucher", 1), textOf("voucher-reversal", 1), textOf("voucher", 2)),
  ).toEqual(["voucher", 2, "v3"]);
});

test("one that bears the bare number alone was perhaps booked by hand", async () => {
  expect(await found("1001 by hand")).toBe("perhaps-by-hand");
});

test("a voucher of an invoice or a payment names the invoice's number, not the order's", async () => {
  expect(await foundOf(14, ["Kundfaktura till 6 Sparlivs, 1001"])).toBe("nothing");
  expect(await foundOf(10, ["Inbetalning kundfaktura 1001"])).toBe("nothing");
  expect(await foundOf(9, ["SIE 1001"])).toBe("perhaps-by-hand");
});

test("a day's or a payout's voucher isn't an order's, though its text has the order's number", async () => {
  expect(await found("2026-11-29-1 #ABCDEFGH · × 1001")).toBe("nothing");
  const payout = markerText("1001", "1001", "ABCDEFGH");
  expect(await found(`${payout} · other · 1001 · 2026-03-01`)).toBe("nothing");
  // What a person typed, and an order's voucher of another journal, still count.
  for (const text of [
    "2026-11-29-1 · × 1001",
    `${payout} · Konto AB`,
    `${payout} · other · 1002 · 2026-03-01`,
  ])
    expect([text, await found(text)]).toEqual([text, "perhaps-by-hand"]);
});
