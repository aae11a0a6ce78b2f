/**
 * The dictionaries are held to docs/glossary.md: what has a fixed term is never called by another
 * word that accountants know for it. A word is forbidden in one language, with the term that stands
 * for it; the term itself is in the glossary.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCatalogues } from "../../scripts/messages/catalogue.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

type Words = readonly (readonly [RegExp, string])[];
type Spoken = "en" | "nl" | "pl" | "sv";
const SPOKEN: readonly Spoken[] = ["en", "nl", "pl", "sv"];

/** By language: a pattern, and the glossary's term in its place. */
const FORBIDDEN: Readonly<Record<Spoken, Words>> = {
  en: [],
  nl: [
    [/\bbestelling/i, "order"],
    [/\bjournaalpost|\bmutatie/i, "boeking"],
    [/creditfactu/i, "creditnota"],
    [/betalingsvoorwaarde|betalingstermijn/i, "betalingsconditie"],
    [/ontwerpfactu|factuurconcept|kladfactu/i, "conceptfactuur"],
    [/\bBTW\b/, "btw"],
    [/kostendrager/i, "kostenplaats"],
    [/\bafnemer/i, "klant"],
    [/\bverzendwijze/i, "leveringswijze"],
    [/\bdebetnota/i, "factuur"],
    [/boekingscategorie/i, "codering"],
  ],
  pl: [
    [/dłużnik|nabywc/i, "klient"],
    [/zlecen/i, "zamówienie"],
    [/projekt\p{L}* faktur/iu, "faktura robocza"],
    [/not[ay] (?:kredytow|uznaniow)/i, "faktura korygująca"],
    [/magazyn\p{L}* zapas|\bakcj[aei]\b/iu, "stan magazynowy"],
    [/centr\p{L}* koszt/iu, "MPK"],
  ],
  sv: [
    [/debitor|gäldenär/i, "kund i Asperion"],
    [/verifikat(?!ion)/i, "verifikation"],
    [/beställning|kundorder/i, "order"],
    [/kreditnota/i, "kreditfaktura"],
    [/betalvillkor|betalningsvillkår/i, "betalningsvillkor"],
    [/faktura ?förslag|preliminärfaktura/i, "fakturautkast"],
    [/kostnadsbärare/i, "kostnadsställe"],
    [/kontosträng|bokföringskategori/i, "kontering"],
    [/kör installationen/i, "grundkonfiguration"],
  ],
};

/**
 * Areas of the catalogues whose texts were written anew by today's glossary. Like the manual they
 * are held to the words of `RETIRED` as well. The list only grows; once it has every area,
 * `RETIRED` belongs into `FORBIDDEN`.
 */
const WRITTEN_ANEW: ReadonlySet<string> = new Set([
  "attention",
  "byHand",
  "changes",
  "comparison",
  "confirm",
  "dashboard",
  "deadLetters",
  "described",
  "differences",
  "evidence",
  "expressions",
  "fetchOrder",
  "fields",
  "frame",
  "lists",
  "mails",
  "manual",
  "mapping",
  "notices",
  "orders",
  "overview",
  "ownArticles",
  "parties",
  "pastOrders",
  "people",
  "personalData",
  "problems",
  "productRules",
  "reasonParts",
  "reasons",
  "refusals",
  "runs",
  "settings",
  "setup",
  "signIn",
  "states",
  "stockChanges",
  "story",
  "takeBack",
  "tenant",
  "typeRules",
  "vendorLimit",
  "voucher",
]);

