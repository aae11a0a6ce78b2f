// The sandbox's state page at "/": what a person watching the demo sees. Server-rendered, no client code.
import { html } from "hono/html";
import type { Kit } from "./kit.ts";
import type { SwitchDefinitions, SwitchRow } from "./switches.ts";

export type Html = ReturnType<typeof html>;

export interface PageOptions<Definitions extends SwitchDefinitions> {
  readonly title: string;
  readonly intro: string;
  readonly kit: Kit<Definitions>;
  /** The vendor's own sections. */
  readonly sections: readonly Html[];
}

const STYLE = `body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem;color:#1d2733}
table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #dde3ea;vertical-align:top}
h2{margin-top:2rem}small{color:#5b6875}form{margin:.5rem 0}td form{margin:0}summary{font-size:1.3em;font-weight:600;margin-top:2rem;cursor:pointer}input,select,button{font:inherit}.bad{color:#a3262a}`;

export function renderPage<Definitions extends SwitchDefinitions>(
  options: PageOptions<Definitions>,
): Html {
  const { kit } = options;
  const clock = kit.clock.read();
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${options.title}</title>
        <style>
          ${STYLE}
        </style>
      </head>
      <body>
        <h1>${options.title}</h1>
        <p>${options.intro}</p>
        <p>
          Clock: <b>${clock.now}</b>${clock.frozen ? ", frozen" : ""}
          <small
            >${clock.offsetMs} ms from the real one; ${clock.scheduled} late commit(s) to
            come</small
          >
        </p>
        ${options.sections}
        <details>
          <summary>Switches: what isn't known of the vendor, either way</summary>
          ${table(
            ["Switch", "Position", "Assumption"],
            kit.switches.rows().map((row) => [row.name, switchForm(row), row.doc]),
          )}
        </details>
        <h2>Faults</h2>
        ${table(
          ["Id", "Route", "Kind", "Seen", "Struck"],
          kit.faults
            .rows()
            .map((row) => [
              row.id,
              row.fault.route,
              `${row.fault.kind} × ${row.fault.times}`,
              row.seen,
              row.struck,
            ]),
        )}
        <h2>Latest calls</h2>
        ${table(
          ["#", "At", "Route", "Status", "Fault", "ms"],
          kit.calls
            .list({ limit: 40 })
            .toReversed()
            .map((call) => [
              call.n,
              call.at,
              call.route,
              call.status ?? "no answer",
              call.fault ?? "",
              call.ms ?? "…",
            ]),
        )}
      </body>
    </html>`;
}

export function table(
  heads: readonly string[],
  rows: readonly (readonly (string | number | Html)[])[],
): Html {
  if (rows.length === 0) return html`<p><small>none</small></p>`;
  return html`<table>
    <tr>
      ${heads.map((head) => html`<th>${head}</th>`)}
    </tr>
    ${rows.map(
      (cells) =>
        html`<tr>
          ${cells.map((cell) => html`<td>${cell}</td>`)}
        </tr>`,
    )}
  </table>`;
}

function switchForm(row: SwitchRow): Html {
  const field =
    row.values === "number"
      ? html`<input name="${row.name}" value="${row.value}" size="8" />`
      : html`<select name="${row.name}">
          ${row.values.map((value) =>
            value === row.value
              ? html`<option selected>${value}</option>`
              : html`<option>${value}</option>`,
          )}
        </select>`;
  return html`<form method="post" action="/_control/switches">${field} <button>Set</button></form>`;
}
