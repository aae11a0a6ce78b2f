/**
 * The search in the header of every page. It never redirects: the order with the typed number comes
 * first, but customers and documents with that number are shown as well.
 */
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { languageOf, messagesFor } from "../../language.ts";
import { search } from "../../usecases/search.ts";
import type { PageEnv } from "../env.ts";
import { searchPage } from "./page.tsx";
import { placesOf } from "./places.ts";

/** Shops whose pages are told, where the search wasn't begun in one. */
const SHOPS_OF_PLACES = 3;

export function searchRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/search", async (c) => {
    const [text, from] = [c.req.query("q") ?? "", c.req.query("from") ?? ""];
    const found = await search(deps, c.var.signedIn.actor, text, from, languageOf(c));
    const begun = found.shops.filter(({ id }) => id === from);
    const shops = begun.length > 0 ? begun : found.shops.slice(0, SHOPS_OF_PLACES);
    return searchPage(c, {
      found,
      places: shops.map((tenant) => ({
        tenant,
        places: placesOf(messagesFor(c), tenant.id, found.text),
      })),
    });
  });
}
