/**
 * A recorded change as people read it. What is no word of ours, such as a name, an id or a note,
 * stays as it was written.
 */
import { isLanguage, LANGUAGE_NAMES } from "../../../domain/language.ts";
import type { ChangesWords } from "../../words/changes/en.ts";
import type { TenantWords } from "../../words/tenant/en.ts";
import type { Format } from "../format.ts";
import { isKey, VENDORS } from "../words.ts";

export type ChangeTexts = {
  readonly t: ChangesWords;
  readonly flows: TenantWords["flows"]["names"];
  readonly format: Format;
  /** Names of tenants by id; `null` on the page of one, where it need not be named. */ readonly tenants: ReadonlyMap<
    string,
    string
  > | null;
};

export const actionText = ({ t }: ChangeTexts, action: string): string =>
  isKey(t.actions, action) ? t.actions[action] : action;

export const actorText = ({ t }: ChangeTexts, actor: string): string =>
  isKey(t.actors, actor) ? t.actors[actor] : actor;

type Said = (texts: ChangeTexts, part: (place: number) => string) => string | null;

const wordIn = (words: Readonly<Record<string, string>>, key: string): string =>
  isKey(words, key) ? (words[key] ?? key) : key;

/** By its order's number, or by its id. */
const jobText = (t: ChangesWords, job: string): string =>
  job.startsWith("order ") ? t.order(job.slice("order ".length)) : job;

/**
 * The phrases of `store/audit-values.ts`, and the words that stand alone, each with what it is told
 * apart by. `null`: it was something else after all.
 */
const PHRASES: readonly (readonly [RegExp, Said])[] = [
  [/^version (\d+)$/, ({ t }, part) => t.version(part(1))],
  [/^administration (\S+)$/, ({ t }, part) => t.administration(part(1))],
  [/^no administration yet$/, ({ t }) => t.noAdministration],
  [/^(\S+@\S+), all tenants$/, ({ t }, part) => `${part(1)}, ${t.allTenants}`],
  [
    /^(\S+@\S+), (\S{3,})$/,
    ({ tenants }, part) =>
      tenants === null ? part(1) : `${part(1)}, ${tenants.get(part(2)) ?? part(2)}`,
  ],
  [
    /^(.+); refused: ([a-z-]+)$/s,
    (texts, part) =>
      `${valueText(texts, part(1))}; ${wordIn({ [part(2)]: texts.t.refused, ...texts.t.whyNot }, part(2))}`,
  ],
  [/^order id (\d+)$/, ({ t }, part) => t.orderId(part(1))],
  [/^order (\S+)$/, ({ t }, part) => t.order(part(1))],
  [/^the last (\d+) orders$/, ({ t }, part) => t.lastOrders(part(1))],
  [/^a posted order$/, ({ t }) => t.postedOrder],
  [
    /^(\d{4}-\d{2}-\d{2})(?: to)? (\d{4}-\d{2}-\d{2})(, (?:after )?dry run(?: (\S+))?)?$/,
    pastOrders,
  ],
  [
    /^(order \S+|\S+) → ([a-z-]+) (.+?)(, confirmed)?$/,
    ({ t }, part) =>
      `${jobText(t, part(1))} → ${wordIn(t.kinds, part(2))} ${part(3)}${part(4) === "" ? "" : `, ${t.confirmed}`}`,
  ],
  [
    /^(order \S+|\S+), settings version (\d+) \((?:(as planned)|the newest)\)$/,
    ({ t }, part) =>
      `${jobText(t, part(1))}, ${part(3) === "" ? t.withNewest(part(2)) : t.asPlanned(part(2))}`,
  ],
  [/^(order \S+|\S+), job \S+$/, ({ t }, part) => jobText(t, part(1))],
  [/^(customer|article)( → .+)?$/, ({ t }, part) => `${wordIn(t.kinds, part(1))}${part(2)}`],
  [/^(asperion|eaccounting)(| .*)$/, (_, part) => `${wordIn(VENDORS, part(1))}${part(2)}`],
  [/^([a-z]+)(: .*)?$/s, stateOrFlow],
  [/^(.+, )?([a-z]{2})$/s, (_, part) => languageAfter(part(1), part(2))],
];

/** With the note that somebody wrote to it. */
function stateOrFlow({ t, flows }: ChangeTexts, part: (place: number) => string): string | null {
  const word = part(1);
  if (isKey(t.states, word)) return `${t.states[word]}${part(2)}`;
  return isKey(flows, word) ? `${wordIn(flows, word)}${part(2)}` : null;
}

const languageAfter = (before: string, language: string): string | null =>
  isLanguage(language) ? `${before}${LANGUAGE_NAMES[language]}` : null;

/** Days of a comparison, of a dry run, or of what followed a dry run. */
function pastOrders({ t, format }: ChangeTexts, part: (place: number) => string): string {
  const days = t.days(format.day(part(1)), format.day(part(2)));
  if (part(4) !== "") return `${days}, ${t.afterDryRun(part(4))}`;
  return part(3) === "" ? days : `${days}, ${t.dryRun}`;
}

/** A value before or after a change. */
export function valueText(texts: ChangeTexts, value: string | null): string {
  if (value === null) return "";
  for (const [pattern, say] of PHRASES) {
    const found = pattern.exec(value);
    const said = found === null ? null : say(texts, (place) => found[place] ?? "");
    if (said !== null) return said;
  }
  return value;
}
