/** The posting list of a day: its page, its table, and reading from the ledger on demand. */
import type { Hono } from "hono";
import { csvHeaders } from "../../tables/csv.ts";
import { dropOwnCookie, type OwnCookie, ownCookie, setOwnCookie } from "../../auth/cookies.ts";
import type { EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { postingsTable } from "../../tables/postings-table.ts";
import {
  dayPages,
  dayPostings,
  type DayQuery,
  readDayPostings,
} from "../../usecases/ledger/day-postings.ts";
import { today } from "../../usecases/tenants/figures.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { isDay } from "../forms/form.ts";
import { homeOf, refusedPage, tenantHomeOf } from "../frame/respond.tsx";
import { postingsPage } from "./postings.tsx";
import { isCursor, postingsPath } from "./range.ts";

/**
 * Returns where reading continues: on the same page while something was read and more is left, then
 * on the day's next page, up to the last. What couldn't be read stays, with its button.
 */
function nextOf(
  id: string,
  { day, cursor }: DayQuery,
  {
    read,
    left,
    next,
  }: { readonly read: number; readonly left: number; readonly next: string | null },
): string {
  if (left > 0) return postingsPath(id, day, "", cursor, read > 0 ? "on" : null);
  if (next !== null) return postingsPath(id, day, "", next, "on");
  return postingsPath(id, day, "", cursor);
}

/** Marks the answer to a press, once. The same address from the history or a link reads nothing. */
const READING: OwnCookie = { name: "reading", maxAgeS: 60, sameSite: "Strict" };

export function dayPostingRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  const asked = (c: PageContext) => {
    const { day = "", cursor = "" } = c.req.query();
    return {
      day: isDay(day) ? day : today(deps.clock.now()),
      cursor: isCursor(cursor) ? cursor : null,
      // Totals are of the day, as far as one page takes it.
      all: true,
    };
  };

  pages.get("/tenants/:id/comparison/postings", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const asking = { deps, actor: signedIn.actor, tenantId: id };
    const query = asked(c);
    const tenant = await requireTenant(asking);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    const goesOn =
      ownCookie(deps, c, READING) === postingsPath(id, query.day, "", query.cursor, "on");
    if (goesOn) dropOwnCookie(deps, c, READING);
    const found = await dayPostings(asking, query);
    return found.ok
      ? postingsPage(c, {
          ...query,
          goesOn: goesOn && c.req.query("on") === "1",
          tenant: tenant.value,
          found: found.value,
          now: deps.clock.now(),
        })
      : refusedPage(c, signedIn, found.error, tenantHomeOf(c, id));
  });

  pages.get("/tenants/:id/comparison/postings.csv", async (c) => {
    const { signedIn } = c.var;
    const id = c.req.param("id");
    const asking = { deps, actor: signedIn.actor, tenantId: id };
    const tenant = await requireTenant(asking);
    if (!tenant.ok) return refusedPage(c, signedIn, tenant.error, homeOf(c));
    const { day } = asked(c);
    // Once the table has begun there is no saying no any more.
    const pages = await dayPages(asking);
    if (!pages.ok) return refusedPage(c, signedIn, pages.error, tenantHomeOf(c, id));
    const found = await pages.value({ day, cursor: null });
    if (!found.ok) return refusedPage(c, signedIn, found.error, tenantHomeOf(c, id));
    return c.body(
      postingsTable(pages.value, found.value, languageOf(c), day),
      200,
      csvHeaders(`postings-${day}`),
    );
  });

  pages.post("/tenants/:id/comparison/postings", async (c) => {
    const id = c.req.param("id");
    const { day, cursor, all } = asked(c);
    const address = postingsPath(id, day, "", cursor);
    const read = await readDayPostings(
      { deps, actor: c.var.signedIn.actor, tenantId: id },
      { day, cursor, all },
    );
    if (!read.ok)
      return refusedPage(c, c.var.signedIn, read.error, {
        href: address,
        text: messagesFor(c).t("comparison.postings.title"),
      });
    const next = nextOf(id, { day, cursor }, read.value);
    if (new URL(next, c.req.url).searchParams.has("on")) setOwnCookie(deps, c, READING, next);
    return c.redirect(next, 303);
  });
}
