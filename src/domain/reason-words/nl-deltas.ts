/**
 * Dutch words: what becomes of an order after its invoice was booked: edits, cancellations,
 * refunds, writing back.
 */
import type * as en from "./en-deltas.ts";
import { amount, day, NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";

const draft = (booked: unknown): string =>
  booked === false ? " Het is een concept: boek het in eAccounting zodra u zover bent." : "";

export const takenDeltas = {
  "delta-credited": words(
    (p) =>
      `De order is gewijzigd nadat de factuur was geboekt: ${amount(p["gross"])} is met een creditnota teruggenomen.${draft(p["booked"])}`,
    NOTHING_TO_DO,
  ),
  "delta-added": words(
    (p) =>
      `De order is gewijzigd nadat de factuur was geboekt: ${amount(p["gross"])} is met een extra factuur toegevoegd.${draft(p["booked"])}`,
    NOTHING_TO_DO,
  ),
  "order-cancelled-credited": words(
    (p) =>
      `De order is geannuleerd nadat factuur${when(p["number"], (n) => ` ${n}`)} was geboekt. Alles wat ervan geboekt was, is gecrediteerd.`,
    NOTHING_TO_DO,
  ),
  "refund-registered": words(
    (p) =>
      `De terugbetaling van ${amount(p["amount"])} is bij de creditnota geregistreerd${when(p["date"], () => `, op ${day(p["date"])}`)}.`,
    NOTHING_TO_DO,
  ),
  "written-back": words(
    "Status en documentnummer zijn teruggeschreven naar de order in Asperion.",
    NOTHING_TO_DO,
  ),
  "write-back-left-out": words(
    (p) =>
      `Het documentnummer is niet teruggeschreven naar de order in Asperion: ${p["why"] === "too-long" ? "de referentie van de koper heeft er geen plaats voor" : "een order zonder debiteur kan daar niet worden gewijzigd"}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenDeltas>;

export const heldDeltas = {
  "delta-beside-credits": words(
    (p) =>
      `De order is met ${amount(p["credit"])} verlaagd nadat factuur${when(p["number"], (n) => ` ${n}`)} was geboekt, en de winkel maakte ook crediteringen van ${amount(p["credited"])}. Niemand kan zien of beide hetzelfde bedoelen, dus er is niets geboekt.`,
    "Vergelijk de order met de crediteringen in Asperion. Crediteer met de hand in eAccounting wat nog ontbreekt en sla dit daarna over.",
  ),
  "delta-customer-differs": words(
    "De order is gewijzigd nadat de factuur was geboekt en is nu voor een andere klant in eAccounting. De wijziging kan niet op de klant van de factuur worden geboekt.",
    "Crediteer de factuur met de hand in eAccounting en factureer de nieuwe klant, of zet de klant in Asperion terug en druk op Opnieuw proberen.",
  ),
  "booked-corrected-by-person": words(
    (p) =>
      `In eAccounting is ${amount(p["credited"])} van factuur${when(p["number"], (n) => ` ${n}`)} gecrediteerd, waarvan ${amount(p["ours"])} door ons: iemand heeft haar gecorrigeerd. De wijziging van de order is daarnaast niet geboekt.`,
    "Is de correctie wat de order nu zegt, sla dit dan over. Moet de wijziging nog worden geboekt, druk dan op Opnieuw proberen.",
  ),
  "refund-beside-credits": words(
    (p) =>
      `Volgens de order is in de winkel ${amount(p["due"])} meer terugbetaald dan er geregistreerd is, en er zijn ook creditorders van ${amount(p["credited"])} geboekt. Niemand kan zien of die terugbetaling daar al op geregistreerd is, dus er is niets geregistreerd.`,
    "Vergelijk de terugbetalingen van de winkel met de betalingen op de crediteringen in eAccounting. Registreer daar wat ontbreekt en sla dit daarna over.",
  ),
  "refund-without-payment": words(
    (p) =>
      `In de winkel is ${amount(p["due"])} terugbetaald, maar van wat op die order is betaald staat op ${say(p["number"])} maar ${amount(p["paid"])} geregistreerd${when(p["refunded"], (r) => ` dat nog niet is terugbetaald (${amount(r)} ging al terug)`)}. In de boeken zou de terugbetaling geld uitgeven dat nooit is binnengekomen, dus zij is niet geboekt.`,
    "Registreer in eAccounting wat op die order is betaald, of ga na dat het er al staat. Druk daarna op Opnieuw proberen: dan wordt de terugbetaling geboekt.",
  ),
  "refund-exceeds-credit": words(
    (p) =>
      `In de winkel is ${amount(p["due"])} terugbetaald, maar er staat maar ${amount(p["open"])} aan creditering open. Er is geen terugbetaling geregistreerd.`,
    "Vergelijk de betalingen van de winkel met de crediteringen in eAccounting. Registreer de terugbetaling daar, of maak de creditering die ontbreekt; sla dit daarna over.",
  ),
  "refunded-without-credit": words(
    (p) =>
      `Asperion zegt dat deze order is terugbetaald, maar ${p["credited"] == null ? "er is geen creditering van" : `er is maar ${amount(p["credited"])} van gecrediteerd`}: ${say(p["number"])} staat in eAccounting zoals verkocht, en wat is terugbetaald staat nergens in de boeken.`,
    "Maak in Asperion een creditorder voor wat is terugbetaald, of annuleer daar de order als die nog niet is gefactureerd: beide worden vanzelf gevolgd. Is het in eAccounting met de hand geregeld, sla dit dan over.",
  ),
  "paid-less-than-registered": words(
    (p) =>
      `De winkel heeft nu ${amount(p["paid"])} van het geld van deze order, maar in eAccounting staat ${amount(p["registered"])} op ${say(p["number"])}${when(p["back"], (b) => `, waarvan bekend is dat ${amount(b)} terugging`)}. Wat er van de andere ${amount(p["missing"])} is geworden, staat niet in de boeken.`,
    "Is het terugbetaald, maak er dan in Asperion een creditorder voor, of zeg daar dat de creditering is terugbetaald: beide worden vanzelf gevolgd. Is de betaling mislukt, draai haar dan met de hand terug in eAccounting en sla dit over.",
  ),
  "paid-after-cancellation": words(
    (p) =>
      `De winkel heeft ${amount(p["paid"])} voor deze order, die geannuleerd is; daarvan staat ${amount(p["registered"])} in de boeken. Wat ervan geboekt was (${say(p["number"])}) is teruggenomen, dus is er niets geregistreerd.`,
    "Betaal het terug en zet de order in Asperion op terugbetaald: dan is dit vanzelf voorbij. Of registreer het met de hand in eAccounting en sla dit over.",
  ),
  "refund-less-than-registered": words(
    (p) =>
      `Asperion zegt dat van deze creditering ${amount(p["refunded"])} is terugbetaald, maar in eAccounting staat ${amount(p["registered"])} op ${say(p["number"])}.`,
    "Verbeter de order in Asperion, of draai de terugbetaling met de hand terug in eAccounting en sla dit over.",
  ),
  "refund-refused": words(
    (p) =>
      `eAccounting weigerde de terugbetaling van ${amount(p["amount"])}${when(p["code"], (c) => ` (code ${c})`)}. De creditering is geboekt. De eigen woorden staan bij het antwoord van de taak.`,
    "Herstel wat het antwoord noemt en druk op Opnieuw proberen. Of registreer de terugbetaling met de hand in eAccounting en sla dit over.",
  ),
  "order-has-backorders": words(
    (p) =>
      `De order is geannuleerd, maar verkooporder ${say(p["number"])} heeft in eAccounting naleveringen en kan niet worden teruggenomen.`,
    "Verwijder de nalevering en de order met de hand in eAccounting en druk daarna op Opnieuw proberen.",
  ),
  "write-back-refused": words(
    (p) =>
      `De order is geboekt, maar Asperion weigerde wat ernaar moest worden teruggeschreven${when(p["status"], (s) => ` (status ${s})`)}.`,
    "Bekijk het antwoord in het verloop van de order, herstel de order of de instellingen en druk op Opnieuw proberen met de nieuwste instellingen.",
  ),
} satisfies Same<typeof en.heldDeltas>;
