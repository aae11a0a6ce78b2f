/**
 * Parameters of reasons in words, by their kinds of the table (src/domain/reasons/table.ts). What
 * is absent is said too, and another kind of value is said as it is.
 */
import { amountText, moneyText, rateText, withPercentSign } from "../domain/language.ts";
import { amount, dec, isDecimal, plain } from "../domain/money.ts";
import type { ParamKind, ReasonParam } from "../domain/reasons/table.ts";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../domain/platform/zoned-time.ts";
import { writtenIn } from "./dates.ts";
import type { Messages } from "./index.ts";

type Value = ReasonParam | undefined;

/** The value of a message's `select` for an absent parameter. */
const NONE = "none";
const isThere = (value: Value): boolean => value !== null && value !== undefined && value !== "";

/** A parameter as its message takes it. `currency`: of the reason's amounts, where it names one. */
export function saidParam(
  messages: Messages,
  kind: ParamKind,
  value: Value,
  currency?: Value,
): string {
  if (typeof kind === "string") {
    const isOptional = kind.endsWith("?");
    if (isOptional && (!isThere(value) || (kind === "document?" && isId(value)))) return NONE;
    const said = SAYING[kind.replace("?", "") as keyof typeof SAYING](messages, value, currency);
    return isOptional ? apart(said, [NONE]) : said;
  }
  const words = "known" in kind ? kind.known : kind;
  if (!isThere(value) && words.includes(null)) return NONE;
  const keys = words.map((word) => (word === null ? NONE : keyOf(word)));
  return typeof value === "string" && words.includes(value)
    ? keyOf(value)
    : apart(asItIs(messages, value), keys);
}

/** Keys of a `select` are letters, digits and `_`. */
const keyOf = (word: string): string => word.replaceAll(/[^A-Za-z0-9_]/g, "_");

/**
 * Keeps a text that equals a key of the message's `select` from matching it, by an invisible word
 * joiner.
 */
const apart = (text: string, keys: readonly string[]): string =>
  keys.includes(text) ? `${text}\u2060` : text;

const asItIs = ({ t, language }: Messages, value: Value): string =>
  isThere(value) ? rateText(language, String(value)) : t("reasonParts.unknown");

const SAYING = {
  text: asItIs,
  document: sayDocument,
  count: asItIs,
  amount: sayAmount,
  quantity: sayFigure,
  figure: sayFigure,
  percent: sayPercent,
  day: sayDay,
  instant: sayInstant,
  moment: sayMoment,
  country: sayCountry,
  actor: sayActor,
  system: saySystem,
  line: sayLine,
  provider: sayProvider,
  targetField: (messages: Messages, value: Value): string =>
    listed(messages, "mapping.targetNames", asItIs(messages, value)),
  flag: (_: Messages, value: Value): string => (typeof value === "boolean" ? String(value) : NONE),
  orderStatuses: (messages: Messages, value: Value): string =>
    listed(messages, "reasonParts.orderStatus", String(value ?? "")),
  productFields: (messages: Messages, value: Value): string =>
    listed(messages, "reasonParts.productField", asItIs(messages, value)),
  customerFields: (messages: Messages, value: Value): string =>
    listed(messages, ["reasonParts.customerField", "mapping.targetNames"], asItIs(messages, value)),
  customerSearches: (messages: Messages, value: Value): string =>
    listed(messages, "reasonParts.customerSearch", asItIs(messages, value)),
  namedDocuments: (messages: Messages, value: Value): string =>
    String(value ?? "")
      .split(", ")
      .map((one) => sayNamed(messages, one))
      .join(", "),
} as const;

/** "invoice:1002" is "invoice 1002"; what is of no known kind is said by its number. */
function sayNamed(messages: Messages, named: string): string {
  const at = named.indexOf(":");
  const number = sayDocument(messages, named.slice(at + 1));
  const id = `reasonParts.namedDocument.${named.slice(0, Math.max(0, at))}`;
  return messages.has(id) ? messages.say({ id, args: { number } }) : number;
}

const ID = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/gi;
/** Whether it is one of the vendor's ids, and nothing else. */
export const isId = (value: Value): boolean => String(value).replace(ID, "") === "";

/** Only programs read an id; people read that the document has no number. */
function sayDocument(messages: Messages, value: Value): string {
  return asItIs(messages, value).replaceAll(ID, messages.t("reasonParts.noNumber"));
}

