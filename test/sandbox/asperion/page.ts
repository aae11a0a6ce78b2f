// The state page of the Asperion sandbox: the kit's page with one shop's orders, and forms that place and change them.
import { html } from "hono/html";
import { type Html, renderPage, table } from "../kit/page.ts";
import type { Vendor } from "./gate.ts";
import { ORDER_ACTS } from "./order-acts.ts";
import { ORDER_KINDS } from "./order-kinds.ts";
import type { Order } from "./order-types.ts";
import { shownNumber } from "./order-view.ts";
import type { Books } from "./store.ts";
import type { Webhooks } from "./webhooks.ts";

const LATEST = 25;
const STATUSES: Readonly<Record<number, string>> = {
  1: "Concept",
  2: "Confirmed",
  3: "Partly delivered",
  4: "Delivered",
  5: "Invoiced",
  9: "Cancelled",
};

/** `shown`: the administration whose orders stand here; the first one where it isn't known. */
export function statePage(vendor: Vendor, webhooks: Webhooks, shown: string | undefined): Html {
  const shops = [...vendor.store().books.values()];
  const shop = shops.find(({ administration }) => String(administration.id) === shown) ?? shops[0];
  return renderPage({
    title: "Asperion sandbox",
    intro:
      "Plays the shop side: administrations, debtors, sales orders, articles. Nothing here is Asperion's own code.",
    kit: vendor.kit,
    sections:
      shop === undefined ? [] : [shopChoice(shops, shop), shopSection(shop, vendor, webhooks)],
  });
}

function shopChoice(shops: readonly Books[], shop: Books): Html {
  return html`<nav>
      Shop:
      ${shops.map(({ administration: { id, name } }) =>
        id === shop.administration.id
          ? html`<b>${id} ${name}</b> `
          : html`<a href="/?administration=${id}">${id} ${name}</a> `,
      )}
    </nav>
    <form method="post" action="/_control/play/shops">
      <label>Name <input name="name" required /></label> <button>Open another shop</button>
    </form>`;
}

function shopSection(books: Books, vendor: Vendor, webhooks: Webhooks): Html {
  const { id, name } = books.administration;
  const orders = [...books.orders.values()].slice(-LATEST).toReversed();
  return html`<h2>${id} ${name}</h2>
    <p>
      ${books.orders.size} orders, ${books.debtors.size} debtors, ${books.articles.size} articles
    </p>
    <h3>Place an order</h3>
    ${kindForm(books)} ${orderForm(books)} ${articleForm(books)}
    <h3>Orders</h3>
    ${table(
      [
        "Order",
        "Number",
        "Date",
        "Buyer",
        "Status",
        "Payment",
        "Excl.",
        "VAT",
        "Incl.",
        "Changed",
        "What next",
      ],
      orders.map((order) => [
        order.id,
        shownNumber(order, vendor.kit) ?? "",
        order.date,
        buyerOf(books, order),
        STATUSES[order.status] ?? order.status,
        order.paymentStatus,
        order.amountExclVat.toFixed(2),
        order.vatAmount.toFixed(2),
        `${order.amountInclVat.toFixed(2)} ${order.currencyCode}`,
        order.dateLastChange ?? "",
        actForm(books, order),
      ]),
    )}
    ${webhookSection(books, webhooks)}`;
}

function buyerOf(books: Books, order: Order): string {
  const debtor = order.debtorId === null ? undefined : books.debtors.get(order.debtorId);
  return debtor?.name ?? order.companyName ?? order.attentionTo ?? "guest";
}

function actForm(books: Books, order: Order): Html {
  return html`<form
    method="post"
    action="/_control/play/${books.administration.id}/orders/${order.id}"
  >
    <select name="act" aria-label="What happens to order ${order.id}">
      ${Object.entries(ORDER_ACTS).map(([act, { says }]) => html`<option value="${act}">${says}</option>`)}
    </select>
    <button>Do it</button>
  </form>`;
}

function kindForm(books: Books): Html {
  return html`<form method="post" action="/_control/play/${books.administration.id}/orders">
    <select name="kind" aria-label="kind of order">
      ${ORDER_KINDS.map(({ id, says }) => html`<option value="${id}">${says}</option>`)}
    </select>
    <select name="debtorId" aria-label="buyer">
      <option value="">The buyer of that kind</option>
      ${newest(books.debtors.values()).map((debtor) => html`<option value="${debtor.id}">${debtor.name}</option>`)}
    </select>
    <select name="paymentMethodId" aria-label="payment method">
      <option value="">Paid as usual</option>
      ${books.lookups.paymentmethods.map(({ id, description }) => html`<option value="${id}">${description}</option>`)}
    </select>
    <label>How many <input name="count" value="1" size="3" /></label>
    <button>Place</button>
  </form>`;
}

function articleForm(books: Books): Html {
  return html`<form method="post" action="/_control/play/${books.administration.id}/articles">
    <label>Code <input name="articleCode" required size="12" /></label>
    <label>Price <input name="salesPrice" value="10.00" size="8" /></label>
    <select name="vatCode" aria-label="VAT code">
      ${books.lookups.vatcodes.filter(({ salesCode }) => salesCode).map(({ id, description }) => html`<option value="${id}">${description}</option>`)}
    </select>
    <button>Add an article</button>
  </form>`;
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

function webhookSection(books: Books, webhooks: Webhooks): Html {
  const { id } = books.administration;
  const hook = webhooks.hooks().find(({ administrationId }) => administrationId === id);
  const sent = webhooks.deliveries().filter(({ administrationId }) => administrationId === id);
  return html`<h3>Webhooks</h3>
    <p>${hook === undefined ? "No address is named: nothing is sent." : `Sent to ${hook.url}`}</p>
    <form method="post" action="/_control/play/${id}/webhooks">
      <label>Address <input name="url" type="url" required size="50" /></label>
      <label>Signing secret <input name="secret" required size="44" /></label>
      <button>Send webhooks there</button>
    </form>
    ${table(
      ["Id", "Type", "Of", "Answer"],
      sent
        .slice(-15)
        .toReversed()
        .map((one) => [one.webhookId, one.type, one.dataId, one.status ?? one.error ?? "…"]),
    )}`;
}
