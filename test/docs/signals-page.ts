/** The tables of docs/telemetry.md, from signals.ts. */
import { ALERTS, LOGS, OTHERS } from "./signals.ts";

type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

const TABLES: readonly Table[] = [
  {
    head: ["alert", "raised when", "over when"],
    rows: ALERTS.map(({ alert, raised, over }) => [alert, raised, over]),
  },
  {
    head: ["symptom", "where to look", "what to do"],
    rows: [
      ...OTHERS.map(({ symptom, look, todo }) => [symptom, look, todo]),
      ...ALERTS.map(({ alert, look, todo }) => [alert, look, todo]),
    ],
  },
  {
    head: ["event", "look when", "it means", "what to do", "query"],
    rows: LOGS.map(({ event, threshold, means, todo }) => [
      `\`${event}\``,
      threshold,
      means,
      todo,
      `\`event = "${event}"\``,
    ]),
  },
];

const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

/** The page with its tables made anew. @throws Where a table isn't there. */
export const withSignals = (page: string): string =>
  TABLES.reduce((text, { head, rows }) => {
    const lines = text.split("\n");
    const from = lines.indexOf(line(head));
    if (from < 0) throw new Error(`no table ${line(head)}`);
    const after = lines.findIndex((one, at) => at > from && !one.startsWith("|"));
    const rule = `|${"---|".repeat(head.length)}`;
    const made = [line(head), rule, ...rows.map(line)];
    return [...lines.slice(0, from), ...made, ...lines.slice(after)].join("\n");
  }, page);
