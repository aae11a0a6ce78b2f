/** Dutch words: sales to other countries, and in other currencies. */
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
} from "./nl-words.ts";

export const heldAbroad = {
  "sale-country-unknown": words(
    (p) =>
      `De landenlijst van eAccounting kent ${country(p["country"])} niet, dus is niet te zeggen welke btw daar wordt berekend.`,
    "Verbeter het land in Asperion; de order wordt na de wijziging vanzelf opgepakt. Of boek hem met de hand en sla hem hier over.",
  ),
  "sale-place-differs": words(
    (p) =>
      `De goederen gaan naar ${country(p["goods"])}, maar eAccounting zou de btw berekenen als voor ${country(p["ledger"])}, het land van de klant zelf.`,
    `Hangt de btw van de levering af, vink dan in eAccounting bij de klant "btw volgens afleveradres" aan, of verbeter het land van de klant.${RETRY}`,
  ),
  "sale-company-without-vat-number": words(
    (p) =>
      `Een bedrijf in ${country(p["country"])} heeft zonder btw-nummer gekocht. Met een nummer is de verkoop zonder btw, zonder nummer kan zij als die aan een particulier zijn belast; welke van de twee is hier niet te weten.`,
    `Vul het btw-nummer in bij de klant in eAccounting, of kies in de instellingen dat zulke bedrijven als particulieren worden belast.${RETRY_NEWEST}`,
  ),
  "sale-private-with-vat-number": words(
    (p) =>
      `De klant in ${country(p["country"])} is in eAccounting een particulier en heeft een btw-nummer, waarmee eAccounting geen btw berekent.`,
    `Maak van de klant in eAccounting een bedrijf, of haal het btw-nummer weg.${RETRY}`,
  ),
  "sale-vat-number-of-home": words(
    (p) =>
      `Het btw-nummer van de klant is van uw eigen land, maar de goederen gaan naar ${country(p["country"])}: zonder btw is een levering alleen met een nummer van een ander land.`,
    `Vul in eAccounting het nummer van de klant in een ander EU-land in, of boek de order met de hand en sla hem hier over.${RETRY}`,
  ),
  "sale-territory-special": words(
    (p) =>
      `De goederen gaan naar ${TERRITORY[String(p["territory"])] ?? "een deel van"} ${country(p["country"])}, dat eAccounting zou belasten zoals de rest van het land.`,
    "Boek deze order met de hand in eAccounting en sla hem hier daarna over, met een reden. Voor bedrijven in Noord-Ierland: vink dat bij de klant in eAccounting aan, met het XI-nummer, en druk op Opnieuw proberen.",
  ),
  "sale-vat-differs": words(
    (p) =>
      `De winkel heeft ${percent(p["source"])} btw berekend${when(p["sku"], (sku) => ` over ${sku}`)}${atLine(p)}. ${WHY[String(p["why"])]?.(country(p["country"]), percent(p["ledger"])) ?? `eAccounting zou ${percent(p["ledger"])} berekenen.`}`,
    `Verbeter wat fout is: de btw in de winkel, of de klant of het artikel in eAccounting.${RETRY}`,
  ),
  "coding-without-account": words(
    (p) =>
      `De codering van ${when(p["sku"], (sku) => `het artikel ${sku}`) || "een artikel"}${atLine(p)} heeft geen rekening voor ${ACCOUNT[String(p["kind"])] ?? "dit soort verkoop"}, dus zou eAccounting de factuur weigeren.`,
    `Geef het artikel in eAccounting een codering met zo'n rekening en lees hier de stamgegevens opnieuw.${RETRY}`,
  ),
  "vat-number-rejected": words(
    "eAccounting heeft het btw-nummer van de klant bij het EU-register (VIES) nagevraagd, en het is daar niet geldig.",
    `Vraag de klant om het juiste nummer en verbeter het in Asperion, of bij de klant in eAccounting.${RETRY}`,
  ),
} satisfies Same<typeof en.heldAbroad>;

