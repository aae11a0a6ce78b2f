/** eAccounting's raw answers, as the checks read them. */
import { type Row, rowsAt } from "../../../src/domain/vendors/checks.ts";

export { num, str } from "../../../src/domain/vendors/checks.ts";
export {
  codeOf,
  dataOf,
  DOCUMENTS,
  filterPosition,
  id,
  list,
  NO_VOUCHER,
  someOf,
  totalOf,
  UNKNOWN_PROPERTY,
} from "../../../src/eaccounting/checks/read.ts";

export const rowsOf = (document: Row): readonly Row[] => rowsAt(document, "Rows");

export const NOBODY = "00000000-0000-4000-8000-000000000000";

export const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
