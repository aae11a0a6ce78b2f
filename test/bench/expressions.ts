/**
 * What a step of an expression takes. Each function, and each other kind of work, is driven to its
 * budget by the records and arguments that are worst for it; the slowest tells how many steps an
 * order may have. Then an order under the heaviest settings that are still accepted.
 *
 * A step is a count, and the same everywhere; this says what it is worth in time. The machine may
 * be shared: of many runs the quickest counts.
 */
import { FUNCTIONS } from "../../src/settings/expressions/functions/index.ts";
import { check, evaluate, type Target } from "../../src/settings/expressions/index.ts";
import {
  CUSTOMER_STEPS,
  DOCUMENT_STEPS,
  STEPS,
  TEXT_LENGTH,
} from "../../src/settings/expressions/limits.ts";
import { applyRules, Budget, OrderRules } from "../../src/settings/rules/apply.ts";
import {
  readyRules,
  customerRecord,
  orderRecord,
  SOURCES,
} from "../../src/settings/rules/compile.ts";
import { tooCostly } from "../../src/settings/rules/cost.ts";
import { MODEL_CUSTOMER, MODEL_ORDER } from "../../src/settings/rules/models.ts";
import { type Part, TARGETS, targetFault } from "../../src/settings/rules/targets.ts";
import { type Settings, settingsSchema } from "../../src/settings/schema.ts";
import { settings } from "../flows/orders/kit.ts";
import type { Section } from "./table.ts";

const RUNS = 10;

/** Of an order's documents, and of its customer, who is planned twice at most. */
const ORDER_STEPS = DOCUMENT_STEPS + 2 * CUSTOMER_STEPS;

/** What rules may take of a processor for one order. */
const ORDER_MS = 50;

/** What a step may take, so that an order's steps stay within an order's time. */
const NS_A_STEP = Math.floor((ORDER_MS * 1e6) / ORDER_STEPS);

/**
 * Texts as long as they may be, each bad for something: letters that change their case slowly,
 * blanks between all, one letter alone.
 */
const TEXTS = {
  greek: "Σσς ".repeat(TEXT_LENGTH / 4),
  blanks: " ".repeat(TEXT_LENGTH),
  apart: "a ".repeat(TEXT_LENGTH / 2),
  alike: "a".repeat(TEXT_LENGTH),
  wide: `${"ab".repeat(TEXT_LENGTH / 2 - 1)}漢 `,
};
const NEEDLES = [
  `${"a".repeat(1)}`,
  "aab",
  `ac${"ab".repeat(127)}`,
  `${"a".repeat(128)}b${"a".repeat(127)}`,
];

const LINES = Array.from({ length: 1000 }, (_, index) => ({
  ...MODEL_ORDER.lines[0],
  lineNumber: index + 1,
  text: `Thing ${index}`,
  price: "187654321098765.1234567890123456789",
  net: "0.0000000001",
  gross: "999999999999.99",
}));

type Case = { readonly name: string; readonly expression: string };

const TEXT = 'coalesce(order.comments, "")';
const each = (test: string): string => `order.lines.all(l, ${test})`;
const differs = (what: string): string => each(`${what} != "?"`);
const half = "order.phone != null";

/** By function: what is done to each line, or to a text of the whole order once for each line. */
export const WORK: Readonly<Record<string, readonly string[]>> = {
  upper: [differs(`upper(${TEXT})`)],
  lower: [differs(`lower(${TEXT})`)],
  trim: [differs(`trim(${TEXT})`)],
  oneLine: [differs(`oneLine(${TEXT})`)],
  cut: [differs(`cut(${TEXT}, 9999)`)],
  replace: NEEDLES.map((needle) => differs(`replace(${TEXT}, "${needle}", "")`)),
  split: [
    ...NEEDLES.map((needle) => each(`size(split(${TEXT}, "${needle}")) > 0`)),
    each(`size(split(cut(${TEXT}, 900), "a")) > 0`),
  ],
  contains: NEEDLES.map((needle) => each(`contains(${TEXT}, "${needle}") || true`)),
  startsWith: [each(`startsWith(${TEXT}, ${TEXT})`)],
  endsWith: [each(`endsWith(${TEXT}, ${TEXT})`)],
  matches: [
    each(`matches(${TEXT}, "*${"?".repeat(97)}b") || true`),
    each(`matches(${TEXT}, "*${"a*".repeat(48)}b") || true`),
  ],
  join: [
    differs(`join(split(cut(${TEXT}, 900), "a"), "-")`),
    differs('join(["a", "b", "c"], "-")'),
  ],
  size: [
    each(`size(${TEXT}) > 0`),
    "size(order.lines) + size(order.lines) + size(order.lines) > 0",
  ],
  text: [differs("text(l.gross)"), differs("text(l.price, 10)")],
  round: [each("round(l.price, 2) > 0"), each("round(l.price) > 0")],
  floor: [each("floor(l.price) > 0")],
  abs: [each("abs(l.price) > 0")],
  min: [each("min(l.price, l.net, l.gross, l.quantity) < 1")],
  max: [each("max(l.price, l.net, l.gross, l.quantity) > 1")],
  sum: ["sum(order.lines.map(l, l.gross)) > 0", each("sum([1.5, 2.5, 3.5, 4.5, 5.5]) > 0")],
  number: [
    each('number("987654321098765.1234567890123456789") > 0'),
    each(`number(${TEXT}, 1) > 0`),
  ],
  format: [
    differs('format(order.date, "yyyy-MM-dd HH:mm:ss")'),
    differs(`format(order.date, "${"d.".repeat(200)}")`),
  ],
  addDays: [each("addDays(order.date, 3) != order.date")],
  date: [each('date("2026-03-09T14:30") != order.date')],
  coalesce: [
    differs(`coalesce(order.phone, ${TEXT})`),
    `[${TEXT}].all(s, coalesce(${"s, ".repeat(7)}"?") != "?")`,
  ],
  lookup: [differs('lookup("carriers", l.text, "-")')],
  formatAddress: [
    differs("formatAddress(order.invoiceAddress)"),
    differs(`formatAddress(order.invoiceAddress, ${TEXT})`),
  ],
  has: [each("has(l.sku) || true")],
};

