/** Suggestions while an article's number or name is typed. Saves nothing. */
import type { Hono } from "hono";
import { findParties } from "../../../usecases/settings/find-parties.ts";
import { requireTenant } from "../../../usecases/tenant-access.ts";
import type { PageEnv } from "../../frame/env.ts";
import { many } from "../../forms/form.ts";
import { part, granted } from "../../frame/respond.tsx";
import { Suggestions } from "./suggestions.tsx";

/** Less fits too much. */
const LEAST_TYPED = 2;
/** A number's length; a name is found by less. */
const MOST_TYPED = 40;

export function articleSearchRoutes(pages: Hono<PageEnv>): void {
  pages.post("/tenants/:id/settings/lookups/article/find", async (c) => {
    const { signedIn, form, asking } = c.var;
    granted(await requireTenant(asking));
    const { field = "", at = "" } = c.req.query();
    const text = (many(form, field)[Number(at)] ?? "").trim().slice(0, MOST_TYPED);
    const found =
      text.length < LEAST_TYPED ? null : await findParties(asking, "eaccounting.articles", text);
    return part(
      c,
      signedIn,
      <Suggestions entries={found?.kind === "found" ? found.entries : []} />,
    );
  });
}
