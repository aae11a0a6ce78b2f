/**
 * The search in the header of every page. It never redirects: the order with the typed number comes
 * first, but customers and documents with that number are shown as well.
 */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { search } from "../../usecases/search/search.ts";
import { anyNames } from "../../usecases/settings/names.ts";
import { readSettings } from "../../usecases/settings/settings.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { manualHits } from "../manual/find.ts";
import { parseAccountNumber, accountPlaces } from "./accounts.ts";
import { searchPage } from "./page.tsx";
import { type Place, placesOf } from "./places.ts";
import { matchesAnyVariant, searchTermVariants } from "./terms.ts";

/** Shops whose pages are told, where the search wasn't begun in one. */
const SHOPS_OF_PLACES = 3;

export function searchRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/search", async (c) => {
    const [text, from] = [c.req.query("q") ?? "", c.req.query("from") ?? ""];
    const part = Math.max(1, Math.trunc(Number(c.req.query("part"))) || 1);
    const { actor } = c.var.signedIn;
    const found = await search(deps, actor, { typed: text, from, part }, languageOf(c));
    const begun = found.shops.filter(({ id }) => id === from);
    const shops = begun.length > 0 ? begun : found.shops.slice(0, SHOPS_OF_PLACES);
    const messages = messagesFor(c);
    // A number is a thing of the shop's, and the manual's are examples.
    const ways = /\d/.test(found.text) ? [] : searchTermVariants(messages, found.text);
    const [places, manual] = await Promise.all([
      Promise.all(
        shops.map(async (tenant) => ({
          tenant,
          places: [
            ...(await accountsOf(c, tenant.id, found.text)),
            ...placesOf(messages, tenant.id, found.text),
          ],
        })),
      ),
      ways.length === 0
        ? []
        : manualHits(languageOf(c), (folded) => matchesAnyVariant(folded, ways)),
    ]);
    return searchPage(c, { found, places, manual, from });
  });
}

/** Of a shop whose settings can be read. */
async function accountsOf(c: PageContext, id: string, text: string): Promise<readonly Place[]> {
  const { deps } = c.var;
  const number = parseAccountNumber(text);
  if (number === null) return [];
  const { actor } = c.var.signedIn;
  const asking = { deps, actor, tenantId: id };
  const [settings, names] = await Promise.all([readSettings(asking), anyNames(asking)]);
  if (!settings.ok) return [];
  const known = { settings: settings.value.settings, names };
  return accountPlaces(messagesFor(c), id, number, known);
}
