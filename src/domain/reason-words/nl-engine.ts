/** Dutch words: calls of a vendor that failed, and what the engine itself has to say. */
import type * as en from "./en-engine.ts";
import { BY_ITSELF, NOTHING_TO_DO, type Same, say, vendorName, when, words } from "./nl-words.ts";

export const failures = {
  "rejected-by-vendor": words(
    (p) =>
      `${vendorName(p["vendor"])} heeft het geweigerd${when(p["code"], (c) => ` (code ${c})`)}${when(p["fields"], (f) => `; velden: ${f}`)}. De eigen woorden ervan staan bij het antwoord van de taak.`,
    "Verbeter wat het antwoord noemt, in Asperion of in de instellingen, en druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "rate-limited": words(
    (p) =>
      `${p["vendor"] === undefined ? "De leverancier" : vendorName(p["vendor"])} neemt even geen aanroepen meer aan${when(p["endpoint"], (e) => ` (${e})`)}.`,
    BY_ITSELF,
  ),
  "needs-login": words(
    (p) =>
      `${vendorName(p["vendor"])} accepteert de aanmelding van de koppeling niet meer. Er gaat niets verloren: orders wachten.`,
    "Koppel opnieuw. Wat wachtte wordt daarna op volgorde gedaan.",
  ),
  "no-access": words(
    (p) =>
      `${vendorName(p["vendor"])} geeft geen toegang tot ${say(p["capability"])}${when(p["code"], (c) => ` (code ${c})`)}. Ander werk gaat door.`,
    "Controleer het abonnement, de modules en de rechten van de gebruiker die koppelde; koppel daarna opnieuw.",
  ),
  "company-blocked": words(
    (p) =>
      `eAccounting neemt op dit moment niets aan voor dit bedrijf${when(p["code"], (c) => ` (code ${c})`)}.`,
    "Meld u aan bij eAccounting: rond de startgids af, of controleer of het bedrijf en het abonnement actief zijn. Hervat daarna.",
  ),
  "wrong-administration": words(
    (p) =>
      `Asperion antwoordde uit administratie ${say(p["got"])} in plaats van ${say(p["expected"])}. Er is niets geschreven.`,
    "Koppel Asperion opnieuw voor de juiste administratie. Gebeurt het weer, vraag dan hulp: geen order mag in de verkeerde boeken komen.",
  ),
  "wrong-company": words(
    (p) =>
      `De aanmelding hoort bij het eAccounting-bedrijf ${say(p["got"])} in plaats van ${say(p["expected"])}. Zij is geweigerd voordat er iets is geschreven.`,
    "Koppel opnieuw en kies het juiste bedrijf.",
  ),
  "contract-broken": words(
    (p) =>
      `${vendorName(p["vendor"])} antwoordde in een vorm die niet bekend is${when(p["path"], (path) => ` (${path})`)}. Er is niets geraden.`,
    "Vraag hulp: waarschijnlijk heeft de leverancier iets veranderd. Druk op Opnieuw proberen zodra het is opgelost.",
  ),
  "vendor-unreachable": words(
    (p) => `${vendorName(p["vendor"])} is op dit moment niet bereikbaar.`,
    BY_ITSELF,
  ),
  "outcome-unknown": words(
    "Een schrijfactie kreeg geen antwoord, dus het is niet bekend of zij is doorgekomen. Dat wordt opgezocht voordat er iets opnieuw wordt verzonden.",
    "U hoeft voorlopig niets te doen: het wordt vanzelf meermaals opgezocht.",
  ),
  "not-found-at-vendor": words(
    (p) => `${vendorName(p["vendor"])} heeft ${say(p["what"])} niet (meer).`,
    "Controleer of het is verwijderd en druk daarna op Opnieuw proberen of Overslaan.",
  ),
} satisfies Same<typeof en.failures>;

export const engine = {
  poison: words(
    (p) =>
      `Deze taak brak ${when(p["claims"], (n) => `${n} keer`) || "meermaals"} af zonder einde en is opzijgezet, zodat zij niets anders ophoudt.`,
    "Druk één keer op Opnieuw proberen. Wordt zij weer opzijgezet, vraag dan hulp.",
  ),
  "planning-died": words(
    "Het uitwerken van deze order is twee keer mislukt door een fout in dit product. Hij is opzijgezet, zodat hij niets anders ophoudt.",
    "Vraag hulp met het nummer van deze taak. Er is niets voor geschreven.",
  ),
  "planned-settings-unusable": words(
    (p) =>
      `Dit had opnieuw moeten worden uitgewerkt met versie ${say(p["version"])} van de instellingen, maar die versie is niet meer bruikbaar: zij past niet bij de voorraad zoals die nu is ingesteld, of een andere uitgave heeft haar opgeslagen. Er is niets geschreven.`,
    "Druk op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "tenant-paused": words(
    (p) =>
      `Alles is gepauzeerd${when(p["note"], (n) => ` (${n})`)}. Orders worden aangenomen en wachten.`,
    "Druk op Hervatten; wat wachtte wordt daarna op volgorde gedaan.",
  ),
  "capability-paused": words(
    (p) =>
      `Dit deel is gepauzeerd omdat de toegang tot ${say(p["capability"])} is geweigerd. Ander werk gaat door.`,
    "Geef weer toegang (zie de melding) en hervat daarna.",
  ),
  "lookups-read-anew": words(
    "Wat er van eAccounting bekend is (rekeningen, btw, betalingscondities en dergelijke) is misschien verouderd. Het wordt opnieuw gelezen; daarna wordt dit nog eens bekeken.",
    BY_ITSELF,
  ),
  "waiting-for-party": words(
    "Er wordt aan een andere order van dezelfde klant gewerkt; deze wacht daarop, zodat de klant niet twee keer wordt aangemaakt.",
    BY_ITSELF,
  ),
  "in-doubt-needs-person": words(
    (p) =>
      `Er kon niet vanzelf worden vastgesteld of een schrijfactie is doorgekomen${when(p["marker"], (m) => ` (kenmerk ${m})`)}.`,
    "Zoek in eAccounting op het kenmerk. Staat het document er, koppel het dan hier; zo niet, druk op Opnieuw proberen.",
  ),
  "tenant-not-connected": words(
    (p) => `${vendorName(p["vendor"])} is nog niet gekoppeld. Orders worden aangenomen en wachten.`,
    "Koppel het; wat wachtte wordt daarna op volgorde gedaan.",
  ),
  "looked-up-before-first-write": words(
    "Vóór de eerste schrijfactie voor deze order is eAccounting doorzocht op documenten die een eerdere installatie kan hebben gemaakt.",
    NOTHING_TO_DO,
  ),
  "trial-mode": words(
    "Proefmodus: alles is uitgewerkt en getoond, er is niets geschreven.",
    "Zet de proefmodus in de instellingen uit om echt te beginnen.",
  ),
  "company-claimed": words(
    (p) =>
      `Een andere installatie houdt dit eAccounting-bedrijf al bij (${say(p["claim"])}). Met twee zou elke order dubbel worden geboekt.`,
    "Stop de andere installatie en verwijder haar klantlabel in eAccounting; voer daarna de inrichting opnieuw uit.",
  ),
  "own-article-taken": words(
    (p) =>
      `Artikelnummer ${say(p["number"])} is in eAccounting bezet door een artikel dat niet past (andere codering, inactief of een voorraadartikel).`,
    "Geef dat artikel in eAccounting een ander nummer, of verbeter de codering; voer daarna de inrichting opnieuw uit.",
  ),
} satisfies Same<typeof en.engine>;
