/** Dutch words: what was recorded while a document was made. */
import type * as en from "./en-recorded.ts";
import { amount, NOTHING_TO_DO, percent, type Same, say, when, words } from "./nl-words.ts";

export const recorded = {
  "price-basis-learnt": words(
    (p) =>
      `Geleerd uit het antwoord van eAccounting: prijzen voor een ${p["kind"] === "private" ? "particulier" : "bedrijf"} zijn ${p["includesVat"] === true ? "inclusief" : "exclusief"} btw.`,
    NOTHING_TO_DO,
  ),
  "vat-rounding-learnt": words(
    (p) =>
      `Geleerd uit het antwoord van eAccounting: de btw wordt afgerond ${ROUNDING[String(p["rounding"])] ?? say(p["rounding"])}.`,
    NOTHING_TO_DO,
  ),
  "price-basis-corrected": words(
    "Het document is eerst met prijzen op de verkeerde grondslag (inclusief of exclusief btw) geschreven en meteen verbeterd.",
    NOTHING_TO_DO,
  ),
  "closing-row": words(
    (p) =>
      `Een afrondingsregel van ${amount(p["amount"])} zonder btw maakt het totaal gelijk aan wat de klant betaalde (${amount(p["charged"])}); de andere regels geven ${amount(p["predicted"])}.`,
    NOTHING_TO_DO,
  ),
  "adjusting-row": words(
    (p) =>
      `Een regel van ${amount(p["amount"])} met ${percent(p["vatRate"])} btw neemt de centen op die aantal × prijs van de regels niet kan uitdrukken.`,
    NOTHING_TO_DO,
  ),
  "vat-method-difference": words(
    (p) =>
      `Btw${when(p["rate"], (rate) => ` bij ${percent(rate)}`)}: de winkel berekende ${amount(p["source"])}, eAccounting berekent ${amount(p["ledger"])}. De twee ronden op verschillende plaatsen af; het totaal is gelijk.`,
    NOTHING_TO_DO,
  ),
  "within-tolerance": words(
    (p) =>
      `Het totaal van eAccounting wijkt ${amount(p["difference"])} af, wat binnen uw tolerantie van ${amount(p["tolerance"])} valt.`,
    "Bekijk dit bij het afsluiten van de periode.",
  ),
  "text-shortened": words(
    (p) =>
      `Een tekst is te lang voor eAccounting: ${say(p["max"])} tekens ervan gaan daarheen (${say(p["field"])}${when(p["line"], (l) => `, regel ${l}`)}).`,
    NOTHING_TO_DO,
  ),
  "field-left-out": words(
    (p) =>
      `Een veld wordt weggelaten (${say(p["field"])}): eAccounting neemt het in deze vorm niet aan, en de helft ervan zou een ander zijn.`,
    "Verbeter het in Asperion als het ertoe doet.",
  ),
  "address-missing-filled": words(
    (p) =>
      `Op de order ontbreekt ${say(p["field"])}; eAccounting heeft het nodig, dus gaat ‘${say(p["with"])}’ daarheen.`,
    NOTHING_TO_DO,
  ),
  "buyer-reference-shortened": words(
    (p) =>
      `De referentie van de koper is te lang voor het veld (${say(p["max"])} tekens) en wordt ingekort; de volledige tekst komt in een eigen regel.`,
    NOTHING_TO_DO,
  ),
  "customer-found": words(
    (p) => `De klant is in eAccounting gevonden${when(p["by"], (by) => ` op ${by}`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-created": words(
    (p) =>
      `De klant ${p["trial"] === true ? "zou in eAccounting worden" : "is in eAccounting"} aangemaakt${when(p["number"], (n) => ` met nummer ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-updated": words(
    (p) =>
      `De klant in eAccounting is bijgewerkt${when(p["overwritten"], (fields) => `; wat iemand daar had gewijzigd, is overschreven (${fields})`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-known": words("De klant is bekend en ongewijzigd.", NOTHING_TO_DO),
  "default-debtor-used": words(
    (p) =>
      `De standaarddebiteur is gebruikt${p["when"] === "guests" ? ", want de order is van een gast" : ""}.`,
    NOTHING_TO_DO,
  ),
  "terms-chosen": words(
    (p) =>
      p["by"] === "customer"
        ? "De eigen betalingsconditie van de klant geldt, want voor deze order is er geen ingesteld."
        : `Betalingsconditie ${say(p["terms"])} is gekozen door ${BY[String(p["by"])] ?? say(p["by"])}${when(p["from"], (f) => ` voor betaalconditie ${f}`)}.`,
    NOTHING_TO_DO,
  ),
  "delivery-method-chosen": words(
    (p) =>
      p["by"] === "nothing"
        ? `Voor leverwijze ${say(p["from"])} van Asperion is geen leverwijze ingesteld, dus wordt er geen opgegeven.`
        : `Leverwijze ${say(p["method"])} is gekozen door ${BY[String(p["by"])] ?? say(p["by"])}${when(p["from"], (f) => ` voor leverwijze ${f} van Asperion`)}.`,
    NOTHING_TO_DO,
  ),
  "document-adopted": words(
    (p) =>
      `Ons document is in eAccounting teruggevonden${when(p["number"], (n) => ` (${n})`)} aan het kenmerk en overgenomen; er is niets dubbel verzonden.`,
    NOTHING_TO_DO,
  ),
  "document-stands": words(
    (p) => `Het document ${say(p["document"])} staat in eAccounting, dus is er geen ander gemaakt.`,
    NOTHING_TO_DO,
  ),
  "second-document-deleted": words(
    (p) =>
      `Een herhaalde schrijfactie was toch doorgekomen. Het jongste document${when(p["number"], (n) => ` ${n}`)} is verwijderd, er blijft er één.`,
    NOTHING_TO_DO,
  ),
  "sent-again": words(
    "De eerste poging kreeg geen antwoord, en het was zeker dat zij niet was doorgekomen. Er is nog één keer verzonden.",
    NOTHING_TO_DO,
  ),
  "order-page-linked": words(
    "Een regel van het document verwijst terug naar de pagina van de order.",
    NOTHING_TO_DO,
  ),
  "line-article-chosen": words(
    (p) =>
      `${CHOSEN[String(p["by"])] ?? "Er is een artikel gekozen"}${when(p["sku"], (s) => ` (${s})`)}; de codering geeft ${percent(p["vatRate"])} btw. Het bedrag van de regel, ${amount(p["source"])}, ${FORM[String(p["form"])] ?? "is behouden"}.`,
    NOTHING_TO_DO,
  ),
  "quantity-rounded": words(
    (p) =>
      `Een aantal van ${amount(p["source"])} gaat als ${amount(p["written"])}: eAccounting neemt ${when(p["decimals"], (n) => n) || "vier"} decimalen aan. Het bedrag is ongewijzigd.`,
    NOTHING_TO_DO,
  ),
  "confirmed-after-comparison": words(
    "Het document is eerst als concept geschreven, vergeleken en daarna bevestigd.",
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recorded>;

const ROUNDING: Readonly<Record<string, string>> = { row: "per regel", rate: "per tarief" };
const BY: Readonly<Record<string, string>> = {
  force: "de instelling voor alle orders",
  table: "de toewijzingstabel",
  default: "de standaardwaarde",
  company: "de eigen instelling van het bedrijf in eAccounting",
};
const CHOSEN: Readonly<Record<string, string>> = {
  sku: "Het artikel is op zijn code gevonden",
  "own-shipping": "Het verzendartikel van dit btw-tarief is gebruikt",
  "own-discount": "Het kortingsartikel van dit btw-tarief is gebruikt",
  "sales-type": "Het artikel is op het verkooptype van de regel gevonden",
  "own-sales-type":
    "Het artikel van de codering die voor het verkooptype van de regel is ingesteld, is gebruikt",
  "own-fee": "Het toeslagartikel van dit btw-tarief is gebruikt",
  "own-tip": "Het artikel voor fooien is gebruikt",
  "own-gift-card": "Het artikel van de codering voor cadeaubonnen is gebruikt",
  "to-be-made": "eAccounting heeft geen artikel met deze code; het zou worden gemaakt",
  placeholder:
    "eAccounting heeft geen artikel met deze code; het artikel dat daarvoor in de plaats staat, is gebruikt",
};
const FORM: Readonly<Record<string, string>> = {
  "as-source": "komt uit het aantal, de prijs en de korting van de winkel zelf",
  "price-from-amount": "is gedeeld door het aantal, met de korting in de prijs",
  "one-piece": "gaat als één stuk",
  nearest: "kan niet als aantal × prijs worden uitgedrukt; een correctieregel neemt de rest",
};
