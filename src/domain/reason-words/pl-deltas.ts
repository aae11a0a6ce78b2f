/**
 * Polish words: what becomes of an order after its invoice was booked: edits, cancellations,
 * refunds, writing back.
 */
import type * as en from "./en-deltas.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";

const draft = (booked: unknown): string =>
  booked === false ? " To szkic: zaksięguj go w eAccounting, gdy uznasz to za stosowne." : "";

export const takenDeltas = {
  "delta-credited": words(
    (p) =>
      `Zamówienie zmieniono po zaksięgowaniu faktury: ${amount(p["gross"])} odjęto fakturą korygującą.${draft(p["booked"])}`,
    NOTHING_TO_DO,
  ),
  "delta-added": words(
    (p) =>
      `Zamówienie zmieniono po zaksięgowaniu faktury: ${amount(p["gross"])} dodano kolejną fakturą.${draft(p["booked"])}`,
    NOTHING_TO_DO,
  ),
  "order-cancelled-credited": words(
    (p) =>
      `Zamówienie anulowano po zaksięgowaniu faktury${when(p["number"], (n) => ` ${n}`)}. Wszystko, co z niego zaksięgowano, zostało skorygowane.`,
    NOTHING_TO_DO,
  ),
  "refund-registered": words(
    (p) =>
      `Zwrot ${amount(p["amount"])} zarejestrowano na fakturze korygującej${when(p["date"], () => `, dnia ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "written-back": words(
    "Status i numer dokumentu zapisano z powrotem w zamówieniu w Asperion.",
    NOTHING_TO_DO,
  ),
  "write-back-left-out": words(
    (p) =>
      `Numeru dokumentu nie zapisano z powrotem w zamówieniu w Asperion: ${p["why"] === "too-long" ? "w numerze referencyjnym kupującego nie ma na niego miejsca" : "zamówienia bez kontrahenta nie można tam zmienić"}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenDeltas>;

export const heldDeltas = {
  "delta-beside-credits": words(
    (p) =>
      `Zamówienie zmniejszono o ${amount(p["credit"])} po zaksięgowaniu faktury${when(p["number"], (n) => ` ${n}`)}, a sklep wystawił też korekty na ${amount(p["credited"])}. Nie da się stwierdzić, czy chodzi o to samo, więc nic nie zaksięgowano.`,
    "Porównaj zamówienie z jego korektami w Asperion. To, co jeszcze trzeba skorygować, skoryguj ręcznie w eAccounting, a potem pomiń to zadanie.",
  ),
  "delta-customer-differs": words(
    "Zamówienie zmieniono po zaksięgowaniu faktury i dotyczy teraz innego kontrahenta w eAccounting. Zmiany nie można zaksięgować na kontrahenta z faktury.",
    "Skoryguj fakturę ręcznie w eAccounting i wystaw fakturę nowemu kontrahentowi albo przywróć kontrahenta w Asperion i naciśnij Ponów.",
  ),
  "booked-corrected-by-person": words(
    (p) =>
      `W eAccounting skorygowano ${amount(p["credited"])} z faktury${when(p["number"], (n) => ` ${n}`)}, z czego ${amount(p["ours"])} przez nas: ktoś ją poprawił. Zmiany zamówienia nie zaksięgowano obok tego.`,
    "Jeśli poprawka odpowiada temu, co zamówienie mówi teraz, pomiń to zadanie. Jeśli zmianę trzeba jeszcze zaksięgować, naciśnij Ponów.",
  ),
  "refund-beside-credits": words(
    (p) =>
      `Według zamówienia sklep zwrócił o ${amount(p["due"])} więcej, niż zarejestrowano, a zaksięgowano też korekty na ${amount(p["credited"])}. Nie da się stwierdzić, czy ten zwrot zarejestrowano już przy którejś z nich, więc niczego nie zarejestrowano.`,
    "Porównaj zwroty sklepu z płatnościami przy korektach w eAccounting. Zarejestruj tam to, czego brakuje, a potem pomiń to zadanie.",
  ),
  "refund-without-payment": words(
    (p) =>
      `Sklep zwrócił ${amount(p["due"])}, ale z wpłat na to zamówienie przy ${say(p["number"])} zarejestrowano tylko ${amount(p["paid"])}${when(p["refunded"], (r) => `, których jeszcze nie zwrócono (${amount(r)} już zwrócono)`)}. W księgach zwrot wydałby pieniądze, które nigdy nie wpłynęły, więc go nie zaksięgowano.`,
    "Zarejestruj w eAccounting to, co wpłacono na to zamówienie, albo sprawdź, że już tam jest. Potem naciśnij Ponów: zwrot zostanie zaksięgowany.",
  ),
  "refund-exceeds-credit": words(
    (p) =>
      `Sklep zwrócił ${amount(p["due"])}, ale skorygowane i nierozliczone jest tylko ${amount(p["open"])}, więc zwrotu nie zarejestrowano.`,
    "Porównaj płatności sklepu z korektami w eAccounting. Zarejestruj tam zwrot albo wystaw brakującą korektę, a potem pomiń to zadanie.",
  ),
  "refunded-without-credit": words(
    (p) =>
      `Według Asperion za to zamówienie zwrócono pieniądze, ale ${p["credited"] == null ? "nie ma do niego korekty" : `skorygowano tylko ${amount(p["credited"])}`}: ${say(p["number"])} pozostaje w eAccounting jako sprzedane, a tego, co zwrócono, nie ma nigdzie w księgach.`,
    "Utwórz w Asperion zamówienie korygujące na to, co zwrócono, albo anuluj tam zamówienie, jeśli nie jest jeszcze zafakturowane: jedno i drugie zostanie uwzględnione samo. Jeśli rozliczono to ręcznie w eAccounting, pomiń to zadanie.",
  ),
  "paid-less-than-registered": words(
    (p) =>
      `Sklep ma teraz ${amount(p["paid"])} z pieniędzy za to zamówienie, a w eAccounting przy ${say(p["number"])} zarejestrowano ${amount(p["registered"])}${when(p["back"], (b) => `, z czego ${amount(b)} na pewno zwrócono`)}. Co stało się z pozostałą kwotą ${amount(p["missing"])}, tego w księgach nie ma.`,
    "Jeśli ją zwrócono, utwórz w Asperion zamówienie korygujące albo zaznacz tam, że korektę zwrócono: jedno i drugie zostanie uwzględnione samo. Jeśli płatność się nie powiodła, wycofaj ją ręcznie w eAccounting i pomiń to zadanie.",
  ),
  "paid-after-cancellation": words(
    (p) =>
      `Sklep ma ${amount(p["paid"])} za to zamówienie, które jest anulowane; w księgach jest z tego ${amount(p["registered"])}. To, co z niego zaksięgowano (${say(p["number"])}), zostało wycofane, więc niczego nie zarejestrowano.`,
    "Zwróć pieniądze i oznacz zamówienie w Asperion jako zwrócone: wtedy sprawa zamknie się sama. Albo zarejestruj wpłatę ręcznie w eAccounting i pomiń to zadanie.",
  ),
  "refund-less-than-registered": words(
    (p) =>
      `Według Asperion z tej korekty zwrócono ${amount(p["refunded"])}, a w eAccounting przy ${say(p["number"])} zarejestrowano ${amount(p["registered"])}.`,
    "Popraw zamówienie w Asperion albo wycofaj zwrot ręcznie w eAccounting i pomiń to zadanie.",
  ),
  "refund-refused": words(
    (p) =>
      `eAccounting odrzuciło zwrot ${amount(p["amount"])}${when(p["code"], (c) => ` (kod ${c})`)}. Korekta jest zaksięgowana. Treść odmowy znajduje się przy odpowiedzi zadania.`,
    "Popraw to, co wskazuje odpowiedź, i naciśnij Ponów. Albo zarejestruj zwrot ręcznie w eAccounting i pomiń to zadanie.",
  ),
  "order-has-backorders": words(
    (p) =>
      `Zamówienie anulowano, ale zamówienie sprzedaży ${say(p["number"])} w eAccounting ma zamówienia zaległe i nie można go cofnąć.`,
    "Usuń ręcznie w eAccounting zamówienie zaległe i zamówienie, a potem naciśnij Ponów.",
  ),
  "write-back-refused": words(
    (p) =>
      `Zamówienie zaksięgowano, ale Asperion odrzuciło zapis zwrotny${when(p["status"], (s) => ` (status ${s})`)}.`,
    "Sprawdź odpowiedź w historii zamówienia, popraw zamówienie lub ustawienia, a potem naciśnij Ponów z najnowszymi ustawieniami.",
  ),
} satisfies Same<typeof en.heldDeltas>;
