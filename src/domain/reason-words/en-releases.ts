/** English words: what a newer release left behind, met by an older one. */
import { NOTHING_TO_DO, type ReasonWords, say, words } from "./words.ts";

export const releases = {
  "needs-newer-release": words(
    (p) =>
      `A newer release of this product has begun it, in a way that this one doesn't know (${say(p["what"])}). It waits; nothing is guessed.`,
    "Deploy the newer release again: it goes on by itself.",
  ),
  "told-by-newer-release": words(
    (p) =>
      `A newer release of this product wrote down "${say(p["code"])}", which this one has no words for.`,
    NOTHING_TO_DO,
  ),
} satisfies Record<string, ReasonWords>;
