/** Dutch words: invoices and their drafts. */
import type * as en from "./en-invoice.ts";
import {
  amount,
  atLine,
  day,
  NOTHING_TO_DO,
  percent,
  type Same,
  say,
  when,
  words,
} from "./nl-words.ts";

const CREDIT_BY_HAND =
  "Maak met de hand in eAccounting een creditnota of een nieuwe factuur voor het verschil en sla dit daarna over.";
const BOOK_DRAFT = "Boek het concept in eAccounting zodra u zover bent.";

export const takenInvoices = {
  "invoice-booked": words(
    (p) =>
      `De order is in eAccounting geboekt${when(p["number"], (n) => ` als factuur ${n}`)}${when(p["date"], () => `, met datum ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "invoice-draft-made": words(
    "De order is als conceptfactuur naar eAccounting geschreven. Er is nog niets geboekt.",
    BOOK_DRAFT,
  ),
  "invoice-draft-updated": words(
    "De order is in Asperion gewijzigd en de conceptfactuur in eAccounting is bijgewerkt.",
    BOOK_DRAFT,
  ),
  "invoice-draft-removed": words(
    "De order is in Asperion geannuleerd en onze conceptfactuur is in eAccounting verwijderd.",
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenInvoices>;

export const recordedInvoices = {
  "order-type-chosen": words(
    (p) =>
      `Regel ${say(p["rule"])} van de ordertypen bepaalde wat de order wordt: ${TYPE[String(p["type"])] ?? say(p["type"])}.`,
    NOTHING_TO_DO,
  ),
  "booking-date-chosen": words(
    (p) =>
      p["by"] === "today"
        ? `De order heeft als datum ${day(p["ordered"])}, een dag die nog moet komen; het document krijgt de datum van vandaag, ${day(p["date"])}.`
        : `Het document krijgt als datum ${day(p["date"])}, de dag van de order in de tijdzone van het bedrijf.`,
    NOTHING_TO_DO,
  ),
  "document-kept-its-type": words(
    (p) =>
      `Met de instellingen van nu zou de order ${TYPE[String(p["type"])] ?? "een ander soort document"} worden. Hij houdt het document dat hij heeft, zodat er één is.`,
    "Wilt u een ander soort, verwijder het document dan in eAccounting en druk op Opnieuw proberen.",
  ),
  "booking-date-moved": words(
    (p) =>
      `De boeken zijn op ${day(p["from"])} gesloten (${WHY[String(p["why"])] ?? say(p["why"])}), dus krijgt het document als datum ${day(p["to"])}, de eerstvolgende open dag.`,
    "Bekijk dit bij het afsluiten van de periode: de verkoop telt in de latere mee.",
  ),
} satisfies Same<typeof en.recordedInvoices>;

export const heldInvoices = {
  "period-closed": words(
    (p) =>
      `De boeken zijn op ${day(p["date"])} gesloten: ${WHY[String(p["why"])] ?? say(p["why"])}.`,
    "Open de periode of het boekjaar in eAccounting, of laat zulke orders in de instellingen op de eerstvolgende open dag boeken. Druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "period-closed-ask": words(
    (p) =>
      `De boeken zijn op ${day(p["date"])} gesloten: ${WHY[String(p["why"])] ?? say(p["why"])}. De vraag is of het document de datum ${day(p["next"])} krijgt, de eerstvolgende open dag.`,
    "Druk op Opnieuw proberen om ja te zeggen. Wilt u de dag houden, open dan eerst de periode of het boekjaar in eAccounting en druk daarna op Opnieuw proberen.",
  ),
  "no-open-day": words(
    (p) =>
      `De boeken zijn op ${day(p["date"])} gesloten (${WHY[String(p["why"])] ?? say(p["why"])}), en op elke dag daarna tot en met ${day(p["today"])}.`,
    "Open een periode of voeg het boekjaar toe in eAccounting. Druk daarna op Opnieuw proberen.",
  ),
  "cash-bookkeeping": words(
    "Het bedrijf boekt op het moment van betaling (kasstelsel): een factuur boekt niets tot zij is betaald. Zulke facturen worden niet verwerkt.",
    "Boek deze order met de hand in eAccounting, of laat orders verkooporders of conceptfacturen worden.",
  ),
  "booked-figures-differ": words(
    (p) =>
      `De factuur is geboekt met ${FIELD[String(p["field"])] ?? say(p["field"])}${when(p["rate"], () => ` bij ${percent(p["rate"])}`)} van ${amount(p["booked"])}; verwacht was ${amount(p["planned"])}.`,
    CREDIT_BY_HAND,
  ),
  "booked-date-differs": words(
    (p) =>
      `De factuur is geboekt op ${day(p["booked"])}; de dag had ${day(p["planned"])} moeten zijn. Dat kan een ander btw-tijdvak zijn.`,
    "Controleer in eAccounting of de dag uitmaakt voor uw btw-aangifte en sla dit daarna over.",
  ),
  "currency-differs": words(
    (p) =>
      `De order is in ${say(p["order"])}, maar de facturen van de klant in eAccounting zijn in ${say(p["customer"])}.`,
    "Verbeter de valuta van de klant in eAccounting, of boek de order met de hand. Druk daarna op Opnieuw proberen.",
  ),
  "order-changed-after-booking": words(
    (p) =>
      `De order is in Asperion gewijzigd nadat de factuur${when(p["number"], (n) => ` ${n}`)} was geboekt. Een geboekte factuur wordt niet gewijzigd.`,
    CREDIT_BY_HAND,
  ),
  "order-cancelled-after-booking": words(
    (p) =>
      `De order is in Asperion geannuleerd nadat de factuur${when(p["number"], (n) => ` ${n}`)} was geboekt.`,
    CREDIT_BY_HAND,
  ),
  "quantity-too-fine": words(
    (p) =>
      `Het aantal ${amount(p["quantity"])}${when(p["sku"], (sku) => ` van ${sku}`)}${atLine(p)} heeft meer dan de ${say(p["decimals"])} decimalen die een factuur aanneemt. Afgerond zou de voorraad verkeerd worden verplaatst.`,
    "Boek deze order met de hand in eAccounting, of als verkooporder, die vier decimalen aanneemt.",
  ),
} satisfies Same<typeof en.heldInvoices>;

const FIELD: Readonly<Record<string, string>> = {
  total: "een totaal",
  vat: "btw",
  net: "een nettobedrag",
};
const WHY: Readonly<Record<string, string>> = {
  "no-year": "er is geen boekjaar voor",
  "year-locked": "het boekjaar is afgesloten",
  "period-locked": "de periode is afgesloten",
  refused: "eAccounting weigerde het",
};
const TYPE: Readonly<Record<string, string>> = {
  "sales-order": "een verkooporder",
  "draft-invoice": "een conceptfactuur",
  invoice: "een geboekte factuur",
  mutation: "een memoriaalboeking",
};
