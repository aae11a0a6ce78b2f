/** The statement of a clearing account, as a page and as a table. */
import type { Hono } from "hono";
import { defined } from "../../../domain/platform/defined.ts";
import { MAX_MOVEMENTS } from "../../../sync/contract/clearing-statement.ts";
import { csvHeaders, fileName } from "../../tables/csv.ts";
import { statementTable } from "../../tables/statement-table.ts";
import type { EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { today } from "../../usecases/tenants/figures.ts";
import { readClearingStatement } from "../../usecases/vouchers/payouts.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { daysOf, isMonth } from "../comparison/range.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { granted } from "../frame/respond.tsx";
import { pageIn } from "../parts/older.tsx";
import { clearingNames } from "./clearing-names.ts";
import { statementPage } from "./statement-page.tsx";

export function statementRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  const statementOf = (c: PageContext) => {
    const { asking } = c.var;
    const account = Number(/^\d{1,10}$/.exec(c.req.query("account") ?? "")?.[0] ?? "0");
    const asked = c.req.query("month") ?? "";
    const month = isMonth(asked) ? asked : today(deps.clock.now()).slice(0, 7);
    const method = c.req.query("method")?.slice(0, 100);
    const read = (page: number, limit?: number) =>
      readClearingStatement(asking, {
        account,
        ...daysOf(month),
        page,
        ...defined({ method, limit }),
      });
    return { account, month, read };
  };

  pages.get("/tenants/:id/clearing/statement", async (c) => {
    const tenant = granted(await requireTenant(c.var.asking));
    const { month, read } = statementOf(c);
    const found = granted(await read(pageIn(c.req.query("page"))));
    const { methodOf, accounts } = await clearingNames(c);
    return statementPage(c, {
      tenant,
      month,
      thisMonth: today(deps.clock.now()).slice(0, 7),
      found,
      methodOf,
      accounts,
    });
  });

  pages.get("/tenants/:id/clearing/statement.csv", async (c) => {
    const { account, month, read } = statementOf(c);
    const found = granted(await read(0, MAX_MOVEMENTS));
    const body = statementTable(languageOf(c), found);
    const title = `${messagesFor(c).t("clearing.statement.title")} ${account}`;
    return c.body(body, 200, csvHeaders(fileName(title, daysOf(month))));
  });
}
