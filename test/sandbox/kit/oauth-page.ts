// The consent page that a person meets when automatic consent is off.
import { html } from "hono/html";
import type { Subject } from "./oauth.ts";

type Html = ReturnType<typeof html>;

export function consentPage(
  vendor: string,
  subjects: readonly Subject[],
  query: Readonly<Record<string, string>>,
): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${vendor} sandbox: consent</title>
      </head>
      <body>
        <h1>${vendor} sandbox</h1>
        <form method="post" action="/connect/authorize">
          <p>
            <b>${query["client_id"] ?? ""}</b> asks for access (${query["scope"] ?? "no scope"}) to
          </p>
          <p>
            <select name="subject">
              ${subjects.map((subject) => html`<option value="${subject.id}">${subject.label}</option>`)}
            </select>
          </p>
          ${Object.entries(query).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
          <button name="decision" value="allow">Yes, Allow</button>
          <button name="decision" value="deny">No, Do Not Allow</button>
        </form>
      </body>
    </html>`;
}
