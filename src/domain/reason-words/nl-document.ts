/** Dutch words: orders held because of a document in the ledger. */
import type * as en from "./en-document.ts";
import { amount, RETRY, RETRY_NEWEST, type Same, say, when, words } from "./nl-words.ts";

const LOOK = `Open het document in eAccounting, vergelijk het met de order en verbeter wat er niet klopt.${RETRY}`;

export const heldDocument = {
  "totals-differ": words(
    (p) =>
      `eAccounting berekent ${amount(p["answeredAmount"])} met ${amount(p["answeredVat"])} btw; verwacht was ${amount(p["plannedGross"])} met ${amount(p["plannedVat"])} btw. Het verschil van ${amount(p["difference"])} is geen afronding.`,
    LOOK,
  ),
  "row-differs": words(
    (p) =>
      `Regel ${say(p["row"])} is niet wat er is verzonden: ${FIELD[String(p["field"])] ?? say(p["field"])} is ${amount(p["answered"])}, verzonden was ${amount(p["planned"])}.`,
    LOOK,
  ),
  "price-basis-differs": words(
    "eAccounting leest de prijzen nog steeds anders (inclusief of exclusief btw) dan eerder bij dit soort klant.",
    `Controleer in eAccounting of de klant een bedrijf of een particulier is, en hoe het bedrijf prijzen aan particulieren instelt.${RETRY}`,
  ),
  "marker-field-not-searchable": words(
    (p) =>
      `In eAccounting kan niet worden gezocht op het veld ${say(p["field"])} waarin ons kenmerk staat, dus het is niet zeker of de order er al is.`,
    `Kies in de instellingen een ander veld voor het kenmerk.${RETRY_NEWEST}`,
  ),
  "perhaps-booked-by-hand": words(
    (p) =>
      `eAccounting heeft een document met het nummer van deze order${when(p["number"], (n) => ` (${n})`)} dat niet door ons is gemaakt. Misschien is de order met de hand geboekt.`,
    "Is het deze order, koppel het document dan hier. Zo niet, druk op Opnieuw proberen en geef aan dat het een andere is.",
  ),
  "document-changed-by-person": words(
    (p) =>
      `Iemand heeft het document in eAccounting gewijzigd nadat wij het schreven${when(p["fields"], (f) => ` (${f})`)}, en de order is ook in Asperion gewijzigd.`,
    "Voer de wijziging met de hand door in eAccounting, of sta overschrijven toe in de instellingen en druk op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "document-gone": words(
    "Het document dat wij maakten staat niet meer in eAccounting.",
    "Is het met opzet verwijderd, sla de order dan over. Druk anders op Opnieuw boeken.",
  ),
  "document-gone-with-others": words(
    (p) =>
      `Het document ${say(p["document"])} dat wij maakten staat niet meer in eAccounting, en het stond niet alleen.${when(p["paid"], (paid) => ` Betalingen die voor de order zijn geregistreerd: ${amount(paid)}.`)}${when(p["documents"], (others) => ` Ernaast geboekt: ${others}.`)} De order wordt niet opnieuw geboekt, want dat zou erbovenop komen.`,
    "Kijk wat daarvan nog in eAccounting staat. Boek de order dan daar met de hand en koppel hem hier, of sla hem over.",
  ),
  "document-already-invoiced": words(
    "De verkooporder is in eAccounting gefactureerd en kan dus niet meer worden gewijzigd.",
    "Maak met de hand een creditnota of een nieuwe factuur voor wat er veranderde en sla dit daarna over.",
  ),
  "document-shipped": words(
    "De verkooporder is in eAccounting geleverd en wordt dus niet vanzelf gewijzigd of verwijderd.",
    "Heropen of verbeter hem met de hand in eAccounting.",
  ),
  "document-booked-by-person": words(
    (p) =>
      `Iemand heeft ons concept geboekt${when(p["number"], (n) => ` als ${n}`)}. Het is gekoppeld; er komt geen tweede document.`,
    "Controleer de bedragen als er een verschil wordt getoond.",
  ),
  "marker-found-twice": words(
    (p) =>
      `eAccounting heeft ${when(p["count"], (n) => n) || "twee"} documenten met het kenmerk van deze order.`,
    `Houd het juiste, verwijder het andere in eAccounting en koppel het document dat blijft.${RETRY}`,
  ),
  "field-wanted-twice": words(
    (p) => `Zowel ons kenmerk als een andere tekst moet in het veld ${say(p["field"])}.`,
    `Kies in de instellingen voor een van beide een ander veld.${RETRY_NEWEST}`,
  ),
} satisfies Same<typeof en.heldDocument>;

const FIELD: Readonly<Record<string, string>> = {
  vatRate: "het btw-tarief",
  amount: "het bedrag",
  quantity: "het aantal",
  unitPrice: "de prijs",
  discount: "de korting",
  articleId: "het artikel",
  missing: "de regel",
  extra: "een extra regel",
  isTextRow: "het soort regel",
};