/** Words of earlier texts, each with the term that replaced it. */
const RETIRED: Readonly<Record<Spoken, Words>> = {
  en: [
    [/(?<!\{)\btenants?\b/i, "shop"],
    [/needs? (?:a person|somebody|someone)/i, "Action needed"],
    [/\bheld\b(?! \{)/i, "on hold"],
    [/put aside/i, "Failed repeatedly"],
    [/what (?:came|comes|becomes) of it/i, "result"],
    [/start line/i, "start date"],
    [/back-?fill/i, "past orders"],
    [/\blook-ups?\b/i, "mappings"],
    [/(?<!\{)\bmarkers?\b/i, "tracking code"],
    [/own articles?\b/i, "system article"],
    [/trial mode/i, "test mode"],
    [/\bdrafts? of an? /i, "draft invoice"],
    [/terms of payment/i, "payment terms"],
    [/\bin doubt\b|known result/i, "unconfirmed write"],
    [/\bin step\b/i, "sync"],
    [/(?<!\{)\bdebtor/i, "customer (in Asperion)"],
    [/\d %/, "25%"],
  ],
  nl: [
    [/inhaalrun/i, "eerdere orders"],
    [/volgcode/i, "kenmerk"],
    [/proefrun/i, "proefverwerking"],
    [/proefmodus/i, "testmodus"],
    [/vastgehouden|aangehouden/i, "in de wacht"],
    [/iemand nodig|aandacht|medewerker/i, "Actie nodig"],
    [/leverwijze/i, "leveringswijze"],
    [/eigen artikel/i, "systeemartikel"],
    [/stamgegevens/i, "mappings"],
    [/betaalconditie/i, "betalingsconditie"],
    [/(?<!artikel|grootboek)codering/i, "artikelcodering"],
    [/\d %/, "25%"],
  ],
  pl: [
    [/odbiorc(?!ami)/i, "kontrahent"],
    [/szkic/i, "faktura robocza"],
    [/(?<!\p{L})dow[oó]d/iu, "polecenie księgowania (PK)"],
    [/VAT,? (?:jak )?nalicz|naliczon/i, "VAT należny"],
    [/artyku[łl]/i, "towar"],
    [/dekretac/i, "schemat księgowania"],
    [/człowiek/i, "Wymaga działania"],
    [/do wyjaśnienia/i, "wstrzymane"],
    [/znacznik(?!a? czasu)/i, "kod śledzenia"],
    [/uzupełniani(?!a p[óo]l)/i, "wcześniejsze zamówienia"],
    [/tryb\p{L}* próbn/iu, "tryb testowy"],
    [/słownik/i, "mapowania"],
    [/miejsc\p{L}* powstawania/iu, "MPK"],
    [/rozłącz/i, "odłącz"],
    [/\d %/, "25%"],
  ],
  sv: [
    [/efterbokning/i, "tidigare ordrar"],
    [/provläge/i, "testläge"],
    [/märkning/i, "spårningskod"],
    [/hemlighet/i, "hemlig nyckel"],
    [/egn?a artik|egen artik/i, "systemartikel"],
    [/översättningstabell/i, "mappningar"],
    [/behöver (?:en person|någon|ses över)/i, "Åtgärd krävs"],
    [/hålls kvar|stoppat(?!s)(?<!Allt stoppat)/i, "kvarhållen"],
    [/åt sidan/i, "Misslyckades upprepade gånger"],
    [/inkl(?:usive|\.) moms, som/i, "försäljning inkl. moms"],
    // What is typed just so, such as a row of a mapping, stands between quotes.
    [/(?<!”[\d.]*)\d%/, "25 %"],
  ],
};

/**
 * By language: its own terms, as no other of the four has them. Found in another's texts, somebody
 * forgot to translate.
 */
const OWN: Readonly<Record<"nl" | "pl" | "sv", RegExp>> = {
  nl: /boeking|grootboek|\bbtw\b|debiteur|\bklant|\bfactuur|facturen|creditnota|levering|voorraad|\bbetaling|boekjaar|kostenplaats|\bwinkel/i,
  pl: /księg|kontrahent|zamówie|płatnoś|\bstawk|odbiorc|faktur[ay]? korygu|należnoś|towar|\bsklep|korekt/i,
  sv: /verifikat|bokför|\bmoms|kundreskontra|kundfordran|avstämning|leverans|betalning|kreditfaktura|fakturautkast|kontering|öresutjämning|räkenskapsår|\bkund(?:er|en|ens)?\b|kostnadsställe|lagersaldo|\bbutik/i,
};

/** Without the names of arguments, which are code. */
const spokenIn = (text: string): string => text.replaceAll(/\{\w+(?=[,}])/g, "{");

/** The catalogue's messages, an area's together. */
const areasOf = (language: string): readonly (readonly [string, string])[] =>
  [...Map.groupBy(readCatalogues().get(language) ?? [], ({ id }) => id.split(".")[0] ?? "")].map(
    ([area, entries]) => [
      `${language}.po, ${area}`,
      entries.map(({ text }) => spokenIn(text)).join("\n"),
    ],
  );

const manualOf = (language: string): readonly (readonly [string, string])[] => {
  const folder = `docs/manual/${language}`;
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => [`${folder}/${name}`, read(`${folder}/${name}`)]);
};

const textsOf = (language: string): readonly (readonly [string, string])[] => [
  ...areasOf(language),
  ...manualOf(language),
];

/** Each line that says a word of `words`, with the term that the glossary has for it. */
const wrongly = (texts: readonly (readonly [string, string])[], words: Words): readonly string[] =>
  texts.flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        words
          .filter(([pattern]) => pattern.test(line))
          .map(
            ([pattern, term]) =>
              `${path}:${index + 1}: ${pattern.exec(line)?.[0]}, where the glossary says ${term}`,
          ),
      ),
  );

/** Names of files in links are addresses, and what is typed just so is code: neither is words. */
const wordsOf = (text: string): string =>
  text.replaceAll(/\]\([^)]*\)/g, "]").replaceAll(/`[^`\n]*`/g, "``");

/** The texts of the areas that were written anew. */
const writtenAnew = (language: string): readonly (readonly [string, string])[] =>
  areasOf(language).filter(([area]) => WRITTEN_ANEW.has(area.split(", ")[1] ?? ""));

test.each(SPOKEN)("the words of %s are those of the glossary", (language) => {
  expect([
    ...wrongly(textsOf(language), FORBIDDEN[language]),
    ...wrongly(writtenAnew(language), RETIRED[language]),
    ...wrongly(
      manualOf(language).map(([path, text]) => [path, wordsOf(text)]),
      RETIRED[language],
    ),
  ]).toEqual([]);
});

test("what was written anew stays so: each area of the list is one of the catalogues", () => {
  for (const language of SPOKEN) expect(writtenAnew(language).length).toBe(WRITTEN_ANEW.size);
});

/** Words that stood for the same thing beside another one: a reader takes two words for two things. */
const ONE_WORD: Readonly<Record<"nl" | "pl" | "sv", readonly (readonly [RegExp, string])[]>> = {
  nl: [[/startmoment/i, "startdatum"]],
  pl: [
    [/moment\p{L}* startu/iu, "data początkowa"],
    [/(?<!\p{L})sekret/iu, "klucz"],
    [/Asperion(?:ie|a|u|em|owi)\b/, "Asperion"],
  ],
  sv: [
    [/startpunkt/i, "startdatum"],
    [/betalningssätt/i, "betalsätt"],
  ],
};

test.each(["nl", "pl", "sv"] as const)("one thing has one word in %s", (language) => {
  const wrong = textsOf(language).flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        ONE_WORD[language]
          .filter(([pattern]) => pattern.test(line))
          .map(
            ([pattern, word]) =>
              `${path}:${index + 1}: ${pattern.exec(line)?.[0]}, elsewhere ${word}`,
          ),
      ),
  );
  expect(wrong).toEqual([]);
});

test.each(SPOKEN)("no term of another language is left in the words of %s", (language) => {
  const others = Object.entries(OWN).filter(([of]) => of !== language);
  const left = textsOf(language).flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        others
          .filter(([, own]) => own.test(line))
          .map(([of, own]) => `${path}:${index + 1}: ${own.exec(line)?.[0]} (${of})`),
      ),
  );
  expect(left).toEqual([]);
});

test.each(["nl", "pl", "sv"] as const)(
  "the terms by which %s is known in others' texts are its own",
  (language) => {
    expect(textsOf(language).filter(([, text]) => OWN[language].test(text)).length).toBeGreaterThan(
      20,
    );
  },
);

test.each(SPOKEN)("each term of %s that is held is in the glossary, and is used", (language) => {
  const glossary = read("docs/glossary.md");
  const said = textsOf(language)
    .map(([, text]) => text)
    .join("\n")
    .toLowerCase();
  for (const [, term] of FORBIDDEN[language]) {
    expect(glossary, term).toContain(term);
    expect(said, term).toContain(term.toLowerCase().slice(0, Math.max(3, term.length - 2)));
  }
  for (const [, term] of RETIRED[language]) expect(glossary, term).toContain(term);
});
