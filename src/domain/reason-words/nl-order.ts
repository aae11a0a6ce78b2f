/** Dutch words: orders that were taken, left out, or held for what they are themselves. */
import type * as en from "./en-order.ts";
import {
  country,
  NOTHING_TO_DO,
  type Same,
  amount,
  atLine,
  day,
  listed,
  percent,
  say,
  when,
  words,
} from "./nl-words.ts";
import type { Params } from "./words.ts";

const FIX_IN_ASPERION =
  "Verbeter de order in Asperion; na de wijziging wordt hij vanzelf opgepakt. Of boek hem met de hand en sla hem hier over.";
const BY_HAND =
  "Boek deze order met de hand in eAccounting en sla hem hier daarna over, met een reden.";

/** Asperion's order statuses, by their numbers. */
const statuses = listed({
  "1": "Concept",
  "2": "Bevestigd",
  "3": "Deels geleverd",
  "4": "Geleverd",
  "5": "Gefactureerd",
});

export const taken = {
  "order-booked": words(
    (p) =>
      `De order is naar eAccounting geschreven${when(p["number"], (n) => ` als verkooporder ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "order-updated": words(
    (p) =>
      `De order is in Asperion gewijzigd en de verkooporder${when(p["number"], (n) => ` ${n}`)} in eAccounting is bijgewerkt.`,
    NOTHING_TO_DO,
  ),
  "order-unchanged": words(
    "De order staat al in eAccounting zoals hij wordt verstuurd: het document is gelaten zoals het is.",
    NOTHING_TO_DO,
  ),
  "order-removed": words(
    (p) =>
      `De order is in Asperion geannuleerd en onze verkooporder${when(p["number"], (n) => ` ${n}`)} is in eAccounting verwijderd.`,
    NOTHING_TO_DO,
  ),
  "already-booked": words(
    (p) =>
      `Deze order heeft al een document in eAccounting${when(p["number"], (n) => ` (${n})`)}. Er komt geen tweede.`,
    NOTHING_TO_DO,
  ),
  "status-outside-filter": words(
    (p) =>
      `De order heeft in Asperion status ${statuses(p["status"])}; alleen orders met status ${statuses(p["filter"])} worden verzonden.`,
    "Hij wordt vanzelf opgepakt zodra zijn status binnen het filter valt. Wilt u zulke orders verzenden, wijzig dan het statusfilter in de instellingen.",
  ),
  "payment-outside-filter": words(
    (p) =>
      `De betaalstatus is ${say(p["payment"])}; alleen orders met ${say(p["filter"])} worden verzonden.`,
    "Hij wordt vanzelf opgepakt zodra de betaalstatus binnen het filter valt. Wilt u zulke orders verzenden, wijzig dan het betaalfilter in de instellingen.",
  ),
  "before-start": words(
    (p) =>
      `De order is van ${day(p["date"])}, vóór de startdatum${when(p["startLine"], (s) => ` (${say(s)})`)}. Oudere orders worden nooit vanzelf verzonden.`,
    "Moet hij toch worden geboekt, start dan een inhaalrun over zijn datum; die kijkt eerst of de order al in eAccounting staat.",
  ),
  "flow-off": words(
    "Deze stroom staat uit, dus is er niets verzonden.",
    "Zet de stroom in de instellingen aan zodra u zover bent.",
  ),
  "cancelled-before-booking": words(
    "De order is in Asperion geannuleerd en niet verzonden.",
    NOTHING_TO_DO,
  ),
  "skipped-by-person": words(
    (p) =>
      `Iemand heeft deze order overgeslagen${when(p["why"], (why) => `: ${why}`)}.${when(p["documents"], (d) => ` Nog in eAccounting: ${d}.`)}`,
    "Druk op Overslaan ongedaan maken om hem toch op te pakken.",
  ),
} satisfies Same<typeof en.taken>;

export const heldOrder = {
  "order-gone": words(
    "Asperion heeft deze order niet meer.",
    "Is hij met opzet verwijderd, sla hem hier dan over. Heeft hij een document in eAccounting, beslis daar dan wat ermee gebeurt.",
  ),
  "faulty-source-totals": words(
    (p) =>
      totalFault(p) ??
      `De order telt in Asperion niet op: ${FIELD[String(p["field"])] ?? "een totaal"} is ${amount(p["head"])} op de order, maar ${amount(p["lines"])} uit de regels. Afronding verklaart hoogstens ${amount(p["bound"])}.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-vat": words(
    (p) =>
      `De btw bij ${percent(p["rate"])} past in Asperion niet bij de regels: de regels zeggen ${amount(p["vat"])}, het tarief geeft ${amount(p["expected"])}. Afronding verklaart hoogstens ${amount(p["bound"])}.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-line": words(
    (p) =>
      `${lineFault(p["fault"])}${atLine(p)}: ${amount(p["net"])} exclusief btw, ${amount(p["vat"])} btw, ${amount(p["gross"])} in totaal.`,
    FIX_IN_ASPERION,
  ),
  "faulty-source-shape": words(
    (p) =>
      `Het antwoord van Asperion heeft een veld dat niet kan worden gelezen: ${say(p["field"])}${when(p["got"], (got) => ` (${got})`)}.`,
    FIX_IN_ASPERION,
  ),
  "total-not-positive": words(
    (p) =>
      `Het totaal van de order is ${amount(p["total"])}. eAccounting neemt alleen verkooporders met een totaal boven nul aan.`,
    BY_HAND,
  ),
  "credit-order": words(
    (p) =>
      `De order komt uit op ${amount(p["total"])}${when(p["credits"], (id) => ` en crediteert order ${id}`)}. Het is geen verkoop boven nul, en ook geen creditorder die zegt welke order wordt gecrediteerd.`,
    BY_HAND,
  ),
  "currency-unknown": words(
    (p) => `eAccounting kent de valuta ${say(p["currency"])} van de order niet.`,
    FIX_IN_ASPERION,
  ),
  "foreign-sale": words(
    (p) =>
      `Dit is een verkoop naar een ander land: het land van ${WHERE[String(p["where"])] ?? "de order"} is ${country(p["country"])}, dat van het bedrijf ${country(p["company"])}. Over de btw kon niet worden beslist, omdat de landenlijst van eAccounting er niet was.`,
    "Lees de stamgegevens van eAccounting opnieuw en druk daarna op Opnieuw proberen.",
  ),
  "order-type-not-available": words(
    "Uw abonnement op eAccounting heeft geen verkooporders.",
    "Zet de ordermodule in eAccounting aan, of kies in de instellingen een ander ordertype. Druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "domestic-rounding": words(
    "eAccounting rondt totalen af op hele eenheden, dus kan het totaal van het document afwijken van wat is betaald.",
    "Zet de afronding uit in de bedrijfsinstellingen van eAccounting, of kies in de instellingen hier hoe het verschil wordt geboekt. Druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "too-many-rows": words(
    (p) =>
      `De order zou ${say(p["rows"])} regels krijgen; eAccounting neemt er ${say(p["max"])} aan.`,
    BY_HAND,
  ),
} satisfies Same<typeof en.heldOrder>;

const FIELD: Readonly<Record<string, string>> = {
  net: "het totaal exclusief btw",
  vat: "de btw",
  gross: "het totaal",
  head: "het totaal inclusief btw",
};
const WHERE: Readonly<Record<string, string>> = {
  invoice: "het factuuradres",
  delivery: "het afleveradres",
  customer: "de klant",
};

/** What is wrong with the head's total by itself. */
function totalFault(p: Params): string | null {
  if (p["fault"] === "decimals")
    return `Het totaal van de order in Asperion, ${amount(p["head"])}, heeft meer dan twee decimalen.`;
  return p["fault"] === "too-large"
    ? `Het totaal van de order in Asperion, ${amount(p["head"])}, is te groot.`
    : null;
}

function lineFault(fault: unknown): string {
  if (fault === "decimals") return "Een regel heeft bedragen met meer dan twee decimalen";
  if (fault === "text-with-amount") return "Een tekstregel draagt een bedrag";
  if (fault === "rate") return "Een regel heeft een btw-percentage dat niet tussen 0 en 100 ligt";
  if (fault === "too-large") return "Een regel heeft een te groot getal";
  if (fault === "no-quantity") return "Een regel heeft een bedrag maar geen aantal";
  return "Een regel telt niet op";
}
