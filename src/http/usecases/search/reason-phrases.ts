/**
 * Finds the reasons whose text on a page contains a phrase: "invoice 1001" has words and a
 * parameter of one. The phrase is compared with the texts with placeholders; the object compares
 * placeholders with stored parameters.
 */
import type { Language } from "../../../domain/language.ts";
import { REASON_CODES, type ReasonCode, type ReasonParam } from "../../../domain/reasons/index.ts";
import { messagesOf } from "../../../messages/index.ts";
import { reasonText } from "../../../messages/reasons.ts";
import type { NamedReason } from "../../../sync/contract/index.ts";
import { parseAmount } from "./amount-in.ts";

const [OPEN, CLOSE] = ["\uE000", "\uE001"];
const MARK = new RegExp(`${OPEN}(\\w+)${CLOSE}`);
/** Punctuation around a word. */
const QUOTES = "„“”\"'‘’";
const AROUND = new RegExp(`^[(${QUOTES}]+|[.,:;!?)${QUOTES}]+$`, "g");
const trimmed = (word: string): string => word.replaceAll(AROUND, "");

/** A word of the text, or the parameter that stands in its place. */
type Token = { readonly said: string } | { readonly name: string };

/** Texts never change while the code runs. */
const described = new Map<
  Language,
  readonly { readonly code: ReasonCode; readonly tokens: readonly Token[] }[]
>();

/** Reasons that match without parameters are left to the caller. */
export function reasonsNamedIn(text: string, language: Language): readonly NamedReason[] {
  const words = text
    .toLocaleLowerCase(language)
    .split(/\s+/)
    .map(trimmed)
    .filter((word) => word !== "");
  if (words.length < 2) return [];
  const texts =
    described.get(language) ??
    REASON_CODES.map((code) => ({ code, tokens: tokensOf(code, language) })).filter(({ tokens }) =>
      tokens.some((token) => "name" in token),
    );
  described.set(language, texts);
  return texts.flatMap(({ code, tokens }) =>
    tokens.flatMap((_, at) => fits(code, tokens.slice(at, at + words.length), words)),
  );
}

function fits(
  code: ReasonCode,
  tokens: readonly Token[],
  words: readonly string[],
): readonly NamedReason[] {
  if (
    tokens.length < words.length ||
    !words.every((word, place) =>
      holds(tokens[place], word, place === 0, place === words.length - 1),
    )
  )
    return [];
  const params = tokens.flatMap((token, place) =>
    "name" in token ? [{ name: token.name, parts: partsOf(words[place] ?? "") }] : [],
  );
  // A phrase of parameters alone would be found in any reason that has some.
  return params.length === 0 || params.length === words.length ? [] : [{ code, params }];
}

/** A placeholder matches any word; the object checks the stored ones. */
function holds(token: Token | undefined, word: string, first: boolean, last: boolean): boolean {
  if (token === undefined) return false;
  if ("name" in token) return true;
  if (first) return token.said.endsWith(word);
  return last ? token.said.startsWith(word) : token.said === word;
}

function partsOf(word: string): readonly string[] {
  const amount = parseAmount(word);
  return [...new Set([word, ...(amount === null ? [] : [amount, amount.replace(/\.?0+$/, "")])])];
}

function tokensOf(code: ReasonCode, language: Language): readonly Token[] {
  const params = new Proxy({}, { get: (_, name): ReasonParam => `${OPEN}${String(name)}${CLOSE}` });
  return reasonText(messagesOf(language), { code, params })
    .text.split(/\s+/)
    .map((token) => {
      const name = MARK.exec(token)?.[1];
      return name === undefined ? { said: trimmed(token.toLocaleLowerCase(language)) } : { name };
    });
}
