/**
 * The page of the comparison of both sides: its days, its tables for elsewhere, and a run on
 * demand.
 */
import type { Hono } from "hono";
import { comparisonTable } from "../../tables/comparison-table.ts";
import { csvHeaders, fileName } from "../../tables/csv.ts";
import type { EdgeDeps } from "../../deps.ts";
import { today } from "../../usecases/tenants/figures.ts";
import {
  differencesOf,
  reconcileNow,
  reconciliationOf,
  describedReconciliation,
  peopleFor,
} from "../../usecases/ledger/reconciliation.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { languageOf, messagesFor } from "../../language.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { homeOf, refusedPage, tenantHomeOf } from "../frame/respond.tsx";
import { dayPostingRoutes } from "./posting-routes.ts";
import { comparisonPage } from "./page.tsx";
import { reportPage } from "./report.tsx";
import { addressOf, fits, type RangeRequest, rangeRequestOf } from "./range.ts";

/** Items of each name: the rest is behind a link, or counted. */
const EACH_ON_PAGE = 10;
const EACH_ON_PAPER = 200;

/** Returns the text if it may be a run's id. */
const runIn = (text: string | undefined): string | null =>
  text !== undefined && /^\w{1,40}$/.test(text) ? text : null;

export function comparisonRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  dayPostingRoutes(pages, deps);
  pageRoutes(pages, deps);
  fileRoutes(pages, deps);
  compareRoute(pages, deps);
}

function pageRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/comparison", async (c) => {
    const range = rangeIn(deps, c);
    const found = await withDifferences(c, c.req.param("id"), range, EACH_ON_PAGE);
    return "refused" in found
      ? found.refused
      : comparisonPage(c, {
          ...found,
          range,
          wrong: null,
          begun: runIn(c.req.query("begun")),
          now: deps.clock.now(),
        });
  });

  pages.get("/tenants/:id/comparison/report", async (c) => {
    const range = { ...rangeIn(deps, c), state: null, part: null, cursor: null };
    const found = await withDifferences(c, c.req.param("id"), range, EACH_ON_PAPER);
    return "refused" in found
      ? found.refused
      : reportPage(c, { ...found, range, now: deps.clock.now() });
  });
}

function fileRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/comparison.csv", async (c) => {
    const range = rangeIn(deps, c);
    const id = c.req.param("id");
    const found = await requestedRange(c, id, range);
    if ("refused" in found) return found.refused;
    return c.body(
      comparisonTable(
        deps,
        id,
        languageOf(c),
        { from: range.from, to: range.to },
        peopleFor(c.var.signedIn.actor, id),
      ),
      200,
      csvHeaders(fileName(messagesFor(c).t("comparison.title"), range)),
    );
  });

  pages.get("/tenants/:id/comparison.json", async (c) => {
    const found = await requestedRange(c, c.req.param("id"), rangeIn(deps, c));
    return "refused" in found
      ? found.refused
      : c.json(describedReconciliation(found.described, languageOf(c)));
  });
}

function compareRoute(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  // One form with two buttons: the days are the same for looking and for comparing.
  pages.post("/tenants/:id/comparison", async (c) => {
    const { signedIn, form } = c.var;
    const id = c.req.param("id");
    const [from, to] = [one(form, "from"), one(form, "to")];
    if (!fits(from, to)) {
      const range = rangeIn(deps, c);
      const found = await withDifferences(c, id, range, EACH_ON_PAGE);
      return "refused" in found
        ? found.refused
        : comparisonPage(c, {
            ...found,
            range,
            wrong: { from, to },
            begun: null,
            now: deps.clock.now(),
          });
    }
    const address = addressOf(id, { from, to, state: null, cursor: null });
    if (one(form, "do") !== "compare") return c.redirect(address, 303);
    const begun = await reconcileNow(c.var.asking, { from, to });
    return begun.ok
      ? c.redirect(`${address}&begun=${begun.value.jobId}`, 303)
      : refusedPage(c, signedIn, begun.error, tenantHomeOf(c, id));
  });
}

const rangeIn = (deps: EdgeDeps, c: PageContext): RangeRequest =>
  rangeRequestOf(c.req.query(), today(deps.clock.now()));

async function requestedRange(
  c: PageContext,
  id: string,
  { from, to, state, part = null, cursor }: RangeRequest,
  people: { readonly people?: true } = {},
) {
  const { signedIn, asking } = c.var;
  const tenant = await requireTenant(asking);
  if (!tenant.ok) return { refused: await refusedPage(c, signedIn, tenant.error, homeOf(c)) };
  const described = await reconciliationOf(asking, {
    from,
    to,
    ...people,
    ...(state === null ? {} : { state }),
    ...(part === null ? {} : { part }),
    ...(cursor === null ? {} : { cursor }),
  });
  return described.ok
    ? { tenant: tenant.value, described: described.value }
    : { refused: await refusedPage(c, signedIn, described.error, tenantHomeOf(c, id)) };
}

/** With what the difference comes from, `each` of every name. */
async function withDifferences(c: PageContext, id: string, range: RangeRequest, each: number) {
  const found = await requestedRange(c, id, range, { people: true });
  if ("refused" in found) return { refused: found.refused };
  const { signedIn } = c.var;
  const { from, to } = range;
  const differences = await differencesOf(c.var.asking, { from, to }, each);
  return differences.ok
    ? { tenant: found.tenant, described: found.described, differences: differences.value }
    : { refused: await refusedPage(c, signedIn, differences.error, tenantHomeOf(c, id)) };
}
