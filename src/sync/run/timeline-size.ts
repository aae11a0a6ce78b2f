/**
 * A run's timeline is one row of the object, and a row takes two megabytes. Whatever a vendor
 * answers must not be what a run can't end for: of a timeline that is too long the longest answers
 * are left out, and it says that they were. Pure.
 */
import type { TimelineEntry } from "../rpc.ts";

/** Of text. Sealed it is a fifth of that, or a little more than all of it where nothing repeats. */
const MOST_CHARS = 1_500_000;

/** Stands in the place of an answer that was left out. */
type LeftOut = { readonly leftOut: true; readonly chars: number };

/** The timeline as JSON. */
export function boundedText(timeline: readonly TimelineEntry[], most = MOST_CHARS): string {
  const text = JSON.stringify(timeline);
  // No answers are longer than the whole.
  return text.length <= most ? text : JSON.stringify(bounded(timeline, most));
}

export function bounded(
  timeline: readonly TimelineEntry[],
  most = MOST_CHARS,
): readonly TimelineEntry[] {
  const sizes = timeline.map(({ detail }, index) => ({
    index,
    chars: (JSON.stringify(detail) ?? "").length,
  }));
  let total = sizes.reduce((sum, { chars }) => sum + chars, 0);
  if (total <= most) return timeline;
  const cut = new Map<number, number>();
  for (const { index, chars } of sizes.toSorted((a, b) => b.chars - a.chars)) {
    if (total <= most) break;
    cut.set(index, chars);
    total -= chars;
  }
  return timeline.map((entry, index) => {
    const chars = cut.get(index);
    return chars === undefined ? entry : { ...entry, detail: shortened(entry.detail, chars) };
  });
}

/** What was asked stays; what was answered goes. */
function shortened(detail: unknown, chars: number): unknown {
  const leftOut: LeftOut = { leftOut: true, chars };
  if (typeof detail !== "object" || detail === null || Array.isArray(detail)) return leftOut;
  const { vendor, query, status, marker } = detail as Readonly<Record<string, unknown>>;
  return {
    ...(vendor === undefined ? {} : { vendor }),
    ...(query === undefined ? {} : { query }),
    ...(status === undefined ? {} : { status }),
    ...(marker === undefined ? {} : { marker }),
    ...leftOut,
  };
}
