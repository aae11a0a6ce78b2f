/**
 * The persons whom a timeline is about, sealed within its first entry: hashes under a new key are
 * made from it. The reads themselves may name nobody, where an answer was left out or an address
 * was only searched for. Pure.
 */
import { z } from "zod";
import type { TimelineEntry } from "./contract/jobs.ts";

const sealedEntry = z.looseObject({ people: z.array(z.string()) });

/** Returns the timeline as it is sealed. */
export function withPeople(
  timeline: readonly TimelineEntry[],
  people: readonly string[],
): readonly TimelineEntry[] {
  const [first, ...others] = timeline;
  return first === undefined || people.length === 0
    ? timeline
    : [{ ...first, people } as TimelineEntry, ...others];
}

/** Splits an opened timeline into its entries and the persons sealed with it. */
export function apartFromPeople(opened: unknown): {
  readonly timeline: readonly TimelineEntry[];
  readonly people: readonly string[];
} {
  if (!Array.isArray(opened)) return { timeline: [], people: [] };
  const [sealed, ...others] = opened as TimelineEntry[];
  const read = sealedEntry.safeParse(sealed);
  if (!read.success) return { timeline: opened as TimelineEntry[], people: [] };
  const { people, ...first } = read.data;
  return { timeline: [first as unknown as TimelineEntry, ...others], people };
}