/**
 * Money is said with its cents, whatever the shop left out: "12.5" is "12,50". With the decimals of
 * its currency, where that has others.
 */
function sayAmount(messages: Messages, value: Value, currency?: Value): string {
  if (typeof value !== "string" || !isDecimal(value)) return asItIs(messages, value);
  const figure = /\.\d\d/.test(value) ? value : amount(value);
  return moneyText(messages.language, figure, typeof currency === "string" ? currency : null);
}

/** "12.50" is "12,50" where the language writes it so. */
function sayFigure(messages: Messages, value: Value): string {
  return typeof value === "string" && isDecimal(value)
    ? amountText(messages.language, value)
    : asItIs(messages, value);
}

function sayPercent(messages: Messages, value: Value): string {
  return typeof value === "string" && isDecimal(value)
    ? withPercentSign(
        messages.language,
        amountText(messages.language, plain(dec(value).times(100))),
      )
    : asItIs(messages, value);
}

function sayDay(messages: Messages, value: Value): string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)
    ? writtenIn(messages.language).day(value)
    : sayInstant(messages, value);
}

/** By the shop's clock. */
function sayInstant(messages: Messages, value: Value): string {
  return sayAt(messages, value, "minute");
}

/** To the second, where it has a time of day. */
function sayMoment(messages: Messages, value: Value): string {
  return typeof value === "string" && INSTANT.test(value)
    ? sayAt(messages, value, "second")
    : sayDay(messages, value);
}

function sayAt(messages: Messages, value: Value, as: "minute" | "second"): string {
  const at = typeof value === "string" && INSTANT.test(value) ? instantOf(value) : Number.NaN;
  return Number.isNaN(at) ? asItIs(messages, value) : writtenIn(messages.language)[as](at);
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** Returns the instant in ms; a time without a zone is the shop's. NaN for any other text. */
function instantOf(text: string): number {
  const local = parseLocal(text);
  return local === null ? Date.parse(text) : instantsOf(local, SOURCE_ZONE).earliest;
}

/** Countries that an English sentence names with their article: ISO 3166-1 alpha-2. */
const WITH_ARTICLE: ReadonlySet<string> = new Set(
  [
    "AE",
    "BS",
    "CF",
    "DO",
    "FK",
    "FO",
    "GB",
    "GM",
    "KM",
    "KY",
    "MH",
    "MV",
    "NL",
    "PH",
    "SB",
    "SC",
  ].concat(["US", "VA", "VG", "VI"]),
);

/** "NO" is "Norway". What is no code of a country stays as it is. */
function sayCountry(messages: Messages, value: Value): string {
  const name = typeof value === "string" ? writtenIn(messages.language).country(value) : value;
  if (name === value) return asItIs(messages, value);
  return messages.language === "en" && WITH_ARTICLE.has(String(value))
    ? `the ${name}`
    : String(name);
}

/** A person by the name or address that was kept. */
function sayActor(messages: Messages, value: Value): string {
  const id = `reasonParts.actor.${String(value)}`;
  return messages.has(id) ? messages.say({ id }) : asItIs(messages, value);
}

function saySystem({ t }: Messages, value: Value): string {
  if (value === "asperion") return "Asperion";
  return value === "eaccounting" ? "eAccounting" : t("reasonParts.otherSystem");
}

/** "stripe/card" is "Stripe, card": a provider by its name, with what of it is meant. */
function sayProvider(messages: Messages, value: Value): string {
  const [provider = "", ...of] = asItIs(messages, value).split("/");
  const id = `payouts.providers.${provider}`;
  return [messages.has(id) ? messages.say({ id }) : provider, ...of].join(", ");
}

function sayLine({ t }: Messages, value: Value): string {
  return isThere(value) && value !== 0
    ? ` (${t("reasonParts.line", { line: String(value) })})`
    : "";
}

/** Codes with commas between them, "2, 3", by their words; one that has none stays a code. */
function listed(messages: Messages, words: string | readonly string[], codes: string): string {
  return codes
    .split(", ")
    .map((code) => {
      const id = [words]
        .flat()
        .map((of) => `${of}.${code}`)
        .find((of) => messages.has(of));
      return id === undefined ? code : messages.say({ id });
    })
    .join(", ");
}
