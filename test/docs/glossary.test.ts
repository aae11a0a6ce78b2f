/**
 * The dictionaries are held to docs/glossary.md: what has a fixed term is never called by another
 * word that accountants know for it. A word is forbidden in one language, with the term that stands
 * for it; the term itself is in the glossary.
 */
import { roundingWord } from "../../src/flows/orders/texts/document-words.ts";
import { namesIn } from "../../src/flows/setup/article-names.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allCatalogues } from "../support/catalogues.ts";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

type Words = readonly (readonly [RegExp, string])[];
type Spoken = "en" | "nl" | "pl" | "sv";
const SPOKEN: readonly Spoken[] = ["en", "nl", "pl", "sv"];

/** By language: a pattern, and the glossary's term in its place. */
const FORBIDDEN: Readonly<Record<Spoken, Words>> = {
  en: [
    [/\bjournal entr(?:y|ies)\b|\baccounting vouchers?\b/i, "journal voucher"],
    [/\bcredit notes?\b/i, "credit invoice"],
    [/\binvoice drafts?\b|\bpro ?forma/i, "draft invoice"],
    [/\b(?:nominal|GL) accounts?\b/i, "ledger account"],
    [/\bcost centers?\b/i, "cost centre"],
    [/\bsales tax\b|\bturnover tax\b/i, "VAT"],
    [/\bfinancial year\b/i, "fiscal year"],
    [/\binventory\b/i, "stock"],
    [/\bpayment conditions?\b/i, "payment terms"],
    [/\b(?:shipping|dispatch) methods?\b/i, "delivery method"],
    [/\bdead letters?\b/i, "Failed repeatedly"],
    [/\btranslation tables?\b|\bmapping tables?\b|\bmapper\b/i, "mappings"],
    [/\b(?:its|the) story\b/i, "timeline"],
    [/\bhow it (?:is|stands)(?! \w)/i, "sync status"],
    [/\b(?:runs|went|happens|looks) (?:again )?by itself\b/i, "scheduled syncs"],
    [/\b(?:who|what) is told\b|\btold of\b/i, "notifications"],
    [/\bkeeping and pace\b/i, "data retention and schedules"],
    [/\bstands? for (?:this|the) order\b/i, "link"],
    [/\blook(?:s|ed)? again\b/i, "resync"],
    [/\b(?:goes|sent|is) (?:on the way )?again,? with the newest\b|\bon the way again\b/i, "retry"],
    [/\bas the shop charged\b|\bcharged, incl/i, "sales incl. VAT"],
    [/\bwrites? without a (?:known )?(?:result|answer)\b/i, "unconfirmed write"],
    [/\bput to sleep\b|\bparked\b|\bwaits? for a person\b/i, "on hold"],
    [/\bpaused\b/i, "stopped"],
  ],
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
    [/\bgepauzeerd\b/i, "stopgezet"],
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
    [/\bpausa[dt]\b/i, "stoppad"],
  ],
};

/**
 * Messages that say such a word of something else: an address, money that a provider keeps back, an
 * encoding of characters.
 */
const OF_SOMETHING_ELSE: Readonly<Record<Spoken, readonly string[]>> = {
  en: ["cli.demo.addresses", "payouts.kinds.reserve"],
  nl: ["payouts.upload.encoding"],
  pl: [],
  sv: [],
};

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
    [/webhookgeheim|\bgeheimen\b/i, "geheime sleutel"],
    [/niet-bevestigde boeking/i, "niet-bevestigde schrijfactie"],
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
    [/dekret(?!ac)/i, "zapis księgowy"],
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
    [/verifikationslista/i, "bokföringsposter"],
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
    [/förhandsgransk/i, "förhandsvisning"],
    [/API-nyck/i, "API-token"],
    [/ändringslogg/i, "granskningslogg"],
    [/produktfält/i, "artikelfält"],
    [/\bkrediter\b/i, "krediteringar"],
    [/\b(?:gå|går|gått) live\b/i, "skarpt läge"],
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

/**
 * Words that a reader may type, and by which the search finds the glossary's: no page shows them.
 * By the file that reads each.
 */
const TYPED: Readonly<Record<string, string>> = {
  "search.otherVoucher": "src/http/usecases/search/document-in.ts",
  "search.synonyms": "src/http/pages/search/terms.ts",
};

