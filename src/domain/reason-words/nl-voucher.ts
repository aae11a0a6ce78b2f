/** Dutch words: journal vouchers and the accounts that they are booked on. */
import type * as en from "./en-voucher.ts";
import {
  country,
  amount,
  atLine,
  day,
  NOTHING_TO_DO,
  RETRY_NEWEST,
  type Same,
  say,
  when,
  words,
} from "./nl-words.ts";
import type { Params } from "./words.ts";

const SET_ACCOUNT = `Kies de grootboekrekening in de instellingen.${RETRY_NEWEST}`;
const BY_HAND =
  "Vergelijk beide in eAccounting, corrigeer met een memoriaalboeking wat niet klopt en sla dit daarna over.";

const undone = (p: Params): boolean => p["why"] === "undone";
const since = (p: Params): string =>
  undone(p)
    ? `Boeking ${say(p["number"])} moet worden teruggeboekt met de orders van vroeger waarmee zij is gemaakt`
    : `De order is in Asperion ${p["why"] === "cancelled" ? "geannuleerd" : "gewijzigd"} nadat boeking ${say(p["number"])} was gemaakt`;

export const takenVouchers = {
  "voucher-booked": words(
    (p) =>
      `De order is in eAccounting geboekt${when(p["number"], (n) => ` als memoriaalboeking ${n}`)}${when(p["item"], (n) => ` met debiteurenpost ${n}`)}, met datum ${day(p["date"])}.`,
    NOTHING_TO_DO,
  ),
  "voucher-credit-booked": words(
    (p) =>
      `De creditering is in eAccounting geboekt${when(p["number"], (n) => ` als memoriaalboeking ${n}`)}, met datum ${day(p["date"])}${when(p["original"], (n) => `. Zij corrigeert boeking ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "voucher-reversed": words(
    (p) =>
      `Boeking ${say(p["voucher"])} is teruggeboekt met een tegenboeking${when(p["number"], (n) => `, ${n}`)}, met datum ${day(p["date"])}: ${undone(p) ? "zij was geboekt met orders van vroeger die worden teruggedraaid" : `de order is in Asperion ${p["why"] === "cancelled" ? "geannuleerd" : "gewijzigd"}`}.`,
    NOTHING_TO_DO,
  ),
  "voucher-empty": words(
    "Er is niets in rekening gebracht en niets voor een bedrag verkocht, dus er valt niets te boeken.",
    NOTHING_TO_DO,
  ),
  "voucher-paid": words(
    (p) =>
      `De ${p["back"] === true ? "terugbetaling" : "betaling"} van ${amount(p["amount"])} is geboekt op grootboekrekening ${say(p["account"])}${when(p["number"], (n) => ` als memoriaalboeking ${n}`)}, met datum ${day(p["date"])}. Zij voldoet boeking ${say(p["voucher"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenVouchers>;

export const recordedVouchers = {
  "voucher-planned": words(
    (p) =>
      `De order wordt een memoriaalboeking op niveau ${LEVEL[String(p["level"])] ?? say(p["level"])}, met ${say(p["rows"])} regels.`,
    NOTHING_TO_DO,
  ),
  "voucher-keeps-vat": words(
    (p) =>
      `Op niveau eenvoudig komt de hele verkoop op één grootboekrekening: de btw van ${amount(p["vat"])} ${say(p["currency"])} wordt niet apart geboekt.`,
    "Boek de btw apart bij het afsluiten van de periode, of kies in de instellingen het niveau aanbevolen.",
  ),
  "account-chosen": words(
    (p) =>
      `Grootboekrekening ${say(p["account"])} voor ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${atLine(p)}, volgens ${BY[String(p["by"])] ?? say(p["by"])}${byRow(p)}.`,
    NOTHING_TO_DO,
  ),
  "account-of-article": words(
    (p) =>
      `Grootboekrekening ${say(p["account"])}${atLine(p)}: die waarop de contering van het artikel in eAccounting boekt.`,
    NOTHING_TO_DO,
  ),
  "rate-chosen": words(
    (p) =>
      `Bedragen in ${say(p["currency"])} zijn omgerekend tegen ${amount(p["rate"])} ${say(p["into"])}, ${FROM[String(p["by"])] ?? say(p["by"])}${when(p["day"], () => ` van ${day(p["day"])}`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedVouchers>;

export const heldVouchers = {
  "account-missing": words(
    (p) =>
      `Er is geen grootboekrekening gekozen voor ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${when(p["from"], (from) => ` (${from})`)}${atLine(p)}.`,
    SET_ACCOUNT,
  ),
  "account-missing-abroad": words(
    (p) =>
      `De goederen gaan naar ${country(p["country"])}, en voor dat land is geen grootboekrekening gekozen voor ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${when(p["from"], (from) => ` (${from})`)}${atLine(p)}. Rekeningen voor binnenlandse verkoop worden niet voor verkoop naar het buitenland gebruikt.`,
    `Voeg in de instellingen aan de tabel met rekeningen een regel voor het land of zijn groep toe.${RETRY_NEWEST}`,
  ),
  "voucher-cash-bookkeeping": words(
    "Het bedrijf boekt op het moment van betaling (kasstelsel): wat nog openstaat, wordt pas bij betaling geboekt.",
    "Laat in de instellingen alleen betaalde orders door en boek ze op de rekeningen van de betaalwijzen. Druk daarna op Opnieuw proberen met de nieuwste instellingen. Of boek deze order met de hand in eAccounting en sla hem hier over.",
  ),
  "rate-missing": words(
    (p) =>
      p["rate"] != null
        ? `De wisselkoers ${amount(p["rate"])} voor ${say(p["currency"])} kan niet kloppen: er blijft niets van de order over, of het wordt te veel.`
        : `Er is op de boekingsdag geen wisselkoers voor ${say(p["currency"])}, daar waar die volgens de instellingen vandaan komt.`,
    "Kies in de instellingen waar koersen vandaan komen, of wacht tot er een is. Druk daarna op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "voucher-differs": words(
    (p) =>
      `De boeking staat er${when(p["account"], (account) => ` met ${amount(p["booked"])} op rekening ${account}; verwacht was ${amount(p["planned"])}`)}${when(p["field"], (field) => ` met een andere waarde voor ${FIELD[field] ?? field} dan verwacht: ${say(p["booked"])} in plaats van ${say(p["planned"])}`)}.`,
    BY_HAND,
  ),
  "voucher-changed-after-booking": words(
    (p) =>
      `De order is in Asperion ${p["why"] === "cancelled" ? "geannuleerd" : "gewijzigd"} nadat boeking ${say(p["number"])} was gemaakt. Een boeking wordt niet gewijzigd.`,
    "Maak met de hand een tegenboeking, of laat dat volgens de instellingen doen en druk op Opnieuw proberen met de nieuwste instellingen.",
  ),
  "undo-booked-stays": words(
    (p) =>
      `Wat van orders van vroeger is geboekt moet worden teruggedraaid, en ${p["document"] === "voucher" ? "boeking" : "factuur"} ${say(p["number"])} blijft staan: wat geboekt is kan niet worden verwijderd.`,
    "Klopt dit niet, crediteer dan de factuur in eAccounting, of boek de boeking daar terug met een tegenboeking; sla dit daarna over.",
  ),
  "voucher-has-credits": words(
    (p) =>
      `${since(p)}, en er zijn crediteringen van ${amount(p["credited"])} op geboekt. Zij wordt niet vanzelf teruggeboekt.`,
    BY_HAND,
  ),
  "voucher-item-paid": words(
    (p) =>
      p["why"] === "anew"
        ? `De order moet opnieuw worden geboekt nadat de boeking met ${say(p["number"])} was teruggeboekt, en op de teruggeboekte debiteurenpost is ${amount(p["amount"])} betaald. Zij wordt niet vanzelf geboekt, want dat geld zou twee keer in de boeken staan.`
        : `${since(p)}, en op de debiteurenpost daarvan is ${amount(p["amount"])} betaald. Zij wordt niet vanzelf teruggeboekt, want de betaling zou op de teruggeboekte post blijven staan.`,
    BY_HAND,
  ),
  "voucher-item-unpayable": words(
    (p) =>
      `Er is ${amount(p["amount"])} betaald nadat de debiteurenpost van boeking ${say(p["number"])} was gemaakt, en eAccounting ${p["why"] === "credit" ? "neemt op zo'n post van hieruit geen terugbetaling aan" : "toont zo'n post niet bij de facturen"}. Er is niets geregistreerd.`,
    "Boek de betaling in eAccounting af op de post en sla dit daarna over.",
  ),
} satisfies Same<typeof en.heldVouchers>;

const LEVEL: Readonly<Record<string, string>> = {
  simple: "eenvoudig",
  recommended: "aanbevolen",
  complex: "per artikel",
  extreme: "per regel",
};
const FIELD: Readonly<Record<string, string>> = {
  date: "de datum",
  total: "het totaal",
  customer: "de klant",
  number: "het nummer",
  CostCenterItemId1: "de eerste kostenplaats",
  CostCenterItemId2: "de tweede kostenplaats",
  CostCenterItemId3: "de derde kostenplaats",
  ProjectId: "het project",
};
const NAME: Readonly<Record<string, string>> = {
  revenueAccount: "omzet",
  vatAccount: "btw",
  receivableAccount: "debiteuren",
  clearingAccount: "betalingen",
  productAccount: "het artikel",
  shippingAccount: "verzendkosten",
  discountAccount: "kortingen",
  feeAccount: "toeslagen",
  giftCardAccount: "cadeaubonnen",
  roundingAccount: "afrondingsverschillen",
};
const BY: Readonly<Record<string, string>> = {
  force: "de instelling voor alle orders",
  table: "de tabel",
  default: "de standaardwaarde",
};
const FROM: Readonly<Record<string, string>> = {
  ledger: "de koers van eAccounting",
  source: "de koers van de order zelf",
  original: "de koers van de boeking die wordt gecorrigeerd",
};
const byRow = (p: Params): string =>
  when(p["by"] === "table" ? (p["key"] ?? p["from"]) : null, (row) => ` (regel ${row})`);
