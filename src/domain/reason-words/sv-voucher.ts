/** Swedish words: journal vouchers and the accounts that they are booked on. */
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
} from "./sv-words.ts";
import type { Params } from "./words.ts";

const SET_ACCOUNT = `Välj kontot i inställningarna.${RETRY_NEWEST}`;
const BY_HAND =
  "Jämför båda i eAccounting, rätta med en verifikation för hand där det är fel och hoppa sedan över det här.";

const undone = (p: Params): boolean => p["why"] === "undone";
const since = (p: Params): string =>
  undone(p)
    ? `Verifikation ${say(p["number"])} ska bokas bort med de äldre order som den bokfördes med`
    : `Ordern ${p["why"] === "cancelled" ? "avbröts" : "ändrades"} i Asperion efter att verifikation ${say(p["number"])} bokförts`;

export const takenVouchers = {
  "voucher-booked": words(
    (p) =>
      `Ordern bokfördes i eAccounting${when(p["number"], (n) => ` som verifikation ${n}`)}${when(p["item"], (n) => ` med post ${n} i kundreskontran`)}, daterad ${day(p["date"])}.`,
    NOTHING_TO_DO,
  ),
  "voucher-credit-booked": words(
    (p) =>
      `Krediteringen bokfördes i eAccounting${when(p["number"], (n) => ` som verifikation ${n}`)}, daterad ${day(p["date"])}${when(p["original"], (n) => `. Den rättar verifikation ${n}`)}.`,
    NOTHING_TO_DO,
  ),
  "voucher-reversed": words(
    (p) =>
      `Verifikation ${say(p["voucher"])} bokades bort med en rättelseverifikation${when(p["number"], (n) => `, ${n}`)}, daterad ${day(p["date"])}: ${undone(p) ? "den bokfördes med äldre order som tas tillbaka" : `ordern ${p["why"] === "cancelled" ? "avbröts" : "ändrades"} i Asperion`}.`,
    NOTHING_TO_DO,
  ),
  "voucher-empty": words(
    "Inget debiterades och inget såldes för något belopp, så det finns inget att bokföra.",
    NOTHING_TO_DO,
  ),
  "voucher-paid": words(
    (p) =>
      `${p["back"] === true ? "Återbetalningen" : "Betalningen"} på ${amount(p["amount"])} bokfördes på konto ${say(p["account"])}${when(p["number"], (n) => ` som verifikation ${n}`)}, daterad ${day(p["date"])}. Den reglerar verifikation ${say(p["voucher"])}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.takenVouchers>;

export const recordedVouchers = {
  "voucher-planned": words(
    (p) =>
      `Ordern blir en verifikation på nivån ${LEVEL[String(p["level"])] ?? say(p["level"])}, med ${say(p["rows"])} rader.`,
    NOTHING_TO_DO,
  ),
  "voucher-keeps-vat": words(
    (p) =>
      `På nivån enkel bokförs hela försäljningen på ett konto: momsen på ${amount(p["vat"])} ${say(p["currency"])} bokförs inte för sig.`,
    "Bokför momsen för sig när perioden stängs, eller välj nivån rekommenderad i inställningarna.",
  ),
  "account-chosen": words(
    (p) =>
      `Konto ${say(p["account"])} för ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${atLine(p)}, enligt ${BY[String(p["by"])] ?? say(p["by"])}${byRow(p)}.`,
    NOTHING_TO_DO,
  ),
  "account-of-article": words(
    (p) =>
      `Konto ${say(p["account"])}${atLine(p)}: det som artikelns kontering i eAccounting bokför på.`,
    NOTHING_TO_DO,
  ),
  "rate-chosen": words(
    (p) =>
      `Belopp i ${say(p["currency"])} räknades om till kursen ${amount(p["rate"])} ${say(p["into"])}, ${FROM[String(p["by"])] ?? say(p["by"])}${when(p["day"], () => ` den ${day(p["day"])}`)}.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedVouchers>;

export const heldVouchers = {
  "account-missing": words(
    (p) =>
      `Inget konto är valt för ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${when(p["from"], (from) => ` (${from})`)}${atLine(p)}.`,
    SET_ACCOUNT,
  ),
  "account-missing-abroad": words(
    (p) =>
      `Varorna går till ${country(p["country"])}, och för det landet är inget konto valt för ${NAME[String(p["lookup"])] ?? say(p["lookup"])}${when(p["from"], (from) => ` (${from})`)}${atLine(p)}. Konton för inrikes försäljning används inte för utrikes.`,
    `Lägg till en rad för landet eller landgruppen i kontotabellen i inställningarna.${RETRY_NEWEST}`,
  ),
  "voucher-cash-bookkeeping": words(
    "Företaget bokför enligt kontantmetoden: det som är obetalt bokförs inte förrän det är betalt.",
    "Släpp i inställningarna bara igenom betalda order och bokför dem på betalsättens konton. Tryck sedan på Försök igen med de senaste inställningarna. Eller bokför ordern för hand i eAccounting och hoppa över den här.",
  ),
  "rate-missing": words(
    (p) =>
      p["rate"] != null
        ? `Växelkursen ${amount(p["rate"])} för ${say(p["currency"])} kan inte stämma: det blir ingenting kvar av ordern, eller för mycket.`
        : `Det finns ingen kurs för ${say(p["currency"])} på bokföringsdagen, där kursen enligt inställningarna ska hämtas.`,
    "Välj i inställningarna varifrån kurser hämtas, eller vänta tills det finns en. Tryck sedan på Försök igen med de senaste inställningarna.",
  ),
  "voucher-differs": words(
    (p) =>
      `Verifikationen är bokförd${when(p["account"], (account) => ` med ${amount(p["booked"])} på konto ${account}; väntat var ${amount(p["planned"])}`)}${when(p["field"], (field) => ` med annat värde i ${FIELD[field] ?? field} än väntat: ${say(p["booked"])} i stället för ${say(p["planned"])}`)}.`,
    BY_HAND,
  ),
  "voucher-changed-after-booking": words(
    (p) =>
      `Ordern ${p["why"] === "cancelled" ? "avbröts" : "ändrades"} i Asperion efter att verifikation ${say(p["number"])} bokförts. En bokförd verifikation ändras inte.`,
    "Boka bort verifikationen med en rättelseverifikation för hand, eller låt det göras enligt inställningarna och tryck på Försök igen med de senaste inställningarna.",
  ),
  "undo-booked-stays": words(
    (p) =>
      `Det som bokförts av äldre order ska tas tillbaka, och ${p["document"] === "voucher" ? "verifikation" : "faktura"} ${say(p["number"])} blir kvar: det som är bokfört kan inte tas bort.`,
    "Om det är fel: kreditera fakturan i eAccounting, eller boka bort verifikationen där med en rättelseverifikation. Hoppa sedan över det här.",
  ),
  "voucher-has-credits": words(
    (p) =>
      `${since(p)}, och krediteringar på ${amount(p["credited"])} är bokförda mot den. Den bokas inte bort av sig själv.`,
    BY_HAND,
  ),
  "voucher-item-paid": words(
    (p) =>
      p["why"] === "anew"
        ? `Ordern ska bokföras igen efter att dess verifikation bokats bort genom ${say(p["number"])}, och ${amount(p["amount"])} är betalt på den borttagna posten i kundreskontran. Den bokförs inte av sig själv, eftersom pengarna skulle bokföras två gånger.`
        : `${since(p)}, och ${amount(p["amount"])} är betalt på dess post i kundreskontran. Den bokas inte bort av sig själv, eftersom betalningen skulle bli kvar på den borttagna posten.`,
    BY_HAND,
  ),
  "voucher-item-unpayable": words(
    (p) =>
      `Efter att posten i kundreskontran för verifikation ${say(p["number"])} bokförts betalades ${amount(p["amount"])}, och eAccounting ${p["why"] === "credit" ? "tar inte emot någon återbetalning på en sådan post härifrån" : "visar inte en sådan post bland fakturorna"}. Inget registrerades.`,
    "Registrera betalningen på posten i eAccounting och hoppa sedan över det här.",
  ),
} satisfies Same<typeof en.heldVouchers>;

const LEVEL: Readonly<Record<string, string>> = {
  simple: "enkel",
  recommended: "rekommenderad",
  complex: "per artikel",
  extreme: "per rad",
};
const FIELD: Readonly<Record<string, string>> = {
  date: "datum",
  total: "summa",
  customer: "kund",
  number: "nummer",
  CostCenterItemId1: "första kostnadsstället",
  CostCenterItemId2: "andra kostnadsstället",
  CostCenterItemId3: "tredje kostnadsstället",
  ProjectId: "projekt",
};
const NAME: Readonly<Record<string, string>> = {
  revenueAccount: "intäkter",
  vatAccount: "utgående moms",
  receivableAccount: "kundfordringar",
  clearingAccount: "betalningar",
  productAccount: "artikeln",
  shippingAccount: "frakt",
  discountAccount: "rabatter",
  feeAccount: "avgifter",
  giftCardAccount: "presentkort",
  roundingAccount: "öresavrundning",
};
const BY: Readonly<Record<string, string>> = {
  force: "inställningen för alla order",
  table: "tabellen",
  default: "standardvärdet",
};
const FROM: Readonly<Record<string, string>> = {
  ledger: "kursen i eAccounting",
  source: "orderns egen kurs",
  original: "kursen i verifikationen som rättas",
};
const byRow = (p: Params): string =>
  when(p["by"] === "table" ? (p["key"] ?? p["from"]) : null, (row) => ` (rad ${row})`);
