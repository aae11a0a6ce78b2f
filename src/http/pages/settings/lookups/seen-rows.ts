/**
 * Which rows of a long look-up are seen at once: those that are looked for, else the first. The
 * others are folded within the same form, so that saving keeps them. Pure.
 */
import { isAmongFirst } from "../../parts/table.tsx";
import type { KnownLine, Line, LookupForm } from "./lookup-values.ts";

export type RowSearch = {
  /** A part of a value, or of a name, on either side; empty: any. */
  readonly find: string;
  /** The rows as they are saved. */
  readonly table: Readonly<Record<string, string>>;
};

/** A row that somebody asked for or changed is seen whatever is looked for. */
export function rowFilter(
  { known, other }: LookupForm,
  { find, table }: RowSearch,
  namesIn: (line: Line | KnownLine) => readonly string[],
): (line: Line | KnownLine, index: number) => boolean {
  const wanted = find.toLowerCase();
  const count = known.length + other.length;
  return (line, index) => {
    if ("name" in line && (line.wanted === true || line.opened === true)) return true;
    if ((table[line.from] ?? "") !== line.to) return true;
    return find === ""
      ? isAmongFirst(index, count)
      : namesIn(line).some((name) => name.toLowerCase().includes(wanted));
  };
}
