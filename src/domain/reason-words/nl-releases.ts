/** Dutch words: what a newer release left behind, met by an older one. */
import type * as en from "./en-releases.ts";
import { NOTHING_TO_DO, type Same, say, words } from "./nl-words.ts";

export const releases = {
  "needs-newer-release": words(
    (p) =>
      `Een nieuwere versie van dit product is hiermee begonnen, op een manier die deze niet kent (${say(p["what"])}). Het wacht; er wordt niets geraden.`,
    "Zet de nieuwere versie weer in gebruik: het gaat dan vanzelf verder.",
  ),
  "told-by-newer-release": words(
    (p) =>
      `Een nieuwere versie van dit product noteerde ‘${say(p["code"])}’, waarvoor deze geen woorden heeft.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.releases>;
