/** Swedish words: sales to other countries, and in other currencies. */
import type * as en from "./en-abroad.ts";
import {
  country,
  atLine,
  NOTHING_TO_DO,
  percent,
  RETRY,
  RETRY_NEWEST,
  type Same,
  say,
  when,
  words,
} from "./sv-words.ts";

export const heldAbroad = {
  "sale-country-unknown": words(
    (p) =>
      `eAccountings landlista har inte ${country(p["country"])}, så det går inte att säga vilken moms som skulle räknas.`,
    "Rätta landet i Asperion; ordern tas upp av sig själv efter ändringen. Eller bokför den för hand och hoppa över den här.",
  ),
  "sale-place-differs": words(
    (p) =>
      `Varorna går till ${country(p["goods"])}, men eAccounting skulle räkna moms som för ${country(p["ledger"])}, kundens eget land.`,
    `Styrs momsen av leveransen, markera "moms efter leveransadress" på kunden i eAccounting, eller rätta kundens land.${RETRY}`,
  ),
  "sale-company-without-vat-number": words(
    (p) =>
      `Ett företag i ${country(p["country"])} har köpt utan momsregistreringsnummer. Med ett nummer är försäljningen utan moms, utan nummer kan den beskattas som till en privatperson; vilket det är går inte att veta här.`,
    `Ange momsregistreringsnumret på kunden i eAccounting, eller välj i inställningarna att sådana företag beskattas som privatpersoner.${RETRY_NEWEST}`,
  ),
  "sale-private-with-vat-number": words(
    (p) =>
      `Kunden i ${country(p["country"])} är privatperson i eAccounting och har ett momsregistreringsnummer, så eAccounting räknar ingen moms.`,
    `Gör kunden till företag i eAccounting, eller ta bort momsregistreringsnumret.${RETRY}`,
  ),
  "sale-vat-number-of-home": words(
    (p) =>
      `Kundens momsregistreringsnummer är från ert eget land, men varorna går till ${country(p["country"])}: utan moms är en försäljning bara med ett nummer från ett annat land.`,
    `Ange kundens nummer i ett annat EU-land i eAccounting, eller bokför ordern för hand och hoppa över den här.${RETRY}`,
  ),
  "sale-territory-special": words(
    (p) =>
      `Varorna går till ${TERRITORY[String(p["territory"])] ?? "en del av"} ${country(p["country"])}, som eAccounting skulle beskatta som resten av landet.`,
    "Bokför ordern för hand i eAccounting och hoppa sedan över den här med en orsak. För företag i Nordirland: markera det på kunden i eAccounting, med dess XI-nummer, och tryck på Försök igen.",
  ),
  "sale-vat-differs": words(
    (p) =>
      `Butiken tog ut ${percent(p["source"])} moms${when(p["sku"], (sku) => ` på ${sku}`)}${atLine(p)}. ${WHY[String(p["why"])]?.(country(p["country"]), percent(p["ledger"])) ?? `eAccounting skulle räkna ${percent(p["ledger"])}.`}`,
    `Rätta det som är fel: momsen i butiken, eller kunden eller artikeln i eAccounting.${RETRY}`,
  ),
  "coding-without-account": words(
    (p) =>
      `Konteringen för ${when(p["sku"], (sku) => `artikeln ${sku}`) || "en artikel"}${atLine(p)} har inget konto för ${ACCOUNT[String(p["kind"])] ?? "det här slaget av försäljning"}, så eAccounting skulle neka fakturan.`,
    `Ge artikeln en kontering med ett sådant konto i eAccounting och läs in registren på nytt här.${RETRY}`,
  ),
  "vat-number-rejected": words(
    "eAccounting frågade EU:s register (VIES) om kundens momsregistreringsnummer, och det är inte giltigt där.",
    `Be kunden om rätt nummer och rätta det i Asperion, eller på kunden i eAccounting.${RETRY}`,
  ),
} satisfies Same<typeof en.heldAbroad>;

