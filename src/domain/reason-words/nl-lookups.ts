/**
 * Dutch words: orders held because an article, a VAT rate, terms or the customer couldn't be
 * decided.
 */
import type * as en from "./en-lookups.ts";
import { atLine, percent, RETRY, RETRY_NEWEST, type Same, say, when, words } from "./nl-words.ts";

export const heldLookups = {
  "sku-missing-on-line": words(
    (p) =>
      `Een regel heeft geen artikelcode${atLine(p)}, dus kan er geen artikel voor worden gevonden.`,
    "Geef de regel in Asperion een artikel.",
  ),
  "article-not-found": words(
    (p) => `eAccounting heeft geen artikel ${say(p["sku"])}${atLine(p)}.`,
    `Maak het artikel in eAccounting met precies dit nummer, of verbeter de code in Asperion.${RETRY}`,
  ),
  "article-ambiguous": words(
    (p) =>
      `eAccounting heeft ${when(p["count"], (n) => n) || "meerdere"} artikelen ${say(p["sku"])}${atLine(p)}.`,
    `Houd één artikel met dit nummer.${RETRY}`,
  ),
  "article-inactive": words(
    (p) => `Het artikel ${say(p["sku"])}${atLine(p)} is in eAccounting inactief.`,
    `Maak het artikel in eAccounting actief, of gebruik een ander.${RETRY}`,
  ),
  "article-tax-reduced": words(
    (p) =>
      `Artikel ${say(p["sku"])}${atLine(p)} is in eAccounting werk met belastingaftrek (ROT, RUT of groene techniek). De factuur ervan vraagt om het persoonsnummer van de koper en de soort werk, en dat zegt geen order van de winkel.`,
    "Maak deze factuur met de hand in eAccounting en sla dit daarna over. Is het artikel geen zulk werk, haal dan in eAccounting de soort werk weg en druk op Opnieuw proberen.",
  ),
  "coding-not-found": words(
    (p) =>
      `Het artikel ${say(p["sku"])}${atLine(p)} heeft een codering die eAccounting niet opsomt, dus is de btw niet bekend.`,
    `Kies in eAccounting een codering voor het artikel en lees hier de stamgegevens opnieuw.${RETRY}`,
  ),
  "vat-code-unknown": words(
    (p) => `De btw-code ${say(p["vatCode"])}${atLine(p)} is niet bekend.`,
    `Wijs de btw-code toe in de instellingen.${RETRY_NEWEST}`,
  ),
  "vat-rate-differs": words(
    (p) =>
      `De regel voor ${say(p["sku"])}${atLine(p)} is verkocht met ${percent(p["source"])} btw, maar eAccounting rekent voor dit artikel ${percent(p["ledger"])}.`,
    `Verbeter de codering van het artikel in eAccounting, of de btw-code in Asperion, al naar gelang wat er fout is.${RETRY}`,
  ),
  "own-article-missing": words(
    (p) =>
      `Het ${ROLE[String(p["article"])] ?? "hulpartikel"}${when(p["rate"], () => ` voor ${percent(p["rate"])} btw`)}${when(p["coding"], (c) => ` (codering ${c})`)} is nog niet gemaakt of gekozen.`,
    `Voer de inrichting van de eigen artikelen uit, of kies er een in de instellingen.${RETRY_NEWEST}`,
  ),
  "terms-not-mapped": words(
    (p) =>
      `De betalingsconditie ${when(p["terms"], (t) => `${t} `)}die voor betaalconditie ${say(p["from"])} is gekozen, bestaat niet in eAccounting.`,
    `Verbeter de toewijzing van de betalingscondities in de instellingen.${RETRY_NEWEST}`,
  ),
  "delivery-method-not-mapped": words(
    (p) =>
      `De leverwijze ${when(p["method"], (m) => `${m} `)}die voor leverwijze ${say(p["from"])} van Asperion is gekozen, bestaat niet in eAccounting.`,
    `Verbeter de toewijzing van de leverwijzen in de instellingen.${RETRY_NEWEST}`,
  ),
} satisfies Same<typeof en.heldLookups>;

export const heldCustomer = {
  "customer-ambiguous": words(
    (p) =>
      `eAccounting heeft ${when(p["count"], (n) => n) || "meerdere"} actieve klanten die passen${when(p["by"], (by) => ` (gezocht op ${by})`)}.`,
    `Maak de klant in eAccounting uniek, of koppel de debiteur hier aan de juiste.${RETRY}`,
  ),
  "customer-not-identifiable": words(
    (p) =>
      `De order noemt geen ${when(p["by"], (by) => by) || "e-mailadres of nummer"} waarmee de klant kan worden gevonden of aangemaakt.`,
    `Vul de order of de debiteur in Asperion aan, stel een standaarddebiteur voor gasten in, of koppel de klant hier.${RETRY_NEWEST}`,
  ),
  "customer-kind-differs": words(
    (p) =>
      `In Asperion is dit een ${KIND[String(p["order"])] ?? "ander soort klant"}, maar de klant in eAccounting is een ${KIND[String(p["ledger"])] ?? "ander soort"}. Dat bepaalt of prijzen inclusief btw zijn.`,
    `Verbeter de klant in eAccounting, of laat in de instellingen het soort van eAccounting gelden.${RETRY_NEWEST}`,
  ),
  "customer-number-taken": words(
    (p) =>
      `Het klantnummer ${say(p["number"])} is in eAccounting bezet door een klant die niet deze is.`,
    `Koppel de debiteur hier aan zijn klant, of kies in de instellingen een ander nummervoorvoegsel.${RETRY_NEWEST}`,
  ),
  "customer-inactive": words(
    "De klant is in eAccounting inactief.",
    `Maak de klant in eAccounting actief, of koppel hier een andere.${RETRY}`,
  ),
  "debtor-gone": words(
    (p) =>
      `Asperion heeft de debiteur van de order niet meer${when(p["debtor"], (id) => ` (${id})`)}.`,
    `Geef de order een debiteur in Asperion, of koppel de klant hier.${RETRY}`,
  ),
  "default-debtor-missing": words(
    "De standaarddebiteur uit de instellingen bestaat niet in eAccounting.",
    `Kies in de instellingen een andere standaarddebiteur.${RETRY_NEWEST}`,
  ),
  "post-code-too-long": words(
    (p) =>
      `Een postcode (${say(p["field"])}) heeft ${say(p["length"])} tekens; eAccounting neemt er ${say(p["max"])} aan. Een halve postcode stuurt een pakket de verkeerde kant op.`,
    "Verbeter het adres in Asperion; na de wijziging wordt de order vanzelf opgepakt.",
  ),
  "customer-used": words(
    "Deze klant is al aan een andere debiteur van Asperion gekoppeld.",
    `Controleer bij welke debiteur de klant hoort en verbeter de koppeling.${RETRY}`,
  ),
} satisfies Same<typeof en.heldCustomer>;

const ROLE: Readonly<Record<string, string>> = {
  shipping: "verzendartikel",
  discount: "kortingsartikel",
  adjusting: "correctieartikel",
  closing: "afrondingsartikel",
  fee: "toeslagartikel",
  item: "vaste artikel",
};
const KIND: Readonly<Record<string, string>> = { company: "bedrijf", private: "particulier" };
