/**
 * What is kept of our fields as the ledger stored them, to see later whether a person changed one.
 * Fields that rules fill are ours as long as a rule fills them, so the mark says which they were:
 * another mapping since is nobody's change.
 */
import type { AnsweredOrder } from "../../domain/sales-order.ts";
import { mappingOf } from "../../mapping/rules/compile.ts";
import type { Settings } from "../../mapping/settings.ts";
import { hashOf } from "../settlement.ts";
import { storedFields } from "./owned.ts";

/** A hash; where rules fill fields, with their names and a hash of those. */
export async function ownedMark(answer: AnsweredOrder, settings: Settings): Promise<string> {
  const { head, rows } = mappingOf(settings).orders;
  return markOf(answer, [
    ...head.map(({ target }) => target),
    ...rows.map(({ target }) => `Rows.${target}`),
  ]);
}

/** Whether one of the fields that a mark is of holds something else now. */
export async function changedSince(answer: AnsweredOrder, mark: string): Promise<boolean> {
  const [, targets] = mark.split(" ");
  return (await markOf(answer, targets === undefined ? [] : targets.split(","))) !== mark;
}

async function markOf(answer: AnsweredOrder, targets: readonly string[]): Promise<string> {
  const stored = await hashOf(storedFields(answer));
  if (targets.length === 0) return stored;
  const rows = [...answer.rows].sort((a, b) => a.lineNumber - b.lineNumber);
  const values = targets.map((target) =>
    target.startsWith("Rows.")
      ? rows.map(({ mappable }) => mappable?.[target.slice("Rows.".length)] ?? "")
      : (answer.mappable?.[target] ?? ""),
  );
  return `${stored} ${targets.join(",")} ${await hashOf(JSON.stringify(values))}`;
}
