// What this Asperion holds, as the API would show it, for `GET /_control/state`.
import { viewArticle } from "./article-routes.ts";
import type { Vendor } from "./gate.ts";
import { viewOrder } from "./order-view.ts";

export function shownState(vendor: Vendor, administrationId: string | undefined): unknown {
  const books = [...vendor.store().books.values()].filter(
    (one) => administrationId === undefined || String(one.administration.id) === administrationId,
  );
  return {
    administrations: books.map((one) => ({
      ...one.administration,
      debtors: [...one.debtors.values()],
      articles: [...one.articles.values()].map(viewArticle),
      orders: [...one.orders.values()].map((order) => viewOrder(order, vendor.kit, true)),
    })),
    users: vendor.store().users,
    switches: vendor.kit.switches.all(),
  };
}
