/** Swedish words: what was recorded while a document was made. */
import type * as en from "./en-recorded.ts";
import { amount, NOTHING_TO_DO, percent, type Same, say, when, words } from "./sv-words.ts";

export const recorded = {
  "price-basis-learnt": words(
    (p) =>
      `Lärt av eAccountings svar: priser till ${p["kind"] === "private" ? "privatpersoner" : "företag"} är ${p["includesVat"] === true ? "inklusive" : "exklusive"} moms.`,
    NOTHING_TO_DO,
  ),
  "vat-rounding-learnt": words(
    (p) =>
      `Lärt av eAccountings svar: momsen avrundas ${ROUNDING[String(p["rounding"])] ?? say(p["rounding"])}.`,
    NOTHING_TO_DO,
  ),
  "price-basis-corrected": words(
    "Dokumentet skrevs först med priser på fel grund (med eller utan moms) och rättades genast.",
    NOTHING_TO_DO,
  ),
  "closing-row": words(
    (p) =>
      `En öresutjämningsrad på ${amount(p["amount"])} utan moms gör summan till det som kunden betalade (${amount(p["charged"])}); de andra raderna ger ${amount(p["predicted"])}.`,
    NOTHING_TO_DO,
  ),
  "adjusting-row": words(
    (p) =>
      `En rad på ${amount(p["amount"])} med ${percent(p["vatRate"])} moms tar de ören som radernas antal × pris inte kan uttrycka.`,
    NOTHING_TO_DO,
  ),
  "vat-method-difference": words(
    (p) =>
      `Moms${when(p["rate"], (rate) => ` vid ${percent(rate)}`)}: butiken räknade ${amount(p["source"])}, eAccounting räknar ${amount(p["ledger"])}. De avrundar på olika ställen; summan är densamma.`,
    NOTHING_TO_DO,
  ),
  "within-tolerance": words(
    (p) =>
      `eAccountings summa skiljer ${amount(p["difference"])}, vilket ryms i toleransen på ${amount(p["tolerance"])}.`,
    "Titta på det när du stänger perioden.",
  ),
  "text-shortened": words(
    (p) =>
      `En text är för lång för eAccounting: ${say(p["max"])} tecken av den går dit (${say(p["field"])}${when(p["line"], (l) => `, rad ${l}`)}).`,
    NOTHING_TO_DO,
  ),
  "field-left-out": words(
    (p) =>
      `Ett fält utelämnas (${say(p["field"])}): eAccounting tar det inte i den här formen, och halva vore ett annat.`,
    "Rätta det i Asperion om det har betydelse.",
  ),
  "address-missing-filled": words(
    (p) =>
      `Ordern saknar ${say(p["field"])}; eAccounting behöver det, så ”${say(p["with"])}” går dit.`,
    NOTHING_TO_DO,
  ),
  "buyer-reference-shortened": words(
    (p) =>
      `Köparens referens är för lång för sitt fält (${say(p["max"])} tecken) och kortas; hela texten får en egen rad.`,
    NOTHING_TO_DO,
  ),
  "customer-found": words(
    (p) => `Kunden hittades i eAccounting${when(p["by"], (by) => ` på ${by}`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-created": words(
    (p) =>
      `Kunden ${p["trial"] === true ? "skulle skapas" : "skapades"} i eAccounting${when(p["number"], (n) => ` med nummer ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-updated": words(
    (p) =>
      `Kunden i eAccounting uppdaterades${when(p["overwritten"], (fields) => `; det som någon hade ändrat där skrevs över (${fields})`)}.`,
    NOTHING_TO_DO,
  ),
  "customer-known": words("Kunden är känd och oförändrad.", NOTHING_TO_DO),
  "default-debtor-used": words(
    (p) =>
      `Standardkunden användes${p["when"] === "guests" ? ", eftersom ordern är från en gäst" : ""}.`,
    NOTHING_TO_DO,
  ),
  "terms-chosen": words(
    (p) =>
      p["by"] === "customer"
        ? "Kundens eget betalningsvillkor gäller, eftersom inget är angivet för ordern."
        : `Betalningsvillkor ${say(p["terms"])} valdes av ${BY[String(p["by"])] ?? say(p["by"])}${when(p["from"], (f) => ` för betalningsvillkor ${f} i Asperion`)}.`,
    NOTHING_TO_DO,
  ),
  "delivery-method-chosen": words(
    (p) =>
      p["by"] === "nothing"
        ? `Inget leveranssätt är angivet för Asperions leveranssätt ${say(p["from"])}, så inget anges.`
        : `Leveranssätt ${say(p["method"])} valdes av ${BY[String(p["by"])] ?? say(p["by"])}${when(p["from"], (f) => ` för Asperions leveranssätt ${f}`)}.`,
    NOTHING_TO_DO,
  ),
  "document-adopted": words(
    (p) =>
      `Vårt dokument återfanns i eAccounting${when(p["number"], (n) => ` (${n})`)} på sin märkning och togs över; inget skickades två gånger.`,
    NOTHING_TO_DO,
  ),
  "document-stands": words(
    (p) => `Dokumentet ${say(p["document"])} finns i eAccounting, så inget annat skapades.`,
    NOTHING_TO_DO,
  ),
  "second-document-deleted": words(
    (p) =>
      `En upprepad skrivning hade trots allt kommit fram. Det yngre dokumentet${when(p["number"], (n) => ` ${n}`)} togs bort, ett finns kvar.`,
    NOTHING_TO_DO,
  ),
  "sent-again": words(
    "Det första försöket fick inget svar, och det var säkert att det inte hade kommit fram. Det skickades en gång till.",
    NOTHING_TO_DO,
  ),
  "order-page-linked": words(
    "En rad i dokumentet leder tillbaka till orderns sida.",
    NOTHING_TO_DO,
  ),
  "line-article-chosen": words(
    (p) =>
      `${CHOSEN[String(p["by"])] ?? "En artikel valdes"}${when(p["sku"], (s) => ` (${s})`)}; dess kontering ger ${percent(p["vatRate"])} moms. Radens belopp ${amount(p["source"])} ${FORM[String(p["form"])] ?? "behölls"}.`,
    NOTHING_TO_DO,
  ),
  "quantity-rounded": words(
    (p) =>
      `Ett antal på ${amount(p["source"])} går som ${amount(p["written"])}: eAccounting tar ${when(p["decimals"], (n) => n) || "fyra"} decimaler. Beloppet är oförändrat.`,
    NOTHING_TO_DO,
  ),
  "confirmed-after-comparison": words(
    "Dokumentet skrevs först som utkast, jämfördes och bekräftades sedan.",
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recorded>;

const ROUNDING: Readonly<Record<string, string>> = { row: "per rad", rate: "per momssats" };
const BY: Readonly<Record<string, string>> = {
  force: "inställningen för alla order",
  table: "tabellen",
  default: "standardvärdet",
  company: "företagets egen inställning i eAccounting",
};
const CHOSEN: Readonly<Record<string, string>> = {
  sku: "Artikeln hittades på sin kod",
  "own-shipping": "Fraktartikeln för den här momssatsen användes",
  "own-discount": "Rabattartikeln för den här momssatsen användes",
  "sales-type": "Artikeln hittades på radens försäljningstyp",
  "own-sales-type": "Artikeln för den kontering som är angiven för radens försäljningstyp användes",
  "own-fee": "Avgiftsartikeln för den här momssatsen användes",
  "own-tip": "Artikeln för dricks användes",
  "own-gift-card": "Artikeln för presentkortens kontering användes",
  "to-be-made": "eAccounting har ingen artikel med den här koden; den skulle skapas",
  placeholder:
    "eAccounting har ingen artikel med den här koden; artikeln som ersätter sådana användes",
};
const FORM: Readonly<Record<string, string>> = {
  "as-source": "kommer från butikens eget antal, pris och rabatt",
  "price-from-amount": "delades med antalet, med rabatten i priset",
  "one-piece": "går som ett stycke",
  nearest: "går inte att uttrycka som antal × pris; en utjämningsrad tar resten",
};
