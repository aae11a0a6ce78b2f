// The state page of the Asperion sandbox: the kit's page with the shop's orders and a form that places one.
import { html } from "hono/html";
import { type Html, renderPage, table } from "../kit/page.ts";
import type { Vendor } from "./gate.ts";
import { shownNumber } from "./order-view.ts";
import type { Books } from "./store.ts";
import type { Webhooks } from "./webhooks.ts";

const LATEST = 25;

export function statePage(vendor: Vendor, webhooks: Webhooks): Html {
  const books = [...vendor.store().books.values()];
  return renderPage({
    title: "Asperion sandbox",
    intro:
      "Plays the shop side: administrations, debtors, sales orders, articles. Nothing here is Asperion's own code.",
    kit: vendor.kit,
    sections: [
      ...books.map((one, at) => administrationSection(one, vendor, at === 0)),
      webhookSection(webhooks),
    ],
  });
}

function administrationSection(books: Books, vendor: Vendor, withForm: boolean): Html {
  const { id, name } = books.administration;
  const orders = [...books.orders.values()].slice(-LATEST).toReversed();
  return html`<h2>${id} ${name}</h2>
    <p>
      ${books.orders.size} orders, ${books.debtors.size} debtors, ${books.articles.size} articles
    </p>
    ${withForm ? orderForm(books) : ""}
    ${table(
      [
        "Order",
        "Number",
        "Date",
        "Debtor",
        "Status",
        "Payment",
        "Excl.",
        "VAT",
        "Incl.",
        "Changed",
      ],
      orders.map((order) => [
        order.id,
        shownNumber(order, vendor.kit) ?? "",
        order.date,
        order.debtorId === null
          ? "guest"
          : (books.debtors.get(order.debtorId)?.name ?? order.debtorId),
        order.status,
        order.paymentStatus,
        order.amountExclVat.toFixed(2),
        order.vatAmount.toFixed(2),
        order.amountInclVat.toFixed(2),
        order.dateLastChange ?? "",
      ]),
    )}`;
}

/** What was made last comes first: a demo's own debtors and articles, which its ledger knows. */
const newest = <T>(rows: Iterable<T>): readonly T[] => [...rows].toReversed().slice(0, 50);

function orderForm(books: Books): Html {
  return html`<form method="post" action="/_control/orders/form">
    <input type="hidden" name="administrationId" value="${books.administration.id}" />
    <select name="debtorId">
      ${newest(books.debtors.values()).map((debtor) => html`<option value="${debtor.id}">${debtor.name}</option>`)}
      <option value="">Guest, without a debtor</option>
    </select>
    <select name="articleCode">
      ${newest(books.articles.values()).map((article) => html`<option>${article.articleCode}</option>`)}
    </select>
    <input name="quantity" value="1" size="4" aria-label="quantity" />
    <select name="currencyCode" aria-label="currency">
      <option>SEK</option>
      <option>EUR</option>
    </select>
    <label><input type="checkbox" name="pricesIncludeVat" value="true" /> prices include VAT</label>
    <button>Place an order</button>
  </form>`;
}

function webhookSection(webhooks: Webhooks): Html {
  const hooks = webhooks.hooks().map((hook) => `${hook.administrationId} → ${hook.url}`);
  return html`<h2>Webhooks</h2>
    <p>${hooks.length === 0 ? "none set" : hooks.join(", ")}</p>
    ${table(
      ["Id", "Type", "Of", "Answer"],
      webhooks
        .deliveries()
        .slice(-15)
        .toReversed()
        .map((sent) => [sent.webhookId, sent.type, sent.dataId, sent.status ?? sent.error ?? "…"]),
    )}`;
}
