// Filters of a list, as declared by each resource: PascalCase names, text matched by Contains unless `<Name>_comparison`
// says otherwise, dates as `<Name>_from` and `<Name>_to`, both inclusive. A name or value that isn't known is a 400:
// the real server may well ignore it and serve everything, and a client must not come to rely on either.
import { readStamp } from "./local-time.ts";

type Read<Row, Value> = (row: Row) => Value | null;

export type Filter<Row> =
  | {
      readonly kind: "text";
      readonly read: Read<Row, string>;
      readonly comparison?: (() => "works" | "refused" | "ignored") | undefined;
    }
  | { readonly kind: "number"; readonly read: Read<Row, number> }
  | { readonly kind: "flag"; readonly read: Read<Row, boolean> }
  | {
      readonly kind: "date";
      readonly read: Read<Row, string>;
      readonly grain?: (() => "second" | "day") | undefined;
    }
  /** Taken, and without effect. */
  | { readonly kind: "ignored"; readonly date: boolean };

export type Filters<Row> = Readonly<Record<string, Filter<Row>>>;
export type Test<Row> = (row: Row) => boolean;

interface ReadFilters<Row> {
  readonly tests: readonly Test<Row>[];
  readonly errors: Record<string, string[]>;
}

const COMPARISONS: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  Contains: (value, wanted) => value.includes(wanted),
  Equals: (value, wanted) => value === wanted,
  NotEquals: (value, wanted) => value !== wanted,
  StartsWith: (value, wanted) => value.startsWith(wanted),
  EndsWith: (value, wanted) => value.endsWith(wanted),
};

export function readFilters<Row>(
  query: Readonly<Record<string, string>>,
  filters: Filters<Row>,
): ReadFilters<Row> {
  const tests: Test<Row>[] = [];
  const errors: Record<string, string[]> = {};
  for (const [key, value] of Object.entries(query)) {
    const [name = "", suffix] = key.split(/_(?=from$|to$|comparison$)/);
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
    const test =
      filter === undefined ? null : readOne(filter, suffix, value, query[`${name}_comparison`]);
    if (test === null)
      errors[key] = [
        filter === undefined ? "Unknown parameter." : `The value '${value}' is not valid.`,
      ];
    else tests.push(test);
  }
  return { tests, errors };
}

/** null: not a filter that this resource takes, or not a value that it takes. */
function readOne<Row>(
  filter: Filter<Row>,
  suffix: string | undefined,
  value: string,
  comparison: string | undefined,
): Test<Row> | null {
  switch (filter.kind) {
    case "text": {
      const taken = filter.comparison?.() ?? "works";
      if (suffix === "comparison" && taken !== "works")
        return taken === "ignored" ? () => true : null;
      // The comparison is read with its filter; alone it changes nothing.
      if (suffix === "comparison") return Object.hasOwn(COMPARISONS, value) ? () => true : null;
      const compare = COMPARISONS[taken === "works" ? (comparison ?? "Contains") : "Contains"];
      if (suffix !== undefined || compare === undefined) return null;
      const wanted = value.toLowerCase();
      return (row) => compare((filter.read(row) ?? "").toLowerCase(), wanted);
    }
    case "number":
      return suffix === undefined && /^-?\d+$/.test(value)
        ? (row) => filter.read(row) === Number(value)
        : null;
    case "flag":
      return suffix === undefined && /^(true|false)$/.test(value)
        ? (row) => filter.read(row) === (value === "true")
        : null;
    case "date":
      return suffix === "from" || suffix === "to" ? readDate(filter, suffix, value) : null;
    case "ignored":
      return filter.date === (suffix === "from" || suffix === "to") ? () => true : null;
  }
}

function readDate<Row>(
  filter: Filter<Row> & { kind: "date" },
  side: "from" | "to",
  value: string,
): Test<Row> | null {
  const stamp = readStamp(value, side);
  if (stamp === null) return null;
  const length = filter.grain?.() === "day" ? 10 : 19;
  const wanted = stamp.slice(0, length);
  return (row) => {
    const own = filter.read(row)?.slice(0, length);
    // A row without the date (an order never changed) is in no range, as in SQL.
    if (own === undefined) return false;
    return side === "from" ? own >= wanted : own <= wanted;
  };
}
