/** Polish words: booked invoices on their way to the customer. */
import type * as en from "./en-sending.ts";
import { country, NOTHING_TO_DO, type Same, say, when, words } from "./pl-words.ts";

const STANDS = "Nie wstrzymuje to faktury.";
const BY_HAND = "Wyślij ją z eAccounting, a potem to pomiń.";

export const recordedSendings = {
  "invoice-sent": words(
    (p) =>
      `Faktura ${say(p["number"])} została wysłana do kontrahenta ${WAY[String(p["way"])] ?? say(p["way"])}.`,
    NOTHING_TO_DO,
  ),
  "sending-waits": words(
    (p) =>
      `Jeszcze nie wysłano do kontrahenta: ${say(p["documents"])}. Czeka to, aż reszta zostanie załatwiona.`,
    "Załatw resztę, a potem naciśnij Ponów.",
  ),
} satisfies Same<typeof en.recordedSendings>;

export const heldSendings = {
  "sending-refused": words(
    (p) =>
      `eAccounting odrzuca wysłanie faktury ${say(p["number"])} ${WAY[String(p["way"])] ?? say(p["way"])}${when(p["code"], (c) => ` (kod ${c})`)}. ${STANDS} Dokładny komunikat jest przy odpowiedzi zadania.`,
    "Popraw to, co wymienia odpowiedź, często adres kontrahenta, a potem naciśnij Ponów; albo wyślij fakturę z eAccounting i to pomiń.",
  ),
  "sending-in-doubt": words(
    (p) =>
      `Faktura ${say(p["number"])} była w drodze do kontrahenta ${WAY[String(p["way"])] ?? say(p["way"])}, a odpowiedź eAccounting zaginęła. Nic nie mówi, czy wyszła, więc sama nie zostanie wysłana ponownie. ${STANDS}`,
    "Sprawdź w eAccounting albo zapytaj kontrahenta. Naciśnij Ponów, aby ją wysłać (jeszcze raz), albo to pomiń.",
  ),
  "sending-not-available": words(
    (p) =>
      `eAccounting nie wysyła faktur ${WAY[String(p["way"])] ?? say(p["way"])} dla firm w kraju ${country(p["country"])}. ${STANDS}`,
    `Wybierz w ustawieniach inny sposób. ${BY_HAND}`,
  ),
  "sending-to-shared-customer": words(
    (p) =>
      `Faktura ${say(p["number"])} jest na kontrahenta, który zastępuje wielu kupujących: do kupującego z tego zamówienia dociera tylko e-mail. ${STANDS}`,
    `Wybierz w ustawieniach e-mail dla takich kontrahentów. ${BY_HAND}`,
  ),
  "sending-no-address": words(
    (p) =>
      `Faktura ${say(p["number"])} jest na kontrahenta, który zastępuje wielu kupujących, a zamówienie nie ma adresu e-mail. ${STANDS}`,
    BY_HAND,
  ),
} satisfies Same<typeof en.heldSendings>;

const WAY: Readonly<Record<string, string>> = {
  email: "e-mailem",
  "e-invoice": "jako e-faktura",
  print: "wydrukowana, pocztą",
  "e-invoice-private": "jako e-faktura do osoby prywatnej",
  kivra: "przez Kivra",
};
