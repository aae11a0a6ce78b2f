/**
 * Names that say nothing of what they name: types and functions called by a bare participle. Those
 * of today are listed by file; the list only shrinks.
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

/** Below src, by file. A name that is mended is taken off the list. */
export const STILL_THERE: Readonly<Record<string, readonly string[]>> = {
  "flows/orders/decision/unexplained-money.ts": ["gone"],
  "flows/orders/payments/registered.ts": ["kept"],
  "flows/orders/shared/recording-ports.ts": ["shown"],
  "http/pages/settings/parties/party-row.tsx": ["shown"],
  "http/pages/settings/saving/saving.ts": ["given", "taken"],
  "settings/lookups/key-columns.ts": ["Asked"],
  "settings/set-up.ts": ["chosen"],
};
