/** Dutch words of the product flow. */
import type * as en from "./en-products.ts";
import {
  amount,
  NOTHING_TO_DO,
  percent,
  RETRY,
  RETRY_NEWEST,
  type Same,
  say,
  when,
  words,
} from "./nl-words.ts";

const FIELD: Readonly<Record<string, string>> = {
  sku: "code",
  name: "naam",
  shortDescription: "korte omschrijving",
  longDescription: "lange omschrijving",
  priceExclVat: "prijs exclusief btw",
  priceInclVat: "prijs inclusief btw",
  currency: "valuta",
  ean: "EAN",
  vatCode: "btw-code",
  salesType: "verkooptype",
  active: "actief",
  kind: "soort",
  parent: "hoofdartikel",
  attributes: "kenmerken",
  free1: "vrij veld 1",
  free2: "vrij veld 2",
  free3: "vrij veld 3",
  free4: "vrij veld 4",
  free5: "vrij veld 5",
};
const BY: Readonly<Record<string, string>> = {
  label: "de labels",
  number: "het nummer",
  coding: "de codering",
  expression: "de uitdrukking",
};
const named = (value: Parameters<typeof say>[0]): string =>
  say(value)
    .split(", ")
    .map((name) => FIELD[name] ?? name)
    .join(", ");