/** What isn't a function. */
const OTHER: Readonly<Record<string, readonly string[]>> = {
  parts: [each(`${"true && ".repeat(15)}true`), each(`${"!".repeat(20)}(${half})`)],
  "adding and taking off": [each("l.price + l.net - l.gross + l.price - l.net > 0")],
  "multiplying and dividing": [
    each("l.net * l.net * l.price > 0 || true"),
    each("l.gross / 3 / 7 / 11 / 13 > 0"),
    each("l.net / l.price >= 0"),
    each("l.gross % l.net >= 0"),
  ],
  comparing: [
    each("l.price == l.price"),
    each(`${TEXT} == ${TEXT}`),
    each("order.date == order.date"),
  ],
  "in a list": [each('l.text in ["1", "2", "3", "4", "5", "6", "7", "8"] || true')],
  "putting texts together": [differs(`cut(${TEXT}, 4000) + cut(${TEXT}, 4000)`)],
  "going through a list": [
    "size(order.lines.filter(l, l.net > 1)) >= 0",
    "size(order.lines.map(l, l)) > 0",
  ],
};

export const CASES: readonly Case[] = [...Object.entries(WORK), ...Object.entries(OTHER)].flatMap(
  ([name, expressions]) => expressions.map((expression) => ({ name, expression })),
);

/** Functions that nothing here drives. */
export const untried = (): readonly string[] =>
  FUNCTIONS.map(({ name }) => name).filter((name) => WORK[name] === undefined);

type Cost = { readonly steps: number; readonly ms: number; readonly nsAStep: number };

const YES_NO: Target = { kind: "yes-no", required: false };

/** The worst of a case over all texts. */
export function costOf({ name, expression }: Case, runs: number): Cost {
  const checked = check(expression, {
    name,
    fields: SOURCES["orders.head"],
    target: YES_NO,
    tables: { carriers: { "12": "Post" } },
  });
  if (!checked.ok)
    throw new Error(`${expression}: ${checked.error.map(({ code }) => code).join(" ")}`);
  const texts = expression.includes(TEXT) ? Object.values(TEXTS) : [TEXTS.alike];
  const costs = texts.flatMap((comments): readonly Cost[] => {
    const data = orderRecord({ ...MODEL_ORDER, comments, phone: null, lines: LINES as never });
    let [steps, ms] = [0, Number.POSITIVE_INFINITY];
    for (let run = 0; run < runs; run += 1) {
      const began = performance.now();
      const done = evaluate(checked.value, data);
      ms = Math.min(ms, performance.now() - began);
      // Stopped for another reason, it did next to nothing.
      if (!done.ok && done.error.code !== "too-heavy") return [];
      steps = done.ok ? done.value.steps : STEPS;
    }
    return [{ steps, ms, nsAStep: (ms * 1e6) / steps }];
  });
  if (costs.length === 0) throw new Error(`${expression} runs on none of the texts`);
  return costs.reduce((worst, one) => (one.nsAStep > worst.nsAStep ? one : worst));
}

/**
 * The heaviest expressions by the clock, among those that may stand in a row, in a head and at a
 * customer.
 */
const HEAVY = {
  rows: (times: number) =>
    `${Array.from({ length: times }, () => 'text(line.gross, 10) != "?"').join(" && ")} ? "a" : "b"`,
  head: (times: number) =>
    `order.lines.all(l, ${Array.from({ length: times }, () => 'text(l.gross, 10) != "?"').join(" && ")}) ? "a" : "b"`,
  customers: (times: number) =>
    `[${Array.from({ length: 9 }, () => "1").join(", ")}].all(n, ${Array.from({ length: times }, () => 'text(n / 3, 10) != "?"').join(" && ")}) ? "a" : "b"`,
};

