/**
 * What the newest reading of an order's documents says of them, where that isn't what was written:
 * deleted, changed or invoiced in the ledger. A run of the order and the reconciliation both read
 * them, and the later one counts. Pure.
 */
import { amount, dec } from "../domain/money.ts";
import type { Reason } from "../domain/reasons/index.ts";
import type {
  ChargedAmount,
  DocumentReading,
  CurrentDocument,
  OrderFinding,
} from "./contract/views.ts";

/** What the order's newest run said, and when. */
type LastRun = { readonly reasons: readonly Reason[]; readonly at: number };

/** Findings that the ledger's figures were read for. */
const OF_FIGURES: ReadonlySet<string> = new Set(["missing", "amount", "currency", "vat"]);

/** Leaves out findings that a later run of the order read otherwise. */
export const currentFindings = (
  found: readonly OrderFinding[],
  { reasons, at }: LastRun,
): readonly OrderFinding[] =>
  reasons.some(({ code }) => code === "booked-agrees")
    ? found.filter((one) => !OF_FIGURES.has(one.finding) || one.at > at)
    : found;

/** `found`: those that `currentFindings` left. */
export function documentReadings(
  held: readonly CurrentDocument[],
  found: readonly OrderFinding[],
  run: LastRun,
): readonly DocumentReading[] {
  // Of a day's voucher the day's own page tells.
  const documents = held.filter(({ day }) => day === undefined);
  const finding = found.find((one) => OF_FIGURES.has(one.finding));
  const ofRun = run.reasons.flatMap((reason) => readBy(reason, documents));
  return finding !== undefined && (ofRun.length === 0 || finding.at > run.at)
    ? foundOf(finding, documents)
    : ofRun;
}

function readBy({ code, params }: Reason, documents: readonly CurrentDocument[]) {
  const text = (name: string): string | null => {
    const value = params[name];
    return value == null ? null : String(value);
  };
  const named = documents.filter(
    ({ id, number }) => (number ?? id) === (text("document") ?? text("number")),
  );
  const all = (kind: DocumentReading["kind"], ledger?: ChargedAmount | null): DocumentReading[] =>
    named.map(({ id }) => ({ id, kind, ...(ledger === undefined ? {} : { ledger }) }));
  switch (code) {
    case "document-gone":
    case "document-gone-with-others":
      return all("gone");
    case "document-already-invoiced":
    case "order-invoice-not-found":
    case "undo-invoiced-stays":
      return all("invoiced");
    case "document-changed-by-person":
    case "document-not-as-calculated":
      return all("differs", null);
    case "booked-changed-by-person":
      return all("differs", sumOf(text("what"), text("is"), text("currency")));
    case "booked-differs":
      return differing(documents, sumOf(text("what"), text("ledger"), text("currency")));
    default:
      return [];
  }
}

function foundOf(
  { finding, ledgerGross, ledgerCurrency }: OrderFinding,
  documents: readonly CurrentDocument[],
): readonly DocumentReading[] {
  if (finding === "missing") return documents.map(({ id }) => ({ id, kind: "gone" }));
  return differing(documents, sumOf("amount", ledgerGross, ledgerCurrency));
}

/** The ledger's figures are of all of them together, so of several it isn't known which differs. */
const differing = (
  documents: readonly CurrentDocument[],
  ledger: ChargedAmount | null | undefined,
): DocumentReading[] =>
  documents.length === 1
    ? documents.map(({ id }) => ({
        id,
        kind: "differs",
        ...(ledger === undefined ? {} : { ledger }),
      }))
    : documents.map(({ id }) => ({ id, kind: "one-differs", ledger: null }));

/** `undefined`: its total is as it was; `null`: it isn't known. */
function sumOf(
  what: string | null,
  figure: string | null,
  currency: string | null,
): ChargedAmount | null | undefined {
  if (what === "vat" || what === "customer") return undefined;
  return what !== "amount" || figure === null || currency === null
    ? null
    : { figure: amount(dec(figure)), currency };
}
