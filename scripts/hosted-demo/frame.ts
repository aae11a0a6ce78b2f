/**
 * Marks each page of the product and of the sandboxes as a demo. Pages are changed on their way
 * out; the product doesn't know of it.
 */
import { html } from "hono/html";
import { isLanguage, type Language } from "../../src/domain/language.ts";
import { loadMessages } from "../../src/messages/index.ts";
import type { Vendor } from "./env.ts";
import { NIGHT } from "./every-night.ts";
import { isAct } from "./visitors.ts";

const isPage = (response: Response): boolean =>
  response.status !== 101 && (response.headers.get("content-type") ?? "").startsWith("text/html");

async function bannerIn(language: Language, style: string): Promise<string> {
  const { t } = await loadMessages(language);
  return String(
    await html`<aside class="notice busy" style="${style}" aria-label="${t("demo.label")}">
      <p>${t("demo.banner", { time: NIGHT })} <a href="/">${t("demo.about")}</a></p>
    </aside>`,
  ).replace(' style=""', "");
}

/** A page of the bridge, in the page's own language. */
export function framed(response: Response): Response {
  if (!isPage(response)) return response;
  let language: Language = "en";
  return new HTMLRewriter()
    .on("html", {
      element(page) {
        const said = page.getAttribute("lang") ?? "";
        if (isLanguage(said)) language = said;
      },
    })
    .on("header.top", {
      async element(head) {
        head.after(await bannerIn(language, ""), { html: true });
      },
    })
    .transform(response);
}

/** Where a sandbox's pages stand for visitors. */
export const sandboxPath = (vendor: Vendor): string => `/sandbox/${vendor}`;

const STYLE = "border:2px solid #0b5c8a;padding:0 1rem";

/** A page of a sandbox below its path, without the forms that aren't for visitors. */
export function framedSandbox(response: Response, vendor: Vendor, language: Language): Response {
  const at = sandboxPath(vendor);
  const headers = new Headers(response.headers);
  const location = headers.get("location");
  if (location !== null) headers.set("location", at + location);
  headers.set("cache-control", "no-store");
  headers.set(
    "content-security-policy",
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  );
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "same-origin");
  const moved = new Response(response.body, { status: response.status, headers });
  if (!isPage(moved)) return moved;
  const below = (name: string) => ({
    element(element: Element) {
      element.setAttribute(name, at + (element.getAttribute(name) ?? ""));
    },
  });
  return new HTMLRewriter()
    .on('a[href^="/"]', below("href"))
    .on("form", {
      element(form) {
        const action = form.getAttribute("action") ?? "";
        if (isAct(vendor, action)) form.setAttribute("action", at + action);
        else form.remove();
      },
    })
    .on("h1", {
      async element(title) {
        title.before(await bannerIn(language, STYLE), { html: true });
      },
    })
    .transform(moved);
}
