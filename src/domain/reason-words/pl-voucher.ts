/** Polish words: journal vouchers and the accounts that they are booked on. */
import type * as en from "./en-voucher.ts";
import {
  country,
  amount,
  atLine,
  day,
  NOTHING_TO_DO,
  RETRY_NEWEST,
  type Same,
  say,
  when,
  words,
} from "./pl-words.ts";
import type { Params } from "./words.ts";

const SET_ACCOUNT = `Wybierz konto w ustawieniach.${RETRY_NEWEST}`;
const BY_HAND =
  "Porównaj oba w eAccounting, popraw błędy ręcznym dowodem PK, a potem pomiń to zadanie.";

const undone = (p: Params): boolean => p["why"] === "undone";
const since = (p: Params): string =>
  undone(p)
    ? `Dowód ${say(p["number"])} ma zostać wystornowany razem z dawnymi zamówieniami, z którymi go zaksięgowano`
    : `Zamówienie ${p["why"] === "cancelled" ? "anulowano" : "zmieniono"} w Asperion po zaksięgowaniu dowodu ${say(p["number"])}`;

export const takenVouchers = {
  "voucher-booked": words(
    (p) =>
      `Zamówienie zaksięgowano w eAccounting${when(p["number"], (n) => ` dowodem księgowym ${n}`)}${when(p["item"], (n) => ` z pozycją rozrachunków ${n}`)}, z datą ${day(p["date"])}.`,
    NOTHING_TO_DO,
  ),
  "voucher-credit-booked": words(
    (p) =>
      `Korektę zaksięgowano w eAccounting${when(p["number"], (n) => ` dowodem księgowym ${n}`)}, z datą ${day(p["date"])}${when(p["original"], (n) => `. Koryguje dowód ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "voucher-reversed": words(
    (p) =>
      `Dowód ${say(p["voucher"])} wystornowano innym dowodem${when(p["number"], (n) => `, ${n}`)}, z datą ${day(p["date"])}: ${undone(p) ? "zaksięgowano go z dawnymi zamówieniami, które są wycofywane" : `zamówienie ${p["why"] === "cancelled" ? "anulowano" : "zmieniono"} w Asperion`}.`,
    NOTHING_TO_DO,
  ),
  "voucher-empty": words(
    "Niczego nie naliczono i niczego nie sprzedano za jakąkolwiek kwotę, więc nie ma czego księgować.",
    NOTHING_TO_DO,
  ),
  "voucher-paid": words(
    (p) =>
      `${p["back"] === true ? "Zwrot" : "Wpłatę"} ${amount(p["amount"])} zaksięgowano na koncie ${say(p["account"])}${when(p["number"], (n) => ` dowodem księgowym ${n}`)}, z datą ${day(p["date"])}. Rozlicza dowód ${say(p["voucher"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenVouchers>;

export const recordedVouchers = {
  "voucher-planned": words(
    (p) =>
      `Zamówienie staje się dowodem księgowym na poziomie „${LEVEL[String(p["level"])] ?? say(p["level"])}”. Liczba zapisów: ${say(p["rows"])}.`,
    NOTHING_TO_DO,
  ),
  "voucher-keeps-vat": words(
    (p) =>
      `Na poziomie „prosty” cała sprzedaż trafia na jedno konto: VAT w kwocie ${amount(p["vat"])} ${say(p["currency"])} nie jest księgowany osobno.`,
    "Zaksięguj VAT osobno przy zamknięciu okresu albo wybierz w ustawieniach poziom „zalecany”.",
  ),
  "account-chosen": words(
    (p) =>
      `Konto ${say(p["account"])} dla: ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${atLine(p)}; wybrane przez ${BY[String(p["by"])] ?? say(p["by"])}${byRow(p)}.`,
    NOTHING_TO_DO,
  ),
  "account-of-article": words(
    (p) =>
      `Konto ${say(p["account"])}${atLine(p)}: to, na które księguje dekretacja artykułu w eAccounting.`,
    NOTHING_TO_DO,
  ),
  "rate-chosen": words(
    (p) =>
      `Kwoty w ${say(p["currency"])} przeliczono po kursie ${amount(p["rate"])} ${say(p["into"])}, ${FROM[String(p["by"])] ?? say(p["by"])}${when(p["day"], () => ` z dnia ${day(p["day"])}`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedVouchers>;

export const heldVouchers = {
  "account-missing": words(
    (p) =>
      `Nie wybrano konta dla: ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${when(p["from"], (from) => ` (${from})`)}${atLine(p)}.`,
    SET_ACCOUNT,
  ),
  "account-missing-abroad": words(
    (p) =>
      `Towary jadą do kraju ${country(p["country"])}, a dla tego kraju nie wybrano konta dla: ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${when(p["from"], (from) => ` (${from})`)}${atLine(p)}. Konta sprzedaży krajowej nie są używane do sprzedaży zagranicznej.`,
    `Dodaj w ustawieniach wiersz dla tego kraju lub jego grupy do tabeli kont.${RETRY_NEWEST}`,
  ),
  "voucher-cash-bookkeeping": words(
    "Firma rozlicza się metodą kasową: należność nie jest księgowana przed zapłatą.",
    "Przepuszczaj w ustawieniach tylko opłacone zamówienia i księguj je na kontach metod płatności. Następnie naciśnij Ponów z najnowszymi ustawieniami. Albo zaksięguj to zamówienie ręcznie w eAccounting i pomiń je tutaj.",
  ),
  "rate-missing": words(
    (p) =>
      p["rate"] != null
        ? `Kurs ${amount(p["rate"])} dla ${say(p["currency"])} nie może być prawidłowy: z zamówienia nic nie zostaje albo kwota jest zbyt duża.`
        : `Tam, skąd według ustawień pochodzi kurs, nie ma w dniu księgowania kursu dla waluty ${say(p["currency"])}.`,
    "Wybierz w ustawieniach źródło kursów albo poczekaj, aż kurs będzie. Następnie naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "voucher-differs": words(
    (p) =>
      `Dowód zaksięgowano${when(p["account"], (account) => ` z kwotą ${amount(p["booked"])} na koncie ${account}; oczekiwano ${amount(p["planned"])}`)}${when(p["field"], (field) => ` z inną wartością niż oczekiwana (${FIELD[field] ?? field}): ${say(p["booked"])} zamiast ${say(p["planned"])}`)}.`,
    BY_HAND,
  ),
  "voucher-changed-after-booking": words(
    (p) =>
      `Zamówienie ${p["why"] === "cancelled" ? "anulowano" : "zmieniono"} w Asperion po zaksięgowaniu dowodu ${say(p["number"])}. Zaksięgowanego dowodu się nie zmienia.`,
    "Wystornuj dowód ręcznie albo zezwól na to w ustawieniach i naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "undo-booked-stays": words(
    (p) =>
      `To, co zaksięgowano z dawnych zamówień, ma zostać wycofane, a ${p["document"] === "voucher" ? "dowód" : "faktura"} ${say(p["number"])} pozostaje: tego, co zaksięgowane, nie można usunąć.`,
    "Jeśli jest błędny, skoryguj fakturę w eAccounting albo wystornuj tam dowód innym dowodem, a potem pomiń to zadanie.",
  ),
  "voucher-has-credits": words(
    (p) =>
      `${since(p)}, a zaksięgowano do niego korekty na ${amount(p["credited"])}. Nie jest on stornowany automatycznie.`,
    BY_HAND,
  ),
  "voucher-item-paid": words(
    (p) =>
      p["why"] === "anew"
        ? `Zamówienie ma zostać zaksięgowane ponownie po stornowaniu dowodu przez ${say(p["number"])}, a na stornowaną pozycję rozrachunków zapłacono ${amount(p["amount"])}. Nie jest księgowane automatycznie, bo te pieniądze byłyby w księgach dwa razy.`
        : `${since(p)}, a na jego pozycję rozrachunków zapłacono ${amount(p["amount"])}. Nie jest on stornowany automatycznie, bo płatność zostałaby na stornowanej pozycji.`,
    BY_HAND,
  ),
  "voucher-item-unpayable": words(
    (p) =>
      `Po zaksięgowaniu pozycji rozrachunków dowodu ${say(p["number"])} zapłacono ${amount(p["amount"])}, a eAccounting ${p["why"] === "credit" ? "nie przyjmuje stąd zwrotu do takiej pozycji" : "nie pokazuje takiej pozycji wśród faktur"}. Niczego nie zarejestrowano.`,
    "Zarejestruj płatność przy tej pozycji w eAccounting, a potem pomiń to zadanie.",
  ),
} satisfies Same<typeof en.heldVouchers>;

const LEVEL: Readonly<Record<string, string>> = {
  simple: "prosty",
  recommended: "zalecany",
  complex: "według artykułów",
  extreme: "według wierszy",
};
const FIELD: Readonly<Record<string, string>> = {
  date: "data",
  total: "suma",
  customer: "kontrahent",
  number: "numer",
  CostCenterItemId1: "pierwsze miejsce powstawania kosztów",
  CostCenterItemId2: "drugie miejsce powstawania kosztów",
  CostCenterItemId3: "trzecie miejsce powstawania kosztów",
  ProjectId: "projekt",
};
const NAME: Readonly<Record<string, string>> = {
  revenueAccount: "przychody",
  vatAccount: "VAT należny",
  receivableAccount: "należności",
  clearingAccount: "płatności",
  productAccount: "artykuł",
  shippingAccount: "wysyłka",
  discountAccount: "rabaty",
  feeAccount: "opłaty",
  giftCardAccount: "karty podarunkowe",
  roundingAccount: "zaokrąglenia",
};
const BY: Readonly<Record<string, string>> = {
  force: "ustawienie dla wszystkich zamówień",
  table: "tabelę",
  default: "wartość domyślną",
};
const FROM: Readonly<Record<string, string>> = {
  ledger: "według eAccounting",
  source: "według samego zamówienia",
  original: "jak w dowodzie, który jest korygowany",
};
const byRow = (p: Params): string =>
  when(p["by"] === "table" ? (p["key"] ?? p["from"]) : null, (row) => ` (wiersz ${row})`);
