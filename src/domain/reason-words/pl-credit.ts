/** Polish words: credit orders. */
import type * as en from "./en-credit.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";

const BY_HAND = "Wystaw fakturę korygującą ręcznie w eAccounting, a potem pomiń to zadanie.";

export const takenCredits = {
  "credit-booked": words(
    (p) =>
      `Korektę zaksięgowano w eAccounting${when(p["number"], (n) => ` jako fakturę korygującą ${n}`)}${when(p["date"], () => ` z datą ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "credit-draft-made": words(
    "Korektę zapisano w eAccounting jako szkic. Nic jeszcze nie zaksięgowano.",
    "Zaksięguj szkic w eAccounting, gdy uznasz to za stosowne.",
  ),
} satisfies Same<typeof en.takenCredits>;

export const heldCredits = {
  "credit-sign": words(
    (p) =>
      `Suma korekty to ${amount(p["total"])}, ale według ustawień korekty tego sklepu są ${SIGN[String(p["sign"])] ?? say(p["sign"])}. Z przeciwnym znakiem mogłaby to być sprzedaż.`,
    "Popraw korektę w Asperion albo znak korekt w ustawieniach. Następnie naciśnij Ponów z najnowszymi ustawieniami.",
  ),
  "credit-exceeds-original": words(
    (p) =>
      `Korekta na ${amount(p["credit"])} przekracza to, co pozostało z zaksięgowanej kwoty: zaksięgowano ${amount(p["invoiced"])}, skorygowano już ${amount(p["credited"])}.`,
    "Popraw korektę w Asperion albo wystaw ją ręcznie w eAccounting i pomiń to zadanie.",
  ),
  "credit-of-sales-order": words(
    (p) =>
      `Zamówienie ${say(p["order"])} jest w eAccounting zamówieniem sprzedaży bez faktury, więc nie ma czego korygować.`,
    "Zafakturuj zamówienie sprzedaży w eAccounting i naciśnij Ponów: faktura zostanie skorygowana. Albo zmień lub usuń je tam ręcznie, jak mówi korekta, i pomiń to zadanie.",
  ),
  "credit-original-not-here": words(
    (p) =>
      `Zamówienie ${say(p["order"])}, którego dotyczy ta korekta, nie ma w eAccounting ani faktury, ani dowodu księgowego znanego w tym miejscu.`,
    BY_HAND,
  ),
  "credit-customer-differs": words(
    "Korekta dotyczy w eAccounting innego kontrahenta niż jej faktura.",
    "Sprawdź oba zamówienia w Asperion albo powiązania kontrahentów tutaj. Następnie naciśnij Ponów.",
  ),
  "credit-wrong-way": words(
    (p) => `Zaksięgowano odwrotnie: do zapłaty pozostaje ${amount(p["remaining"])}.`,
    "Popraw to od razu w eAccounting dokumentem przeciwnego rodzaju, a potem pomiń to zadanie. Poproś o pomoc, zanim zaksięgujesz kolejne korekty.",
  ),
} satisfies Same<typeof en.heldCredits>;

export const waitingCredits = {
  "credit-waits-for-original": words(
    (p) =>
      `Korekta czeka, aż zostanie zaksięgowane zamówienie ${say(p["order"])}, którego dotyczy.`,
    "Jeśli to zamówienie jest w drodze, nie trzeba nic robić. Jeśli czeka na wyjaśnienie, wyjaśnij je najpierw.",
  ),
} satisfies Same<typeof en.waitingCredits>;

const SIGN: Readonly<Record<string, string>> = { negative: "ujemne", positive: "dodatnie" };
