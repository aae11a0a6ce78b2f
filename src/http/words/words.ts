/**
 * Texts of pages as typed dictionaries, an area a folder: `en.ts` is the pattern, the others are
 * its `Translated` type, so that a text that is missing (or left over) in one language doesn't
 * compile. A text is a string, or a function of what stands in it: word order, cases and plurals
 * are the language's own affair. A function that answers a list puts an element of the page inside
 * a sentence.
 */
import type { Language } from "../../domain/language.ts";

export type Translated<T> = T extends string
  ? string
  : T extends (...given: infer Given) => infer Said
    ? (...given: Given) => Said extends string ? string : Said
    : { readonly [Key in keyof T]: Translated<T[Key]> };

/** One area in all languages. */
export type Words<T> = Readonly<Record<Language, T>>;
