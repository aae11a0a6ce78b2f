/** The demo's own page: what it is, the way in, and what it says while there is nothing to see. */
import { html } from "hono/html";
import { LANGUAGE_NAMES, LANGUAGES } from "../../src/domain/language.ts";
import { ASSETS } from "../../src/http/pages/assets/names.ts";
import type { Messages } from "../../src/messages/index.ts";
import { sandboxPath } from "./frame.ts";
import { NIGHT } from "./every-night.ts";

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

type Content = ReturnType<typeof html>;

async function page(
  { t, language }: Messages,
  content: Content,
  how: { readonly status: number; readonly again?: boolean },
): Promise<Response> {
  const text = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        ${how.again === true ? html`<meta http-equiv="refresh" content="5" />` : ""}
        <title>${t("demo.title")}</title>
        <link rel="stylesheet" href="${ASSETS.style}" />
        <link rel="icon" type="image/svg+xml" href="${ASSETS.icon}" />
      </head>
      <body>
        <main id="main">
          <h1>${t("demo.title")}</h1>
          ${content}
        </main>
      </body>
    </html>`;
  return new Response(String(text), {
    status: how.status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
    },
  });
}

export const frontPage = (messages: Messages): Promise<Response> => {
  const { t, language } = messages;
  return page(
    messages,
    html`<p>${t("demo.what")}</p>
      <p>${t("demo.how")}</p>
      <p class="notice warn">${t("demo.shared", { time: NIGHT })}</p>
      <p>${t("demo.outside")}</p>
      <form method="post" action="/demo/enter">
        <input type="hidden" name="language" value="${language}" />
        <button>${t("demo.enter")}</button>
      </form>
      <ul>
        <li><a href="${sandboxPath("asperion")}/">${t("demo.shop")}</a></li>
        <li><a href="${sandboxPath("eaccounting")}/">${t("demo.ledger")}</a></li>
      </ul>
      <p>
        ${LANGUAGES.map((one) => html`<a href="/?language=${one}" lang="${one}">${LANGUAGE_NAMES[one]}</a> `)}
      </p>`,
    { status: 200 },
  );
};

/** While the demo is made: the page looks again by itself. */
export const waitPage = (messages: Messages): Promise<Response> =>
  page(messages, html`<p class="notice busy">${messages.t("demo.preparing")}</p>`, {
    status: 503,
    again: true,
  });

/** The demo's database has shops or people of others, and is left as it is. */
export const anothersPage = (messages: Messages): Promise<Response> =>
  page(messages, html`<p class="notice warn">${messages.t("demo.anothers")}</p>`, { status: 503 });

/** Why something isn't done here. */
export const refusal = (messages: Messages, why: "demo.refused" | "demo.full"): Promise<Response> =>
  page(
    messages,
    html`<p class="notice warn">${messages.t(why)}</p>
      <p><a href="/admin">${messages.t("demo.back")}</a></p>`,
    { status: why === "demo.full" ? 429 : 403 },
  );
