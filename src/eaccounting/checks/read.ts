/** Readers of eAccounting's raw answers for the checks. */
import {
  type Asker,
  bodyOf,
  isRow,
  NothingToAsk,
  num,
  type Row,
  rowsAt,
  str,
} from "../../domain/vendors/checks.ts";
import type { VendorAnswer } from "../../domain/vendors/request.ts";

export const dataOf = (answer: VendorAnswer): readonly Row[] => rowsAt(answer.body, "Data");

export function totalOf(answer: VendorAnswer): number | null {
  const meta = bodyOf(answer)["Meta"];
  return isRow(meta) ? num(meta["TotalNumberOfResults"]) : null;
}

/** The vendor's own code; `null`: the answer has none. */
export const codeOf = (answer: VendorAnswer): number | null => num(bodyOf(answer)["ErrorCode"]);

export const id = (row: Row | undefined): string => str(row?.["Id"]) ?? "";

/** The code for an unknown property of a list; by the vendor's list no other code means that. */
export const UNKNOWN_PROPERTY = 6000;
export const NO_VOUCHER = "00000000-0000-0000-0000-000000000000";
/** No record has this name. */
const NOTHING = "zzprobe-nothing";

export const contains = (field: string): string => `contains(${field},'${NOTHING}')`;
export const startsWith = (field: string): string => `startswith(${field},'${NOTHING}')`;

export const DOCUMENTS = [
  ["orders", "/orders"],
  ["drafts", "/customerinvoicedrafts"],
  ["invoices", "/customerinvoices"],
  ["vouchers", "/vouchers"],
] as const;

export const list = (
  asker: Asker,
  endpoint: string,
  query: Readonly<Record<string, string>> = {},
): Promise<VendorAnswer> => asker.get(endpoint, { query });

export async function someOf(
  asker: Asker,
  endpoint: string,
  what: string,
  query: Readonly<Record<string, string>> = {},
): Promise<readonly Row[]> {
  const rows = dataOf(await list(asker, endpoint, { $pagesize: "200", ...query }));
  if (rows.length === 0) throw new NothingToAsk(`there is no ${what}`);
  return rows;
}

export const unfilteredTotal = async (asker: Asker, endpoint: string): Promise<number> =>
  totalOf(await list(asker, endpoint, { $pagesize: "1" })) ?? 0;

/** The result of a filter that matches nothing. `null`: refused with another code, or no rows. */
export function filterPosition(
  answer: VendorAnswer,
  unfiltered: number,
): "yes" | "no" | "ignored" | null {
  if (codeOf(answer) === UNKNOWN_PROPERTY) return "no";
  const found = totalOf(answer);
  if (answer.status !== 200 || found === null) return null;
  if (found > 0) return "ignored";
  return unfiltered > 0 ? "yes" : null;
}
