/** English words: booked invoices on their way to the customer. */
import { country, NOTHING_TO_DO, type ReasonWords, say, when, words } from "./words.ts";

const STANDS = "This doesn't hold up the invoice.";
const BY_HAND = "Send it from eAccounting, then skip this.";

export const recordedSendings = {
  "invoice-sent": words(
    (p) =>
      `Invoice ${say(p["number"])} was sent to the customer ${WAY[String(p["way"])] ?? say(p["way"])}.`,
    NOTHING_TO_DO,
  ),
  "sending-waits": words(
    (p) =>
      `Not sent to the customer yet: ${say(p["documents"])}. That waits until the rest of this is settled.`,
    "Settle the rest, then press retry.",
  ),
} satisfies Record<string, ReasonWords>;

export const heldSendings = {
  "sending-refused": words(
    (p) =>
      `eAccounting refused to send invoice ${say(p["number"])} ${WAY[String(p["way"])] ?? say(p["way"])}${when(p["code"], (c) => ` (code ${c})`)}. ${STANDS} Its own words stand with the job's answer.`,
    "Correct what the answer names, often the customer's address, then press retry; or send it from eAccounting and skip this.",
  ),
  "sending-in-doubt": words(
    (p) =>
      `Invoice ${say(p["number"])} was on its way to the customer ${WAY[String(p["way"])] ?? say(p["way"])}, and eAccounting's answer was lost. Nothing tells whether it went out, so it isn't sent again by itself. ${STANDS}`,
    "Look in eAccounting, or ask the customer. Press retry to send it (again), or skip this.",
  ),
  "sending-not-available": words(
    (p) =>
      `eAccounting doesn't send invoices ${WAY[String(p["way"])] ?? say(p["way"])} for companies in ${country(p["country"])}. ${STANDS}`,
    `Choose another way in the settings. ${BY_HAND}`,
  ),
  "sending-to-shared-customer": words(
    (p) =>
      `Invoice ${say(p["number"])} is of a customer that stands for many buyers: only e-mail reaches the buyer of this order. ${STANDS}`,
    `Choose e-mail in the settings for such customers. ${BY_HAND}`,
  ),
  "sending-no-address": words(
    (p) =>
      `Invoice ${say(p["number"])} is of a customer that stands for many buyers, and the order has no e-mail address. ${STANDS}`,
    BY_HAND,
  ),
} satisfies Record<string, ReasonWords>;

const WAY: Readonly<Record<string, string>> = {
  email: "by e-mail",
  "e-invoice": "as an electronic invoice",
  print: "printed, by post",
  "e-invoice-private": "as an electronic invoice to a private person",
  kivra: "by Kivra",
};
