/** Pages of vouchers by the day. */
import type { Hono } from "hono";
import { chartFrom } from "../../../flows/orders/posting/documents.ts";
import { comparedAt } from "../../usecases/ledger/reconciliation.ts";
import { listDays, readDay } from "../../usecases/vouchers/days.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { readSettings } from "../../usecases/settings/settings.ts";
import { voucherLinks } from "../orders/links/vendor-links.tsx";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { PageEnv } from "../frame/env.ts";
import { granted } from "../frame/respond.tsx";
import { pageIn } from "../parts/older.tsx";
import { dayPage, daysPage } from "./page.tsx";

export function dayRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/days", async (c) => {
    const { asking } = c.var;
    const tenant = granted(await requireTenant(asking));
    const at = pageIn(c.req.query("page"));
    return daysPage(c, tenant, granted(await listDays(asking, at)), at);
  });

  pages.get("/tenants/:id/days/:dayId", async (c) => {
    const { asking } = c.var;
    const { dayId } = c.req.param();
    const tenant = granted(await requireTenant(asking));
    const cursor = c.req.query("cursor")?.slice(0, 300) ?? null;
    const found = granted(await readDay(asking, dayId, cursor));
    const [names, settings, compared] = await Promise.all([
      anyNames(asking),
      readSettings(asking),
      comparedAt(asking, found.voucher.day),
    ]);
    const chart = chartFrom(names["eaccounting.accounts"]?.entries ?? []);
    const methods = names["asperion.paymentMethods"]?.entries ?? [];
    return dayPage(c, {
      tenant,
      found,
      compared,
      accounts: new Map([...chart].map(([account, { name }]) => [account, name])),
      elsewhere: settings.ok
        ? voucherLinks(settings.value.settings.vendorPages, found.voucher.voucher)
        : [],
      methods: new Map(methods.map(({ id: method, name }) => [method, name])),
    });
  });
}
