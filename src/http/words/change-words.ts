/** A recorded change as people read it. Names, ids and notes stay as they were written. */
import { isLanguage, LANGUAGE_NAMES } from "../../domain/language.ts";
import { PROVIDERS } from "../../domain/reasons/words.ts";
import type { ShopRole } from "../../domain/users/shop-role.ts";
import type { Format } from "./format.ts";
import type { Vendor } from "../../domain/ids.ts";
import { VENDORS } from "./state-text.ts";
import type { Messages } from "../../messages/index.ts";

/** Of shops, by id; `null`: all changes are of one. */
export type TenantNames = ReadonlyMap<string, string> | null;

export type ChangeTexts = {
  readonly messages: Messages;
  readonly format: Format;
  /** Names of tenants by id; `null` on the page of one, where its name isn't repeated. */
  readonly tenants: ReadonlyMap<string, string> | null;
};

export const actionText = ({ messages }: ChangeTexts, action: string): string =>
  messages.find(`changes.actions.${action}`) ?? action;

export const actorText = ({ messages }: ChangeTexts, actor: string): string =>
  messages.find(`changes.actors.${actor}`) ?? actor;

type Said = (texts: ChangeTexts, part: (place: number) => string) => string | null;

/** By its order's number, or by its id. */
const jobText = (t: Messages["t"], job: string): string =>
  job.startsWith("order ") ? t("changes.order", { order: job.slice("order ".length) }) : job;

/**
 * The phrases of `store/audit-values.ts`, and the words that stand alone, each with the pattern
 * that recognises it. `null`: the text is something else.
 */
const PHRASES: readonly (readonly [RegExp, Said])[] = [
  [/^version (\d+)$/, ({ messages: { t } }, part) => t("changes.version", { version: part(1) })],
  [
    /^administration (\S+)$/,
    ({ messages: { t } }, part) => t("changes.administration", { administration: part(1) }),
  ],
  [/^no administration yet$/, ({ messages: { t } }) => t("changes.noAdministration")],
  [
    /^(\S+@\S+), all tenants$/,
    ({ messages: { t } }, part) => `${part(1)}, ${t("changes.allTenants")}`,
  ],
  [
    /^(\S+@\S+), (\S{3,}) as (owner|accountant|reader)$/,
    ({ tenants, messages: { t } }, part) =>
      t("changes.accountAs", {
        account: tenants === null ? part(1) : `${part(1)}, ${tenants.get(part(2)) ?? part(2)}`,
        role: t(`people.roles.${part(3) as ShopRole}`),
      }),
  ],
  [
    /^(\S+@\S+), (\S{3,})$/,
    ({ tenants }, part) =>
      tenants === null ? part(1) : `${part(1)}, ${tenants.get(part(2)) ?? part(2)}`,
  ],
  [
    /^(.+); refused: ([a-z-]+)$/s,
    (texts, part) => {
      const { t, find } = texts.messages;
      const why = find(`changes.whyNot.${part(2)}`) ?? t("changes.refused");
      return `${valueText(texts, part(1))}; ${why}`;
    },
  ],
  [/^order id (\d+)$/, ({ messages: { t } }, part) => t("changes.orderId", { id: part(1) })],
  [/^order (\S+)$/, ({ messages: { t } }, part) => t("changes.order", { order: part(1) })],
  [
    /^the last (\d+) orders$/,
    ({ messages: { t } }, part) => t("changes.lastOrders", { count: part(1) }),
  ],
  [/^the first day$/, ({ messages: { t } }) => t("changes.firstDay")],
  [
    /^a run of (orders|customers|products|stock)$/,
    ({ messages: { t, find } }, part) =>
      t("changes.previewOf", { run: find(`dashboard.flows.${part(1)}`) ?? part(1) }),
  ],
  [/^a posted order$/, ({ messages: { t } }) => t("changes.postedOrder")],
  [
    /^(\d{4}-\d{2}-\d{2})(?: to)? (\d{4}-\d{2}-\d{2})(, (?:after )?dry run(?: (\S+))?)?$/,
    pastOrders,
  ],
  [
    /^(order \S+|\S+) \u2192 ([a-z-]+) (.+?)(, confirmed)?$/,
    ({ messages: { t, find } }, part) => {
      const document = `${find(`changes.kinds.${part(2)}`) ?? part(2)} ${part(3)}`;
      const confirmed = part(4) === "" ? "" : `, ${t("changes.confirmed")}`;
      return `${jobText(t, part(1))} → ${document}${confirmed}`;
    },
  ],
  [
    /^(order \S+|\S+), settings version (\d+) \((?:(as planned)|the newest)\)$/,
    ({ messages: { t } }, part) => {
      const version = { version: part(2) };
      const by =
        part(3) === "" ? t("changes.withNewest", version) : t("changes.asPlanned", version);
      return `${jobText(t, part(1))}, ${by}`;
    },
  ],
  [
    /^(\d+) on hold(?: \([a-z-]+(?: (.+))?\))?$/s,
    ({ messages: { t } }, part) =>
      `${t("changes.held", { count: Number(part(1)) })}${part(2) === "" ? "" : `, ${part(2)}`}`,
  ],
  [
    /^(\d+) on hold: (.+)$/s,
    ({ messages: { t } }, part) => `${t("changes.held", { count: Number(part(1)) })}: ${part(2)}`,
  ],
  [/^(order \S+|\S+), job \S+$/, ({ messages: { t } }, part) => jobText(t, part(1))],
  [
    /^tool ([a-z_]+)(?:: (.+))?$/s,
    (texts, part) => {
      const tool = texts.messages.t("changes.tool", { tool: part(1) });
      return part(2) === "" ? tool : `${tool}: ${valueText(texts, part(2))}`;
    },
  ],
  [
    /^(customer|article)( \u2192 .+)?$/,
    ({ messages }, part) => `${messages.find(`changes.kinds.${part(1)}`) ?? part(1)}${part(2)}`,
  ],
  [/^(asperion|eaccounting)(| .*)$/, (_, part) => `${VENDORS[part(1) as Vendor]}${part(2)}`],
  [/^([a-z]+)$/, stateOrFlow],
  [/^(.+, )?([a-z]{2})$/s, (_, part) => languageAfter(part(1), part(2))],
];

function stateOrFlow({ messages }: ChangeTexts, part: (place: number) => string): string | null {
  return (
    messages.find(`changes.states.${part(1)}`) ??
    messages.find(`tenant.flows.names.${part(1)}`) ??
    (PROVIDERS.some((one) => one === part(1)) ? messages.find(`settings.values.${part(1)}`) : null)
  );
}

const languageAfter = (before: string, language: string): string | null =>
  isLanguage(language) ? `${before}${LANGUAGE_NAMES[language]}` : null;

/** Days of a comparison, of a dry run, or of what followed a dry run. */
function pastOrders(
  { messages: { t }, format }: ChangeTexts,
  part: (place: number) => string,
): string {
  const days = t("changes.days", { from: format.day(part(1)), to: format.day(part(2)) });
  if (part(4) !== "") return `${days}, ${t("changes.afterDryRun", { dryRun: part(4) })}`;
  return part(3) === "" ? days : `${days}, ${t("changes.dryRun")}`;
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
