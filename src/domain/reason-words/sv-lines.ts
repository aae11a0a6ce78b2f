/** Swedish words: kinds of lines, articles that are missing, and gift cards. */
import type * as en from "./en-lines.ts";
import {
  amount,
  atLine,
  day,
  NOTHING_TO_DO,
  percent,
  RETRY,
  RETRY_NEWEST,
  type Same,
  say,
  when,
  words,
} from "./sv-words.ts";

const BY_HAND = "Bokför ordern för hand i eAccounting och hoppa sedan över den här, med en orsak.";

export const recordedLines = {
  "zero-total-left-out": words(
    "Ordern slutar på noll, och för det tar eAccounting inget dokument; enligt inställningarna utelämnas sådana order.",
    NOTHING_TO_DO,
  ),
  "article-created": words(
    (p) =>
      `Artikeln ${say(p["sku"])} saknas i eAccounting och ${p["trial"] === true ? "skulle skapas" : "skapades"} där, med konteringen för ${percent(p["rate"])} moms.`,
    "Titta på artikeln i eAccounting när du har tid: namn och kontering är orderns, den har inget pris och för inget lager.",
  ),
  "gift-card-used": words(
    (p) =>
      `Ett presentkort betalade ${amount(p["amount"])}${atLine(p)}. Det är en betalning: den tar inget av priset eller momsen, och en rad i dokumentet nämner den.`,
    NOTHING_TO_DO,
  ),
  "gift-card-registered": words(
    (p) =>
      `De ${amount(p["amount"])} som ett presentkort betalade registrerades på fakturan${when(p["date"], () => `, ${day(p["date"])}`)}, på konto ${say(p["account"])}.`,
    NOTHING_TO_DO,
  ),
  "gift-card-already-registered": words(
    (p) =>
      `Bokföringen har redan de ${amount(p["amount"])} som presentkort betalade av fakturan, så inget registrerades för dem.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedLines>;

export const heldLines = {
  "sales-type-not-mapped": words(
    (p) =>
      `En rad är såld med försäljningstyp ${say(p["salesType"])}${atLine(p)}, som ingen artikel eller kontering är angiven för.`,
    `Ange i inställningarna vad försäljningstypen motsvarar: ett artikelnummer, eller en kontering (kör då grundkonfigurationen).${RETRY_NEWEST}`,
  ),
  "new-article-coding-missing": words(
    (p) =>
      `eAccounting har ingen artikel ${say(p["sku"])}${atLine(p)}, och det är inte klart med vilken kontering för ${percent(p["rate"])} moms den ska bokföras${when(p["coding"], (c) => `: konteringen ${c} passar inte`)}.`,
    `Välj konteringen för den här momssatsen i inställningarna, eller skapa artikeln i eAccounting.${RETRY_NEWEST}`,
  ),
  "article-number-too-long": words(
    (p) =>
      `eAccounting har ingen artikel ${say(p["sku"])}${atLine(p)}, och koden är för lång för att vara artikelnummer där (${say(p["max"])} tecken).`,
    BY_HAND,
  ),
  "article-not-looked-up": words(
    (p) =>
      `De här inställningarna leder till artikeln ${say(p["sku"])}, som ingen slog upp i eAccounting när ordern planerades. Vad ordern skulle bli går inte att säga härifrån.`,
    `En provkörning av ordern slår upp den och visar det.`,
  ),
  "article-number-taken": words(
    (p) =>
      `eAccounting nekade att skapa artikeln ${say(p["sku"])}: numret är upptaget, och inte av en artikel från oss.`,
    `Titta på artikeln med det här numret i eAccounting: den måste vara aktiv, och dess momssats måste vara radens.${RETRY}`,
  ),
  "gift-card-with-vat": words(
    (p) =>
      `Ett presentkort har ${amount(p["vat"])} moms${atLine(p)}. En flerfunktionsvoucher har ingen moms när den säljs och ingen när den används; hur en enfunktionsvoucher bokförs avgörs inte här.`,
    BY_HAND,
  ),
  "gift-card-coding-unfit": words(
    (p) =>
      `Ordern säljer ett presentkort, och ${UNFIT[String(p["why"])] ?? "dess kontering går inte att använda"}${when(p["account"], (a) => ` (konto ${a})`)}.`,
    `Skapa i eAccounting en kontering med 0 % moms vars konto är er skuld för presentkort (2421 i en svensk kontoplan), välj den i inställningarna och kör grundkonfigurationen.${RETRY_NEWEST}`,
  ),
  "gift-card-exceeds-order": words(
    (p) =>
      `Orderns presentkort är värda mer än det som såldes: summan är ${amount(p["total"])}. Det som blir kvar på ett kort får stå kvar på kortet.`,
    "Rätta ordern i Asperion, så att inte mer av kortet används än vad ordern kostar; den tas upp av sig själv efter ändringen.",
  ),
  "gift-card-in-credit": words(
    (p) =>
      `Krediteringen ger ${amount(p["amount"])} tillbaka på ett presentkort${atLine(p)}. Hur eAccounting vill ha en sådan betalning av en kreditfaktura är inte känt, så inget bokfördes.`,
    BY_HAND,
  ),
  "gift-card-account-missing": words(
    (p) =>
      `Ett presentkort${when(p["card"], (c) => ` (${c})`)} betalade en del av ordern${atLine(p)}, och inget konto är angivet för det.`,
    `Skapa i eAccounting ett bankkonto vars bokföringskonto är er skuld för presentkort (2421 i en svensk kontoplan), och välj det i inställningarna.${RETRY_NEWEST}`,
  ),
  "gift-card-payment-unclear": words(
    (p) =>
      `Någon har registrerat ${amount(p["byHand"])} på fakturan, och det går inte att säga om det var presentkortet (${amount(p["cards"])}) eller pengar. Inget mer registrerades.`,
    "Registrera det som saknas i eAccounting och hoppa sedan över det här.",
  ),
} satisfies Same<typeof en.heldLines>;

const UNFIT: Readonly<Record<string, string>> = {
  "not-chosen": "ingen kontering är vald för presentkort",
  "not-found": "eAccounting har ingen sådan aktiv kontering med ett konto för det",
  vat: "den valda konteringen har moms",
  revenue:
    "den valda konteringen bokför på intäkter, medan ett presentkort är en skuld tills det används",
};

export const retiredLines = {
  "line-sales-type": words(
    (p) =>
      `Ordern har en rad utan artikel, av en försäljningstyp${atLine(p)}. En tidigare version kunde inte bokföra sådana rader.`,
    "Tryck på Försök igen.",
  ),
  "line-fee": words(
    (p) =>
      `Ordern har en avgift${atLine(p)} på ${amount(p["amount"])}. En tidigare version kunde inte bokföra avgifter.`,
    "Tryck på Försök igen.",
  ),
  "line-gift-card": words(
    (p) =>
      `Ordern har ett presentkort${atLine(p)} på ${amount(p["amount"])}. En tidigare version kunde inte bokföra presentkort.`,
    "Tryck på Försök igen.",
  ),
} satisfies Same<typeof en.retiredLines>;
