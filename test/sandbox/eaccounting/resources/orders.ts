// Orders: module, rules and actions. The arithmetic is in order-totals.ts, the rows in order-rows.ts.
import type { JsonObject } from "../json.ts";
import { orderFields } from "../schema/order.ts";
import { type Act, today } from "../vendor/act.ts";
import { endpoint, ok } from "../vendor/endpoint.ts";
import { shownFields } from "../vendor/extra-fields.ts";
import { commit, ORDERING, type Resource, SALES, show } from "../vendor/resource.ts";
import { mount, stored } from "../vendor/mount.ts";
import type { Site } from "../vendor/site.ts";
import type { Order } from "../world/entities.ts";
import { buildOrder } from "./order-build.ts";
import {
  conflict,
  DRAFT,
  numberFor,
  ONGOING,
  ongoingAs,
  requireStatus,
  SHIPPED,
} from "./order-status.ts";

export const orders: Resource<Order> = {
  path: "orders",
  entity: "Order",
  fields: orderFields,
  scopes: SALES,
  module: "order_standard",
  variants: ORDERING,
  table: (company) => company.orders,
  create: (act, body) => buildOrder(act, body, null),
  replace: (act, before, body) => buildOrder(act, body, before),
  remove(_act, order) {
    if (order.Status >= SHIPPED) throw conflict("A shipped or invoiced order can not be deleted.");
  },
  view,
  committed(act, before, after) {
    if (act.switches.get("stockTouchesChangedUtc") === "yes") touchArticles(act, [before, after]);
  },
};

/** Row order isn't promised: shuffled, rows come by their random ids. */
function view(act: Act): (order: Order) => JsonObject {
  if (act.switches.get("rowOrder") === "kept") return (order) => order;
  return (order) => ({ ...order, Rows: order.Rows.toSorted((a, b) => (a.Id < b.Id ? -1 : 1)) });
}

export function mountOrders(site: Site): void {
  mount(site, orders);
  action(site, "converteddrafttoorder", (act, order) => {
    requireStatus(order, DRAFT, "converting a draft");
    return { ...order, Status: ongoingAs(act, order.Rows), Number: numberFor(act, ONGOING) };
  });
  action(site, "completed", (act, order) => {
    requireStatus(order, ONGOING, "completing");
    return { ...order, Status: SHIPPED, ShippedDateTime: today(act) };
  });
  action(site, "voided", (_act, order) => {
    requireStatus(order, SHIPPED, "voiding");
    return { ...order, Status: ONGOING, ShippedDateTime: null };
  });
}

function action(site: Site, name: string, change: (act: Act, order: Order) => Order): void {
  endpoint(
    site,
    {
      method: "POST",
      path: `/orders/:id/${name}`,
      scopes: orders.scopes.write,
      module: orders.module,
      variants: ORDERING,
      body: "optional",
    },
    (act, { param }) => {
      const before = stored(act, orders, param("id"));
      const after = commit(act, orders, before, {
        ...change(act, before),
        ModifiedUtc: act.world.stamp(),
      });
      return ok(shownFields(act, orders.fields, show(act, orders, after)));
    },
  );
}

function touchArticles(act: Act, both: readonly (Order | null)[]): void {
  const ids = new Set(both.flatMap((order) => order?.Rows.map((row) => row.ArticleId) ?? []));
  for (const id of ids) {
    const article = id === null ? null : act.company.articles.get(id);
    if (article !== null)
      act.company.articles.commit({ ...article, ChangedUtc: act.world.stamp() }, act.world.now());
  }
}
