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
  type RangeQuery,
} from "../../usecases/ledger/reconciliation.ts";
import { knownNames, withActorNames } from "../../usecases/jobs/known-names.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { shopNames } from "../frame/shop-names.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { isDay, one } from "../forms/form.ts";
import { granted } from "../frame/respond.tsx";
import { dayPostingRoutes } from "./posting-routes.ts";
import { comparisonPage, type ComparisonView } from "./page.tsx";
import { reportPage } from "./report.tsx";
import { addressOf, isValidRange, type RangeRequest, rangeRequestOf } from "./range.ts";

/** Items of each name: the rest is behind a link, or counted. */
const EACH_ON_PAGE = 10;
const EACH_ON_PAPER = 200;

/** Returns the text if it may be a run's id. */
const runIn = (text: string | undefined): string | null =>
  text !== undefined && /^\w{1,40}$/.test(text) ? text : null;

export function comparisonRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  dayPostingRoutes(pages, deps);
  pageRoutes(pages);
  fileRoutes(pages, deps);
  compareRoute(pages);
}

function pageRoutes(pages: Hono<PageEnv>): void {
  pages.get("/tenants/:id/comparison", async (c) => {
    const range = rangeIn(c);
    return comparisonPage(c, {
      ...(await withDifferences(c, range, EACH_ON_PAGE, { people: true })),
      range,
      wrong: wrongDays(c.req.query()),
      begun: runIn(c.req.query("begun")),
    });
  });

  pages.get("/tenants/:id/comparison/report", async (c) => {
    const range = { ...rangeIn(c), state: null, part: null, cursor: null };
    const found = await withDifferences(c, range, EACH_ON_PAPER, { limit: 0 });
    return reportPage(c, { ...found, range });
  });
}

function fileRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tenants/:id/comparison.csv", async (c) => {
    const range = rangeIn(c);
    const id = c.req.param("id");
    await requestedRange(c, range);
    const names = knownNames([], await anyNames(c.var.asking));
    return c.body(
      comparisonTable(
        deps,
        id,
        languageOf(c),
        { from: range.from, to: range.to },
        { ...peopleFor(c.var.signedIn.actor, id), names },
      ),
      200,
      csvHeaders(fileName(messagesFor(c).t("comparison.title"), range)),
    );
  });

  pages.get("/tenants/:id/comparison.json", async (c) => {
    const { described } = await requestedRange(c, rangeIn(c));
    return c.json(describedReconciliation(described, languageOf(c)));
  });
}

function compareRoute(pages: Hono<PageEnv>): void {
  // One form with two buttons: the days are the same for looking and for comparing.
  pages.post("/tenants/:id/comparison", async (c) => {
    const { form } = c.var;
    const [from, to] = [one(form, "from"), one(form, "to")];
    if (!isValidRange(from, to)) {
      const range = rangeIn(c);
      return comparisonPage(c, {
        ...(await withDifferences(c, range, EACH_ON_PAGE, { people: true })),
        range,
        wrong: { from, to },
        begun: null,
      });
    }
    const address = addressOf(c.req.param("id"), { from, to, state: null, cursor: null });
    if (one(form, "do") !== "compare") return c.redirect(address, 303);
    const { jobId } = granted(await reconcileNow(c.var.asking, { from, to }));
    return c.redirect(`${address}&begun=${jobId}`, 303);
  });
}

/** Days that the address asks for, and that aren't shown instead of those. */
function wrongDays({
  from = "",
  to = "",
}: Readonly<Record<string, string | undefined>>): ComparisonView["wrong"] {
  return isDay(from) && isDay(to) && !isValidRange(from, to) ? { from, to } : null;
}

const rangeIn = (c: PageContext): RangeRequest =>
  rangeRequestOf(c.req.query(), today(c.var.asking.deps.clock.now()));

async function requestedRange(
  { var: { asking, namesOfActors } }: PageContext,
  { from, to, state, part = null, cursor }: RangeRequest,
  more: Pick<RangeQuery, "people" | "limit"> = {},
) {
  const tenant = granted(await requireTenant(asking));
  const described = await reconciliationOf(asking, {
    from,
    to,
    ...more,
    ...(state === null ? {} : { state }),
    ...(part === null ? {} : { part }),
    ...(cursor === null ? {} : { cursor }),
  });
  return { tenant, described: await withActorNames(namesOfActors, granted(described)) };
}

/** With what the difference comes from, `each` of every name. */
async function withDifferences(
  c: PageContext,
  range: RangeRequest,
  each: number,
  more: Pick<RangeQuery, "people" | "limit">,
) {
  const { from, to } = range;
  const [found, differences] = await Promise.all([
    requestedRange(c, range, more),
    differencesOf(c.var.asking, { from, to }, each),
    shopNames(c),
  ]);
  const named = await withActorNames(c.var.namesOfActors, granted(differences));
  return { ...found, differences: named };
}
