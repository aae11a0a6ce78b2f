/** Swedish words: what a newer release left behind, met by an older one. */
import type * as en from "./en-releases.ts";
import { NOTHING_TO_DO, type Same, say, words } from "./sv-words.ts";

export const releases = {
  "needs-newer-release": words(
    (p) =>
      `En nyare version av programmet har påbörjat det, på ett sätt som den här inte känner till (${say(p["what"])}). Det väntar; inget gissas.`,
    "Driftsätt den nyare versionen igen: då fortsätter det av sig självt.",
  ),
  "told-by-newer-release": words(
    (p) =>
      `En nyare version av programmet noterade ”${say(p["code"])}”, som den här saknar ord för.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.releases>;
