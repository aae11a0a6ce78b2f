/** Dutch words: what a dry run says. */
import type * as en from "./en-dry-run.ts";
import { amount, NOTHING_TO_DO, type Same, say, words } from "./nl-words.ts";

export const dryRuns = {
  "dry-run": words(
    (p) =>
      `Proefrun: er is niets geschreven. In het echt: ${WOULD[String(p["would"])] ?? say(p["would"])}.`,
    NOTHING_TO_DO,
  ),
  "dry-run-sample-gone": words(
    "De order die voor deze proefrun is ingestuurd wordt niet bewaard, en de run brak af voordat hij klaar was.",
    "Stuur de order opnieuw in.",
  ),
  "dry-run-rounding-open": words(
    (p) =>
      `Hoe eAccounting btw afrondt is nog niet bekend; dit is ${ROUNDING[String(p["rounding"])] ?? say(p["rounding"])} uitgerekend. Rondt het anders af, dan scheelt de btw ${amount(p["vat"])} en wordt met één schrijfactie meer een afrondingsregel gemaakt of met hoogstens ${amount(p["bound"])} gewijzigd; het totaal blijft gelijk.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.dryRuns>;

const ROUNDING: Readonly<Record<string, string>> = { row: "per regel", rate: "per btw-tarief" };
const WOULD: Readonly<Record<string, string>> = {
  "order.create": "er zou een nieuwe verkooporder worden gemaakt",
  "order.update": "de verkooporder zou worden gewijzigd",
  "order.delete": "de verkooporder zou worden verwijderd",
  "draft.create": "er zou een nieuwe conceptfactuur worden gemaakt",
  "draft.update": "de conceptfactuur zou worden gewijzigd",
  "draft.delete": "de conceptfactuur zou worden verwijderd",
  "order.confirm": "de verkooporder zou worden bevestigd",
  "order.convert": "de verkooporder zou worden gefactureerd",
  "order.void": "de verzonden verkooporder zou weer in behandeling komen",
  "draft.convert": "het concept zou als factuur worden geboekt",
  "sending.create": "de factuur zou naar de klant worden verstuurd",
  "customer.update": "de klant zou worden bijgewerkt, en van de order niets",
  "payment.create": "een betaling zou worden geregistreerd",
  "voucher.create": "er zou een boeking worden gemaakt",
  "ledger-item.create": "er zou een boeking met haar debiteurenpost worden gemaakt",
  booked: "er zou niets worden geschreven, want de order is al geboekt",
  updated: "er zou niets worden geschreven, want de order is al geboekt",
  skipped: "de order zou worden overgeslagen",
  "before-start": "niets, want de order ligt vóór de startdatum",
  held: "de order zou worden vastgehouden",
  "needs-attention": "de order zou op iemand wachten",
};
