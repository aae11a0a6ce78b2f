/**
 * The tables of docs/decisions.md are what is decided: every row is tried, every word of a row
 * means something, and every action has its row.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Action } from "../../../../src/flows/orders/decision/action.ts";
import { REASONS } from "../../../../src/domain/reasons/index.ts";
import { COLUMNS, decided, wordsOf } from "./kit.ts";

const page = readFileSync(join(import.meta.dirname, "../../../../docs/decisions.md"), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| its document"))
  .map((line) => line.slice(2, -2).split(" | "));

/** As a row says it. */
function told(action: Action): string {
  const code =
    "reasons" in action && action.kind !== "search-first" ? action.reasons[0]?.code : undefined;
  const more =
    code !== undefined && code !== "order-type-chosen"
      ? `\`${code}\``
      : "book" in action && action.book
        ? "and book"
        : action.kind === "book-voucher" && action.anew
          ? "anew"
          : null;
  return more === null ? action.kind : `${action.kind}: ${more}`;
}

describe("an order becomes what its row says", () => {
  test.each(rows.map((cells) => [cells.slice(0, 4).join(" | "), cells] as const))(
    "%s",
    (_, cells) => {
      expect(told(decided(cells))).toBe(cells[4]);
    },
  );
});

test.each(rows.map((cells) => [cells.slice(0, 4).join(" | "), cells] as const))(
  "its reasons have what their sentences name: %s",
  (_, cells) => {
    const action = decided(cells);
    for (const { code, params } of "reasons" in action ? action.reasons : []) {
      // Of a flow that is off, only those of other things name theirs.
      const named = code === "flow-off" ? [] : Object.keys(REASONS[code].params);
      expect([code, named.filter((name) => params[name] === undefined)]).toEqual([code, []]);
    }
  },
);

test("every word has its row, and so has every action", () => {
  const used = COLUMNS.map(
    (_, index) => new Set(rows.flatMap((cells) => wordsOf(cells[index] ?? ""))),
  );
  expect(
    COLUMNS.map((column, index) => Object.keys(column).filter((word) => !used[index]?.has(word))),
  ).toEqual(COLUMNS.map(() => []));
  const ACTIONS: Readonly<Record<Action["kind"], true>> = {
    skip: true,
    "before-start": true,
    hold: true,
    report: true,
    leave: true,
    "verify-repeats": true,
    "search-first": true,
    "search-deleted": true,
    "find-original": true,
    prepare: true,
    "compare-as-sent": true,
    forget: true,
    create: true,
    "book-voucher": true,
    update: true,
    "change-voucher": true,
    "link-invoice": true,
    correct: true,
    remove: true,
    "reverse-voucher": true,
    credit: true,
    "register-payment": true,
    "pay-voucher": true,
    "register-refund": true,
    "register-refund-of-edits": true,
    "pay-back": true,
    "write-back": true,
    send: true,
    "tell-original": true,
    attach: true,
    "check-money": true,
    say: true,
    finish: true,
    "lower-order": true,
    "raise-order": true,
  };
  const shown = new Set(rows.map((cells) => cells[4]?.split(":")[0]));
  expect(Object.keys(ACTIONS).filter((kind) => !shown.has(kind))).toEqual([]);
});
