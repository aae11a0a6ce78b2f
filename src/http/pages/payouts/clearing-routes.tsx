/** What payment providers owe, as a page and as a table. */
import type { Hono } from "hono";
import { clearingTable } from "../../tables/clearing-table.ts";
import { csvFormOf, csvHeaders, fileTitle } from "../../tables/csv.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { readClearing } from "../../usecases/vouchers/payouts.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { PageEnv } from "../frame/env.ts";
import { granted } from "../frame/respond.tsx";
import { clearingNames } from "./clearing-names.ts";
import { clearingPage } from "./clearing-page.tsx";
import { defined } from "../../../domain/platform/defined.ts";

export function clearingRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/clearing", async (c) => {
    const { asking } = c.var;
    const account = /^\d{1,10}$/.exec(c.req.query("account") ?? "")?.[0];
    const cursor = c.req.query("cursor")?.slice(0, 100);
    const tenant = granted(await requireTenant(asking));
    const found = granted(
      await readClearing(asking, {
        ...(account === undefined ? {} : { account: Number(account) }),
        ...defined({ cursor }),
        ...(c.req.query("compare") === "1" ? { compare: true } : {}),
      }),
    );
    const { methodOf, accounts } = await clearingNames(c);
    return clearingPage(c, {
      tenant,
      found,
      behind: cursor !== undefined,
      methodOf,
      accounts,
    });
  });

  pages.get("/tenants/:id/clearing.csv", async (c) => {
    const { asking } = c.var;
    granted(await readClearing(asking, { limit: 1 }));
    const { t } = messagesFor(c);
    const { methodOf } = await clearingNames(c);
    return c.body(
      clearingTable(
        [
          t("payouts.account"),
          t("payouts.unmatched.order"),
          t("clearing.orderId"),
          t("payouts.day"),
          t("clearing.method"),
          t("clearing.open"),
          t("clearing.currency"),
        ],
        async (query) => {
          const found = await readClearing(asking, query);
          if (!found.ok) throw new Error(found.error.kind);
          return found.value;
        },
        methodOf,
        csvFormOf(languageOf(c)),
      ),
      200,
      csvHeaders(fileTitle(t("clearing.title"))),
    );
  });
}
