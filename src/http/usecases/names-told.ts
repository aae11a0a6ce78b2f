/**
 * Reasons hold ids, people read names: those of the ledger's terms of payment, delivery methods and codings, as the
 * plan in a job's story knew them. An id without a name stays an id.
 */
import { z } from "zod";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { StoryEntry } from "../../sync/rpc.ts";

const list = z.array(z.looseObject({ id: z.string(), name: z.string() }));
const note = z.looseObject({ input: z.looseObject({ terms: list, deliveryMethods: list, codings: list.optional() }) });

/** By id, out of the newest plan. */
export function namesTold(story: readonly StoryEntry[]): ReadonlyMap<string, string> {
  const parsed = note.safeParse(story.findLast((entry) => entry.what === "plan")?.detail);
  if (!parsed.success) return new Map();
  const { terms, deliveryMethods, codings = [] } = parsed.data.input;
  return new Map([...terms, ...deliveryMethods, ...codings].map(({ id, name }) => [id, name]));
}

export const named = ({ code, params }: Reason, names: ReadonlyMap<string, string>): Reason =>
  reason(code, Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? (names.get(value) ?? value) : value])));
