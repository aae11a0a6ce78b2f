/**
 * The dictionaries are held to docs/glossary.md: what has a fixed term is never called by another word that accountants
 * know for it. A word is forbidden in one language, with the term that stands for it; the term itself is in the glossary.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** By language: a pattern, and the glossary's term in its place. */
const FORBIDDEN: Readonly<Record<"nl" | "pl" | "sv", readonly (readonly [RegExp, string])[]>> = {
  nl: [
    [/\bbestelling/i, "order"], [/\bjournaalpost|\bmutatie/i, "boeking"], [/creditfactu/i, "creditnota"], [/betalingsvoorwaarde|betalingstermijn/i, "betalingsconditie"],
    [/ontwerpfactu|factuurconcept|kladfactu/i, "conceptfactuur"], [/\bBTW\b/, "btw"], [/kostendrager/i, "kostenplaats"], [/\bafnemer/i, "klant"], [/\bverzendwijze/i, "leverwijze"], [/\bdebetnota/i, "factuur"], [/boekingscategorie/i, "codering"],
  ],
  pl: [
    [/dłużnik|nabywc|klient(?!a(?: i czy|, albo))/i, "odbiorca"], [/zlecen/i, "zamówienie"], [/faktur\p{L}* robocz|projekt\p{L}* faktur/iu, "szkic faktury"], [/not[ay] (?:kredytow|uznaniow)/i, "faktura korygująca"],
    [/schemat\p{L}* księgow/iu, "dekretacja"], [/magazyn\p{L}* zapas|\bakcj[aei]\b/iu, "stan magazynowy"], [/centr\p{L}* koszt/iu, "miejsce powstawania kosztów"],
  ],
  sv: [
    [/ordrar/i, "order"], [/debitor|gäldenär/i, "kund i Asperion"], [/verifikat(?!ion)/i, "verifikation"], [/beställning|kundorder/i, "order"], [/kreditnota/i, "kreditfaktura"],
    [/betalvillkor|betalningsvillkår/i, "betalningsvillkor"], [/faktura ?förslag|preliminärfaktura/i, "fakturautkast"], [/kostnadsbärare/i, "kostnadsställe"], [/kontosträng|bokföringskategori/i, "kontering"], [/kör installationen/i, "grundkonfiguration"],
  ],
};

const textsOf = (language: string): readonly (readonly [string, string])[] => {
  const areas = ["src/http/words", "src/http/phrases"].flatMap((folder) => readdirSync(join(ROOT, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `${folder}/${name}/${language}.ts`));
  const reasons = readdirSync(join(ROOT, "src/domain/reason-words")).filter((name) => name.startsWith(language)).map((name) => `src/domain/reason-words/${name}`);
  const manual = readdirSync(join(ROOT, `docs/manual/${language}`)).map((name) => `docs/manual/${language}/${name}`);
  return [...areas, ...reasons, ...manual].map((path) => [path, read(path)]);
};

test.each(["nl", "pl", "sv"] as const)("the words of %s are those of the glossary", (language) => {
  const wrong = textsOf(language).flatMap(([path, text]) =>
    text.split("\n").flatMap((line, index) => FORBIDDEN[language].filter(([pattern]) => pattern.test(line)).map(([pattern, term]) => `${path}:${index + 1}: ${pattern.exec(line)?.[0]}, where the glossary says ${term}`)),
  );
  expect(wrong).toEqual([]);
});

test.each(["nl", "pl", "sv"] as const)("each term of %s that is held is in the glossary, and is used", (language) => {
  const glossary = read("docs/glossary.md");
  const said = textsOf(language).map(([, text]) => text).join("\n").toLowerCase();
  for (const [, term] of FORBIDDEN[language]) {
    expect(glossary, term).toContain(term);
    expect(said, term).toContain(term.toLowerCase().slice(0, Math.max(3, term.length - 2)));
  }
});
