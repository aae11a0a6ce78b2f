/**
 * The posting list of a day or a month: its page, its table, its totals, and reading from the
 * ledger on demand.
 */
import type { Hono } from "hono";
import { ok } from "../../../domain/result.ts";
import type { Messages } from "../../../messages/index.ts";
import { message } from "../../../messages/message.ts";
import { csvHeaders, fileName } from "../../tables/csv.ts";
import { dropOwnCookie, type OwnCookie, ownCookie, setOwnCookie } from "../../auth/cookies.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { postingsTable } from "../../tables/postings-table.ts";
import {
  dayPages,
  dayPostings,
  type DayQuery,
  readDayPostings,
} from "../../usecases/ledger/day-postings.ts";
import { today } from "../../usecases/tenants/figures.ts";
import { type Answer, reject } from "../../usecases/refusal.ts";
import { requireTenant } from "../../usecases/tenant-access.ts";
import { listedDocuments, dayVoucherDocument } from "../../words/posting-lines.ts";
import {
  NO_TOTALS,
  type PostingTotals,
  readTotals,
  withDocuments,
} from "../../words/posting-totals.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { one } from "../forms/form.ts";
import { granted, RefusedError } from "../frame/respond.tsx";
import { postingsPage } from "./postings.tsx";
import { totalsPage } from "./posting-totals.tsx";
import { isCursor, postingDaysOf, postingsPath } from "./range.ts";

/**
 * Returns where reading continues: on the same page while something was read and more is left, then
 * on the list's next page, up to the last. What couldn't be read stays, with its button.
 */
function nextOf(
  id: string,
  { from, to, cursor }: DayQuery,
  {
    read,
    left,
    next,
  }: { readonly read: number; readonly left: number; readonly next: string | null },
): string {
  const days = { from, to };
  if (left > 0) return postingsPath(id, days, "", cursor, read > 0 ? "on" : null);
  if (next !== null) return postingsPath(id, days, "", next, "on");
  return postingsPath(id, days, "", cursor);
}

/** Marks the answer to a press, once. The same address from the history or a link reads nothing. */
const READING: OwnCookie = { name: "reading", maxAgeS: 60, sameSite: "Strict" };

export function dayPostingRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  totalsRoute(pages, deps);
  const asked = (c: PageContext) => {
    const { cursor = "" } = c.req.query();
    return {
      ...postingDaysOf(c.req.query(), today(deps.clock.now())),
      cursor: isCursor(cursor) ? cursor : null,
      // Totals are of all days, as far as one page takes them.
      all: true,
    };
  };

  pages.get("/tenants/:id/comparison/postings", async (c) => {
    const { asking } = c.var;
    const id = c.req.param("id");
    const query = asked(c);
    const tenant = granted(await requireTenant(asking));
    const goesOn = ownCookie(deps, c, READING) === postingsPath(id, query, "", query.cursor, "on");
    if (goesOn) dropOwnCookie(deps, c, READING);
    return postingsPage(c, {
      ...query,
      goesOn: goesOn && c.req.query("on") === "1",
      tenant,
      found: granted(await dayPostings(asking, query)),
    });
  });

  pages.get("/tenants/:id/comparison/postings.csv", async (c) => {
    const { from, to } = asked(c);
    // Once the table has begun there is no saying no any more.
    const pages = granted(await dayPages(c.var.asking));
    const found = granted(await pages({ from, to, cursor: null }));
    return c.body(
      postingsTable(pages, found, languageOf(c), { from, to }),
      200,
      csvHeaders(fileName(messagesFor(c).t("comparison.postings.title"), { from, to })),
    );
  });

  pages.post("/tenants/:id/comparison/postings", async (c) => {
    const id = c.req.param("id");
    const { from, to, cursor, all } = asked(c);
    const address = postingsPath(id, { from, to }, "", cursor);
    const back = { href: address, text: messagesFor(c).t("comparison.postings.title") };
    const read = granted(await readDayPostings(c.var.asking, { from, to, cursor, all }), back);
    const next = nextOf(id, { from, to, cursor }, read);
    if (new URL(next, c.req.url).searchParams.has("on")) setOwnCookie(deps, c, READING, next);
    return c.redirect(next, 303);
  });
}

function totalsRoute(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  // Nothing of it is kept, so that no total is of another moment than its orders are: the answer is
  // the page.
  pages.post("/tenants/:id/comparison/postings/totals", async (c) => {
    const { form, asking } = c.var;
    const id = c.req.param("id");
    const tenant = granted(await requireTenant(asking));
    const days = postingDaysOf(c.req.query(), today(deps.clock.now()));
    const cursor = one(form, "cursor");
    const sums = readTotals(one(form, "sums"));
    const isBegun = cursor !== "";
    // From the beginning again, the page would never come to an end.
    if (isBegun && (!isCursor(cursor) || sums === null))
      throw new RefusedError(
        reject(400, "totals-unreadable", message("refusals.totalsUnreadable")).error,
        { href: postingsPath(id, days), text: messagesFor(c).t("comparison.postings.totals.back") },
      );
    const added = granted(
      await addUp(
        asking,
        { ...days, cursor: isBegun ? cursor : null },
        (isBegun ? sums : null) ?? NO_TOTALS,
        messagesFor(c),
      ),
    );
    return totalsPage(c, { tenant, days, ...added });
  });
}

/** Opened for one answer, some at a time: a second or two. */
const ADDED_AT_ONCE = 1_000;

async function addUp(
  asking: TenantRequest,
  { from, to, cursor: first }: DayQuery,
  before: PostingTotals,
  messages: Messages,
): Answer<{
  readonly totals: PostingTotals;
  readonly cursor: string | null;
  readonly of: number | null;
  readonly apart: number;
}> {
  const pages = await dayPages(asking);
  if (!pages.ok) return pages;
  let [totals, cursor, of, apart] = [before, first, null as number | null, 0];
  do {
    const found = await pages.value({ from, to, cursor });
    if (!found.ok) return found;
    const { orders, vouchers, chart, place } = found.value;
    const documents = [
      ...vouchers.map((day) => dayVoucherDocument(day, chart, messages)),
      ...orders.flatMap((order) => listedDocuments(order, chart, messages)),
    ];
    totals = withDocuments(totals, documents, { from, to, orders });
    ({ cursor, apart } = found.value);
    of = place?.of ?? of;
  } while (cursor !== null && totals.orders - before.orders < ADDED_AT_ONCE);
  return ok({ totals, cursor, of, apart });
}
