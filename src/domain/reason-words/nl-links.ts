/** Dutch words: what a person links by hand. */
import type * as en from "./en-links.ts";
import { actor, amount, NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";

const AGAIN = "Verbeter het nummer en druk opnieuw op Koppelen.";
const CONFIRM = "Klopt het toch, bevestig het dan; voer anders een ander nummer in.";

const WHAT: Readonly<Record<string, string>> = {
  order: "verkooporder",
  "invoice-draft": "conceptfactuur",
  invoice: "factuur",
  "credit-draft": "conceptcreditnota",
  "credit-invoice": "creditnota",
  voucher: "boeking",
  customer: "klant",
};
const what = (value: unknown): string => WHAT[String(value)] ?? "document";

export const takenLinks = {
  "document-linked": words(
    (p) =>
      `Met de hand aan deze order gekoppeld door ${actor(p["actor"])}: ${what(p["document"])} ${say(p["number"])}. ${when(p["differs"], (n) => `Bevestigde verschillen: ${n}. `)}Voor de order wordt niets meer gemaakt.`,
    "U hoeft niets te doen. Wijzigt de order later, voer de wijziging dan met de hand door in eAccounting. Druk op Opnieuw synchroniseren als een betaling moet worden geregistreerd.",
  ),
  "customer-linked": words(
    (p) =>
      `De klant van de order is met de hand gekoppeld aan klant ${say(p["number"])}, door ${actor(p["actor"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenLinks>;

export const heldLinks = {
  "document-unlinked": words(
    (p) =>
      `Met de hand van deze order losgekoppeld door ${actor(p["actor"])}: ${say(p["documents"])}. Het document staat ongewijzigd in eAccounting.`,
    "Druk op Opnieuw proberen om de order opnieuw te laten boeken, koppel een ander document, of sla de order over. Een document dat nog het kenmerk van de order draagt wordt teruggevonden: haal het kenmerk er eerst uit.",
  ),
  "document-kept-by-hand": words(
    (p) =>
      `De order is in Asperion gewijzigd, en ${say(p["number"])} is er met de hand aan gekoppeld. Zo'n document wordt niet vanzelf gewijzigd, verwijderd of gefactureerd.`,
    "Voer de wijziging met de hand door in eAccounting en sla dit daarna over. Of koppel het document los en druk op Opnieuw proberen.",
  ),
  "link-not-found": words(
    (p) => `In eAccounting staat geen ${what(p["document"])} met nummer ${say(p["number"])}.`,
    AGAIN,
  ),
  "link-ambiguous": words(
    (p) =>
      `In eAccounting staan ${say(p["count"])} documenten van deze soort met nummer ${say(p["number"])}.`,
    "Voer in plaats van het nummer de id in: die staat in het adres van de pagina van het document in eAccounting.",
  ),
  "link-elsewhere": words(
    (p) => `Document ${say(p["number"])} hoort al bij order ${say(p["order"])}.`,
    "Een document staat voor één order. Koppel het daar eerst los als het bij deze hoort, of voer een ander nummer in.",
  ),
  "link-order-has-document": words(
    (p) => `Deze order heeft al een document: ${say(p["documents"])}.`,
    "Koppel dat eerst los en koppel daarna het andere.",
  ),
  "link-own-document": words(
    (p) =>
      `In eAccounting staat een document met het kenmerk van deze order: ${say(p["number"])}. Een ander koppelen zou twee documenten voor één order geven.`,
    "Koppel dat document, of verwijder het eerst in eAccounting.",
  ),
  "link-kind-differs": words(
    (p) =>
      `Het document ${say(p["number"])} (${what(p["document"])}) kan niet voor deze order staan: een van beide is een creditnota, de andere niet.`,
    AGAIN,
  ),
  "link-amount-differs": words(
    (p) =>
      `Het document komt op ${amount(p["document"])} ${say(p["currency"])}, de order op ${amount(p["order"])}.`,
    CONFIRM,
  ),
  "link-vat-differs": words(
    (p) => `Het document heeft ${amount(p["document"])} btw, de order ${amount(p["order"])}.`,
    CONFIRM,
  ),
  "link-currency-differs": words(
    (p) => `Het document is in ${say(p["document"])}, de order in ${say(p["order"])}.`,
    CONFIRM,
  ),
  "link-customer-differs": words(
    "Het document is voor een andere klant dan die aan de koper van deze order is gekoppeld.",
    CONFIRM,
  ),
  "link-customer-shared": words(
    (p) =>
      `Klant ${say(p["number"])} staat al voor een andere koper${when(p["count"], (n) => ` (${n})`)}.`,
    CONFIRM,
  ),
  "link-not-comparable": words(
    (p) =>
      `De bedragen van ${say(p["number"])} (${what(p["document"])}) kunnen niet met die van de order worden vergeleken.`,
    "Vergelijk ze zelf. Is het het document van deze order, bevestig het dan.",
  ),
  "link-order-busy": words(
    "Aan de order wordt op dit moment gewerkt.",
    "Wacht een minuut en druk opnieuw op Koppelen.",
  ),
  "link-not-carried-out": words(
    "Het document kon nu niet worden gelezen; er is niets gekoppeld.",
    "Druk over een minuut opnieuw op Koppelen.",
  ),
} satisfies Same<typeof en.heldLinks>;
