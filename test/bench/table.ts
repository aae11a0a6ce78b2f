/** A section of the bench's report. */
import { table } from "../../scripts/demo/print.ts";

export type Section = {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
};

export function show({ title, head, rows, notes }: Section): string {
  // The first column says what it is, the last what was wanted: figures between them are set flush right.
  return [
    `\n${title}`,
    table(head, rows, head.slice(1, -1)),
    ...notes.map((note) => `  ${note}`),
  ].join("\n");
}
