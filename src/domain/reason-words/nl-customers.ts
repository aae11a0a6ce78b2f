/** Dutch words: what the customers flow holds, leaves or records. */
import type * as en from "./en-customers.ts";
import { NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";

export const heldParty = {
  "customer-changed-by-person": words(
    (p) =>
      `Iemand heeft de klant in eAccounting gewijzigd (${say(p["fields"])}), en Asperion zegt iets anders. Volgens uw instellingen wordt er eerst gevraagd voordat iets wordt overschreven.`,
    "Zorg dat beide hetzelfde zeggen, in Asperion of in eAccounting, of kies in de instellingen wat er met zulke wijzigingen gebeurt. Druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "customer-email-taken": words(
    "Het nieuwe e-mailadres van de klant hoort in eAccounting bij een andere klant en wordt daarom niet geschreven: twee klanten met één adres zijn niet meer uit elkaar te houden. Al het andere volgt Asperion.",
    "Zoek uit welke van de twee juist is: verbeter het adres in Asperion of in eAccounting, of maak een van de klanten daar inactief. Probeer het daarna opnieuw.",
  ),
} satisfies Same<typeof en.heldParty>;

export const recordedParty = {
  "customer-fields-kept": words(
    (p) =>
      `Iemand heeft de klant in eAccounting gewijzigd (${say(p["fields"])}); wat is ingevoerd blijft staan, al het andere volgt Asperion.${when(p["both"], (both) => ` Asperion heeft ook een nieuwe waarde: ${both}.`)}`,
    "Als de waarde van Asperion de juiste is, voer die dan in eAccounting in.",
  ),
  "customer-kind-kept": words(
    (p) =>
      `De klant is in eAccounting een ${p["ledger"] === "company" ? "bedrijf" : "particulier"}, anders dan in Asperion. Dat blijft zo: er hangen openstaande documenten aan.`,
    "Als het inderdaad is veranderd, wijzig het dan in eAccounting zodra er geen order meer openstaat.",
  ),
  "customer-not-made": words(
    (p) =>
      `De debiteur heeft geen klant in eAccounting${when(p["by"], (by) => ` (gezocht op ${by})`)}, en er is er geen aangemaakt.`,
    "De eerste order maakt er een aan. Wilt u hem eerder hebben, sta dat dan toe in de instellingen of deblokkeer de debiteur in Asperion.",
  ),
  "debtor-blocked": words(
    (p) =>
      `De debiteur is in Asperion geblokkeerd.${p["customer"] === null ? "" : " De klant in eAccounting blijft zoals hij is en wordt nog steeds bijgewerkt."}`,
    "Om ook in eAccounting verkopen tegen te houden, maakt u de klant daar inactief.",
  ),
  "debtor-deleted": words(
    (p) =>
      `Asperion heeft deze debiteur niet meer. ${p["customer"] === null ? "Via ons heeft hij nooit een klant in eAccounting gehad." : "De klant in eAccounting blijft: er kunnen documenten aan hangen."}`,
    "Maak de klant in eAccounting inactief als hij niet meer nodig is.",
  ),
  "debtor-stands-for-guests": words(
    "Deze debiteur staat voor alle gasten (zie de instellingen) en heeft dus geen eigen klant.",
    NOTHING_TO_DO,
  ),
  "debtors-swept": words(
    (p) =>
      `Debiteuren die sinds de vorige keer zijn gewijzigd, zijn opgepakt: ${say(p["found"])} van ${say(p["read"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedParty>;
