/** Dutch words: credit orders. */
import type * as en from "./en-credit.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";

const BY_HAND = "Maak de creditnota met de hand in eAccounting en sla dit daarna over.";

export const takenCredits = {
  "credit-booked": words(
    (p) =>
      `De creditering is geboekt in eAccounting${when(p["number"], (n) => ` als creditnota ${n}`)}${when(p["date"], () => `, met datum ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "credit-draft-made": words(
    "De creditering is als concept naar eAccounting geschreven. Er is nog niets geboekt.",
    "Boek het concept in eAccounting zodra u zover bent.",
  ),
} satisfies Same<typeof en.takenCredits>;

export const heldCredits = {
  "credit-sign": words(
    (p) =>
      `Het totaal van de creditering is ${amount(p["total"])}, maar volgens de instellingen zijn crediteringen van deze winkel ${SIGN[String(p["sign"])] ?? say(p["sign"])}. Met het andere teken kan het een verkoop zijn.`,
    "Verbeter de creditering in Asperion, of het teken van crediteringen in de instellingen. Druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "credit-exceeds-original": words(
    (p) =>
      `De creditering van ${amount(p["credit"])} is meer dan er van het geboekte over is: er is ${amount(p["invoiced"])} geboekt en al ${amount(p["credited"])} gecrediteerd.`,
    "Verbeter de creditering in Asperion, of maak haar met de hand in eAccounting en sla dit over.",
  ),
  "credit-of-sales-order": words(
    (p) =>
      `Order ${say(p["order"])} is in eAccounting een verkooporder en niet gefactureerd, dus er is geen factuur om te crediteren.`,
    "Factureer de verkooporder in eAccounting en druk daarna op Opnieuw proberen: de factuur wordt gecrediteerd. Of wijzig of verwijder hem daar met de hand zoals de creditering zegt en sla dit over.",
  ),
  "credit-original-not-here": words(
    (p) =>
      `Order ${say(p["order"])}, waarbij deze creditering hoort, heeft in eAccounting geen factuur en geen memoriaalboeking die hier bekend is.`,
    BY_HAND,
  ),
  "credit-customer-differs": words(
    "De creditering is voor een andere klant in eAccounting dan de factuur.",
    "Controleer beide orders in Asperion, of de koppelingen van de klanten hier. Druk daarna op Opnieuw proberen.",
  ),
  "credit-wrong-way": words(
    (p) => `Er is verkeerd om geboekt: ${amount(p["remaining"])} staat nog open.`,
    "Herstel dit meteen in eAccounting met een document van de andere soort en sla dit daarna over. Vraag hulp voordat er meer crediteringen worden geboekt.",
  ),
} satisfies Same<typeof en.heldCredits>;

export const waitingCredits = {
  "credit-waits-for-original": words(
    (p) => `Deze creditering wacht tot order ${say(p["order"])}, waarbij zij hoort, is geboekt.`,
    "U hoeft niets te doen als die order onderweg is. Wordt hij vastgehouden, los dat dan eerst op.",
  ),
} satisfies Same<typeof en.waitingCredits>;

const SIGN: Readonly<Record<string, string>> = { negative: "negatief", positive: "positief" };
