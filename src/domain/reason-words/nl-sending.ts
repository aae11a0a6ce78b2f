/** Dutch words: booked invoices on their way to the customer. */
import type * as en from "./en-sending.ts";
import { country, NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";

const STANDS = "Dit houdt de factuur niet op.";
const BY_HAND = "Verstuur de factuur vanuit eAccounting en sla dit daarna over.";

export const recordedSendings = {
  "invoice-sent": words(
    (p) =>
      `Factuur ${say(p["number"])} is ${WAY[String(p["way"])] ?? say(p["way"])} naar de klant gestuurd.`,
    NOTHING_TO_DO,
  ),
  "sending-waits": words(
    (p) =>
      `Nog niet naar de klant gestuurd: ${say(p["documents"])}. Dat wacht tot de rest hiervan is afgehandeld.`,
    "Handel de rest af en druk daarna op Opnieuw proberen.",
  ),
} satisfies Same<typeof en.recordedSendings>;

export const heldSendings = {
  "sending-refused": words(
    (p) =>
      `eAccounting heeft geweigerd factuur ${say(p["number"])} ${WAY[String(p["way"])] ?? say(p["way"])} te versturen${when(p["code"], (c) => ` (code ${c})`)}. ${STANDS} De eigen woorden ervan staan bij het antwoord van de taak.`,
    "Verbeter wat het antwoord noemt, vaak het adres van de klant, en druk daarna op Opnieuw proberen; of verstuur de factuur vanuit eAccounting en sla dit over.",
  ),
  "sending-in-doubt": words(
    (p) =>
      `Factuur ${say(p["number"])} was ${WAY[String(p["way"])] ?? say(p["way"])} onderweg naar de klant en het antwoord van eAccounting ging verloren. Niets zegt of ze is verstuurd, dus wordt ze niet vanzelf nog eens verstuurd. ${STANDS}`,
    "Kijk in eAccounting of vraag het de klant. Druk op Opnieuw proberen om de factuur (nog eens) te versturen, of sla dit over.",
  ),
  "sending-not-available": words(
    (p) =>
      `eAccounting verstuurt facturen voor bedrijven in ${country(p["country"])} niet ${WAY[String(p["way"])] ?? say(p["way"])}. ${STANDS}`,
    `Kies in de instellingen een andere manier. ${BY_HAND}`,
  ),
  "sending-to-shared-customer": words(
    (p) =>
      `Factuur ${say(p["number"])} is van een klant die voor veel kopers staat: alleen e-mail bereikt de koper van deze order. ${STANDS}`,
    `Kies in de instellingen e-mail voor zulke klanten. ${BY_HAND}`,
  ),
  "sending-no-address": words(
    (p) =>
      `Factuur ${say(p["number"])} is van een klant die voor veel kopers staat, en de order heeft geen e-mailadres. ${STANDS}`,
    BY_HAND,
  ),
} satisfies Same<typeof en.heldSendings>;

const WAY: Readonly<Record<string, string>> = {
  email: "per e-mail",
  "e-invoice": "als e-factuur",
  print: "geprint, per post",
  "e-invoice-private": "als e-factuur aan een particulier",
  kivra: "via Kivra",
};
