/**
 * Names that say nothing of what they name: types and functions called by a bare participle. There
 * are none below src.
 */
import type { Source } from "./sources.ts";
import { code } from "./unused-exports.ts";

const WORDS =
  "found|kept|known|asked|said|told|tried|gone|given|sent|taken|shown|chosen|left|looked";
const NAMED = new RegExp(
  String.raw`^\s*(?:export )?(?:async )?function (${WORDS})\b` +
    String.raw`|^(?:export )?const (${WORDS})\b[^=]*= (?:async )?[(<]` +
    String.raw`|^\s*(?:export )?type (${WORDS})\b[^,;]*=`,
  "gim",
);

export const participleNames = ({ path, text }: Source): readonly string[] =>
  [...code(text).matchAll(NAMED)].map(
    ([, fn, constant, type]) => `${path}: ${fn ?? constant ?? type ?? ""}`,
  );
