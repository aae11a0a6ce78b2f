/** Swedish words: invoices and their drafts. */
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
} from "./sv-words.ts";

const CREDIT_BY_HAND =
  "Skapa för hand en kreditfaktura eller en ny faktura i eAccounting för det som skiljer och hoppa sedan över det här.";
const BOOK_DRAFT = "Bokför utkastet i eAccounting när du är redo.";

export const takenInvoices = {
  "invoice-booked": words(
    (p) =>
      `Ordern bokfördes i eAccounting${when(p["number"], (n) => ` som faktura ${n}`)}${when(p["date"], () => `, daterad ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "invoice-draft-made": words(
    "Ordern skrevs till eAccounting som fakturautkast. Inget är bokfört ännu.",
    BOOK_DRAFT,
  ),
  "invoice-draft-updated": words(
    "Ordern ändrades i Asperion och dess fakturautkast i eAccounting uppdaterades.",
    BOOK_DRAFT,
  ),
  "invoice-draft-removed": words(
    "Ordern avbröts i Asperion och vårt fakturautkast togs bort i eAccounting.",
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenInvoices>;

export const recordedInvoices = {
  "order-type-chosen": words(
    (p) =>
      `Regel ${say(p["rule"])} för ordertyper bestämde vad ordern blir: ${TYPE[String(p["type"])] ?? say(p["type"])}.`,
    NOTHING_TO_DO,
  ),
  "booking-date-chosen": words(
    (p) =>
      p["by"] === "today"
        ? `Ordern är daterad ${day(p["ordered"])}, en dag som ännu inte varit; dokumentet dateras i dag, ${day(p["date"])}.`
        : `Dokumentet dateras ${day(p["date"])}, orderns dag i företagets tidszon.`,
    NOTHING_TO_DO,
  ),
  "document-kept-its-type": words(
    (p) =>
      `Med dagens inställningar skulle ordern bli ${TYPE[String(p["type"])] ?? "ett annat slags dokument"}. Den behåller det dokument den har, så att det finns ett enda.`,
    "Vill du byta slag, ta bort dokumentet i eAccounting och tryck på Försök igen.",
  ),
  "booking-date-moved": words(
    (p) =>
      `Bokföringen är stängd ${day(p["from"])} (${WHY[String(p["why"])] ?? say(p["why"])}), så dokumentet dateras ${day(p["to"])}, nästa öppna dag.`,
    "Titta på det när du stänger perioden: försäljningen räknas till den senare.",
  ),
} satisfies Same<typeof en.recordedInvoices>;

export const heldInvoices = {
  "period-closed": words(
    (p) => `Bokföringen är stängd ${day(p["date"])}: ${WHY[String(p["why"])] ?? say(p["why"])}.`,
    "Öppna perioden eller räkenskapsåret i eAccounting, eller låt sådana order bokföras på nästa öppna dag i inställningarna. Tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "period-closed-ask": words(
    (p) =>
      `Bokföringen är stängd ${day(p["date"])}: ${WHY[String(p["why"])] ?? say(p["why"])}. Frågan är om dokumentet ska dateras ${day(p["next"])}, nästa öppna dag.`,
    "Tryck på Försök igen för att svara ja. Vill du behålla dagen, öppna först perioden eller räkenskapsåret i eAccounting och tryck sedan på Försök igen.",
  ),
  "no-open-day": words(
    (p) =>
      `Bokföringen är stängd ${day(p["date"])} (${WHY[String(p["why"])] ?? say(p["why"])}), och varje dag därefter till och med ${day(p["today"])}.`,
    "Öppna en period, eller lägg till räkenskapsåret, i eAccounting. Tryck sedan på Försök igen.",
  ),
  "cash-bookkeeping": words(
    "Företaget bokför enligt kontantmetoden: en faktura bokför inget förrän den är betald. Sådana fakturor hanteras inte.",
    "Bokför ordern för hand i eAccounting, eller låt order bli order eller fakturautkast där.",
  ),
  "booked-figures-differ": words(
    (p) =>
      `Fakturan är bokförd med ${FIELD[String(p["field"])] ?? say(p["field"])}${when(p["rate"], () => ` vid ${percent(p["rate"])}`)} på ${amount(p["booked"])}; väntat var ${amount(p["planned"])}.`,
    CREDIT_BY_HAND,
  ),
  "booked-date-differs": words(
    (p) =>
      `Fakturan är bokförd ${day(p["booked"])}; dagen skulle ha varit ${day(p["planned"])}. Det kan vara en annan momsperiod.`,
    "Kontrollera i eAccounting om dagen har betydelse för momsdeklarationen och hoppa sedan över det här.",
  ),
  "currency-differs": words(
    (p) =>
      `Ordern är i ${say(p["order"])}, men kundens fakturor i eAccounting är i ${say(p["customer"])}.`,
    "Rätta kundens valuta i eAccounting, eller bokför ordern för hand. Tryck sedan på Försök igen.",
  ),
  "order-changed-after-booking": words(
    (p) =>
      `Ordern ändrades i Asperion efter att dess faktura${when(p["number"], (n) => ` ${n}`)} bokförts. En bokförd faktura ändras inte.`,
    CREDIT_BY_HAND,
  ),
  "order-cancelled-after-booking": words(
    (p) =>
      `Ordern avbröts i Asperion efter att dess faktura${when(p["number"], (n) => ` ${n}`)} bokförts.`,
    CREDIT_BY_HAND,
  ),
  "quantity-too-fine": words(
    (p) =>
      `Antalet ${amount(p["quantity"])}${when(p["sku"], (sku) => ` av ${sku}`)}${atLine(p)} har fler än de ${say(p["decimals"])} decimaler som en faktura tar. Avrundat skulle det flytta lagersaldot fel.`,
    "Bokför ordern för hand i eAccounting, eller som en order, som tar fyra decimaler.",
  ),
} satisfies Same<typeof en.heldInvoices>;

const FIELD: Readonly<Record<string, string>> = {
  total: "en summa",
  vat: "moms",
  net: "ett nettobelopp",
};
const WHY: Readonly<Record<string, string>> = {
  "no-year": "det finns inget räkenskapsår för den",
  "year-locked": "räkenskapsåret är låst",
  "period-locked": "perioden är låst",
  refused: "eAccounting nekade det",
};
const TYPE: Readonly<Record<string, string>> = {
  "sales-order": "en order",
  "draft-invoice": "ett fakturautkast",
  invoice: "en bokförd faktura",
  mutation: "en verifikation",
};
