/** eAccounting's raw answers, as the checks read them. */
import type { VendorAnswer } from "../../../src/domain/request.ts";
import { NothingToAsk } from "../check.ts";
import { bodyOf, isRow, type Row, rowsAt, type Session } from "../session.ts";

export const dataOf = (answer: VendorAnswer): readonly Row[] => rowsAt(answer.body, "Data");
export const rowsOf = (document: Row): readonly Row[] => rowsAt(document, "Rows");

export function totalOf(answer: VendorAnswer): number | null {
  const meta = bodyOf(answer)["Meta"];
  return isRow(meta) ? num(meta["TotalNumberOfResults"]) : null;
}

/** The vendor's own code; `null`: the answer has none. */
export const codeOf = (answer: VendorAnswer): number | null => num(bodyOf(answer)["ErrorCode"]);

export const num = (value: unknown): number | null => (typeof value === "number" ? value : null);
export const str = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
export const id = (row: Row | undefined): string => str(row?.["Id"]) ?? "";

/** No property of a list is refused by another code, as far as the vendor's list says. */
export const UNKNOWN_PROPERTY = 6000;
export const NOBODY = "00000000-0000-4000-8000-000000000000";

export const DOCUMENTS = [
  ["orders", "/orders"],
  ["drafts", "/customerinvoicedrafts"],
  ["invoices", "/customerinvoices"],
  ["vouchers", "/vouchers"],
] as const;

export const list = (
  session: Session,
  endpoint: string,
  query: Readonly<Record<string, string>> = {},
): Promise<VendorAnswer> => session.get(endpoint, { query });

export async function someOf(
  session: Session,
  endpoint: string,
  what: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly Row[]> {
  const rows = dataOf(await list(session, endpoint, { $pagesize: "200", ...query }));
  if (rows.length === 0) throw new NothingToAsk(`there is no ${what}`);
  return rows;
}

/** What became of a filter that nothing meets. `null`: refused under another code, or no rows. */
export function filterPosition(
  answer: VendorAnswer,
  unfiltered: number,
): "yes" | "no" | "ignored" | null {
  if (codeOf(answer) === UNKNOWN_PROPERTY) return "no";
  const found = totalOf(answer);
  if (answer.status !== 200 || found === null) return null;
  return found > 0 ? "ignored" : unfiltered > 0 ? "yes" : null;
}

export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