const mappingWith = (
  head: readonly string[],
  rows: readonly string[],
  customers: readonly string[],
) => {
  const text = (part: Part, expressions: readonly string[]) =>
    TARGETS[part]
      .filter(
        ({ name, takes }) => takes.kind === "text" && targetFault(part, name, ORDERS) === null,
      )
      .slice(0, expressions.length)
      .map(({ name }, index) => ({ target: name, expression: expressions[index] }));
  return settingsSchema.parse({
    ...settings(),
    mapping: {
      orders: { head: text("orders.head", head), rows: text("orders.rows", rows) },
      customers: text("customers", customers),
    },
  });
};
const ORDERS = settings().orders;

/** Settings as heavy as saving takes: each kind of rule made longer until one step more is refused. */
function heaviestSettings(): Settings {
  const accepted = (wanted: Settings): boolean => tooCostly(wanted, MODEL_ORDER).length === 0;
  const most = (make: (times: number) => Settings): number =>
    Array.from({ length: 60 }, (_, index) => index + 1).findLast(
      (times) => isRead(() => make(times)) && accepted(make(times)),
    ) ?? 0;
  const rows = most((times) => mappingWith([], [HEAVY.rows(times)], []));
  const customers = most((times) => mappingWith([], [], [HEAVY.customers(times)]));
  return mappingWith([], [HEAVY.rows(rows)], [HEAVY.customers(customers)]);
}

/** An expression that is too long isn't measured: it isn't taken at all. */
function isRead(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}

/**
 * All rules of one order, from settings that were just read: with their expressions, for a second
 * plan and for its customer.
 */
function orderUnder(source: Settings): { readonly ms: number; readonly steps: number } {
  const fresh = settingsSchema.parse(JSON.parse(JSON.stringify(source)));
  // The largest that such settings meet: it goes on until the budget is used up.
  const big = {
    ...MODEL_ORDER,
    lines: Array.from({ length: 1000 }, (_, index) => ({
      ...MODEL_ORDER.lines[0],
      lineNumber: index + 1,
    })),
  } as typeof MODEL_ORDER;
  const rules = new OrderRules();
  const began = performance.now();
  rules.head(fresh.mapping, big);
  for (const line of big.lines) if (!rules.row(fresh.mapping, big, line, false).ok) break;
  const customer = new Budget(CUSTOMER_STEPS);
  for (let plan = 0; plan < 2; plan += 1)
    applyRules(readyRules(fresh.mapping, "customers"), customerRecord(MODEL_CUSTOMER), customer);
  return {
    ms: performance.now() - began,
    steps: DOCUMENT_STEPS - rules.budget.left + CUSTOMER_STEPS - customer.left,
  };
}

function measureHeaviest(): Section {
  const heaviest = heaviestSettings();
  const runs = Array.from({ length: RUNS * 2 }, () => orderUnder(heaviest));
  const quickest = runs.reduce((best, one) => (one.ms < best.ms ? one : best));
  const row = [
    "an order of 1,000 lines",
    String(quickest.steps),
    quickest.ms.toFixed(1),
    quickest.ms > ORDER_MS ? `missed: ≤ ${ORDER_MS}` : `≤ ${ORDER_MS}`,
  ];
  return {
    title: "An order under the heaviest settings that are accepted",
    head: ["", "steps", "ms", ""],
    rows: [row],
    notes: [
      "Reading the rules, and all of them on the order and its customer, until their steps are used up.",
    ],
  };
}

export function measureExpressions(): {
  readonly sections: readonly Section[];
  readonly missed: boolean;
} {
  const rows = CASES.map((one) => ({ ...one, ...costOf(one, RUNS) })).toSorted(
    (a, b) => b.nsAStep - a.nsAStep,
  );
  const steps: Section = {
    title: `What a step of an expression takes (at most ${NS_A_STEP} ns, so that the ${ORDER_STEPS.toLocaleString("en-GB")} of an order take ${ORDER_MS} ms)`,
    head: ["", "steps", "ms", "ns a step", ""],
    rows: rows.map(({ name, expression, steps, ms, nsAStep }) => [
      `${name}: ${expression.length > 60 ? `${expression.slice(0, 57)}…` : expression}`,
      String(steps),
      ms.toFixed(2),
      nsAStep.toFixed(0),
      nsAStep > NS_A_STEP ? `missed: ≤ ${NS_A_STEP}` : "",
    ]),
    notes: [`The quickest of ${RUNS} runs, on the text that is worst for it.`],
  };
  const sections = [steps, measureHeaviest()];
  return {
    sections,
    missed: sections.some((section) =>
      section.rows.some((row) => row.at(-1)?.startsWith("missed") === true),
    ),
  };
}
