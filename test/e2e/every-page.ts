/**
 * Every address of the pages, found in the app's own routes, filled from what a world has. A route
 * with a part that nothing fills fails here, so a new page is walked as soon as it has a route.
 */
import { VENDORS } from "../../src/domain/ids.ts";
import { MANUAL_PAGES } from "../../src/http/pages/manual/pages.ts";
import { PREVIEWED_FLOWS } from "../../src/domain/jobs/run-preview.ts";
import { SECTIONS } from "../../src/http/pages/settings/catalogue/index.ts";
import { SETUP_SCREENS } from "../../src/http/pages/setup/screens.ts";
import type { ObjectStorage } from "../../scripts/local/miniflare.ts";
import { appRoutes } from "../support/app-routes.ts";

/** By route and part, or by part alone: what stands there. */
type Filling = Readonly<Record<string, readonly string[]>>;

/** What doesn't depend on a world. */
const FIXED: Filling = {
  "/admin/manual/:page page": MANUAL_PAGES,
  "/admin/tenants/:id/connect/:vendor vendor": VENDORS,
  "/admin/tenants/:id/previews/:flow flow": PREVIEWED_FLOWS,
  "/admin/tenants/:id/setup/:step step": SETUP_SCREENS,
  "/admin/tenants/:id/settings/:section section": SECTIONS.map(({ id }) => id),
  "/admin/tenants/:id/settings/lookups/:name name": [
    "termsOfPayment",
    "salesType",
    "vat",
    "article",
  ],
};

/** Answers that are no pages. */
const NO_PAGE = /\.(css|csv|json)$|\*|\/live$|\/files\/:fileId$/;

export function pageRoutes(): readonly string[] {
  const paths = appRoutes()
    .filter(({ method, path }) => method === "GET" && path.startsWith("/admin"))
    .map(({ path }) => path);
  return [...new Set(paths)].filter((path) => !NO_PAGE.test(path));
}

export function addressesOf(filling: Filling): readonly string[] {
  const values: Filling = { ...FIXED, ...filling };
  return pageRoutes().flatMap((route) =>
    [...route.matchAll(/:(\w+)(\{[^}]+\})?/g)].reduce<readonly string[]>(
      (addresses, [part, name = ""]) => {
        const found = values[`${route} ${name}`] ?? values[name];
        if (found === undefined)
          throw new Error(
            `nothing says what ${part} of ${route} is: put it into test/e2e/every-page.ts`,
          );
        return addresses.flatMap((address) => found.map((value) => address.replace(part, value)));
      },
      [route],
    ),
  );
}

/** The settlement file that a tenant's object took last. */
export async function uploadIn(storage: ObjectStorage): Promise<string> {
  const [noted] = await storage.exec(
    "SELECT v ->> '$[0].id' AS id FROM meta WHERE k = 'payout-uploads'",
  );
  return String(noted?.["id"]);
}

/** Without what is data as it was written, and what isn't read. */
const APART = /<(pre|code|bdi|textarea|style|option)\b[^>]*>[\s\S]*?<\/\1>/g;

/** A name in a text that takes no elements (see src/http/words/isolate.ts). */
const ISOLATED = /\u2068[^\u2069]*\u2069/g;

/** The texts of a page that people read or hear. */
export function saidOn(html: string): ReadonlySet<string> {
  const body = html.slice(html.indexOf("<body")).replaceAll(APART, " ");
  const heard = [...body.matchAll(/(?:title|aria-label|placeholder)="([^"]*)"/g)].map(
    ([, text = ""]) => text,
  );
  const read = body.replaceAll(/<\/?(span|strong|em|a|time)\b[^>]*>/g, " ").split(/<[^>]*>/);
  return new Set(
    [...heard, ...read]
      .map((text) => text.replaceAll(ISOLATED, "").replaceAll(/\s+/g, " ").trim())
      .filter((text) => text !== ""),
  );
}

/** A column's currency: `Credit (SEK)` is one word. */
const CURRENCY = /^\([A-Z]{3}\)$/;

/** Reads like a sentence: two words of letters, with a blank between them. */
export const isWorded = (text: string): boolean =>
  text.split(" ").filter((word) => /\p{L}{3,}/u.test(word) && !CURRENCY.test(word)).length >= 2;
