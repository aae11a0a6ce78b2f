/** The Swedish words beside those of glossary.test.ts: one thing, one word, and no word for two. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { messagesOf } from "../../src/messages/index.ts";
import { allCatalogues } from "../support/catalogues.ts";

const MANUAL = join(import.meta.dirname, "../../docs/manual/sv");

const swedish = (allCatalogues.get("sv") ?? []).map(({ id, text }) => [id, text] as const);
const english = new Map((allCatalogues.get("en") ?? []).map(({ id, text }) => [id, text]));

/** Each message, and each line of the manual. */
const said: readonly (readonly [string, string])[] = [
  ...swedish,
  ...readdirSync(MANUAL).flatMap((name) =>
    readFileSync(join(MANUAL, name), "utf8")
      .split("\n")
      .map((line, index) => [`${name}:${index + 1}`, line] as const),
  ),
];

/** What earlier texts said, with what is said in its place. */
const RETIRED: readonly (readonly [RegExp, string])[] = [
  [/\}:e\b/, "an interval: an ordinal ends otherwise after 1 and 2"],
  [/\b(?:över|se|koppla|regler på) order\b(?! \{)/, "several are ordrar"],
  [/sålda antalen, utan returer/, "what was returned is taken off"],
  [/växelkurs/i, "valutakurs"],
  [/synkroniser/i, "synk"],
  [/betalnings(?:status|filt)/i, "betalstatus"],
  [/försäljningskonto/i, "intäktskonto"],
  [/bearbeta/i, "behandla"],
  [/skarp drift|dagarna efter start\b/i, "skarpt läge"],
  [/\bredovisare/i, "redovisningskonsult"],
  [/passkey/i, "lösennyckel"],
  [/osignerad/i, "webhookar utan signatur"],
  [/vunnet återkrav/i, "återkrav (vunnen tvist)"],
  [/leveransadressens land\b/i, "leveransland"],
  [/styckpris/i, "à-pris"],
  [/ersätt adressen/i, "byt ut adressen"],
  [/tog betalt/i, "debiterade"],
  [/på öret/i, "exakt"],
  [
    /avrundningen i företagets inställningar/i,
    "öresutjämningen i eAccountings företagsinställningar",
  ],
  [/butiken stängs|avveckla/i, "avslutas"],
  [/artikelkontering/i, "kontering"],
  [/uppstartens|\bskärm/i, "grundkonfigurationens sidor"],
  [/\bavfärda/i, "stänga"],
  [/\bförsök(?:s|as) igen/i, "ett nytt försök görs"],
  [/\bbokförda? så (?:ligger|nämns|skulle)/i, "om det bokförs så här"],
  [/\bdet som visas är som\b/i, "visas så som"],
];

test("no Swedish text says a word that was retired", () => {
  const wrong = said.flatMap(([where, text]) =>
    RETIRED.filter(([pattern]) => pattern.test(text)).map(
      ([pattern, word]) => `${where}: ${pattern.exec(text)?.[0]}, where ${word}`,
    ),
  );
  expect(wrong).toEqual([]);
});

test("what is left out isn't called skipped, which is a status", () => {
  const leftOut = swedish.filter(([id]) =>
    /^(?!.*\bskip)(?=.*\bleft out\b)/is.test(english.get(id) ?? ""),
  );
  expect(leftOut.length).toBeGreaterThan(20);
  expect(leftOut.filter(([, text]) => /\bhopp(?:a|ar|as|ats|ade)\b/i.test(text))).toEqual([]);
});

test("alerts are larm, and what tells of them are aviseringar", () => {
  const alerts = swedish.filter(([id]) => {
    const text = english.get(id) ?? "";
    return /\balerts?\b/i.test(text) && !/notif/i.test(text);
  });
  expect(alerts.length).toBeGreaterThan(10);
  expect(alerts.filter(([, text]) => !/larm/i.test(text))).toEqual([]);
});

test("a passkey is a lösennyckel, and no other key", () => {
  const passkeys = swedish.filter(([id]) => /\bpasskeys?\b/i.test(english.get(id) ?? ""));
  expect(passkeys.length).toBeGreaterThan(25);
  expect(passkeys.filter(([, text]) => !/lösennyck/i.test(text))).toEqual([]);
});

test("what isn't mapped agrees with its number", () => {
  const { t } = messagesOf("sv");
  expect([1, 2].map((count) => t("settings.lookups.open", { count }))).toEqual([
    "1 värde är inte mappat",
    "2 värden är inte mappade",
  ]);
});

test("credit orders that take something back are several", () => {
  const several = swedish.filter(([id]) => /\bcredit orders\b/i.test(english.get(id) ?? ""));
  expect(several.length).toBeGreaterThan(10);
  expect(several.filter(([, text]) => !/kreditordrar/i.test(text))).toEqual([]);
});
