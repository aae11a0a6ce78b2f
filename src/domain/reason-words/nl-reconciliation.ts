/** Dutch words: the comparison of both sides, what it did and what it found. */
import type * as en from "./en-reconciliation.ts";
import { day, NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";

const AGAIN = "Vergelijk deze dagen daarna opnieuw: de bevinding verdwijnt dan vanzelf.";

export const reconciliations = {
  "reconciliation-done": words(
    (p) =>
      `Vergeleken: ${say(p["orders"])} orders van ${day(p["from"])} tot en met ${day(p["to"])} met ${say(p["documents"])} documenten van ons in eAccounting; bevindingen: ${say(p["findings"])}.`,
    NOTHING_TO_DO,
  ),
  "reconciliation-taken-up": words(
    "Niemand had gemeld dat deze order is zoals hij nu is. De vergelijking van beide kanten heeft hem opgepakt.",
    NOTHING_TO_DO,
  ),
  "reconciliation-took-up": words(
    (p) =>
      `De vergelijking van beide kanten heeft ${say(p["count"])} orders opgepakt die niemand had gemeld, of niet zoals ze nu zijn.`,
    "U hoeft niets te doen. Gebeurt het nacht na nacht, controleer dan of er wordt gezocht en of er webhooks aankomen.",
  ),
  "reconciliation-not-listed": words(
    (p) =>
      `Deze documenten van eAccounting konden niet worden opgesomd, want de toegang ertoe ontbreekt: ${say(p["kinds"])}. Ze zijn niet vergeleken.`,
    "Worden er voor deze winkel zulke documenten gemaakt, geef de gebruiker dan die toegang in eAccounting en koppel opnieuw.",
  ),
} satisfies Same<typeof en.reconciliations>;

const which = (value: Parameters<typeof when>[0]): string => when(value, (orders) => `: ${orders}`);

export const differences = {
  "reconciliation-twice": words(
    (p) =>
      `eAccounting heeft meer dan één document van ons voor dezelfde order (${say(p["count"])})${which(p["orders"])}.`,
    `Open beide in eAccounting. Verwijder het document dat niet is geboekt, of crediteer het document dat niemand heeft betaald. ${AGAIN}`,
  ),
  "reconciliation-without-order": words(
    (p) =>
      `eAccounting heeft documenten met ons kenmerk die bij geen hier bekende order horen (${say(p["count"])})${which(p["orders"])}.`,
    `Ga in eAccounting na wie ze heeft gemaakt: een kopie houdt het kenmerk van het origineel, en een andere installatie maakt eigen documenten. Verwijder of crediteer wat te veel is, of haal het kenmerk weg. ${AGAIN}`,
  ),
  "reconciliation-amount": words(
    (p) =>
      `Geboekte bedragen zijn niet die van de winkel (${say(p["count"])} orders)${which(p["orders"])}.`,
    `Open de pagina van de order en het document: iemand heeft het in eAccounting gewijzigd, of de winkel heeft de order gewijzigd zonder dat te melden. Verbeter wat fout is. ${AGAIN}`,
  ),
  "reconciliation-vat": words(
    (p) =>
      `De geboekte btw wijkt meer af van die van de winkel dan afronding verklaart (${say(p["count"])} orders)${which(p["orders"])}.`,
    `Open de pagina van de order en het document, en vergelijk de btw per tarief. ${AGAIN}`,
  ),
  "reconciliation-currency": words(
    (p) =>
      `Documenten staan in een andere valuta dan hun orders (${say(p["count"])} orders)${which(p["orders"])}.`,
    `Open de pagina van de order en het document. Is een verkeerd document gekoppeld, koppel het los en koppel het juiste; is het document fout, verbeter het in eAccounting. ${AGAIN}`,
  ),
  "reconciliation-customer": words(
    (p) =>
      `Met de hand gekoppelde documenten staan op een andere klant dan de koper van de order (${say(p["count"])} orders)${which(p["orders"])}.`,
    `Open de pagina van de order. Is een verkeerd document gekoppeld, koppel het los en koppel het juiste; is de koper die klant, koppel de koper eraan. ${AGAIN}`,
  ),
  "reconciliation-missing": words(
    (p) =>
      `Documenten die waren geboekt, staan niet meer in eAccounting (${say(p["count"])} orders)${which(p["orders"])}.`,
    `Ga na of iemand ze heeft verwijderd. Zijn ze nodig, druk dan op Opnieuw boeken; zo niet, sla de order op zijn pagina over. ${AGAIN}`,
  ),
} satisfies Same<typeof en.differences>;
