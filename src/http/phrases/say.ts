/**
 * Sentences that code below the pages makes in English, for programs as much as for people, said in
 * the reader's language: refusals of use cases. The English sentence is the key, with `{0}`, `{1}`
 * for what varies; what stands in a hole may be such a sentence itself, unless the hole stands
 * between quotes: that is somebody's own word. Texts of the pages' own stand in `words` instead.
 * Every sentence that may reach a page has its place here (a test sees to it).
 */
import type { Language } from "../../domain/language.ts";
import { type Message, messagesOf } from "../../messages/index.ts";
import { REFUSALS } from "./refusals/index.ts";
import { SIGN_IN } from "./sign-in/index.ts";

type Told = Exclude<Language, "en">;
type Phrases = Readonly<Record<string, string>>;
type Pattern = { readonly key: string; readonly fits: RegExp };

const GROUPS = [REFUSALS, SIGN_IN];

const all = (language: Told): Phrases =>
  Object.assign({}, ...GROUPS.map((group) => group[language]));
const PHRASES: Readonly<Record<Told, Phrases>> = { nl: all("nl"), pl: all("pl"), sv: all("sv") };

const HOLE = /\{(\d)\}/g;
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

const fixed = (key: string): number => key.replaceAll(HOLE, "").length;

/**
 * The more is fixed in a sentence, the earlier it is tried: “the flow {0} can't be run by hand yet”
 * before “{0} needs a new sign-in first”.
 */
const PATTERNS: readonly Pattern[] = Object.keys(PHRASES.nl)
  .filter((key) => key.search(HOLE) >= 0)
  .toSorted((left, right) => fixed(right) - fixed(left))
  .map((key) => ({
    key,
    fits: new RegExp(
      `^${key
        .split(HOLE)
        .map((part, index) => (index % 2 === 0 ? escaped(part) : "([\\s\\S]*?)"))
        .join("")}$`,
    ),
  }));

/** Somebody's own word: a name, a field, what was typed. It stays as it is, whatever it says. */
const isQuoted = (key: string, hole: RegExpMatchArray | undefined): boolean =>
  hole?.index !== undefined &&
  /["“]/.test(key[hole.index - 1] ?? "") &&
  /["”]/.test(key[hole.index + hole[0].length] ?? "");

/** The message or sentence in this language; a sentence as it stands where it has none. */
export function say(text: string | Message, language: Language): string {
  if (typeof text !== "string") return messagesOf(language).say(text);
  if (language === "en" || text === "") return text;
  const phrases = PHRASES[language];
  const inner = text.trim();
  if (inner !== text) return text.replace(inner, () => say(inner, language));
  if (Object.hasOwn(phrases, text)) return phrases[text] ?? text;
  for (const { key, fits } of PATTERNS) {
    const found = fits.exec(text);
    if (found === null) continue;
    const holes = [...key.matchAll(HOLE)];
    return (phrases[key] ?? text).replaceAll(HOLE, (_, place: string) => {
      const at = holes.findIndex(([, other]) => other === place);
      const part = found[at + 1] ?? "";
      return isQuoted(key, holes[at]) ? part : say(part, language);
    });
  }
  return text;
}

/** Whether the sentence, with its holes as they are, has its place here. */
export const isPhrase = (text: string): boolean => Object.hasOwn(PHRASES.nl, text.trim());
