/**
 * Whatever is written: it ends within its steps, it gives the same each time, its figures are
 * exact, and neither the checker nor a checked expression ever throws.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  check,
  evaluate,
  type RuleValue,
  type Target,
} from "../../../src/settings/expressions/index.ts";
import { FUNCTIONS } from "../../../src/settings/expressions/functions/index.ts";
import { RESULT_LENGTH, STEPS } from "../../../src/settings/expressions/limits.ts";
import { AMOUNT, FIELDS, ORDER, TABLES, TEXT, valueOf } from "./kit.ts";
import { inEnglish } from "../../support/in-english.ts";

const PATHS = [
  "order.number",
  "order.comments",
  "order.gross",
  "order.date",
  "order.paid",
  "order.discount",
  "order.lines",
  "order.deliveryAddress",
  "order.pickup.city",
  "order.lines[0].text",
  "order",
];
const LITERALS = [
  '"a"',
  '"AB-####"',
  '"carriers"',
  '"yyyy"',
  "0",
  "1.005",
  "12345678901234.5",
  "true",
  "null",
  '["a", "b"]',
  "[1.1, 2]",
];

/** Expressions of every kind, right and wrong. Written as text, so that they go through everything. */
const expression: fc.Arbitrary<string> = fc.letrec<{ expr: string }>((tie) => {
  const expr = tie("expr");
  const call = fc
    .tuple(
      fc.constantFrom(...FUNCTIONS.map(({ name }) => name)),
      fc.array(expr, { minLength: 1, maxLength: 3 }),
    )
    .map(([name, args]) => `${name}(${args.join(", ")})`);
  return {
    expr: fc.oneof(
      { maxDepth: 5, depthSize: "small", withCrossShrink: true },
      fc.constantFrom(...PATHS, ...LITERALS),
      call,
      fc
        .tuple(
          expr,
          fc.constantFrom("+", "-", "*", "/", "%", "==", "!=", "<", ">=", "&&", "||", "in"),
          expr,
        )
        .map(([a, sign, b]) => `(${a} ${sign} ${b})`),
      fc.tuple(expr, expr, expr).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
      fc
        .tuple(expr, fc.constantFrom("map", "filter", "exists", "all"), expr)
        .map(
          ([over, macro, body]) =>
            `${over}.${macro}(it, ${body.replaceAll("order.number", "it.text")})`,
        ),
      fc.tuple(fc.constantFrom("!", "-"), expr).map(([sign, of]) => `${sign}(${of})`),
      expr.map((of) => `${of}[0]`),
    ),
  };
}).expr;

const targets: readonly Target[] = [
  TEXT,
  AMOUNT,
  { kind: "yes-no", required: false },
  { kind: "date", required: false },
];
const data = fc.record({
  number: fc.string({ maxLength: 200 }),
  comments: fc.option(fc.string()),
  gross: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => (cents / 100).toFixed(2)),
  lines: fc.array(fc.constant(ORDER.order.lines[0]), { maxLength: 40 }),
});

test("any expression that is taken ends within its steps, with the same result each time", () => {
  let [tried, taken] = [0, 0];
  fc.assert(
    fc.property(expression, data, (source, changes) => {
      const record = { order: { ...ORDER.order, ...changes } };
      for (const target of targets) {
        tried += 1;
        const checked = check(source, { name: "r", fields: FIELDS, target, tables: TABLES });
        if (!checked.ok) {
          expect(checked.error.length).toBeGreaterThan(0);
          for (const { at, message } of checked.error)
            expect([
              at.offset >= 0,
              at.offset <= source.length,
              at.line,
              inEnglish(message).length > 5,
            ]).toEqual([true, true, 1, true]);
          continue;
        }
        taken += 1;
        const [first, second] = [evaluate(checked.value, record), evaluate(checked.value, record)];
        expect(second).toEqual(first);
        if (!first.ok) continue;
        expect(first.value.steps).toBeLessThanOrEqual(STEPS);
        expect(isOf(target, first.value.value)).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
  expect(taken).toBeGreaterThan(tried / 60);
});

function isOf(target: Target, value: RuleValue): boolean {
  if (value === null) return true;
  if (target.kind === "yes-no") return typeof value === "boolean";
  if (typeof value !== "string" || value.length > RESULT_LENGTH) return false;
  return (
    target.kind === "text" ||
    (target.kind === "number" ? /^-?\d+(\.\d+)?$/ : /^\d{4}-\d{2}-\d{2}$/).test(value)
  );
}

test("any text at all is answered, never thrown at", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (source) => {
      const checked = check(source, { name: "r", fields: FIELDS, target: TEXT });
      return checked.ok || checked.error.length > 0;
    }),
    { numRuns: 2000 },
  );
});

/**
 * Whole numbers of any size are exact in BigInt: an oracle that shares nothing with the decimals
 * here.
 */
const scaled = (units: bigint, decimals: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, "0");
  const text = `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, "");
  return units < 0n && text !== "0" ? `-${text}` : text;
};
const cents = fc.bigInt({ min: -99_999_999_999n, max: 99_999_999_999n });
const written = (units: bigint): string => scaled(units, 2);

test("amounts never become binary: sums, differences and products are exact to the last digit", () => {
  fc.assert(
    fc.property(cents, cents, fc.bigInt({ min: 0n, max: 9999n }), (a, b, rate) => {
      const record = { order: { ...ORDER.order, gross: written(a), discount: written(b) } };
      const of = (source: string): RuleValue => valueOf(source, record, AMOUNT);
      expect(of("order.gross + coalesce(order.discount, 0)")).toBe(written(a + b));
      expect(of("order.gross - coalesce(order.discount, 0)")).toBe(written(a - b));
      expect(of(`order.gross * ${scaled(rate, 4)}`)).toBe(scaled(a * rate, 6));
      expect(valueOf("order.gross > coalesce(order.discount, 0)", record)).toBe(a > b);
    }),
  );
});
