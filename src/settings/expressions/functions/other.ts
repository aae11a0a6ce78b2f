/**
 * Functions of dates, and those that choose: a table of the settings, the first value there is, an
 * address.
 */
import { message } from "../../../messages/message.ts";
import { withHint } from "../fault.ts";
import { DATE, either, text, type Type, YES_NO } from "../types.ts";
import { addDays, patternFault, readDate, writeDate } from "../dates.ts";
import { COST } from "../limits.ts";
import type { Meter } from "../meter.ts";
import { type RecordValue, shortText, Stop, type Value } from "../values.ts";
import type { FunctionDef, Param, Tables } from "./define.ts";
import { whole } from "./text.ts";

/** Counts the work on a day, and on each sign of its pattern. */
function anewDay<T extends Value>(meter: Meter, signs: number, make: () => T): T {
  meter.steps(COST.date + signs * COST.dateSign);
  return make();
}

function isBlank(value: string, meter: Meter): boolean {
  meter.characters(value.length);
  return value.trim() === "";
}

const DAY: Param = { name: "date", takes: "date" };

export const dateFunctions: readonly FunctionDef[] = [
  {
    name: "format",
    group: "date",
    about: message("described.functions.format"),
    examples: [{ expression: 'format(date("2026-03-09"), "d-M-yyyy")', result: "9-3-2026" }],
    signatures: [
      {
        params: [DAY, { name: "pattern", takes: "text", written: patternFault }],
        result: () => text(),
        apply: (args, meter) =>
          anewDay(meter, args.text(1).length, () =>
            meter.text(writeDate(args.date(0), args.text(1))),
          ),
      },
    ],
  },
  {
    name: "addDays",
    group: "date",
    about: message("described.functions.addDays"),
    examples: [
      { expression: 'format(addDays(date("2026-02-27"), 2), "yyyy-MM-dd")', result: "2026-03-01" },
    ],
    signatures: [
      {
        params: [DAY, { name: "days", takes: "number" }],
        result: () => DATE,
        apply: (args, meter) =>
          anewDay(meter, 0, () =>
            addDays(args.date(0), whole(args.number(1), "days", -36_525, 36_525)),
          ),
      },
    ],
  },
  {
    name: "date",
    group: "date",
    about: message("described.functions.date"),
    examples: [{ expression: 'format(date("2026-03-09T14:30"), "HH:mm")', result: "14:30" }],
    signatures: [
      {
        params: [{ name: "text", takes: "text" }],
        result: () => DATE,
        apply: (args, meter) => {
          meter.steps(COST.date);
          const read = readDate(args.text(0));
          if (read === null)
            throw new Stop("not-a-date", message("expressions.notADate"), shortText(args.text(0)));
          return read;
        },
      },
    ],
  },
];

const TABLE: Param = {
  name: "table",
  takes: "text",
  written: (name, tables) =>
    Object.hasOwn(tables, name)
      ? null
      : withHint(
          message("expressions.noTable", { name }),
          Object.keys(tables).length === 0
            ? null
            : message("expressions.thereAre", { names: Object.keys(tables).join(", ") }),
        ),
};
const entry = (tables: Tables, table: string, key: string): string | null => {
  const found = Object.hasOwn(tables, table) ? tables[table] : undefined;
  return found !== undefined && Object.hasOwn(found, key) ? (found[key] ?? null) : null;
};

export const choiceFunctions: readonly FunctionDef[] = [
  {
    name: "coalesce",
    group: "choice",
    about: message("described.functions.coalesce"),
    examples: [{ expression: 'coalesce(null, "-")', result: "-" }],
    signatures: [
      {
        params: [
          { name: "value", takes: "value", empty: true },
          { name: "value", takes: "value", empty: true },
        ],
        rest: true,
        result: firstFilled,
        apply: (args, meter) =>
          args.values.find(
            (value) => value !== null && (typeof value !== "string" || !isBlank(value, meter)),
          ) ??
          args.values.findLast((value) => value !== null) ??
          null,
      },
    ],
  },
  {
    name: "lookup",
    group: "choice",
    about: message("described.functions.lookup"),
    examples: [
      { expression: 'lookup("carriers", "12")', result: "PostNL" },
      { expression: 'lookup("carriers", "99", "other")', result: "other" },
    ],
    signatures: [
      {
        params: [TABLE, { name: "text", takes: "text", empty: true }],
        result: () => ({ ...text(), optional: true }),
        apply: (args, _, tables) =>
          args.any(1) === null ? null : entry(tables, args.text(0), args.text(1)),
      },
      {
        params: [
          TABLE,
          { name: "text", takes: "text", empty: true },
          { name: "otherwise", takes: "text" },
        ],
        result: () => text(),
        apply: (args, _, tables) =>
          (args.any(1) === null ? null : entry(tables, args.text(0), args.text(1))) ?? args.text(2),
      },
    ],
  },
  {
    name: "formatAddress",
    group: "choice",
    about: message("described.functions.formatAddress"),
    examples: [
      {
        expression: "formatAddress(order.deliveryAddress)",
        result: "Anna de Vries, Dam 1, 1012 AB Amsterdam, NL",
      },
    ],
    signatures: [
      {
        params: [{ name: "address", takes: "address" }],
        result: () => text(),
        apply: (args, meter) => addressOf(args.record(0), ", ", meter),
      },
      {
        params: [
          { name: "address", takes: "address" },
          { name: "separator", takes: "text" },
        ],
        result: () => text(),
        apply: (args, meter) => addressOf(args.record(0), args.text(1), meter),
      },
    ],
  },
  {
    name: "has",
    group: "choice",
    about: message("described.functions.has"),
    examples: [{ expression: 'has("x")', result: "true" }],
    signatures: [
      {
        params: [{ name: "value", takes: "anything", empty: true }],
        result: () => YES_NO,
        apply: (args) => args.any(0) !== null,
      },
    ],
  },
];

/** Empty only where every one may be empty; of one kind, or `null`. */
function firstFilled(args: readonly Type[]): Type | null {
  const all = args.reduce<Type | null>(
    (so, next) => (so === null ? null : either(so, next)),
    args[0] ?? null,
  );
  const certain = args.some((type) => "optional" in type && !type.optional);
  return all !== null && certain && "optional" in all ? { ...all, optional: false } : all;
}

function addressOf(address: RecordValue, separator: string, meter: Meter): string {
  meter.steps(COST.address);
  return meter.text(addressText(address, separator));
}

type AddressField = "name" | "street" | "street2" | "postCode" | "city" | "country";

function addressText({ data }: RecordValue, separator: string): string {
  const part = (field: AddressField): string =>
    typeof data[field] === "string" ? data[field].trim() : "";
  const place = [part("postCode"), part("city")].filter((text) => text !== "").join(" ");
  return [part("name"), part("street"), part("street2"), place, part("country")]
    .filter((text) => text !== "")
    .join(separator);
}