export const retiredAbroad = {
  "currency-foreign": words(
    (p) =>
      `Ordern är i ${say(p["currency"])}, företaget har sin bokföring i ${say(p["company"])}. Versionen som noterade det här hanterade inga andra valutor.`,
    "Tryck på Försök igen.",
  ),
} satisfies Same<typeof en.retiredAbroad>;

export const recordedAbroad = {
  "sale-decided": words(
    (p) =>
      `En försäljning till ${country(p["country"])}: ${KIND[String(p["kind"])] ?? say(p["kind"])}${when(p["vatNumber"], (prefix) => ` (momsregistreringsnummer från ${prefix})`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-of-currency": words(
    (p) =>
      `Köparens kund för order i ${say(p["currency"])} togs, eftersom fakturor är i sin kunds valuta.`,
    NOTHING_TO_DO,
  ),
  "lookup-chosen": words(
    (p) =>
      `${LOOKUP[String(p["lookup"])] ?? "Uppslaget värde"}${atLine(p)}: ${say(p["value"])}, enligt ${BY[String(p["by"])] ?? say(p["by"])}${when(p["key"], (key) => ` (rad ${key})`)}${when(p["from"], (from) => `, för ${from}`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedAbroad>;

const TERRITORY: Readonly<Record<string, string>> = {
  "northern-ireland": "Nordirland, skrivet som",
  "outside-vat": "en del utanför EU:s momsområde av",
  "own-rates": "en del med egna momssatser av",
  "inside-vat": "ett land som beskattas som en del av EU,",
};
const KIND: Readonly<Record<string, string>> = {
  "eu-business":
    "till ett företag med momsregistreringsnummer, utan moms (omvänd betalningsskyldighet)",
  "eu-consumer": "inom EU, med moms enligt säljarens land",
  oss: "inom EU enligt unionsordningen (OSS), med moms enligt köparens land",
  export: "export, utan moms",
  "export-with-vat": "utanför EU, med moms, eftersom kunden är markerad så i eAccounting",
};
const ACCOUNT: Readonly<Record<string, string>> = {
  "eu-business": "momsfri försäljning inom EU",
  "eu-consumer": "momspliktig försäljning inom EU",
  oss: "försäljning enligt OSS",
  export: "försäljning utanför EU",
  reversed: "omvänd byggmoms",
  "gift-card": "presentkort som säljs till utlandet",
};
const WHY: Readonly<Record<string, (country: string, ledger: string) => string>> = {
  "eu-business": (country) =>
    `Kunden i ${country} har ett momsregistreringsnummer, så eAccounting räknar ingen moms.`,
  export: (country) => `${country} ligger utanför EU, så eAccounting räknar ingen moms.`,
  "export-with-vat": (_, ledger) =>
    `Kunden är markerad för moms även utanför EU, så eAccounting räknar ${ledger}.`,
  "no-oss": (_, ledger) =>
    `Företaget är inte registrerat för OSS i eAccounting, så momssatsen i säljarens land gäller, ${ledger}.`,
  "oss-article": (_, ledger) =>
    `Artikeln är inte markerad för OSS i eAccounting, så momssatsen i säljarens land gäller, ${ledger}.`,
  "oss-rate": (country, ledger) =>
    `På andra rader med samma momssats togs ${ledger} ut, och en momssats motsvaras av en i ${country}.`,
  "oss-own": () =>
    "Inget annat i ordern säljs med den här momssatsen, så det går inte att säga vilken av eAccountings momssatser den motsvarar enligt OSS.",
};

const LOOKUP: Readonly<Record<string, string>> = {
  article: "Artikel som säljs i stället",
  deliveryTerms: "Leveransvillkor",
  costCenter1: "Första kostnadsstället",
  costCenter2: "Andra kostnadsstället",
  costCenter3: "Tredje kostnadsstället",
  project: "Projekt",
};
const BY: Readonly<Record<string, string>> = {
  force: "värdet för alla",
  table: "tabellen",
  default: "standardvärdet",
};
