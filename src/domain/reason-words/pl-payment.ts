/** Polish words: what was paid in the shop, on the ledger's invoices. */
import type * as en from "./en-payment.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";

const BY_HAND =
  "Porównaj płatności w sklepie z fakturą w eAccounting i zarejestruj tam to, czego brakuje; potem pomiń to zadanie.";

export const recordedPayments = {
  "payment-registered": words(
    (p) =>
      `Płatność ${amount(p["amount"])} zarejestrowano na fakturze${when(p["date"], () => ` z datą ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "payment-chosen": words(
    (p) =>
      `Płatności (${when(p["method"], (m) => `metoda ${m}`) || "metoda bez nazwy"}) trafiają na rachunek bankowy ${say(p["account"])} (${BY[String(p["by"])] ?? say(p["by"])}).`,
    NOTHING_TO_DO,
  ),
  "payment-already-registered": words(
    (p) =>
      `W księgach jest już ${amount(p["registered"])} do tej faktury, więc za kwotę ${amount(p["paid"])} otrzymaną przez sklep niczego nie zarejestrowano.`,
    NOTHING_TO_DO,
  ),
  "rounded-by-ledger": words(
    (p) =>
      `Naliczono ${amount(p["charged"])}; eAccounting zaokrągla do pełnych jednostek i dokument opiewa na ${amount(p["total"])} (zaokrąglenie ${amount(p["rounding"])}).`,
    NOTHING_TO_DO,
  ),
  "rounding-registered": words(
    (p) =>
      `To, co zostawia zaokrąglenie, ${amount(p["amount"])}, ${HOW[String(p["how"])] ?? "zaksięgowano"}${when(p["account"], (n) => ` (${n})`)}${when(p["date"], () => `, z dniem ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "rounded-becomes-voucher": words(
    (p) =>
      `Faktura na ${amount(p["total"])} zostałaby zaokrąglona do pełnych jednostek, więc zamówienie staje się dowodem księgowym, jak mówią ustawienia.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedPayments>;

export const heldPayments = {
  "payment-method-not-mapped": words(
    (p) =>
      `Dla tych płatności (${when(p["method"], (m) => `metoda ${m}`) || "metoda bez nazwy"}) nie ustawiono rachunku bankowego, więc płatności nie zarejestrowano. Nie wstrzymuje to faktury.`,
    "Przypisz metodę płatności do rachunku bankowego w ustawieniach, a potem naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "payment-amount-unknown": words(
    "Zamówienie zapłacono częściowo, ale Asperion nie podaje kwoty, więc niczego nie zarejestrowano. Nie wstrzymuje to faktury.",
    BY_HAND,
  ),
  "payment-exceeds-order": words(
    (p) =>
      `Sklep otrzymał ${amount(p["paid"])}, więcej niż naliczone ${amount(p["charged"])}, więc niczego nie zarejestrowano. Nie wstrzymuje to faktury.`,
    BY_HAND,
  ),
  "payment-exceeds-remaining": words(
    (p) =>
      `Do zarejestrowania pozostaje płatność ${amount(p["due"])}, ale na fakturze zostało tylko ${amount(p["remaining"])} (resztę mogła zdjąć korekta).`,
    BY_HAND,
  ),
  "payment-refused": words(
    (p) =>
      `eAccounting odrzuca płatność ${amount(p["amount"])}${when(p["code"], (c) => ` (kod ${c})`)}. Nie wstrzymuje to faktury. Dokładny komunikat jest przy odpowiedzi zadania.`,
    "Popraw to, co wskazuje odpowiedź, a potem naciśnij Ponów.",
  ),
  "rounding-refused": words(
    (p) =>
      `eAccounting odrzuca zaokrąglenie ${amount(p["amount"])}, które miało być: ${HOW[String(p["how"])] ?? "zaksięgowano"}${when(p["code"], (c) => ` (kod ${c})`)}. Nie wstrzymuje to faktury. Dokładny komunikat jest przy odpowiedzi zadania.`,
    "Popraw to, co wskazuje odpowiedź, albo wybierz w ustawieniach, że różnica jest księgowana na koncie; potem naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "rounding-by-hand": words(
    (p) =>
      `eAccounting zaokrąglił dokument ${say(p["number"])} o ${amount(p["rounding"])}, a ${WHY[String(p["why"])] ?? "płatności nie da się z niego odczytać"}: niczego nie zarejestrowano. Dokument jest zaksięgowany.`,
    BY_HAND,
  ),
} satisfies Same<typeof en.heldPayments>;

const BY: Readonly<Record<string, string>> = {
  force: "ustawienie dla wszystkich",
  table: "tabela przypisań",
  default: "wartość domyślna",
};
const HOW: Readonly<Record<string, string>> = {
  payment: "zarejestrowano jako płatność typu zaokrąglenie",
  account: "zaksięgowano między kontem metody płatności a kontem zaokrągleń",
};
const WHY: Readonly<Record<string, string>> = {
  further: "są dalsze faktury tego zamówienia",
  refund: "zwrócona kwota nie jest zaokrąglona",
};
