/**
 * Swedish words: orders held because an article, a VAT rate, terms or the customer couldn't be
 * decided.
 */
import type * as en from "./en-lookups.ts";
import { atLine, percent, RETRY, RETRY_NEWEST, type Same, say, when, words } from "./sv-words.ts";

export const heldLookups = {
  "sku-missing-on-line": words(
    (p) => `En rad saknar artikelkod${atLine(p)}, så ingen artikel kan hittas för den.`,
    "Ge raden en artikel i Asperion.",
  ),
  "article-not-found": words(
    (p) => `eAccounting har ingen artikel ${say(p["sku"])}${atLine(p)}.`,
    `Skapa artikeln i eAccounting med exakt det här numret, eller rätta koden i Asperion.${RETRY}`,
  ),
  "article-ambiguous": words(
    (p) =>
      `eAccounting har ${when(p["count"], (n) => n) || "flera"} artiklar ${say(p["sku"])}${atLine(p)}.`,
    `Behåll en artikel med det här numret.${RETRY}`,
  ),
  "article-inactive": words(
    (p) => `Artikeln ${say(p["sku"])}${atLine(p)} är inaktiv i eAccounting.`,
    `Aktivera artikeln i eAccounting, eller använd en annan.${RETRY}`,
  ),
  "article-tax-reduced": words(
    (p) =>
      `Artikeln ${say(p["sku"])}${atLine(p)} är arbete med skattereduktion i eAccounting (ROT, RUT eller grön teknik). Dess faktura kräver köparens personnummer och arbetets art, som ingen order i butiken säger.`,
    "Gör den här fakturan för hand i eAccounting och hoppa sedan över detta. Är artikeln inget sådant arbete, ta bort arbetets art i eAccounting och tryck på Försök igen.",
  ),
  "coding-not-found": words(
    (p) =>
      `Artikeln ${say(p["sku"])}${atLine(p)} har en kontering som eAccounting inte listar, så momsen kan inte avgöras.`,
    `Välj en kontering för artikeln i eAccounting och läs in registren på nytt här.${RETRY}`,
  ),
  "vat-code-unknown": words(
    (p) => `Momskoden ${say(p["vatCode"])}${atLine(p)} är inte känd.`,
    `Ange i inställningarna vad momskoden motsvarar.${RETRY_NEWEST}`,
  ),
  "vat-rate-differs": words(
    (p) =>
      `Raden för ${say(p["sku"])}${atLine(p)} såldes med ${percent(p["source"])} moms, men eAccounting räknar ${percent(p["ledger"])} för den här artikeln.`,
    `Rätta artikelns kontering i eAccounting, eller momskoden i Asperion, beroende på vad som är fel.${RETRY}`,
  ),
  "own-article-missing": words(
    (p) =>
      `${ROLE[String(p["article"])] ?? "Hjälpartikeln"}${when(p["rate"], () => ` för ${percent(p["rate"])} moms`)}${when(p["coding"], (c) => ` (kontering ${c})`)} är ännu inte skapad eller vald.`,
    `Kör grundkonfigurationen av de egna artiklarna, eller välj en i inställningarna.${RETRY_NEWEST}`,
  ),
  "terms-not-mapped": words(
    (p) =>
      `Betalningsvillkoret ${when(p["terms"], (t) => `${t} `)}som valts för betalningsvillkor ${say(p["from"])} i Asperion finns inte i eAccounting.`,
    `Rätta tabellen för betalningsvillkor i inställningarna.${RETRY_NEWEST}`,
  ),
  "delivery-method-not-mapped": words(
    (p) =>
      `Leveranssättet ${when(p["method"], (m) => `${m} `)}som valts för Asperions leveranssätt ${say(p["from"])} finns inte i eAccounting.`,
    `Rätta tabellen för leveranssätt i inställningarna.${RETRY_NEWEST}`,
  ),
} satisfies Same<typeof en.heldLookups>;

export const heldCustomer = {
  "customer-ambiguous": words(
    (p) =>
      `eAccounting har ${when(p["count"], (n) => n) || "flera"} aktiva kunder som passar${when(p["by"], (by) => ` (sökte på ${by})`)}.`,
    `Gör kunden entydig i eAccounting, eller koppla Asperions kund till den rätta här.${RETRY}`,
  ),
  "customer-not-identifiable": words(
    (p) =>
      `Ordern har ${when(p["by"], (by) => `inget av följande: ${by}`) || "varken e-postadress eller nummer"}, och utan det kan kunden inte hittas eller skapas.`,
    `Komplettera ordern eller dess kund i Asperion, ange en standardkund för gäster, eller koppla kunden här.${RETRY_NEWEST}`,
  ),
  "customer-kind-differs": words(
    (p) =>
      `I Asperion är det här ${KIND[String(p["order"])] ?? "en annan sorts kund"}, men i eAccounting är kunden ${KIND[String(p["ledger"])] ?? "av ett annat slag"}. Det avgör om priser är inklusive moms.`,
    `Rätta kunden i eAccounting, eller låt eAccountings slag gälla i inställningarna.${RETRY_NEWEST}`,
  ),
  "customer-number-taken": words(
    (p) => `Kundnumret ${say(p["number"])} är upptaget i eAccounting av en annan kund.`,
    `Koppla Asperions kund till sin kund här, eller välj ett annat nummerprefix i inställningarna.${RETRY_NEWEST}`,
  ),
  "customer-inactive": words(
    "Kunden är inaktiv i eAccounting.",
    `Aktivera kunden i eAccounting, eller koppla en annan här.${RETRY}`,
  ),
  "debtor-gone": words(
    (p) => `Asperion har inte längre orderns kund${when(p["debtor"], (id) => ` ${id}`)}.`,
    `Ge ordern en kund i Asperion, eller koppla kunden här.${RETRY}`,
  ),
  "default-debtor-missing": words(
    "Inställningarnas standardkund finns inte i eAccounting.",
    `Välj en annan standardkund i inställningarna.${RETRY_NEWEST}`,
  ),
  "post-code-too-long": words(
    (p) =>
      `Ett postnummer (${say(p["field"])}) har ${say(p["length"])} tecken; eAccounting tar ${say(p["max"])}. Ett halvt postnummer skickar paketet fel.`,
    "Rätta adressen i Asperion; ordern tas upp av sig själv efter ändringen.",
  ),
  "customer-used": words(
    "Den här kunden är redan kopplad till en annan kund i Asperion.",
    `Kontrollera vilken kund i Asperion den hör till och rätta kopplingen.${RETRY}`,
  ),
} satisfies Same<typeof en.heldCustomer>;

const ROLE: Readonly<Record<string, string>> = {
  shipping: "Fraktartikeln",
  discount: "Rabattartikeln",
  adjusting: "Utjämningsartikeln",
  closing: "Öresutjämningsartikeln",
  fee: "Avgiftsartikeln",
  item: "Den stående artikeln",
};
const KIND: Readonly<Record<string, string>> = {
  company: "ett företag",
  private: "en privatperson",
};
