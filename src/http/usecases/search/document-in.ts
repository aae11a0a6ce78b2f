/** What a text names in the ledger: a document by its kind and number, or a tracking code. */
import type { Language } from "../../../domain/language.ts";
import type { Role } from "../../../domain/jobs/job.ts";
import { wordsIn } from "../../../domain/jobs/listed.ts";
import { messagesOf } from "../../../messages/index.ts";
import type { JobQuery } from "../../../sync/contract/index.ts";

/** Kinds that are taken for each other: a draft is an invoice, a reversal is a voucher. */
const FAMILIES: readonly (readonly Role[])[] = [
  ["sales-order", "order-credit"],
  [
    "invoice",
    "invoice-draft",
    "credit",
    "credit-draft",
    "delta-invoice",
    "delta-draft",
    "delta-credit",
    "delta-credit-draft",
  ],
  ["voucher", "voucher-credit", "voucher-reversal", "voucher-payment"],
];

/** Words, and a number behind them. */
const NAMED = /^(.*\p{L}.*?)[.:]?\s+#?([\p{L}\d._/-]*\d[\p{L}\d._/-]*)$/u;

/** The document that the text names in the language's words, as pages name it; `{}`: none. */
export function parseDocument(text: string, language: Language): Pick<JobQuery, "document"> {
  const [, words = "", number] = NAMED.exec(text.trim()) ?? [];
  if (number === undefined) return {};
  const roles = kindsIn(language).get(wordsIn(words).join(" "));
  return roles === undefined ? {} : { document: { number, roles } };
}

const known = new Map<Language, ReadonlyMap<string, readonly Role[]>>();

function kindsIn(language: Language): ReadonlyMap<string, readonly Role[]> {
  const made = known.get(language) ?? new Map(FAMILIES.flatMap((of) => phrasesOf(of, language)));
  known.set(language, made);
  return made;
}

const AT = "\uE000";

/** Each name of these kinds: alone, before its number, and as the search itself writes it. */
function phrasesOf(roles: readonly Role[], language: Language) {
  const { find } = messagesOf(language);
  const vouchers = roles.includes("voucher") ? ["search.voucher", "search.otherVoucher"] : [];
  const said = [
    ...roles.map((role) => find(`documentRoles.${role}`)),
    ...[...roles.map((role) => `orders.summary.documents.${role}`), ...vouchers].map(
      (id) => find(id, { number: AT })?.split(AT)[0] ?? null,
    ),
  ];
  return said.flatMap((phrase) =>
    phrase === null ? [] : [[wordsIn(phrase).join(" "), roles] as const],
  );
}

/**
 * As markers are made (src/domain/orders/marker.ts): behind `#`, behind an order's number, or alone
 * where it has a digit, as names of eight letters are no codes.
 */
const CODE = /^(?:(?:\S+\s+)?#|(?=\S*\d))([A-Z2-7]{8})$/i;

export function parseMarkerCode(text: string): Pick<JobQuery, "code"> {
  const code = CODE.exec(text.trim())?.[1];
  return code === undefined ? {} : { code: code.toUpperCase() };
}