const shownIn = (language: string) =>
  (allCatalogues.get(language) ?? []).filter(({ id }) => !Object.hasOwn(TYPED, id));

test("what is only typed is read where texts are searched, and by nothing that shows them", () => {
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes("compiled"))
    .map((name) => `src/${name}`);
  for (const [id, reader] of Object.entries(TYPED))
    expect(sources.filter((path) => read(path).includes(`"${id}"`))).toEqual([reader]);
});

/** The catalogue's messages, an area's together. */
const areasOf = (language: string): readonly (readonly [string, string])[] =>
  [...Map.groupBy(shownIn(language), ({ id }) => id.split(".")[0] ?? "")].map(([area, entries]) => [
    `${language}.po, ${area}`,
    entries.map(({ text }) => spokenIn(text)).join("\n"),
  ]);

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

/** Each message of the catalogue by itself, by whether it is one that speaks of something else. */
const messagesOf = (language: Spoken, isElse: boolean): readonly (readonly [string, string])[] =>
  shownIn(language)
    .filter(({ id }) => OF_SOMETHING_ELSE[language].includes(id) === isElse)
    .map(({ id, text }) => [`${language}.po, ${id}`, spokenIn(text)]);

test.each(SPOKEN)("the words of %s are those of the glossary", (language) => {
  expect([
    ...wrongly(textsOf(language), FORBIDDEN[language]),
    ...wrongly(messagesOf(language, false), RETIRED[language]),
    ...wrongly(
      manualOf(language).map(([path, text]) => [path, wordsOf(text)]),
      RETIRED[language],
    ),
  ]).toEqual([]);
});

test("the words that documents carry are the glossary's as well", () => {
  const written = [
    "src/flows/orders/texts/document-words.ts",
    "src/flows/setup/article-names.ts",
  ].map((path) => [path, read(path)] as const);
  expect(wrongly(written, FORBIDDEN.sv)).toEqual([]);
});

test.each(["SE", "NO", "DK", "FI", "NL", "PL", "GB"])(
  "a row that rounds, in %s, is called as its article is",
  (country) => {
    const [article] = namesIn(country, ({ rounding }) => rounding, false);
    expect(roundingWord(country)).toBe(article);
  },
);

test.each(SPOKEN)("each message of %s that is left out says such a word", (language) => {
  const left = messagesOf(language, true);
  expect(left.length).toBe(OF_SOMETHING_ELSE[language].length);
  for (const one of left) expect(wrongly([one], RETIRED[language]), one[0]).not.toEqual([]);
});

/** Words that stood for a thing beside another one: a reader takes two words for two things. */
const ONE_WORD: Readonly<Record<"nl" | "pl" | "sv", readonly (readonly [RegExp, string])[]>> = {
  nl: [
    [/startmoment/i, "startdatum"],
    [/ververs/i, "vernieuwen"],
    [/leverings(?:adres|datum|land|condit)/i, "afleveradres"],
    [/concept van een cr/i, "concept"],
    [/teruggeboekt/i, "tegengeboekt"],
    [/voorspel/i, "verwacht"],
    [/geschil/i, "chargeback"],
    [/\binlog/i, "aanmelden"],
    [/\bper mail/i, "e-mail"],
    [/\b(?:je|jij|jouw?|jullie)\b/i, "u"],
    [/[‘’„]/, "“ ” and '"],
  ],
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

/** Of Action needed, the bell and what is processed: a row of a document has a word of its own. */
const ITEM: Readonly<Record<Spoken, RegExp>> = {
  en: /\bitems?\b/i,
  nl: /\bitems?\b/i,
  pl: /(?<!\p{L})(?:spraw|element)/iu,
  sv: /\bpost(?:en|er|erna)?\b/i,
};

test.each(SPOKEN)("what waits for somebody is counted by one word in %s", (language) => {
  const counted = new Set(
    (allCatalogues.get("en") ?? [])
      .filter(({ id }) => /^(?:attention|orders\.skipSheet|frame|overview|changes|runs)\./.test(id))
      .filter(({ text }) => /# (?:more )?items?\b/.test(text))
      .map(({ id }) => id),
  );
  expect(counted.size).toBeGreaterThan(15);
  const other = (allCatalogues.get(language) ?? []).filter(
    ({ id, text }) => counted.has(id) && !ITEM[language].test(text),
  );
  expect(other.map(({ id, text }) => `${id}: ${text}`)).toEqual([]);
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
