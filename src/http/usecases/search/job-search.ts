/** Converts a person's search text to the object's query. */
import type { Language } from "../../../domain/language.ts";
import { wordsIn } from "../../../domain/jobs/listed.ts";
import { REASON_CODES } from "../../../domain/reasons/index.ts";
import type { JobQuery } from "../../../sync/contract/index.ts";
import { parseAmount } from "./amount-in.ts";
import { spanOf } from "../tenants/figures.ts";
import { parseMarkerCode, parseDocument } from "./document-in.ts";
import { reasonsNamedIn } from "./reason-phrases.ts";
import { describeReason } from "../jobs/reason-text.ts";
import { defined } from "../../../domain/platform/defined.ts";

type Search = {
  readonly text?: string | null;
  /** The first and the last day on which it came to stand so; either may be left out. */
  readonly from?: string | null;
  readonly to?: string | null;
};

const SHORTEST = 3;
const MOST_WORDS = 12;

/** `language`: in which the reader would name a reason. */
export const searchConditions = (
  { text, from, to }: Search,
  language: Language,
): Pick<JobQuery, SearchField | "ended"> => ({
  ...(text == null || text === "" ? {} : wanted(text, language)),
  ...within(from ?? null, to ?? null),
});

const [FIRST_DAY, LAST_DAY] = ["1970-01-01", "9999-12-30"];

/** Days that are the wrong way round narrow nothing: the API refuses them, and a page says so. */
const within = (from: string | null, to: string | null): Pick<JobQuery, "ended"> =>
  (from === null && to === null) || (from ?? FIRST_DAY) > (to ?? LAST_DAY)
    ? {}
    : { ended: spanOf(from ?? FIRST_DAY, to ?? LAST_DAY) };

type SearchField = "text" | "codes" | "named" | "amount" | "number" | "words" | "document" | "code";

/** "1007", "#1007", or after one word: "order 1007". */
const NUMBER = /^(?:\p{L}+[.:]?\s+)?(#?)\s*([\p{L}\d._/-]*\d[\p{L}\d._/-]*)$/u;

function wanted(typed: string, language: Language): Pick<JobQuery, SearchField> {
  const document = parseDocument(typed, language);
  const [, sign = "", one] = NUMBER.exec(typed) ?? [];
  const number = document.document?.number ?? one;
  const text = sign === "" ? typed : (number ?? typed);
  const [named, amount] = [reasonsNamedIn(text, language), parseAmount(text)];
  const words = wordsIn(text).slice(0, MOST_WORDS);
  const isName = !text.includes("@") && words.some((word) => /\p{L}/u.test(word));
  return {
    text,
    ...defined({ number }),
    ...(isName ? { words } : {}),
    codes: codesOf(text, language),
    ...(named.length === 0 ? {} : { named }),
    ...(amount === null ? {} : { amount }),
    ...document,
    ...parseMarkerCode(typed),
  };
}

/** Reasons whose words hold this text; values in them (a SKU, an amount) the object finds. */
function codesOf(text: string, language: Language): readonly string[] {
  const part = text.toLocaleLowerCase(language);
  if (part.length < SHORTEST) return [];
  return wordsOf(language).flatMap(([code, said]) => (said.includes(part) ? [code] : []));
}

/** Texts never change while the code runs, and to say them all takes as long as a page. */
const told = new Map<Language, readonly (readonly [code: string, said: string])[]>();

function wordsOf(language: Language): readonly (readonly [code: string, said: string])[] {
  const known = told.get(language);
  if (known !== undefined) return known;
  const said = REASON_CODES.map(
    (code) =>
      [
        code,
        describeReason({ code, params: {} }, language).text.toLocaleLowerCase(language),
      ] as const,
  );
  told.set(language, said);
  return said;
}
