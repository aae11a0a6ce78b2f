/** Dutch words: what a dry run says. */
import type * as en from "./en-dry-run.ts";
import { NOTHING_TO_DO, type Same, say, words } from "./nl-words.ts";

export const dryRuns = {
  "dry-run": words((p) => `Proefrun: er is niets geschreven. In het echt: ${WOULD[String(p["would"])] ?? say(p["would"])}.`, NOTHING_TO_DO),
  "dry-run-sample-gone": words("De order die voor deze proefrun is ingestuurd wordt niet bewaard, en de run brak af voordat hij klaar was.", "Stuur de order opnieuw in."),
} satisfies Same<typeof en.dryRuns>;

const WOULD: Readonly<Record<string, string>> = {
  "order.create": "er zou een nieuwe verkooporder worden gemaakt",
  "order.update": "de verkooporder zou worden gewijzigd",
  "order.delete": "de verkooporder zou worden verwijderd",
  "draft.create": "er zou een nieuwe conceptfactuur worden gemaakt",
  "draft.update": "de conceptfactuur zou worden gewijzigd",
  "draft.delete": "de conceptfactuur zou worden verwijderd",
  booked: "er zou niets worden geschreven, want de order is al geboekt",
  updated: "er zou niets worden geschreven, want de order is al geboekt",
  skipped: "de order zou worden overgeslagen",
  "before-start": "niets, want de order ligt vóór de startdatum",
  held: "de order zou worden vastgehouden",
  "needs-attention": "de order zou op iemand wachten",
};
