/** Polish words: kinds of lines, articles that are missing, and gift cards. */
import type * as en from "./en-lines.ts";
import {
  amount,
  atLine,
  day,
  NOTHING_TO_DO,
  percent,
  RETRY,
  RETRY_NEWEST,
  type Same,
  say,
  when,
  words,
} from "./pl-words.ts";

const BY_HAND =
  "Zaksięguj to zamówienie ręcznie w eAccounting, a potem pomiń je tutaj, podając powód.";

export const recordedLines = {
  "zero-total-left-out": words(
    "Zamówienie opiewa na zero, a eAccounting nie przyjmuje takiego dokumentu; zgodnie z ustawieniami takie zamówienia są pomijane.",
    NOTHING_TO_DO,
  ),
  "article-created": words(
    (p) =>
      `Artykułu ${say(p["sku"])} brakuje w eAccounting, więc ${p["trial"] === true ? "zostałby tam utworzony" : "go tam utworzono"}, z dekretacją dla stawki VAT ${percent(p["rate"])}.`,
    "Obejrzyj artykuł w eAccounting w wolnej chwili: nazwa i dekretacja pochodzą z zamówienia, nie ma ceny ani stanu magazynowego.",
  ),
  "gift-card-used": words(
    (p) =>
      `Kartą podarunkową zapłacono ${amount(p["amount"])}${atLine(p)}. To płatność: nie zmniejsza ceny ani VAT, a wiersz dokumentu o niej informuje.`,
    NOTHING_TO_DO,
  ),
  "gift-card-registered": words(
    (p) =>
      `Kwotę ${amount(p["amount"])} zapłaconą kartą podarunkową zarejestrowano na fakturze${when(p["date"], () => ` z datą ${day(p["date"])}`)}, na koncie ${say(p["account"])}.`,
    NOTHING_TO_DO,
  ),
  "gift-card-already-registered": words(
    (p) =>
      `W księgach jest już kwota ${amount(p["amount"])} zapłacona kartami podarunkowymi za tę fakturę, więc niczego za nie nie zarejestrowano.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedLines>;

export const heldLines = {
  "sales-type-not-mapped": words(
    (p) =>
      `Pozycję sprzedano z typem sprzedaży ${say(p["salesType"])}${atLine(p)}, dla którego nie ustawiono artykułu ani dekretacji.`,
    `Przypisz typ sprzedaży w ustawieniach: do numeru artykułu albo do dekretacji (wtedy uruchom konfigurację).${RETRY_NEWEST}`,
  ),
  "new-article-coding-missing": words(
    (p) =>
      `W eAccounting nie ma artykułu ${say(p["sku"])}${atLine(p)} i nie wiadomo, z którą dekretacją dla stawki VAT ${percent(p["rate"])} należy go księgować${when(p["coding"], (c) => `: dekretacja ${c} nie pasuje`)}.`,
    `Wybierz w ustawieniach dekretację dla tej stawki VAT albo utwórz artykuł w eAccounting.${RETRY_NEWEST}`,
  ),
  "article-number-too-long": words(
    (p) =>
      `W eAccounting nie ma artykułu ${say(p["sku"])}${atLine(p)}, a kod jest za długi na numer artykułu (znaków: ${say(p["max"])}).`,
    BY_HAND,
  ),
  "article-not-looked-up": words(
    (p) =>
      `Te ustawienia prowadzą do artykułu ${say(p["sku"])}, którego nie szukano w eAccounting, gdy planowano to zamówienie. Nie da się stąd powiedzieć, czym by się stało.`,
    `Przebieg próbny zamówienia wyszuka go i pokaże wynik.`,
  ),
  "article-number-taken": words(
    (p) =>
      `eAccounting odmawia utworzenia artykułu ${say(p["sku"])}: numer jest zajęty, i to nie przez nasz artykuł.`,
    `Sprawdź artykuł z tym numerem w eAccounting: musi być aktywny, a jego stawka VAT musi być taka jak w pozycji.${RETRY}`,
  ),
  "gift-card-with-vat": words(
    (p) =>
      `Karta podarunkowa zawiera VAT ${amount(p["vat"])}${atLine(p)}. Bon różnego przeznaczenia nie zawiera VAT ani przy sprzedaży, ani przy realizacji; o księgowaniu bonu jednego przeznaczenia nie decyduje się tutaj.`,
    BY_HAND,
  ),
  "gift-card-coding-unfit": words(
    (p) =>
      `Zamówienie obejmuje sprzedaż karty podarunkowej, a ${UNFIT[String(p["why"])] ?? "jej dekretacji nie można użyć"}${when(p["account"], (a) => ` (konto ${a})`)}.`,
    `Utwórz w eAccounting dekretację ze stawką VAT 0 %, której konto jest zobowiązaniem z kart podarunkowych (2421 w szwedzkim planie kont), wybierz ją w ustawieniach i uruchom konfigurację.${RETRY_NEWEST}`,
  ),
  "gift-card-exceeds-order": words(
    (p) =>
      `Karty podarunkowe w tym zamówieniu są warte więcej, niż sprzedano: suma to ${amount(p["total"])}. To, co zostaje na karcie, pozostaje na karcie.`,
    "Popraw zamówienie w Asperion, aby nie wykorzystać z karty więcej, niż kosztuje zamówienie; po zmianie zostanie podjęte automatycznie.",
  ),
  "gift-card-in-credit": words(
    (p) =>
      `Ta korekta zwraca ${amount(p["amount"])} na kartę podarunkową${atLine(p)}. Nie wiadomo, jak eAccounting ma przyjąć taką płatność korekty, więc niczego nie zaksięgowano.`,
    BY_HAND,
  ),
  "gift-card-account-missing": words(
    (p) =>
      `Kartą podarunkową${when(p["card"], (c) => ` (${c})`)} zapłacono część tego zamówienia${atLine(p)}, a nie ustawiono dla niej konta.`,
    `Utwórz w eAccounting rachunek bankowy, którego konto księgowe jest zobowiązaniem z kart podarunkowych (2421 w szwedzkim planie kont), i wybierz go w ustawieniach.${RETRY_NEWEST}`,
  ),
  "gift-card-payment-unclear": words(
    (p) =>
      `Ktoś zarejestrował na fakturze ${amount(p["byHand"])} i nie wiadomo, czy to karta podarunkowa (${amount(p["cards"])}), czy pieniądze. Nic więcej nie zarejestrowano.`,
    "Zarejestruj w eAccounting to, czego brakuje, a potem pomiń to zadanie.",
  ),
} satisfies Same<typeof en.heldLines>;

const UNFIT: Readonly<Record<string, string>> = {
  "not-chosen": "nie wybrano dekretacji dla kart podarunkowych",
  "not-found": "w eAccounting nie ma takiej aktywnej dekretacji z odpowiednim kontem",
  vat: "wybrana dekretacja zawiera VAT",
  revenue:
    "wybrana dekretacja księguje na przychody, a karta podarunkowa jest zobowiązaniem, dopóki nie zostanie zrealizowana",
};

export const retiredLines = {
  "line-sales-type": words(
    (p) =>
      `Zamówienie ma pozycję bez artykułu, z typem sprzedaży${atLine(p)}. Wcześniejsza wersja nie umiała księgować takich pozycji.`,
    "Naciśnij Ponów.",
  ),
  "line-fee": words(
    (p) =>
      `Zamówienie zawiera opłatę${atLine(p)}: ${amount(p["amount"])}. Wcześniejsza wersja nie umiała księgować opłat.`,
    "Naciśnij Ponów.",
  ),
  "line-gift-card": words(
    (p) =>
      `Zamówienie zawiera kartę podarunkową${atLine(p)}: ${amount(p["amount"])}. Wcześniejsza wersja nie umiała księgować kart podarunkowych.`,
    "Naciśnij Ponów.",
  ),
} satisfies Same<typeof en.retiredLines>;
