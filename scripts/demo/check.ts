/**
 * Holds what became of an order against what had to, looking into the ledger itself rather than
 * asking the bridge.
 */
import { Big } from "big.js";
import type { TerminalMessages } from "../../src/messages/compiled/cli-ids.ts";
import type { Json, Operator } from "../local/operator.ts";
import { t } from "../terminal.ts";
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
  const demand = (
    what: keyof TerminalMessages & `cli.demo.checks.${string}`,
    found: unknown,
    wanted: unknown,
  ): void => {
    if (found === wanted) return;
    const differs = { what: t(what), found: String(found), wanted: String(wanted) };
    faults.push(t("cli.demo.differs", differs));
  };
  demand("cli.demo.checks.jobs", played.jobs.length, 1);
  demand("cli.demo.checks.outcome", job?.outcome, expected.outcome);
  const missing = [
    ...(expected.decided.some((code) => codes.includes(code))
      ? []
      : [expected.decided.join(t("cli.demo.or"))]),
    ...expected.also.filter((code) => !codes.includes(code)),
  ];
  if (missing.length > 0)
    faults.push(
      t("cli.demo.reasonsWithout", { reasons: codes.join(", "), missing: missing.join(", ") }),
    );
  demand("cli.demo.checks.documents", documents.length, expected.document === null ? 0 : 1);
  const [document] = documents;
  if (expected.document !== null && document !== undefined) {
    demand("cli.demo.checks.gross", document.gross, expected.document.gross);
    demand("cli.demo.checks.charged", played.charged, expected.document.gross);
    demand("cli.demo.checks.vat", document.vat, expected.document.vat);
    demand("cli.demo.checks.customer", document.customer, expected.document.customer);
    demand("cli.demo.checks.rows", document.rows, expected.document.rows);
    demand("cli.demo.checks.closing", document.closing, expected.document.closing);
  }
  return { documents, faults };
}

/** The ledger's orders that carry the order's number and a marker. */
export async function documentsOf(
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
  const row = rows.find((candidate) => candidate["ArticleNumber"] === "AS-MOMSAVRUNDNING");
  return row === undefined ? null : new Big(Number(row["Amount"])).toFixed(2);
}
