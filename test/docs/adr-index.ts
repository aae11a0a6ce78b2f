/**
 * `docs/adr/README.md`: the decisions by area, each with its title. It isn't edited by hand: a test
 * compares it with this, and `npx node test/docs/write-adrs.ts` writes it anew.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "../../docs/adr");

/** Numbers by area. One that stands nowhere comes under the last heading. */
const AREAS: Readonly<Record<string, readonly number[]>> = {
  "The tenant's object, its jobs and its writes": [
    1, 2, 3, 5, 10, 14, 42, 46, 49, 54, 57, 66, 72, 77, 98, 108, 117, 118,
  ],
  "What the vendors allow, and what is assumed of them": [
    4, 8, 9, 71, 73, 81, 82, 89, 99, 107, 110,
  ],
  "Orders, documents and amounts": [
    6, 7, 20, 21, 22, 31, 33, 38, 48, 50, 51, 67, 79, 109, 111, 119, 121, 122, 137,
  ],
  "VAT, vouchers and days": [27, 29, 59, 83, 103, 114, 127, 130, 134],
  "Payouts and what providers owe": [74, 75, 84, 91, 92, 93, 95, 96, 97, 106, 113, 126, 128, 136],
  "Customers and articles": [16, 19, 34, 60, 62, 102, 105],
  "Products and stock": [23, 24, 135],
  "Settings, rules and texts": [15, 30, 35, 37, 53, 120],
  "Sweeps and webhooks": [17, 69, 70],
  "Reconciliation, alerts and counts": [39, 40, 44, 76, 90, 149],
  "Pages, API and agents": [61, 63, 64, 78, 100, 101, 112, 116, 123],
  "Sign-in and rights": [36, 65, 124, 125],
  "Build, deployment and operation": [11, 12, 18, 58, 85, 86, 87, 88, 104],
  Tests: [13, 52, 55, 56, 68, 94, 115, 152],
};
const NOT_SORTED = "Others";

type Decision = {
  readonly file: string;
  readonly number: number;
  readonly title: string;
  readonly supersededBy: string | null;
};

const decisionIn = (file: string): Decision => {
  const text = readFileSync(join(FOLDER, file), "utf8");
  const [first = ""] = text.split("\n");
  return {
    file,
    number: Number(file.slice(0, 4)),
    title: first.replace(/^# \d+[.:] /, ""),
    supersededBy: /^Superseded by (\[\d+\]\([^)]+\))/m.exec(text)?.[1] ?? null,
  };
};

const lineOf = ({ file, title, supersededBy }: Decision): string =>
  `- [${file.slice(0, 4)}](${file}): ${title}${supersededBy === null ? "" : ` (superseded by ${supersededBy})`}`;

export function adrIndex(): string {
  const decisions = readdirSync(FOLDER)
    .filter((file) => /^\d{4}-.*\.md$/.test(file))
    .toSorted()
    .map(decisionIn);
  const sorted = new Set(Object.values(AREAS).flat());
  const rest = decisions.map(({ number }) => number).filter((number) => !sorted.has(number));
  const parts = Object.entries({ ...AREAS, [NOT_SORTED]: rest }).flatMap(([area, numbers]) => {
    const own = decisions.filter(({ number }) => numbers.includes(number));
    return own.length === 0 ? [] : [`## ${area}\n\n${own.map(lineOf).join("\n")}\n`];
  });
  return `# Decision records

<!-- Made by \`npx node test/docs/write-adrs.ts\` from the first lines; test/docs/adr-index.test.ts holds it to that. Don't edit. -->

Each says what was decided, what else was weighed, what follows, and what enforces it. A number is given when work on a decision begins: one that is missing here was never used.

${parts.join("\n")}`;
}

/** Numbers with an area that no decision has. */
export function unknownNumbers(): readonly number[] {
  const there = readdirSync(FOLDER).map((file) => Number.parseInt(file, 10));
  return Object.values(AREAS)
    .flat()
    .filter((number) => !there.includes(number));
}
