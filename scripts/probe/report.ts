/** What was found, as a table for the terminal and as a report without personal data. */
import { rowOf, type Verdict } from "./check.ts";
import type { AssumptionRow } from "./rows.ts";
import type { Exchange } from "./session.ts";
import type { Finding, ProbeState, Stay } from "./state.ts";

type Part = Pick<Finding, "id" | "verdict" | "found" | "positions" | "exchanges">;

export type ReportRow = {
  readonly row: string;
  readonly assumption: string;
  /** `not asked`: its checks need a flag that wasn't given. `no check`: see `why`. */
  readonly verdict: Verdict | "not asked" | "no check";
  readonly why?: string;
  readonly parts: readonly Part[];
  /** Where it doesn't hold: what the product does then, and where it is changed. */
  readonly ifWrong?: string;
  readonly change?: string;
};

export type Report = {
  readonly vendor: string;
  readonly began: string;
  readonly rows: readonly ReportRow[];
  readonly stays: readonly Stay[];
};

const WORST: readonly Verdict[] = ["differs", "unclear", "holds"];
const MOST_EXCHANGES = 4;

export function reportOf(input: {
  readonly vendor: string;
  readonly rows: readonly AssumptionRow[];
  readonly state: ProbeState;
  /** Ids of all checks of this vendor. */
  readonly checkIds: readonly string[];
  readonly without: Readonly<Record<string, string>>;
}): Report {
  const { state } = input;
  const rows = input.rows.map((row): ReportRow => {
    const ids = input.checkIds.filter((id) => rowOf(id) === row.id);
    const base = { row: row.id, assumption: row.assumption };
    const why = input.without[row.id];
    if (ids.length === 0)
      return { ...base, verdict: "no check", ...(why === undefined ? {} : { why }), parts: [] };
    const parts = ids.flatMap((id) => state.findings[id] ?? []).map(shortened);
    const verdict = WORST.find((worst) => parts.some((part) => part.verdict === worst));
    return {
      ...base,
      verdict: verdict ?? "not asked",
      parts,
      ...(verdict === "differs" ? { ifWrong: row.ifWrong, change: changeOf(row) } : {}),
    };
  });
  return { vendor: input.vendor, began: state.began, rows, stays: state.stays };
}

const shortened = ({ id, verdict, found, positions, exchanges }: Finding): Part => ({
  id,
  verdict,
  found,
  ...(positions === undefined ? {} : { positions }),
  exchanges: exchanges.slice(-MOST_EXCHANGES),
});

/** The row, the code, and the sandbox's switch change together. */
const changeOf = (row: AssumptionRow): string =>
  [row.inCode, row.switches.length === 0 ? "" : `sandbox: ${row.switches.join(", ")}`]
    .filter((part) => part !== "" && part !== "–")
    .join("; ");

const SYMBOL: Readonly<Record<ReportRow["verdict"], string>> = {
  holds: "holds",
  differs: "DIFFERS",
  unclear: "can't tell",
  "not asked": "not asked",
  "no check": "no check",
};

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

const WIDTH = 46;
const ANSWER = 160;
const INDENT = " ".repeat(17);

export function tableOf(report: Report): string {
  const lines = report.rows.flatMap((row) => [
    [row.row.padEnd(5), SYMBOL[row.verdict].padEnd(10), short(row.assumption, WIDTH)].join(" "),
    ...row.parts.flatMap((part) => [
      INDENT + part.id.slice(row.row.length + 1) + (part.id === row.row ? "" : ": ") + part.found,
      ...(part.verdict === "differs" ? part.exchanges.slice(-1).map(exchangeLine) : []),
    ]),
    ...(row.ifWrong === undefined ? [] : [`${INDENT}the product: ${row.ifWrong}`]),
    ...(row.change === undefined ? [] : [`${INDENT}to change: ${row.change}`]),
    ...(row.why === undefined ? [] : [`${INDENT}${row.why}`]),
  ]);
  const counts = Object.entries(SYMBOL).map(
    ([verdict, symbol]) =>
      `${symbol} ${report.rows.filter((row) => row.verdict === verdict).length}`,
  );
  const stays = [...Map.groupBy(report.stays, ({ what, marker }) => `${what} (${marker})`)].map(
    ([what, all]) => `stays: ${all.length} × ${what}`,
  );
  return [...lines, "", counts.join(" · "), ...stays].join("\n");
}

function exchangeLine({ method, endpoint, query, status, answer }: Exchange): string {
  const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const words = `${method} ${endpoint}${asked.length === 0 ? "" : `?${asked.join("&")}`}`;
  return `${INDENT}${words} → ${status ?? "no answer"} ${short(JSON.stringify(answer), ANSWER)}`;
}
