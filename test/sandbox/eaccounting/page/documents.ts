// Drafts, invoices, payments and the ledger of a company, for the state page.
import { html } from "hono/html";
import { type Html, table } from "../../kit/page.ts";
import type { Entity, JsonObject } from "../json.ts";
import { textOf } from "../../kit/text.ts";
import { DOCUMENT_ACTS } from "../control/playground.ts";
import { booksOf } from "../resources/ledger/books.ts";
import type { Company } from "../world/company.ts";

const MOST = 50;

export function documentSections(company: Company): Html {
  const drafts = company.invoiceDrafts.all();
  const invoices = company.invoices.all();
  const payments = company.bankTransactions.all();
  const vouchers = company.vouchers.all();
  return html`<h3>Invoice drafts (${drafts.length})</h3>
    ${rows(company, "customerinvoicedrafts", drafts, ["CustomerName", "InvoiceDate", "OurReference", "TotalAmount", "TotalVatAmount", "InvoiceCurrencyCode"])}
    <h3>Invoices (${invoices.length})</h3>
    ${rows(company, "customerinvoices", invoices, ["InvoiceNumber", "CustomerName", "InvoiceDate", "OurReference", "TotalAmountInvoiceCurrency", "TotalVatAmountInvoiceCurrency", "RemainingAmountInvoiceCurrency", "CurrencyCode", "VoucherNumber"])}
    <h3>Payments (${payments.length})</h3>
    ${rows(company, null, payments, ["TransactionDate", "Reference", "TransactionAmount", "ChargeAmount", "TransactionAmountCurrency"])}
    <h3>Vouchers (${vouchers.length})</h3>
    ${table(
      ["Number", "Date", "Text", "Rows", ""],
      vouchers
        .toReversed()
        .slice(0, MOST)
        .map((voucher) => [...voucherCells(voucher), actForm(company, "vouchers", voucher.Id)]),
    )}
    ${ledger(company)}`;
}

/** `kind`: the path of what can be done with them; `null`: nothing. */
function rows(
  company: Company,
  kind: string | null,
  objects: readonly Entity[],
  names: readonly string[],
): Html {
  const acts = (one: Entity): readonly Html[] =>
    kind === null ? [] : [actForm(company, kind, one.Id)];
  return table(
    kind === null ? names : [...names, ""],
    objects
      .toReversed()
      .slice(0, MOST)
      .map((one) => [...names.map((name) => textOf(one[name] ?? "")), ...acts(one)]),
  );
}

/** A button for each thing that a person can do with a document. */
export function actForm(company: Company, kind: string, id: string): Html {
  return html`<form method="post" action="/_control/play/${company.id}/${kind}/${id}">
    ${Object.entries(DOCUMENT_ACTS[kind] ?? {}).map(
      ([act, { says }]) => html`<button name="act" value="${act}">${says}</button> `,
    )}
  </form>`;
}

function voucherCells(voucher: Entity): (string | Html)[] {
  const given: readonly JsonObject[] = Array.isArray(voucher["Rows"]) ? voucher["Rows"] : [];
  const lines = given.map(
    (row) =>
      html`${row["AccountNumber"]} ${row["AccountDescription"] ?? ""}
        <small
          >${Number(row["DebitAmount"]) === 0 ? `credit ${textOf(row["CreditAmount"])}` : `debit ${textOf(row["DebitAmount"])}`}</small
        ><br />`,
  );
  return [
    textOf(voucher["NumberAndNumberSeries"]),
    textOf(voucher["VoucherDate"]),
    textOf(voucher["VoucherText"]),
    html`${lines}`,
  ];
}

function ledger(company: Company): Html {
  const { trialBalance, vat, receivables, problems } = booksOf(company);
  return html`<h3>Ledger</h3>
    ${problems.length === 0 ? html`<p>The books add up: VAT ${vat.accounts.toFixed(2)}, receivables ${receivables.accounts.toFixed(2)}.</p>` : html`<p class="bad">${problems.join("; ")}</p>`}
    ${table(
      ["Account", "Debit", "Credit", "Balance"],
      trialBalance.map((row) => [
        row.account,
        row.debit.toFixed(2),
        row.credit.toFixed(2),
        row.balance.toFixed(2),
      ]),
    )}`;
}
