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

/** By language: a pattern, and the glossary's term in its place. */
const FORBIDDEN: Readonly<Record<"nl" | "pl" | "sv", readonly (readonly [RegExp, string])[]>> = {
  nl: [
    [/\bbestelling/i, "order"],
    [/\bjournaalpost|\bmutatie/i, "boeking"],
    [/creditfactu/i, "creditnota"],
    [/betalingsvoorwaarde|betalingstermijn/i, "betalingsconditie"],
    [/ontwerpfactu|factuurconcept|kladfactu/i, "conceptfactuur"],
    [/\bBTW\b/, "btw"],
    [/kostendrager/i, "kostenplaats"],
    [/\bafnemer/i, "klant"],
    [/\bverzendwijze/i, "leverwijze"],
    [/\bdebetnota/i, "factuur"],
    [/boekingscategorie/i, "codering"],
  ],
  pl: [
    [/dłużnik|nabywc|klient(?!a(?: i czy|, albo))/i, "odbiorca"],
    [/zlecen/i, "zamówienie"],
    [/not[ay] (?:kredytow|uznaniow)/i, "faktura korygująca"],
    [/magazyn\p{L}* zapas|\bakcj[aei]\b/iu, "stan magazynowy"],
    [/centr\p{L}* koszt/iu, "miejsce powstawania kosztów"],
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
 * By language: its own terms, as no other of the four has them. Found in another's texts, somebody
 * forgot to translate.
 */
const OWN: Readonly<Record<"nl" | "pl" | "sv", RegExp>> = {
  nl: /boeking|grootboek|\bbtw\b|debiteur|\bklant|\bfactuur|facturen|creditnota|levering|voorraad|\bbetaling|boekjaar|kostenplaats|\bwinkel/i,
  pl: /księg|kontrahent|zamówie|płatnoś|\bstawk|odbiorc|faktur[ay]? korygu|należnoś|towar|\bsklep|korekt/i,
  sv: /verifikat|bokför|\bmoms|kundreskontra|kundfordran|avstämning|leverans|betalning|kreditfaktura|fakturautkast|kontering|öresutjämning|räkenskapsår|\bkund(?:er|en|ens)?\b|kostnadsställe|lagersaldo|\bbutik/i,
};

/** The catalogue's messages, an area's together. */
const areasOf = (language: string): readonly (readonly [string, string])[] =>
  [...Map.groupBy(readCatalogues().get(language) ?? [], ({ id }) => id.split(".")[0] ?? "")].map(
    ([area, entries]) => [`${language}.po, ${area}`, entries.map(({ text }) => text).join("\n")],
  );

const textsOf = (language: string): readonly (readonly [string, string])[] => {
  const folder = `docs/manual/${language}`;
  const manual = readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `${folder}/${name}`);
  return [...areasOf(language), ...manual.map((path) => [path, read(path)] as const)];
};

test.each(["nl", "pl", "sv"] as const)("the words of %s are those of the glossary", (language) => {
  const wrong = textsOf(language).flatMap(([path, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        FORBIDDEN[language]
          .filter(([pattern]) => pattern.test(line))
          .map(
            ([pattern, term]) =>
              `${path}:${index + 1}: ${pattern.exec(line)?.[0]}, where the glossary says ${term}`,
          ),
      ),
  );
  expect(wrong).toEqual([]);
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

test.each(["en", "nl", "pl", "sv"] as const)(
  "no term of another language is left in the words of %s",
  (language) => {
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
  },
);

test.each(["nl", "pl", "sv"] as const)(
  "the terms by which %s is known in others' texts are its own",
  (language) => {
    expect(textsOf(language).filter(([, text]) => OWN[language].test(text)).length).toBeGreaterThan(
      20,
    );
  },
);

test.each(["nl", "pl", "sv"] as const)(
  "each term of %s that is held is in the glossary, and is used",
  (language) => {
    const glossary = read("docs/glossary.md");
    const said = textsOf(language)
      .map(([, text]) => text)
      .join("\n")
      .toLowerCase();
    for (const [, term] of FORBIDDEN[language]) {
      expect(glossary, term).toContain(term);
      expect(said, term).toContain(term.toLowerCase().slice(0, Math.max(3, term.length - 2)));
    }
  },
);