export const retiredAbroad = {
  "currency-foreign": words(
    (p) =>
      `De order is in ${say(p["currency"])}, het bedrijf houdt zijn boeken in ${say(p["company"])}. De versie die dit vastlegde, verwerkte geen andere valuta.`,
    "Druk op Opnieuw proberen.",
  ),
} satisfies Same<typeof en.retiredAbroad>;

export const recordedAbroad = {
  "sale-decided": words(
    (p) =>
      `Een verkoop naar ${country(p["country"])}: ${KIND[String(p["kind"])] ?? say(p["kind"])}${when(p["vatNumber"], (prefix) => ` (btw-nummer van ${prefix})`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-of-currency": words(
    (p) =>
      `De klant van de koper voor orders in ${say(p["currency"])} is genomen, omdat facturen in de valuta van hun klant zijn.`,
    NOTHING_TO_DO,
  ),
  "lookup-chosen": words(
    (p) =>
      `${LOOKUP[String(p["lookup"])] ?? "Opgezocht"}${atLine(p)}: ${say(p["value"])}, volgens ${BY[String(p["by"])] ?? say(p["by"])}${when(p["key"], (key) => ` (rij ${key})`)}${when(p["from"], (from) => `, voor ${from}`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedAbroad>;

const TERRITORY: Readonly<Record<string, string>> = {
  "northern-ireland": "Noord-Ierland, geschreven als",
  "outside-vat": "een deel buiten het btw-gebied van de EU van",
  "own-rates": "een deel met eigen btw-tarieven van",
  "inside-vat": "een land dat als deel van de EU wordt belast,",
};
const KIND: Readonly<Record<string, string>> = {
  "eu-business": "aan een bedrijf met btw-nummer, zonder btw (intracommunautair, btw verlegd)",
  "eu-consumer": "binnen de EU, met de btw van het land van de verkoper",
  oss: "binnen de EU onder de éénloketregeling (OSS), met de btw van het land van de koper",
  export: "uitvoer, zonder btw",
  "export-with-vat": "buiten de EU, met btw, omdat de klant in eAccounting zo is aangevinkt",
};
const ACCOUNT: Readonly<Record<string, string>> = {
  "eu-business": "verkopen zonder btw binnen de EU",
  "eu-consumer": "verkopen met btw binnen de EU",
  oss: "verkopen onder OSS",
  export: "verkopen buiten de EU",
  reversed: "verlegde btw in de bouw",
  "gift-card": "cadeaubonnen die naar het buitenland worden verkocht",
};
const WHY: Readonly<Record<string, (country: string, ledger: string) => string>> = {
  "eu-business": (country) =>
    `De klant in ${country} heeft een btw-nummer, dus berekent eAccounting geen btw.`,
  export: (country) => `${country} ligt buiten de EU, dus berekent eAccounting geen btw.`,
  "export-with-vat": (_, ledger) =>
    `Bij de klant is aangevinkt dat ook buiten de EU btw wordt berekend, dus berekent eAccounting ${ledger}.`,
  "no-oss": (_, ledger) =>
    `Het bedrijf is in eAccounting niet aangemeld voor OSS, dus geldt het tarief van het land van de verkoper, ${ledger}.`,
  "oss-article": (_, ledger) =>
    `Het artikel is in eAccounting niet aangevinkt voor OSS, dus geldt het tarief van het land van de verkoper, ${ledger}.`,
  "oss-rate": (country, ledger) =>
    `Over andere regels met hetzelfde btw-tarief is ${ledger} berekend, en met een tarief komt in ${country} er één overeen.`,
  "oss-own": () =>
    "Niets anders in de order is tegen dit tarief verkocht, dus is niet te zeggen welk tarief van eAccounting er onder OSS mee overeenkomt.",
};

const LOOKUP: Readonly<Record<string, string>> = {
  article: "Artikel dat in de plaats wordt verkocht",
  deliveryTerms: "Leveringsvoorwaarde",
  costCenter1: "Eerste kostenplaats",
  costCenter2: "Tweede kostenplaats",
  costCenter3: "Derde kostenplaats",
  project: "Project",
};
const BY: Readonly<Record<string, string>> = {
  force: "de waarde voor alles",
  table: "de tabel",
  default: "de standaardwaarde",
};
