/** Polish words: invoices and their drafts. */
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
} from "./pl-words.ts";

const CREDIT_BY_HAND =
  "Wystaw ręcznie w eAccounting fakturę korygującą lub nową fakturę na różnicę, a potem pomiń to zadanie.";
const BOOK_DRAFT = "Zaksięguj szkic w eAccounting, gdy uznasz to za stosowne.";

export const takenInvoices = {
  "invoice-booked": words(
    (p) =>
      `Zamówienie zaksięgowano w eAccounting${when(p["number"], (n) => ` jako fakturę ${n}`)}${when(p["date"], () => ` z datą ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "invoice-draft-made": words(
    "Zamówienie zapisano w eAccounting jako szkic faktury. Nic jeszcze nie zaksięgowano.",
    BOOK_DRAFT,
  ),
  "invoice-draft-updated": words(
    "Zamówienie zmieniło się w Asperion i jego szkic faktury w eAccounting zaktualizowano.",
    BOOK_DRAFT,
  ),
  "invoice-draft-removed": words(
    "Zamówienie anulowano w Asperion i nasz szkic faktury usunięto w eAccounting.",
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenInvoices>;

export const recordedInvoices = {
  "order-type-chosen": words(
    (p) =>
      `Reguła ${say(p["rule"])} typów zamówień zdecydowała, czym staje się zamówienie: ${TYPE[String(p["type"])] ?? say(p["type"])}.`,
    NOTHING_TO_DO,
  ),
  "booking-date-chosen": words(
    (p) =>
      p["by"] === "today"
        ? `Zamówienie ma datę ${day(p["ordered"])}, która dopiero nadejdzie; dokument otrzymuje dzisiejszą datę, ${day(p["date"])}.`
        : `Dokument otrzymuje datę ${day(p["date"])}, czyli dzień zamówienia w strefie czasowej firmy.`,
    NOTHING_TO_DO,
  ),
  "document-kept-its-type": words(
    (p) =>
      `Według obecnych ustawień z zamówienia powstałby dokument: ${TYPE[String(p["type"])] ?? "inny rodzaj dokumentu"}. Zachowuje ono dokument, który ma, aby był tylko jeden.`,
    "Aby zmienić rodzaj, usuń dokument w eAccounting i naciśnij Ponów.",
  ),
  "booking-date-moved": words(
    (p) =>
      `Księgi są zamknięte na dzień ${day(p["from"])} (${WHY[String(p["why"])] ?? say(p["why"])}), więc dokument otrzymuje datę ${day(p["to"])}, pierwszego otwartego dnia.`,
    "Sprawdź to przy zamykaniu okresu: sprzedaż przypada na późniejszy okres.",
  ),
} satisfies Same<typeof en.recordedInvoices>;

export const heldInvoices = {
  "period-closed": words(
    (p) =>
      `Księgi są zamknięte na dzień ${day(p["date"])}: ${WHY[String(p["why"])] ?? say(p["why"])}.`,
    "Otwórz okres lub rok obrotowy w eAccounting albo zezwól w ustawieniach na księgowanie takich zamówień w pierwszym otwartym dniu. Następnie naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "period-closed-ask": words(
    (p) =>
      `Księgi są zamknięte na dzień ${day(p["date"])}: ${WHY[String(p["why"])] ?? say(p["why"])}. Pytanie, czy nadać dokumentowi datę ${day(p["next"])}, pierwszego otwartego dnia.`,
    "Naciśnij Ponów, aby się zgodzić. Aby zachować dzień, otwórz najpierw okres lub rok obrotowy w eAccounting, a potem naciśnij Ponów.",
  ),
  "no-open-day": words(
    (p) =>
      `Księgi są zamknięte na dzień ${day(p["date"])} (${WHY[String(p["why"])] ?? say(p["why"])}) i na każdy kolejny aż do ${day(p["today"])}.`,
    "Otwórz okres lub dodaj rok obrotowy w eAccounting. Następnie naciśnij Ponów.",
  ),
  "cash-bookkeeping": words(
    "Firma rozlicza się metodą kasową: faktura niczego nie księguje, dopóki nie zostanie zapłacona. Takie faktury nie są obsługiwane.",
    "Zaksięguj to zamówienie ręcznie w eAccounting albo niech z zamówień powstają zamówienia sprzedaży lub szkice faktur.",
  ),
  "booked-figures-differ": words(
    (p) =>
      `Na zaksięgowanej fakturze ${FIELD[String(p["field"])] ?? say(p["field"])}${when(p["rate"], () => ` przy stawce ${percent(p["rate"])}`)} to ${amount(p["booked"])}; oczekiwano ${amount(p["planned"])}.`,
    CREDIT_BY_HAND,
  ),
  "booked-date-differs": words(
    (p) =>
      `Fakturę zaksięgowano z datą ${day(p["booked"])}, a miała mieć datę ${day(p["planned"])}. To może być inny okres VAT.`,
    "Sprawdź w eAccounting, czy dzień ma znaczenie dla deklaracji VAT, a potem pomiń to zadanie.",
  ),
  "currency-differs": words(
    (p) =>
      `Zamówienie jest w walucie ${say(p["order"])}, ale faktury kontrahenta w eAccounting są w walucie ${say(p["customer"])}.`,
    "Popraw walutę kontrahenta w eAccounting albo zaksięguj zamówienie ręcznie. Następnie naciśnij Ponów.",
  ),
  "order-changed-after-booking": words(
    (p) =>
      `Zamówienie zmieniło się w Asperion po zaksięgowaniu faktury${when(p["number"], (n) => ` ${n}`)}. Zaksięgowanej faktury się nie zmienia.`,
    CREDIT_BY_HAND,
  ),
  "order-cancelled-after-booking": words(
    (p) =>
      `Zamówienie anulowano w Asperion po zaksięgowaniu faktury${when(p["number"], (n) => ` ${n}`)}.`,
    CREDIT_BY_HAND,
  ),
  "quantity-too-fine": words(
    (p) =>
      `Ilość ${amount(p["quantity"])}${when(p["sku"], (sku) => ` artykułu ${sku}`)}${atLine(p)} ma więcej miejsc po przecinku, niż przyjmuje faktura (${say(p["decimals"])}). Po zaokrągleniu błędnie zmieniłaby stan magazynowy.`,
    "Zaksięguj to zamówienie ręcznie w eAccounting albo jako zamówienie sprzedaży, które przyjmuje cztery miejsca po przecinku.",
  ),
} satisfies Same<typeof en.heldInvoices>;

const FIELD: Readonly<Record<string, string>> = { total: "suma", vat: "VAT", net: "kwota netto" };
const WHY: Readonly<Record<string, string>> = {
  "no-year": "brak roku obrotowego",
  "year-locked": "rok obrotowy jest zamknięty",
  "period-locked": "okres jest zamknięty",
  refused: "eAccounting odmawia",
};
const TYPE: Readonly<Record<string, string>> = {
  "sales-order": "zamówienie sprzedaży",
  "draft-invoice": "szkic faktury",
  invoice: "zaksięgowana faktura",
  mutation: "dowód księgowy",
};
