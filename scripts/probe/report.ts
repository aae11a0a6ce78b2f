/** The findings, as a table for the terminal and as a report without personal data. */
import { type Check, type Level, rowOf, type Verdict } from "./check.ts";
import type { AssumptionRow } from "./rows.ts";
import type { Exchange } from "./session.ts";
import type { Finding, ProbeState, Stay } from "./state.ts";

type Part = Pick<Finding, "id" | "verdict" | "found" | "positions" | "exchanges">;

type ReportRow = {
  readonly row: string;
  readonly assumption: string;
  /** `not asked`: its checks need a flag that wasn't given. `no check`: see `why`. */
  readonly verdict: Verdict | "not asked" | "no check";
  readonly why?: string;
  readonly parts: readonly Part[];
  /** What its checks need that weren't asked yet. */
  readonly needs?: readonly Level[];
  /** Where it can't be told: what the account lacks, or how to look at it by hand. */
  readonly toTell?: string;
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
  /** All checks of this vendor. */
  readonly checks: readonly Pick<Check, "id" | "level">[];
  readonly without: Readonly<Record<string, string>>;
}): Report {
  const { state } = input;
  const rows = input.rows.map((row): ReportRow => {
    const checks = input.checks.filter(({ id }) => rowOf(id) === row.id);
    const base = { row: row.id, assumption: row.assumption };
    const why = input.without[row.id];
    if (checks.length === 0)
      return { ...base, verdict: "no check", ...(why === undefined ? {} : { why }), parts: [] };
    const parts = checks.flatMap(({ id }) => state.findings[id] ?? []).map(shortened);
    const open = checks.filter(({ id }) => state.findings[id] === undefined);
    const needs = [...new Set(open.map(({ level }) => level))];
    const verdict = WORST.find((worst) => parts.some((part) => part.verdict === worst));
    return {
      ...base,
      verdict: verdict ?? "not asked",
      parts,
      ...(needs.length === 0 ? {} : { needs }),
      ...(verdict === "unclear" ? { toTell: row.howTo } : {}),
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

/** What a check needs to be asked; reads need nothing. */
const FLAG: Readonly<Record<Level, string>> = {
  read: "the rest of this run",
  write: "--write",
  book: "--book",
  limits: "--limits",
};

const WIDTH = 98;
const SHORT = 60;
const ANSWER = 160;
const INDENT = " ".repeat(17);

const short = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** Lines of at most `WIDTH`, broken between words; all but the first are indented. */
export function wrapped(text: string, first = INDENT): string {
  const lines: string[] = [];
  let line = first;
  for (const word of text.split(" ")) {
    if (line.length > INDENT.length && line.length + word.length > WIDTH) {
      lines.push(line.trimEnd());
      line = INDENT;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()].join("\n");
}

/** Rows that need a reader stand whole; of the others the beginning is enough to know them by. */
const isWhole = ({ verdict }: ReportRow): boolean =>
  verdict === "differs" || verdict === "unclear" || verdict === "no check";

export function tableOf(report: Report): string {
  const asked = report.rows.filter(({ verdict }) => verdict !== "not asked");
  const counts = Object.entries(SYMBOL).map(
    ([verdict, symbol]) =>
      `${symbol} ${report.rows.filter((row) => row.verdict === verdict).length}`,
  );
  const stays = [...Map.groupBy(report.stays, ({ what, marker }) => `${what} (${marker})`)].map(
    ([what, all]) => `stays: ${all.length} × ${what}`,
  );
  const differ = report.rows.filter(({ verdict }) => verdict === "differs");
  return [
    ...asked.flatMap(rowLines),
    "",
    counts.join(" · "),
    ...(differ.length === 0 ? [] : [`DIFFERS: ${differ.map(({ row }) => row).join(" ")}`]),
    ...unasked(report),
    ...stays,
  ].join("\n");
}

function rowLines(row: ReportRow): string[] {
  const assumption = isWhole(row) ? row.assumption : short(row.assumption, SHORT);
  const needs = (row.needs ?? []).map((level) => FLAG[level]).join(", ");
  const parts = row.parts.flatMap((part) => [
    wrapped((part.id === row.row ? "" : `${part.id.slice(row.row.length + 1)}: `) + part.found),
    ...(part.verdict === "differs" ? part.exchanges.slice(-1).map(exchangeLine) : []),
  ]);
  return [
    wrapped(assumption, `${row.row.padEnd(5)} ${SYMBOL[row.verdict].padEnd(10)} `),
    ...parts,
    ...(needs === "" ? [] : [wrapped(`so far; more of it by ${needs}`)]),
    ...(row.toTell === undefined ? [] : [wrapped(`to tell it: ${row.toTell}`)]),
    ...(row.ifWrong === undefined ? [] : [wrapped(`the product: ${row.ifWrong}`)]),
    ...(row.change === undefined ? [] : [wrapped(`to change: ${row.change}`)]),
    ...(row.why === undefined ? [] : [wrapped(row.why)]),
  ];
}

/** Rows of which nothing was asked, by the flag that asks. */
function unasked({ rows }: Report): string[] {
  const open = rows.filter(({ verdict }) => verdict === "not asked");
  const byFlag = Map.groupBy(open, ({ needs }) => FLAG[needs?.[0] ?? "read"]);
  return [...byFlag].map(([flag, all]) =>
    wrapped(`not asked, needs ${flag}: ${all.map(({ row }) => row).join(" ")}`, ""),
  );
}

/** What to do after this run, in the order of what it risks. */
export function nextOf({ vendor, rows }: Report, levels: readonly Level[]): string {
  const step = (["write", "book"] as const).find((level) => !levels.includes(level));
  const lacks = rows.filter(({ verdict }) => verdict === "unclear").length;
  return [
    ...(step === undefined ? [] : [`Next: npm run probe -- ${vendor} --${step} (${RISK[step]}).`]),
    ...(lacks === 0
      ? []
      : [`${lacks} can't be told: add to the account what the table names, and run again.`]),
    ...(rows.some(({ verdict }) => verdict === "differs")
      ? ["For each row that differs: change the file that it names, and the row (docs/probe.md)."]
      : []),
  ].join("\n");
}

const RISK = {
  write: "makes records of its own, and takes them back",
  book: "books what stays, after you typed the account's name",
} as const;

function exchangeLine({ method, endpoint, query, status, answer }: Exchange): string {
  const asked = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const words = `${method} ${endpoint}${asked.length === 0 ? "" : `?${asked.join("&")}`}`;
  return `${INDENT}${words} → ${status ?? "no answer"} ${short(JSON.stringify(answer), ANSWER)}`;
}
