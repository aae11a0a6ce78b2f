// What a person watching the demo sees: orders with their rows and totals, invoices, payments, the ledger, customers, and
// what the client did wrong; then the kit's switches, faults and calls.
import { html } from "hono/html";
import type { Kit } from "../../kit/kit.ts";
import { type Html, renderPage, table } from "../../kit/page.ts";
import type { EaccountingSwitches } from "../switches.ts";
import type { Company } from "../world/company.ts";
import type { Order } from "../world/entities.ts";
import type { World } from "../world/world.ts";
import { PLANS } from "../world/seed/plans/index.ts";
import { actForm, documentSections } from "./documents.ts";
import { textOf } from "../../kit/text.ts";

const STATUS = ["", "draft", "ongoing", "shipped", "invoiced"];
const MOST = 50;

/** `shown`: id or name of the company that stands here; the first one where it isn't known. */
export function statePage(
  kit: Kit<EaccountingSwitches>,
  world: World,
  shown: string | undefined,
): Html {
  const company = world.company(shown) ?? world.company(undefined);
  const own = company === null ? [] : [companyChoice(world, company), companySection(company)];
  return renderPage({
    title: "eAccounting sandbox",
    intro:
      "A fake ledger. It keeps the vendor's rules and its own arithmetic; what isn't known about the vendor is a switch.",
    kit,
    sections: [...own, clientFaults(world)],
  });
}

function companyChoice(world: World, company: Company): Html {
  return html`<nav>
      Company:
      ${world.companies.map((one) =>
        one.id === company.id
          ? html`<b>${one.name}</b> `
          : html`<a href="/?company=${one.id}">${one.name}</a> `,
      )}
    </nav>
    <form method="post" action="/_control/play/companies">
      <label>Name <input name="name" required /></label>
      <select name="country" aria-label="country">
        ${Object.keys(PLANS).map((country) => html`<option>${country}</option>`)}
      </select>
      <button>Open another company</button>
    </form>`;
}

function personForms(company: Company): Html {
  const { AccountingLockedTo: lockedTo } = company.settings;
  return html`<form method="post" action="/_control/play/${company.id}/articles">
      <label>Number <input name="Number" required size="12" /></label>
      <select name="CodingName" aria-label="article coding">
        ${company.codings.all().map((coding) => html`<option>${textOf(coding["Name"])}</option>`)}
      </select>
      <label>Price <input name="NetPrice" value="10.00" size="8" /></label>
      <button>Add an article</button>
    </form>
    <form method="post" action="/_control/play/${company.id}/lock">
      ${lockedTo === null ? "No period is locked." : `Locked to ${lockedTo}.`}
      <button name="lock" value="today">Lock everything up to today</button>
      <button name="lock" value="nothing">Unlock</button>
    </form>`;
}

function companySection(company: Company): Html {
  const orders = company.orders.all().toReversed();
  return html`<h2>${company.name}</h2>
    ${personForms(company)}
    <h3>Orders (${orders.length})</h3>
    ${table(
      [
        "Number",
        "Status",
        "Customer",
        "Date",
        "References",
        "Rows",
        "Amount",
        "VAT",
        "Rounding",
        "",
      ],
      orders
        .slice(0, MOST)
        .map((order) => [...orderCells(order), actForm(company, "orders", order.Id)]),
    )}
    ${documentSections(company)}
    <h3>Customers (${company.customers.all().length})</h3>
    ${table(
      ["Number", "Name", "Kind", "Country", "VAT number", "E-mail", ""],
      company.customers
        .all()
        .toReversed()
        .slice(0, MOST)
        .map((customer) => [
          customer.CustomerNumber,
          customer.Name,
          customer.IsPrivatePerson ? "private" : "company",
          customer.InvoiceCountryCode ?? "",
          customer.VatNumber ?? "",
          customer.EmailAddress ?? "",
          actForm(company, "customers", customer.Id),
        ]),
    )}
    <h3>Articles (${company.articles.all().length})</h3>
    ${table(
      ["Number", "Name", "Price excl. VAT", ""],
      company.articles
        .all()
        .toReversed()
        .slice(0, MOST)
        .map((article) => [
          article.Number,
          article.Name,
          article.NetPrice,
          actForm(company, "articles", article.Id),
        ]),
    )}`;
}

function orderCells(order: Order): (string | number | Html)[] {
  const rows = order.Rows.map(
    (row) =>
      html`${row.Quantity} × ${row.ArticleNumber ?? row.Text ?? ""} à ${row.UnitPrice} =
        ${row.Amount} <small>${row.VatRate === null ? "" : `${row.VatRate * 100} %`}</small><br />`,
  );
  const references = [order.OurReference, order.YourReference, order.BuyersOrderReference]
    .filter((one) => one !== null)
    .join(" / ");
  return [
    order.Number ?? "–",
    STATUS[order.Status] ?? order.Status,
    textOf(order["CustomerName"]),
    order.OrderDate,
    references,
    html`${rows}`,
    `${order.Amount} ${order.CurrencyCode}${order.IncludesVat ? " (prices incl. VAT)" : ""}`,
    order.VatAmount,
    order.RoundingsAmount,
  ];
}

function clientFaults(world: World): Html {
  const faults = world.clientFaults.slice(-MOST).toReversed();
  return html`<h2>Faults of the client</h2>
    ${table(
      ["At", "Company", "Call", "Kind", "Field"],
      faults.map((fault) => [fault.at, fault.company, fault.call, fault.kind, fault.field]),
    )}`;
}
