// What a person watching the demo sees: orders with their rows and totals, invoices, payments, the ledger, customers, and
// what the client did wrong; then the kit's switches, faults and calls.
import { html } from "hono/html";
import type { Kit } from "../../kit/kit.ts";
import { type Html, renderPage, table } from "../../kit/page.ts";
import type { EaccountingSwitches } from "../switches.ts";
import type { Company } from "../world/company.ts";
import type { Order } from "../world/entities.ts";
import type { World } from "../world/world.ts";
import { documentSections } from "./documents.ts";
import { textOf } from "../../kit/text.ts";

const STATUS = ["", "draft", "ongoing", "shipped", "invoiced"];
const MOST = 50;

export function statePage(kit: Kit<EaccountingSwitches>, world: World): Html {
  return renderPage({
    title: "eAccounting sandbox",
    intro:
      "A fake ledger. It keeps the vendor's rules and its own arithmetic; what isn't known about the vendor is a switch.",
    kit,
    sections: [...world.companies.map(companySection), clientFaults(world)],
  });
}

function companySection(company: Company): Html {
  const orders = company.orders.all().toReversed();
  return html`<h2>${company.name}</h2>
    <h3>Orders (${orders.length})</h3>
    ${table(["Number", "Status", "Customer", "Date", "References", "Rows", "Amount", "VAT", "Rounding"], orders.slice(0, MOST).map(orderCells))}
    ${documentSections(company)}
    <h3>Customers (${company.customers.all().length})</h3>
    ${table(
      ["Number", "Name", "Kind", "Country", "VAT number", "E-mail"],
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
