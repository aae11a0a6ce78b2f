/** Dutch words: stock, from the ledger to the shop. */
import type * as en from "./en-stock.ts";
import { RETRY_NEWEST, NOTHING_TO_DO, type Same, say, when, words } from "./nl-words.ts";
import type { Params } from "./words.ts";

const articles = (p: Params): string =>
  `${say(p["articles"])}${when(p["first"], (first) => (p["articles"] === 1 ? ` (${first})` : ` (${first} en andere)`))}`;

export const stock = {
  "stock-correction-order": words(
    "Deze order corrigeert alleen de voorraad in Asperion. Hij is geen verkoop en wordt niet geboekt.",
    NOTHING_TO_DO,
  ),
  "stock-corrected": words(
    (p) =>
      `De voorraad in Asperion is gecorrigeerd met order ${say(p["order"] ?? p["marker"])}${when(p["order"], () => ` (${say(p["marker"])})`)}. Artikelen erin: ${say(p["rows"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-field-written": words(
    (p) =>
      `Voorraadcijfers zijn naar het veld ${say(p["field"])} van de artikelen in Asperion geschreven. Artikelen: ${say(p["articles"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-managed": words(
    (p) =>
      `Asperion houdt voortaan voorraad bij van artikelen waarvan het dat niet deed: ${say(p["articles"])}. De cijfers volgen bij de volgende run.`,
    NOTHING_TO_DO,
  ),
  "stock-equal": words(
    (p) =>
      `Er is niets geschreven: alle voorraadcijfers in Asperion kloppen. Vergeleken artikelen: ${say(p["articles"])}.`,
    NOTHING_TO_DO,
  ),
  "stock-would-change": words(
    (p) =>
      `Cijfers die in Asperion zouden zijn gewijzigd: ${say(p["rows"])}; artikelen waarvan het voorraadbeheer zou zijn aangezet: ${say(p["managed"])}.`,
    "Het verloop van de taak toont elk ervan.",
  ),
  "stock-unbooked": words(
    (p) =>
      `In Asperion verkocht en nog niet in eAccounting, en dus afgetrokken: ${say(p["pieces"])} stuks. Artikelen: ${say(p["articles"])}.`,
    "Bekijk de orders die wachten of worden vastgehouden: zodra ze zijn geboekt, telt eAccounting ze zelf mee.",
  ),
  "stock-moving": words(
    (p) =>
      `Artikelen die deze run ongemoeid bleven, omdat er juist aan een order ermee werd gewerkt: ${articles(p)}.`,
    "U hoeft niets te doen: de volgende run kijkt opnieuw.",
  ),
  "stock-not-managed": words(
    (p) =>
      `Artikelen die ongemoeid bleven, omdat eAccounting hun voorraad bijhoudt en Asperion niet: ${articles(p)}.`,
    "Zet in Asperion het voorraadbeheer ervoor aan, of laat de instellingen dat doen.",
  ),
  "stock-article-missing": words(
    (p) =>
      `Voorraadartikelen van eAccounting die niet in Asperion staan, of daar niet actief zijn: ${articles(p)}.`,
    "U hoeft niets te doen, tenzij de winkel ze moet verkopen.",
  ),
  "stock-not-kept": words(
    "eAccounting houdt van dit artikel geen voorraad bij: het is een dienst, of geen voorraadartikel.",
    NOTHING_TO_DO,
  ),
  "stock-rest": words(
    (p) =>
      `Er wijken meer cijfers af dan één run wijzigt (${say(p["most"])}). Over voor de volgende runs: ${say(p["rest"])}.`,
    "U hoeft niets te doen: de volgende runs gaan verder.",
  ),
} satisfies Same<typeof en.stock>;

export const heldStock = {
  "stock-no-figure": words(
    (p) =>
      `De uitdrukking geeft voor deze artikelen geen voorraadcijfer, en zij bleven ongemoeid: ${articles(p)}.`,
    "Verbeter de uitdrukking in de instellingen: een deling door nul, of een te groot getal.",
  ),
  "stock-not-possible": words(
    (p) =>
      `Met de instellingen zoals ze zijn kan de voorraad niet gelijk worden gehouden${when(p["setting"], (name) => ` (${name})`)}.`,
    "Open de instellingen en sla ze op: wat er mis is staat bij het veld.",
  ),
  "stock-too-many-open": words(
    (p) =>
      `Te veel orders van Asperion staan nog niet in eAccounting: ${say(p["count"])}. Met meer dan ${say(p["most"])} is niet te zeggen wat de winkel mag verkopen, dus is er niets geschreven.`,
    "Laat de orders boeken, of los de vastgehouden orders op. De voorraad gaat daarna vanzelf verder.",
  ),
  "stock-not-reserved": words(
    (p) =>
      `Order ${say(p["order"])} staat in eAccounting als lopende verkooporder, maar de stuks ervan zijn niet als gereserveerd te zien. Elke verkoop zou aan de winkel worden teruggegeven, dus is er niets geschreven.`,
    "Controleer of de voorraadmodule in eAccounting aanstaat en of de artikelen voorraadartikelen zijn, en druk daarna op Opnieuw proberen.",
  ),
  "stock-debtor-has-sales": words(
    (p) =>
      `Debiteur ${say(p["debtor"])} staat voor voorraadcorrecties, en order ${say(p["order"])} is aan hem verkocht. Er wordt geen correctie voor hem geschreven.`,
    `Maak in Asperion een debiteur aan wie niets wordt verkocht en kies die in de instellingen.${RETRY_NEWEST}`,
  ),
  "stock-correction-no-effect": words(
    (p) =>
      `De laatste correctie (${say(p["quantity"])} van ${say(p["article"])}, bij een voorraad van ${say(p["before"])}) heeft de voorraad in Asperion niet verplaatst zoals het moest. Er wordt geen volgende geschreven.`,
    "Bekijk die order en dat artikel in Asperion. Druk op Opnieuw proberen om nog één correctie te laten schrijven.",
  ),
} satisfies Same<typeof en.heldStock>;
