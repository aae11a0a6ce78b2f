/** Polish words: what was recorded while a document was made. */
import type * as en from "./en-recorded.ts";
import { amount, NOTHING_TO_DO, percent, type Same, say, when, words } from "./pl-words.ts";

export const recorded = {
  "price-basis-learnt": words(
    (p) =>
      `Z odpowiedzi eAccounting wynika, że ceny dla ${p["kind"] === "private" ? "osób prywatnych" : "firm"} są ${p["includesVat"] === true ? "z VAT" : "bez VAT"}.`,
    NOTHING_TO_DO,
  ),
  "vat-rounding-learnt": words(
    (p) =>
      `Z odpowiedzi eAccounting wynika, że VAT zaokrągla się ${ROUNDING[String(p["rounding"])] ?? say(p["rounding"])}.`,
    NOTHING_TO_DO,
  ),
  "price-basis-corrected": words(
    "Dokument zapisano najpierw z cenami na niewłaściwej podstawie (z VAT lub bez) i od razu poprawiono.",
    NOTHING_TO_DO,
  ),
  "closing-row": words(
    (p) =>
      `Wiersz zaokrąglenia ${amount(p["amount"])} bez VAT wyrównuje sumę do kwoty zapłaconej przez kontrahenta (${amount(p["charged"])}); pozostałe wiersze dają ${amount(p["predicted"])}.`,
    NOTHING_TO_DO,
  ),
  "adjusting-row": words(
    (p) =>
      `Wiersz ${amount(p["amount"])} ze stawką VAT ${percent(p["vatRate"])} przejmuje grosze, których nie da się wyrazić jako ilość × cena.`,
    NOTHING_TO_DO,
  ),
  "vat-method-difference": words(
    (p) =>
      `VAT${when(p["rate"], (rate) => ` przy stawce ${percent(rate)}`)}: sklep obliczył ${amount(p["source"])}, eAccounting oblicza ${amount(p["ledger"])}. Oba zaokrąglają w innych miejscach; suma jest taka sama.`,
    NOTHING_TO_DO,
  ),
  "within-tolerance": words(
    (p) =>
      `Suma w eAccounting różni się o ${amount(p["difference"])}, co mieści się w tolerancji ${amount(p["tolerance"])}.`,
    "Sprawdź to przy zamykaniu okresu.",
  ),
  "text-shortened": words(
    (p) =>
      `Tekst jest za długi dla eAccounting: przechodzi z niego ${say(p["max"])} znaków (${say(p["field"])}${when(p["line"], (l) => `, wiersz ${l}`)}).`,
    NOTHING_TO_DO,
  ),
  "field-left-out": words(
    (p) =>
      `Pole jest pomijane (${say(p["field"])}): eAccounting nie przyjmuje go w tej postaci, a obcięte znaczyłoby co innego.`,
    "Popraw je w Asperion, jeśli ma znaczenie.",
  ),
  "address-missing-filled": words(
    (p) =>
      `W zamówieniu brakuje pola ${say(p["field"])}; eAccounting go wymaga, więc trafia tam „${say(p["with"])}”.`,
    NOTHING_TO_DO,
  ),
  "buyer-reference-shortened": words(
    (p) =>
      `Referencja kupującego jest za długa dla swojego pola (znaków: ${say(p["max"])}) i jest skracana; pełny tekst trafia do osobnego wiersza.`,
    NOTHING_TO_DO,
  ),
  "customer-found": words(
    (p) => `Kontrahenta znaleziono w eAccounting${when(p["by"], (by) => ` (według: ${by})`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-created": words(
    (p) =>
      `${p["trial"] === true ? "Kontrahent zostałby utworzony" : "Kontrahenta utworzono"} w eAccounting${when(p["number"], (n) => ` z numerem ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-updated": words(
    (p) =>
      `Kontrahenta w eAccounting zaktualizowano${when(p["overwritten"], (fields) => `; nadpisano to, co ktoś tam zmienił (${fields})`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-known": words("Kontrahent jest znany i niezmieniony.", NOTHING_TO_DO),
  "default-debtor-used": words(
    (p) =>
      `Użyto domyślnego odbiorcy${p["when"] === "guests" ? ", bo zamówienie jest od gościa" : ""}.`,
    NOTHING_TO_DO,
  ),
  "terms-chosen": words(
    (p) =>
      p["by"] === "customer"
        ? "Obowiązuje własny termin płatności kontrahenta, bo dla tego zamówienia nie ustawiono innego."
        : `Termin płatności ${say(p["terms"])} wybrano na podstawie: ${BY[String(p["by"])] ?? say(p["by"])}${when(p["from"], (f) => ` (warunek płatności ${f})`)}.`,
    NOTHING_TO_DO,
  ),
  "delivery-method-chosen": words(
    (p) =>
      p["by"] === "nothing"
        ? `Dla sposobu dostawy ${say(p["from"])} z Asperion nie ustawiono odpowiednika, więc nie jest podawany.`
        : `Sposób dostawy ${say(p["method"])} wybrano na podstawie: ${BY[String(p["by"])] ?? say(p["by"])}${when(p["from"], (f) => ` (sposób ${f} w Asperion)`)}.`,
    NOTHING_TO_DO,
  ),
  "document-adopted": words(
    (p) =>
      `Nasz dokument odnaleziono w eAccounting${when(p["number"], (n) => ` (${n})`)} po znaczniku i przejęto; niczego nie wysłano podwójnie.`,
    NOTHING_TO_DO,
  ),
  "document-stands": words(
    (p) => `Dokument ${say(p["document"])} jest w eAccounting, więc nie utworzono innego.`,
    NOTHING_TO_DO,
  ),
  "second-document-deleted": words(
    (p) =>
      `Powtórzony zapis jednak doszedł. Młodszy dokument${when(p["number"], (n) => ` ${n}`)} usunięto, pozostał jeden.`,
    NOTHING_TO_DO,
  ),
  "sent-again": words(
    "Pierwsza próba pozostała bez odpowiedzi i było pewne, że nie doszła. Wysłano ponownie jeden raz.",
    NOTHING_TO_DO,
  ),
  "order-page-linked": words("Wiersz dokumentu odsyła do strony zamówienia.", NOTHING_TO_DO),
  "line-article-chosen": words(
    (p) =>
      `${CHOSEN[String(p["by"])] ?? "Wybrano artykuł"}${when(p["sku"], (s) => ` (${s})`)}; z jego dekretacji wynika stawka VAT ${percent(p["vatRate"])}. Kwota pozycji ${amount(p["source"])} ${FORM[String(p["form"])] ?? "została zachowana"}.`,
    NOTHING_TO_DO,
  ),
  "quantity-rounded": words(
    (p) =>
      `Ilość ${amount(p["source"])} przechodzi jako ${amount(p["written"])}: liczba miejsc po przecinku w eAccounting to ${when(p["decimals"], (n) => n) || "cztery"}. Kwota jest bez zmian.`,
    NOTHING_TO_DO,
  ),
  "confirmed-after-comparison": words(
    "Dokument zapisano najpierw jako szkic, porównano, a potem potwierdzono.",
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recorded>;

const ROUNDING: Readonly<Record<string, string>> = {
  row: "na każdym wierszu",
  rate: "na każdej stawce",
};
const BY: Readonly<Record<string, string>> = {
  force: "ustawienie dla wszystkich zamówień",
  table: "tabela przypisań",
  default: "wartość domyślna",
  company: "własne ustawienie firmy w eAccounting",
};
const CHOSEN: Readonly<Record<string, string>> = {
  sku: "Artykuł znaleziono po kodzie",
  "own-shipping": "Użyto artykułu na wysyłkę dla tej stawki VAT",
  "own-discount": "Użyto artykułu na rabat dla tej stawki VAT",
  "sales-type": "Artykuł znaleziono po typie sprzedaży pozycji",
  "own-sales-type": "Użyto artykułu dekretacji ustawionej dla typu sprzedaży pozycji",
  "own-fee": "Użyto artykułu na opłaty dla tej stawki VAT",
  "own-tip": "Użyto artykułu na napiwki",
  "own-gift-card": "Użyto artykułu dekretacji kart podarunkowych",
  "to-be-made": "W eAccounting nie ma artykułu z tym kodem; zostałby utworzony",
  placeholder: "W eAccounting nie ma artykułu z tym kodem; użyto artykułu, który takie zastępuje",
};
const FORM: Readonly<Record<string, string>> = {
  "as-source": "pochodzi z ilości, ceny i rabatu ze sklepu",
  "price-from-amount": "została podzielona przez ilość, z rabatem w cenie",
  "one-piece": "przechodzi jako jedna sztuka",
  nearest: "nie daje się wyrazić jako ilość × cena; resztę przejmuje wiersz korygujący",
};
