/** Dutch words: what is wrong with a tenant as a whole. */
import type * as en from "./en-watch.ts";
import { type Same, say, vendorName, when, words } from "./nl-words.ts";

export const watched = {
  "connection-expiring": words(
    (p) => `De koppeling met ${vendorName(p["vendor"])} verloopt bijna: vernieuwen mislukt.`,
    "Gaat het niet binnen enkele minuten vanzelf over, koppel dan opnieuw op de pagina van de winkel. Tot dan wacht alles en gaat er niets verloren.",
  ),
  "queue-old": words(
    (p) => `Werk dat verder kan, wacht al ${say(p["minutes"])} minuten.`,
    "Kijk op /healthz of cron loopt, en bij Cloudflare of de wachtrij wordt verwerkt. Er gaat niets verloren: het gaat verder zodra het kan.",
  ),
  "backing-off-long": words(
    (p) =>
      `Taken die steeds weer mislukken om een tijdelijke reden: ${say(p["count"])}, de langste al ${say(p["minutes"])} minuten.`,
    "Kijk bij een ervan naar de reden, en op de statuspagina van de leverancier die daar staat. Ze worden vanzelf opnieuw geprobeerd.",
  ),
  "rate-pressure": words(
    (p) =>
      `Taken die wachten op de limiet van de leverancier: ${say(p["count"])}, de langste al ${say(p["minutes"])} minuten.`,
    "Orders die binnenkomen gaan voor. Blijft het zo, ga dan na of een ander programma dezelfde client-id gebruikt, of spreid het inlezen van oude orders over de nacht.",
  ),
  "rate-refused": words(
    (p) =>
      `De leverancier weigert aanroepen (429) op ${say(p["endpoint"])}, hoewel ze gespreid zijn. Ze liggen nu ${say(p["times"])} keer zo ver uit elkaar.`,
    "Er gaat niets verloren, alles gaat langzamer. Ga na of een ander programma dezelfde client-id gebruikt, en of de limiet van de leverancier lager is dan EACCOUNTING_RATE_PER_MINUTE zegt.",
  ),
  "sweep-not-run": words(
    (p) =>
      `Asperion is al ${say(p["minutes"])} minuten niet gevraagd naar gewijzigde orders; dat hoort elke ${say(p["every"])} minuten.`,
    "Kijk op de pagina van de winkel wat de laatste keer opleverde, en op /healthz of cron loopt. Orders die geen webhook meldt, wachten tot dan.",
  ),
  "webhooks-silent": words(
    (p) =>
      `In een dag kwam er geen webhook, en ${say(p["count"])} orders zijn alleen gevonden doordat wij ernaar vroegen.`,
    "Kijk in Asperion of de webhook er nog is, met het adres en het nieuwste geheim van deze winkel. Orders worden ook zonder gevonden, enkele minuten later.",
  ),
  "no-orders": words(
    (p) =>
      `Er is al ${say(p["hours"])} uur geen order gekomen${when(p["usual"], (usual) => `; op dit uur van de week is ${usual} uur gewoon`)}.`,
    "Ga na of de winkel verkoopt en of de orders in Asperion aankomen. Is de winkel dicht, dan hoeft u niets te doen.",
  ),
  "projection-behind": words(
    (p) =>
      `Lijsten en tellingen lopen ${say(p["count"])} wijzigingen achter, al ${say(p["minutes"])} minuten.`,
    "Kijk op /healthz of de database antwoordt. Boeken hangt er niet van af, en de lijsten lopen vanzelf bij.",
  ),
  "notices-undelivered": words(
    (p) =>
      `Meldingen die in een dag niet konden worden bezorgd: ${say(p["count"])} (${say(p["channel"])}).`,
    "Kijk in de instellingen of het adres klopt en, bij een webhook, of het met 200 antwoordt. De meldingen zelf staan op de pagina van de winkel.",
  ),
} satisfies Same<typeof en.watched>;
