/** Polish words: what a newer release left behind, met by an older one. */
import type * as en from "./en-releases.ts";
import { NOTHING_TO_DO, type Same, say, words } from "./pl-words.ts";

export const releases = {
  "needs-newer-release": words(
    (p) =>
      `Zaczęła to nowsza wersja programu, w sposób, którego ta nie zna (${say(p["what"])}). Zadanie czeka; niczego się nie zgaduje.`,
    "Wdróż ponownie nowszą wersję: dalszy ciąg nastąpi automatycznie.",
  ),
  "told-by-newer-release": words(
    (p) =>
      `Nowsza wersja programu zanotowała „${say(p["code"])}”, czego ta nie umie opisać słowami.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.releases>;
