/** Of two readings of an order's documents the later one counts, whoever read. */
import { expect, test } from "vitest";
import { memberDocument } from "../../src/domain/ledger/day-book.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { currentDocuments, daysLeftBeforeClose } from "../../src/sync/document-views.ts";
import { documentReadings, currentFindings } from "../../src/sync/document-readings.ts";
import type { CurrentDocument, OrderFinding } from "../../src/sync/contract/index.ts";

const held = (number: string): CurrentDocument => ({
  role: "sales-order",
  n: Number(number),
  id: `id-${number}`,
  number,
  manual: false,
});
const found = (finding: OrderFinding["finding"], at: number, ledgerGross = "20.5") =>
  ({ finding, at, ledgerGross, ledgerCurrency: "SEK" }) as OrderFinding;
const differs = reason("booked-differs", {
  document: "3",
  what: "amount",
  shop: "10.00",
  ledger: "30.00",
  currency: "SEK",
});
const gone = reason("document-gone", { document: "3", later: false });
const sum = (figure: string) => ({ figure, currency: "SEK" });

test("a run's reading counts until the reconciliation read later, and the other way about", () => {
  const of = (at: number, finding: OrderFinding, reasons = [differs]) =>
    documentReadings([held("3")], [finding], { reasons, at });
  const byRun = [{ id: "id-3", kind: "differs", ledger: sum("30.00") }];
  const byReconciliation = [{ id: "id-3", kind: "differs", ledger: sum("20.50") }];
  expect(of(2, found("amount", 1))).toEqual(byRun);
  expect(of(2, found("amount", 3))).toEqual(byReconciliation);
  expect(of(2, found("missing", 1))).toEqual(byRun);
  expect(of(2, found("missing", 3))).toEqual([{ id: "id-3", kind: "gone" }]);
  expect(of(2, found("amount", 1), [gone])).toEqual([{ id: "id-3", kind: "gone" }]);
  // A second document says nothing of the first, and a run that read nothing ends no finding.
  expect(of(2, found("twice", 3))).toEqual(byRun);
  expect(of(2, found("amount", 1), [])).toEqual(byReconciliation);
});

test("a later run that read agreement ends what the reconciliation found of the figures", () => {
  const all = [found("amount", 1), found("customer", 1), found("twice", 1)];
  const agrees = { reasons: [reason("booked-agrees", { document: "3" })], at: 2 };
  expect(currentFindings(all, agrees).map(({ finding }) => finding)).toEqual(["customer", "twice"]);
  expect(currentFindings(all, { ...agrees, at: 0 })).toHaveLength(3);
  expect(currentFindings(all, { reasons: [differs], at: 2 })).toHaveLength(3);
});

test("only what a reading names is touched; of several that were added up, none is said to be as it was", () => {
  const both = [held("3"), held("4")];
  const of = (reasons: Parameters<typeof documentReadings>[2]["reasons"]) =>
    documentReadings(both, [], { reasons, at: 1 });
  expect(of([gone])).toEqual([{ id: "id-3", kind: "gone" }]);
  for (const code of ["document-already-invoiced", "order-invoice-not-found"] as const)
    expect(of([reason(code, { number: "4" })])).toEqual([{ id: "id-4", kind: "invoiced" }]);
  expect(of([reason("document-changed-by-person", { number: "4" })])).toEqual([
    { id: "id-4", kind: "differs", ledger: null },
  ]);
  expect(of([differs]).map(({ kind, ledger }) => [kind, ledger])).toEqual([
    ["one-differs", null],
    ["one-differs", null],
  ]);
  // An order of a daily voucher has no document of its own.
  expect(
    documentReadings([{ ...held("3"), day: "2026-11-28" }], [], { reasons: [gone], at: 1 }),
  ).toEqual([]);
  // Its total is as it was where only the VAT or the customer isn't.
  const vat = { ...differs, params: { ...differs.params, what: "vat" } };
  expect(documentReadings([held("3")], [], { reasons: [vat], at: 1 })).toEqual([
    { id: "id-3", kind: "differs" },
  ]);
});

test("a share that left its day before it closed is no document of its order", () => {
  const share = {
    role: "voucher-reversal",
    n: 1,
    id: memberDocument({ key: "order:1", role: "voucher-reversal", n: 1 }),
    number: "2026-11-28",
    state: "live",
    sourceHash: null,
    ownedHash: null,
  } as const;
  const waits = { label: "1", day: "2026-11-28", rows: [], waits: true };
  expect([currentDocuments([share]), daysLeftBeforeClose([share])]).toEqual([[], ["2026-11-28"]]);
  const inDay = { ...share, member: waits };
  expect([currentDocuments([inDay]).map(({ day }) => day), daysLeftBeforeClose([inDay])]).toEqual([
    ["2026-11-28"],
    [],
  ]);
});
