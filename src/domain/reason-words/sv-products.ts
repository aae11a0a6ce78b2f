/** Swedish words of the product flow. */
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
} from "./sv-words.ts";

const FIELD: Readonly<Record<string, string>> = {
  sku: "kod",
  name: "namn",
  shortDescription: "kort beskrivning",
  longDescription: "lång beskrivning",
  priceExclVat: "pris exklusive moms",
  priceInclVat: "pris inklusive moms",
  currency: "valuta",
  ean: "EAN",
  vatCode: "momskod",
  salesType: "försäljningstyp",
  active: "aktiv",
  kind: "slag",
  parent: "huvudartikel",
  attributes: "attribut",
  free1: "fritt fält 1",
  free2: "fritt fält 2",
  free3: "fritt fält 3",
  free4: "fritt fält 4",
  free5: "fritt fält 5",
};
const BY: Readonly<Record<string, string>> = {
  label: "etiketterna",
  number: "numret",
  coding: "konteringen",
  expression: "uttrycket",
};
const named = (value: Parameters<typeof say>[0]): string =>
  say(value)
    .split(", ")
    .map((name) => FIELD[name] ?? name)
    .join(", ");

export const product = {
  "products-read": words(
    (p) =>
      `${p["all"] === true ? "Alla artiklar i eAccounting jämfördes" : "De artiklar som ändrats i eAccounting lästes"}: ${say(p["read"])} lästa, ${say(p["differ"])} skiljer sig från Asperion${when(p["missing"] === 0 ? null : p["missing"], (n) => `, ${n} påträffades inte och efterfrågas en och en`)}.`,
    NOTHING_TO_DO,
  ),
  "product-created": words(
    (p) =>
      `Artikeln ${say(p["code"])} ${p["trial"] === true ? "skulle skapas" : "skapades"} i Asperion.`,
    NOTHING_TO_DO,
  ),
  "product-updated": words(
    (p) =>
      `Artikeln i Asperion ${p["trial"] === true ? "skulle uppdateras" : "uppdaterades"}: ${named(p["fields"])}.`,
    NOTHING_TO_DO,
  ),
  "product-unchanged": words("Artikeln i Asperion är som den ska.", NOTHING_TO_DO),
  "product-deactivated": words(
    (p) =>
      `Artikeln ${p["trial"] === true ? "skulle inaktiveras" : "inaktiverades"} i Asperion. Den tas aldrig bort.`,
    NOTHING_TO_DO,
  ),
  "product-create-only": words(
    "Artikeln finns redan i Asperion, och enligt inställningarna lämnas sådana artiklar i fred.",
    NOTHING_TO_DO,
  ),
  "product-filtered": words(
    (p) =>
      `Inställningarna utelämnar artikeln, på grund av ${BY[String(p["by"])] ?? say(p["by"])}.`,
    "Ska den finnas i butiken, ändra filtret i inställningarna.",
  ),
  "product-own-article": words(
    "Det här är en av artiklarna som skapades vid grundkonfigurationen för ören, frakt, avgifter och liknande. Den säljs inte och skickas därför inte till butiken.",
    NOTHING_TO_DO,
  ),
  "product-made-of-order": words(
    "Artikeln skapades av en orderrad, eftersom eAccounting inte hade den. Den har inget pris och skickas därför inte till butiken, där den skulle skriva över det som finns.",
    "Ge artikeln ett pris i eAccounting när den är klar: då skickas den som alla andra.",
  ),
  "product-inactive": words(
    "Artikeln är inaktiv i eAccounting och finns inte i Asperion, så den skapas inte där.",
    NOTHING_TO_DO,
  ),
  "product-not-in-ledger": words(
    (p) => `Artikeln ${say(p["code"])} finns inte längre i eAccounting.`,
    NOTHING_TO_DO,
  ),
  "product-field-kept": words(
    (p) =>
      `Någon har ändrat detta i Asperion sedan vi skrev det: ${named(p["field"])}. Det får stå kvar.`,
    "Ska eAccounting gälla, låt fältet skriva över ändringar i inställningarna.",
  ),
  "product-field-overwritten": words(
    (p) =>
      `Detta har ändrats i Asperion; enligt inställningarna gäller eAccountings värde: ${named(p["field"])}.`,
    NOTHING_TO_DO,
  ),
  "product-linked": words(
    (p) =>
      `Någon har kopplat den till artikeln ${say(p["code"])} i Asperion, som behåller sin kod.`,
    NOTHING_TO_DO,
  ),
  "product-stored-otherwise": words(
    (p) =>
      `Asperion sparar detta annorlunda än det skickades: ${named(p["field"])}. Det skickas inte igen förrän det ändras.`,
    NOTHING_TO_DO,
  ),
  "product-text-shortened": words(
    (p) =>
      `Detta är för långt för Asperion; ${say(p["max"])} tecken av det går dit: ${named(p["field"])}.`,
    NOTHING_TO_DO,
  ),
  "product-price-rounded": words(
    (p) =>
      `Beloppet ${amount(p["from"])} (${named(p["field"])}) har fler decimaler än butiken sparar; ${amount(p["to"])} går dit.`,
    NOTHING_TO_DO,
  ),
  "product-ean-invalid": words(
    (p) =>
      `Streckkoden ${say(p["ean"])} är ingen EAN eller GTIN: längden eller kontrollsiffran är fel. Den utelämnas.`,
    "Rätta streckkoden i eAccounting.",
  ),
  "product-parent-created": words(
    (p) =>
      `Den konfigurerbara artikeln ${say(p["code"])} ${p["trial"] === true ? "skulle skapas" : "skapades"} för varianterna.`,
    NOTHING_TO_DO,
  ),
  "product-parent-activated": words(
    (p) =>
      `Den konfigurerbara artikeln ${say(p["code"])} ${p["trial"] === true ? "skulle vara" : "är"} aktiv igen, eftersom den har aktiva varianter.`,
    NOTHING_TO_DO,
  ),
  "product-parent-deactivated": words(
    (p) =>
      `Den konfigurerbara artikeln ${say(p["code"])} ${p["trial"] === true ? "skulle inaktiveras" : "inaktiverades"}, eftersom ingen av dess varianter är aktiv.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.product>;

export const heldProduct = {
  "product-gone": words(
    (p) => `Artikeln ${say(p["code"])} togs bort i Asperion.`,
    "Tryck på Försök igen för att skapa den på nytt. Ska den vara borta, hoppa över den eller utelämna den med filtret.",
  ),
  "product-code-taken": words(
    (p) => `En annan artikel i Asperion har redan koden ${say(p["code"])}.`,
    `Ändra en av de två koderna.${RETRY}`,
  ),
  "product-link-missing": words(
    (p) => `Asperion har ingen artikel ${say(p["code"])}, som någon har kopplat denna till.`,
    `Koppla den på den här sidan till en annan kod, eller koppla bort den.${RETRY}`,
  ),
  "product-tax-not-mapped": words(
    (p) =>
      `Asperion behöver en momskod eller en försäljningstyp för att skapa en artikel, och ingen är angiven${when(p["rate"], (rate) => ` för ${percent(rate)} moms`)}.`,
    `Ange momskoden för den här momssatsen, eller försäljningstypen för den här konteringen, i inställningarna.${RETRY_NEWEST}`,
  ),
  "product-rule-failed": words(
    (p) =>
      `Uttrycket för ${p["rule"] === "filter" ? "filtret" : named(p["rule"])} fungerar inte på den här artikeln (${say(p["fault"])}).`,
    `Rätta uttrycket i inställningarna.${RETRY_NEWEST}`,
  ),
  "product-parent-not-configurable": words(
    (p) =>
      `Varianterna behöver en konfigurerbar artikel ${say(p["code"])}, men artikeln med den koden i Asperion är av ett annat slag.`,
    `Ändra artikelns slag eller kod i Asperion, eller regeln för varianter i inställningarna.${RETRY_NEWEST}`,
  ),
} satisfies Same<typeof en.heldProduct>;
