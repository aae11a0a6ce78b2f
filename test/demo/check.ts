/**
 * Holds what became of an order against what had to, looking into the ledger itself rather than
 * asking the bridge.
 */
import { Big } from "big.js";
import type { Json, Operator } from "../local/operator.ts";
import type { Played } from "./play.ts";

export type LedgerDocument = {
  readonly gross: string;
  readonly vat: string;
  readonly customer: string;
  readonly rows: number;
  readonly closing: string | null;
  readonly number: string;
};

export type Verdict = {
  readonly documents: readonly LedgerDocument[];
  readonly faults: readonly string[];
};

export async function check(operator: Operator, played: Played): Promise<Verdict> {
  const documents = await documentsOf(operator, played.orderNumber);
  const { expected } = played.story;
  const [job] = played.jobs;
  const codes = job?.reasons.map((reason) => reason.code) ?? [];
  const faults: string[] = [];
  const demand = (what: string, found: unknown, wanted: unknown): void => {
    if (found !== wanted) faults.push(`${what} is ${String(found)}, not ${String(wanted)}`);
  };
  demand("the number of jobs", played.jobs.length, 1);
  demand("the outcome", job?.outcome, expected.outcome);
  const missing = [
    ...(expected.decided.some((code) => codes.includes(code))
      ? []
      : [expected.decided.join(" or ")]),
    ...expected.also.filter((code) => !codes.includes(code)),
  ];
  if (missing.length > 0)
    faults.push(`the reasons are ${codes.join(", ")}, without ${missing.join(", ")}`);
  demand("the number of documents", documents.length, expected.document === null ? 0 : 1);
  const [document] = documents;
  if (expected.document !== null && document !== undefined) {
    demand("the gross amount", document.gross, expected.document.gross);
    demand("the amount that the shop charged", played.charged, expected.document.gross);
    demand("the VAT", document.vat, expected.document.vat);
    demand("the customer", document.customer, expected.document.customer);
    demand("the number of rows", document.rows, expected.document.rows);
    demand("the closing row", document.closing, expected.document.closing);
  }
  return { documents, faults };
}

/** The ledger's orders that carry the order's number and a marker. */
async function documentsOf(
  operator: Operator,
  orderNumber: string,
): Promise<readonly LedgerDocument[]> {
  const { companies } = (await operator.control("eaccounting", "GET", "/state")) as {
    companies: { orders: Json[]; customers: Json[] }[];
  };
  const marked = new RegExp(`(^|\\W)${orderNumber} #[A-Z2-7]{8}$`);
  return companies.flatMap(({ orders, customers }) =>
    orders
      .filter((order) => marked.test(String(order["OurReference"])))
      .map((order) => ({
        // The sandbox's Amount is without VAT unless its switch says otherwise.
        gross: new Big(Number(order["Amount"])).plus(Number(order["VatAmount"])).toFixed(2),
        vat: new Big(Number(order["VatAmount"])).toFixed(2),
        customer: String(
          customers.find((customer) => customer["Id"] === order["CustomerId"])?.["Name"],
        ),
        rows: (order["Rows"] as readonly Json[]).length,
        closing: closingOf(order["Rows"] as readonly Json[]),
        number: String(order["Number"]),
      })),
  );
}

function closingOf(rows: readonly Json[]): string | null {
  const row = rows.find((candidate) => candidate["ArticleNumber"] === "AS-CLOSE");
  return row === undefined ? null : new Big(Number(row["Amount"])).toFixed(2);
}
