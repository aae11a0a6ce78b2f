/** Swedish words: booked invoices on their way to the customer. */
import type * as en from "./en-sending.ts";
import { country, NOTHING_TO_DO, type Same, say, when, words } from "./sv-words.ts";

const STANDS = "Det håller inte upp fakturan.";
const BY_HAND = "Skicka den från eAccounting och hoppa sedan över detta.";

export const recordedSendings = {
  "invoice-sent": words(
    (p) =>
      `Faktura ${say(p["number"])} skickades till kunden ${WAY[String(p["way"])] ?? say(p["way"])}.`,
    NOTHING_TO_DO,
  ),
  "sending-waits": words(
    (p) =>
      `Ännu inte skickat till kunden: ${say(p["documents"])}. Det väntar tills resten här är avklarat.`,
    "Klara av resten och tryck sedan på Försök igen.",
  ),
} satisfies Same<typeof en.recordedSendings>;

export const heldSendings = {
  "sending-refused": words(
    (p) =>
      `eAccounting nekade att skicka faktura ${say(p["number"])} ${WAY[String(p["way"])] ?? say(p["way"])}${when(p["code"], (c) => ` (kod ${c})`)}. ${STANDS} Systemets egna ord står vid jobbets svar.`,
    "Rätta det som svaret nämner, ofta kundens adress, och tryck sedan på Försök igen; eller skicka den från eAccounting och hoppa över detta.",
  ),
  "sending-in-doubt": words(
    (p) =>
      `Faktura ${say(p["number"])} var på väg till kunden ${WAY[String(p["way"])] ?? say(p["way"])} och eAccountings svar gick förlorat. Inget säger om den kom iväg, så den skickas inte igen av sig själv. ${STANDS}`,
    "Titta i eAccounting eller fråga kunden. Tryck på Försök igen för att skicka den (en gång till), eller hoppa över detta.",
  ),
  "sending-not-available": words(
    (p) =>
      `eAccounting skickar inte fakturor ${WAY[String(p["way"])] ?? say(p["way"])} för företag i ${country(p["country"])}. ${STANDS}`,
    `Välj ett annat sätt i inställningarna. ${BY_HAND}`,
  ),
  "sending-to-shared-customer": words(
    (p) =>
      `Faktura ${say(p["number"])} är på en kund som står för många köpare: bara e-post når köparen av den här ordern. ${STANDS}`,
    `Välj e-post i inställningarna för sådana kunder. ${BY_HAND}`,
  ),
  "sending-no-address": words(
    (p) =>
      `Faktura ${say(p["number"])} är på en kund som står för många köpare, och ordern har ingen e-postadress. ${STANDS}`,
    BY_HAND,
  ),
} satisfies Same<typeof en.heldSendings>;

const WAY: Readonly<Record<string, string>> = {
  email: "med e-post",
  "e-invoice": "som e-faktura",
  print: "utskriven, med post",
  "e-invoice-private": "som e-faktura till en privatperson",
  kivra: "via Kivra",
};
