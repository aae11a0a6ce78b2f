/** Dutch words: kinds of lines, articles that are missing, and gift cards. */
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
} from "./nl-words.ts";

const BY_HAND =
  "Boek deze order met de hand in eAccounting en sla hem hier daarna over, met een reden.";

export const recordedLines = {
  "zero-total-left-out": words(
    "De order komt op nul uit, waarvoor eAccounting geen document aanneemt; uw instellingen laten zulke orders weg.",
    NOTHING_TO_DO,
  ),
  "article-created": words(
    (p) =>
      `Het artikel ${say(p["sku"])} ontbreekt in eAccounting en ${p["trial"] === true ? "zou daar worden" : "is daar"} gemaakt, met de codering voor ${percent(p["rate"])} btw.`,
    "Bekijk het artikel in eAccounting als u tijd hebt: naam en codering zijn die van de order, het heeft geen prijs en houdt geen voorraad bij.",
  ),
  "gift-card-used": words(
    (p) =>
      `Met een cadeaubon is ${amount(p["amount"])} betaald${atLine(p)}. Dat is een betaling: zij haalt niets van de prijs of de btw af, en een regel van het document noemt haar.`,
    NOTHING_TO_DO,
  ),
  "gift-card-registered": words(
    (p) =>
      `De ${amount(p["amount"])} die met een cadeaubon is betaald, is op de factuur geregistreerd${when(p["date"], () => `, op ${day(p["date"])}`)}, op rekening ${say(p["account"])}.`,
    NOTHING_TO_DO,
  ),
  "gift-card-already-registered": words(
    (p) =>
      `De boekhouding heeft de ${amount(p["amount"])} die met cadeaubonnen op deze factuur is betaald al, dus is er niets voor geregistreerd.`,
    NOTHING_TO_DO,
  ),
} satisfies Same<typeof en.recordedLines>;

export const heldLines = {
  "sales-type-not-mapped": words(
    (p) =>
      `Een regel is verkocht met verkooptype ${say(p["salesType"])}${atLine(p)}, waarvoor geen artikel of codering is ingesteld.`,
    `Wijs het verkooptype in de instellingen toe: aan een artikelnummer, of aan een codering (voer dan de inrichting uit).${RETRY_NEWEST}`,
  ),
  "new-article-coding-missing": words(
    (p) =>
      `eAccounting heeft geen artikel ${say(p["sku"])}${atLine(p)}, en het is niet duidelijk met welke codering van ${percent(p["rate"])} btw het moet worden geboekt${when(p["coding"], (c) => `: de codering ${c} past niet`)}.`,
    `Kies in de instellingen de codering voor dit btw-tarief, of maak het artikel in eAccounting.${RETRY_NEWEST}`,
  ),
  "article-number-too-long": words(
    (p) =>
      `eAccounting heeft geen artikel ${say(p["sku"])}${atLine(p)}, en de code is te lang om daar een artikelnummer te zijn (${say(p["max"])} tekens).`,
    BY_HAND,
  ),
  "article-not-looked-up": words(
    (p) =>
      `Deze instellingen leiden naar het artikel ${say(p["sku"])}, dat bij het plannen van deze order niet in eAccounting is opgezocht. Wat de order zou worden, is hier niet te zeggen.`,
    `Een proefrun van de order zoekt het op en laat het zien.`,
  ),
  "article-number-taken": words(
    (p) =>
      `eAccounting weigerde het artikel ${say(p["sku"])} te maken: het nummer is bezet, en niet door een artikel van ons.`,
    `Bekijk het artikel met dit nummer in eAccounting: het moet actief zijn, en het btw-tarief moet dat van de regel zijn.${RETRY}`,
  ),
  "gift-card-with-vat": words(
    (p) =>
      `Een cadeaubon draagt ${amount(p["vat"])} btw${atLine(p)}. Een bon voor meervoudig gebruik draagt geen btw bij de verkoop en geen bij de inwisseling; hoe een bon voor enkelvoudig gebruik wordt geboekt, wordt hier niet beslist.`,
    BY_HAND,
  ),
  "gift-card-coding-unfit": words(
    (p) =>
      `Met de order wordt een cadeaubon verkocht, en ${UNFIT[String(p["why"])] ?? "de codering ervan is niet bruikbaar"}${when(p["account"], (a) => ` (rekening ${a})`)}.`,
    `Maak in eAccounting een codering met 0 % btw waarvan de grootboekrekening uw schuld uit cadeaubonnen is (2421 in een Zweeds rekeningschema), kies haar in de instellingen en voer de inrichting uit.${RETRY_NEWEST}`,
  ),
  "gift-card-exceeds-order": words(
    (p) =>
      `De cadeaubonnen van deze order zijn meer waard dan wat er is verkocht: het totaal is ${amount(p["total"])}. Wat een bon overhoudt, blijft op de bon staan.`,
    "Verbeter de order in Asperion, zodat er niet meer van de bon wordt gebruikt dan de order kost; na de wijziging wordt hij vanzelf opgepakt.",
  ),
  "gift-card-in-credit": words(
    (p) =>
      `Deze creditering geeft ${amount(p["amount"])} terug op een cadeaubon${atLine(p)}. Hoe eAccounting zo'n betaling van een creditering wil hebben is niet bekend, dus is er niets geboekt.`,
    BY_HAND,
  ),
  "gift-card-account-missing": words(
    (p) =>
      `Met een cadeaubon${when(p["card"], (c) => ` (${c})`)} is een deel van deze order betaald${atLine(p)}, en er is geen rekening voor ingesteld.`,
    `Maak in eAccounting een bankrekening waarvan de grootboekrekening uw schuld uit cadeaubonnen is (2421 in een Zweeds rekeningschema), en kies haar in de instellingen.${RETRY_NEWEST}`,
  ),
  "gift-card-payment-unclear": words(
    (p) =>
      `Iemand heeft ${amount(p["byHand"])} op de factuur geregistreerd, en het is niet te zeggen of dat de cadeaubon (${amount(p["cards"])}) of geld was. Er is niets meer geregistreerd.`,
    "Registreer in eAccounting wat ontbreekt en sla dit daarna over.",
  ),
} satisfies Same<typeof en.heldLines>;

const UNFIT: Readonly<Record<string, string>> = {
  "not-chosen": "er is geen codering voor cadeaubonnen gekozen",
  "not-found": "eAccounting heeft zo'n actieve codering met een rekening ervoor niet",
  vat: "de gekozen codering draagt btw",
  revenue:
    "de gekozen codering boekt op omzet, terwijl een cadeaubon een schuld is tot zij wordt ingewisseld",
};

export const retiredLines = {
  "line-sales-type": words(
    (p) =>
      `De order heeft een regel zonder artikel, van een verkooptype${atLine(p)}. Een eerdere versie kon zulke regels niet boeken.`,
    "Druk op Opnieuw proberen.",
  ),
  "line-fee": words(
    (p) =>
      `De order heeft een toeslag${atLine(p)} van ${amount(p["amount"])}. Een eerdere versie kon toeslagen niet boeken.`,
    "Druk op Opnieuw proberen.",
  ),
  "line-gift-card": words(
    (p) =>
      `De order heeft een cadeaubon${atLine(p)} van ${amount(p["amount"])}. Een eerdere versie kon cadeaubonnen niet boeken.`,
    "Druk op Opnieuw proberen.",
  ),
} satisfies Same<typeof en.retiredLines>;