export const product = {
  "products-read": words(
    (p) =>
      `${p["all"] === true ? "Alle artikelen van eAccounting zijn vergeleken" : "De artikelen die in eAccounting zijn gewijzigd, zijn gelezen"}: ${say(p["read"])} gelezen, ${say(p["differ"])} wijken af van Asperion${when(p["missing"] === 0 ? null : p["missing"], (n) => `, ${n} niet aangetroffen en een voor een opgevraagd`)}.`,
    NOTHING_TO_DO,
  ),
  "product-created": words(
    (p) =>
      `Het artikel ${say(p["code"])} ${p["trial"] === true ? "zou in Asperion worden" : "is in Asperion"} gemaakt.`,
    NOTHING_TO_DO,
  ),
  "product-updated": words(
    (p) =>
      `Het artikel in Asperion ${p["trial"] === true ? "zou worden" : "is"} bijgewerkt: ${named(p["fields"])}.`,
    NOTHING_TO_DO,
  ),
  "product-unchanged": words("Het artikel in Asperion is zoals het moet zijn.", NOTHING_TO_DO),
  "product-deactivated": words(
    (p) =>
      `Het artikel ${p["trial"] === true ? "zou in Asperion inactief worden" : "is in Asperion inactief"} gemaakt. Het wordt nooit verwijderd.`,
    NOTHING_TO_DO,
  ),
  "product-create-only": words(
    "Het artikel staat al in Asperion, en volgens de instellingen blijven zulke artikelen ongemoeid.",
    NOTHING_TO_DO,
  ),
  "product-filtered": words(
    (p) =>
      `De instellingen laten dit artikel weg, op grond van ${BY[String(p["by"])] ?? say(p["by"])}.`,
    "Moet het in de winkel staan, wijzig dan het filter in de instellingen.",
  ),
  "product-own-article": words(
    "Dit is een van de artikelen die bij de inrichting zijn gemaakt voor centen, verzending, toeslagen en dergelijke. Het wordt niet verkocht en gaat dus niet naar de winkel.",
    NOTHING_TO_DO,
  ),
  "product-made-of-order": words(
    "Dit artikel is van een regel van een order gemaakt, omdat eAccounting het niet had. Het heeft geen prijs en gaat dus niet naar de winkel, waar het zou overschrijven wat er staat.",
    "Geef het artikel in eAccounting een prijs zodra het compleet is: dan wordt het verzonden als elk ander.",
  ),
  "product-inactive": words(
    "Het artikel is in eAccounting inactief en staat niet in Asperion, dus wordt het daar niet gemaakt.",
    NOTHING_TO_DO,
  ),
  "product-not-in-ledger": words(
    (p) => `Het artikel ${say(p["code"])} staat niet meer in eAccounting.`,
    NOTHING_TO_DO,
  ),
  "product-field-kept": words(
    (p) =>
      `Iemand heeft dit in Asperion gewijzigd nadat wij het schreven: ${named(p["field"])}. Het blijft behouden.`,
    "Moet eAccounting winnen, laat het veld dan in de instellingen wijzigingen overschrijven.",
  ),
  "product-field-overwritten": words(
    (p) =>
      `Dit is in Asperion gewijzigd; volgens de instellingen telt wat in eAccounting staat: ${named(p["field"])}.`,
    NOTHING_TO_DO,
  ),
  "product-linked": words(
    (p) =>
      `Iemand heeft het gekoppeld aan artikel ${say(p["code"])} in Asperion; dat houdt zijn code.`,
    NOTHING_TO_DO,
  ),
  "product-stored-otherwise": words(
    (p) =>
      `Asperion bewaart dit anders dan het is verzonden: ${named(p["field"])}. Het wordt pas weer verzonden als het wijzigt.`,
    NOTHING_TO_DO,
  ),
  "product-text-shortened": words(
    (p) =>
      `Dit is te lang voor Asperion; ${say(p["max"])} tekens ervan gaan daarheen: ${named(p["field"])}.`,
    NOTHING_TO_DO,
  ),
  "product-price-rounded": words(
    (p) =>
      `De ${named(p["field"])} van ${amount(p["from"])} heeft meer decimalen dan de winkel bewaart; daarheen gaat ${amount(p["to"])}.`,
    NOTHING_TO_DO,
  ),
  "product-ean-invalid": words(
    (p) =>
      `De streepjescode ${say(p["ean"])} is geen EAN of GTIN: de lengte of het controlecijfer klopt niet. Zij wordt weggelaten.`,
    "Verbeter de streepjescode in eAccounting.",
  ),
  "product-parent-created": words(
    (p) =>
      `Het configureerbare artikel ${say(p["code"])} ${p["trial"] === true ? "zou voor de varianten worden" : "is voor de varianten"} gemaakt.`,
    NOTHING_TO_DO,
  ),
  "product-parent-activated": words(
    (p) =>
      `Het configureerbare artikel ${say(p["code"])} ${p["trial"] === true ? "zou weer actief worden" : "is weer actief"}, want het heeft actieve varianten.`,
    NOTHING_TO_DO,
  ),
  "product-parent-deactivated": words(
    (p) =>
      `Het configureerbare artikel ${say(p["code"])} ${p["trial"] === true ? "zou inactief worden" : "is inactief"} gemaakt, want geen van zijn varianten is actief.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.product>;

export const heldProduct = {
  "product-gone": words(
    (p) => `Het artikel ${say(p["code"])} is in Asperion verwijderd.`,
    "Druk op Opnieuw proberen om het opnieuw te laten maken. Moet het verwijderd blijven, sla het dan over of laat het met het filter weg.",
  ),
  "product-code-taken": words(
    (p) => `Een ander artikel in Asperion heeft de code ${say(p["code"])} al.`,
    `Wijzig een van de twee codes.${RETRY}`,
  ),
  "product-link-missing": words(
    (p) =>
      `Asperion heeft geen artikel ${say(p["code"])}, waaraan iemand dit artikel heeft gekoppeld.`,
    `Koppel het op deze pagina aan een andere code, of ontkoppel het.${RETRY}`,
  ),
  "product-tax-not-mapped": words(
    (p) =>
      `Asperion heeft voor een artikel een btw-code of een verkooptype nodig, en er is er geen ingesteld${when(p["rate"], (rate) => ` voor ${percent(rate)} btw`)}.`,
    `Stel in de instellingen de btw-code voor dit tarief in, of het verkooptype voor deze codering.${RETRY_NEWEST}`,
  ),
  "product-rule-failed": words(
    (p) =>
      `De uitdrukking voor ${p["rule"] === "filter" ? "het filter" : named(p["rule"])} mislukt bij dit artikel (${say(p["fault"])}).`,
    `Verbeter de uitdrukking in de instellingen.${RETRY_NEWEST}`,
  ),
  "product-parent-not-configurable": words(
    (p) =>
      `De varianten hebben een configureerbaar artikel ${say(p["code"])} nodig, maar het artikel met deze code in Asperion is van een ander soort.`,
    `Wijzig het soort of de code van dat artikel in Asperion, of de regel voor varianten in de instellingen.${RETRY_NEWEST}`,
  ),
} satisfies Same<typeof en.heldProduct>;
