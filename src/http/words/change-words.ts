/** A recorded change as people read it. Names, ids and notes stay as they were written. */
import { isLanguage, LANGUAGE_NAMES } from "../../domain/language.ts";
import type { Messages } from "../../messages/index.ts";
import {
  type AuditValue,
  type Phrase,
  type PhraseName,
  readValue,
} from "../../store/audit-values.ts";
import type { ActorNames } from "../usecases/accounts/token-names.ts";
import type { Format } from "./format.ts";
import { isolate } from "./isolate.ts";
import { VENDOR_NAMES } from "../../domain/ids.ts";

/** Of shops, by id; `null`: all changes are of one. */
export type TenantNames = ReadonlyMap<string, string> | null;

export type ChangeTexts = {
  readonly messages: Messages;
  readonly format: Format;
  /** Names of tenants by id; `null` on the page of one, where its name isn't repeated. */
  readonly tenants: ReadonlyMap<string, string> | null;
  readonly tokens: ActorNames;
};

export const actionText = ({ messages }: ChangeTexts, action: string): string =>
  messages.find(`changes.actions.${action}`) ?? action;

type ActorTexts = Pick<ChangeTexts, "messages" | "tokens">;

export const actorText = ({ messages, tokens }: ActorTexts, actor: string): string =>
  tokens.get(actor) ?? actorName(messages, actor);

/** An account's address, or in words what else acted: a mail by its sender. */
export function actorName({ t, find }: Messages, actor: string): string {
  const [, from] = /^mail (.+)$/.exec(actor) ?? [];
  if (from !== undefined) return t("changes.byMail", { from });
  // Who signs in with the operator token is the operator; the token names the acts.
  return find(`changes.actors.${actor === OPERATOR_TOKEN ? "operator" : actor}`) ?? actor;
}

const OPERATOR_TOKEN = "admin-token";

const daysText = (
  { messages, format }: ChangeTexts,
  { from, to }: { readonly from: string; readonly to: string },
): string => messages.t("changes.days", { from: format.day(from), to: format.day(to) });

/** A word of the kind, such as a state; one of a newer release is shown as it is. */
const word = ({ messages }: ChangeTexts, kind: string, name: string): string =>
  messages.find(`${kind}.${name}`) ?? name;

/** The API client of a deployment that has no other. */
const MAIN = "main";

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const PHRASES: {
  readonly [Name in PhraseName]: (texts: ChangeTexts, value: Phrase<Name>) => string;
} = {
  text: (_, { text }) => text,
  version: (texts, { version, fromId, from, live, trial }) => {
    const { t } = texts.messages;
    const parts = [
      t("changes.version", { version: String(version) }),
      fromId === undefined ? null : copiedText(texts, from),
      trial === undefined ? null : t(trial ? "changes.testModeOn" : "changes.testModeOff"),
      live === undefined
        ? null
        : live.flows.map((flow) => word(texts, "dashboard.flows", flow)).join(", "),
      live === undefined || live.limit === null
        ? null
        : t("changes.firstDayLimit", { limit: String(live.limit) }),
    ];
    return parts.filter((part) => part !== null).join(" · ");
  },
  administration: ({ messages: { t } }, { id }) =>
    id === null
      ? t("changes.noAdministration")
      : t("changes.administration", { administration: String(id) }),
  account: accountText,
  order: ({ messages: { t } }, { number }) => t("changes.order", { order: number }),
  "order-id": ({ messages: { t } }, { id }) => t("changes.orderId", { id: String(id) }),
  "last-orders": ({ messages: { t } }, { count }) =>
    t("changes.lastOrders", { count: String(count) }),
  "first-day": ({ messages: { t } }) => t("changes.firstDay"),
  "run-preview": (texts, { flow }) =>
    texts.messages.t("changes.previewOf", { run: word(texts, "dashboard.flows", flow) }),
  "posted-order": ({ messages: { t } }) => t("changes.postedOrder"),
  days: daysText,
  "days-tried": (texts, days) => `${daysText(texts, days)}, ${texts.messages.t("changes.dryRun")}`,
  "days-after-dry-run": (texts, { dryRunId, ...days }) =>
    `${daysText(texts, days)}, ${texts.messages.t("changes.afterDryRun", { dryRun: dryRunId })}`,
  document: (texts, { job, kind, number, confirmed }) => {
    const document = `${word(texts, "changes.kinds", kind)} ${number}`;
    const mark = confirmed ? `, ${texts.messages.t("changes.confirmed")}` : "";
    return `${textOf(texts, job)} → ${document}${mark}`;
  },
  link: (texts, { kind, target }) =>
    `${word(texts, "changes.kinds", kind)}${target === null ? "" : ` → ${target}`}`,
  retry: (texts, { job, version: number, asPlanned }) => {
    const { t } = texts.messages;
    const version = { version: String(number) };
    const by = asPlanned ? t("changes.asPlanned", version) : t("changes.withNewest", version);
    return `${textOf(texts, job)}, ${by}`;
  },
  // Those that are skipped or approved were on hold, and aren't any more.
  held: ({ messages: { t } }, { count, thing, jobId }) =>
    [t(jobId === undefined ? "changes.held" : "attention.count", { count }), thing ?? ""]
      .filter((part) => part !== "")
      .join(", "),
  chosen: ({ messages: { t } }, { count, names }) =>
    [t("attention.count", { count }), names.join(", ")].filter((part) => part !== "").join(": "),
  skipped: (texts, { job }) => textOf(texts, job),
  tool: (texts, { tool, about }) => {
    const called = texts.messages.t("changes.tool", { tool });
    return about === null ? called : `${called}: ${textOf(texts, about)}`;
  },
  // A name says more than the id of a program.
  named: (_, { name, id }) => (GUID.test(id) ? name : `${name} (${id})`),
  refused: (texts, { asked, why }) => {
    const { t, find } = texts.messages;
    const told = find(`changes.whyNot.${why}`) ?? t("changes.refused");
    return asked === null ? told : `${textOf(texts, asked)}; ${told}`;
  },
  vendor: (texts, { vendor, of }) =>
    of === null || of === MAIN
      ? VENDOR_NAMES[vendor]
      : `${VENDOR_NAMES[vendor]} ${textOf(texts, of)}`,
  state: (texts, { state }) => word(texts, "changes.states", state),
  flow: (texts, { flow }) => word(texts, "tenant.flows.names", flow),
  provider: (texts, { provider }) => word(texts, "settings.values", provider),
  shop: (_, { name, language }) =>
    `${name}, ${isLanguage(language) ? LANGUAGE_NAMES[language] : language}`,
  language: (_, { language }) => LANGUAGE_NAMES[language],
};

const copiedText = ({ messages: { t } }: ChangeTexts, from: string | undefined): string =>
  from === undefined
    ? t("changes.copiedFromOther")
    : t("changes.copiedFrom", { shop: isolate(from) });

function accountText(
  { tenants, messages: { t } }: ChangeTexts,
  { email, shop }: Phrase<"account">,
): string {
  if (shop === null) return `${email}, ${t("changes.allTenants")}`;
  const account = tenants === null ? email : `${email}, ${tenants.get(shop.id) ?? shop.id}`;
  return t("changes.accountAs", { account, role: t(`people.roles.${shop.role}`) });
}

/** `null`: the phrase is of a newer release. */
function phraseText<Name extends PhraseName>(
  texts: ChangeTexts,
  value: Phrase<Name>,
): string | null {
  if (!Object.hasOwn(PHRASES, value.phrase)) return null;
  return PHRASES[value.phrase](texts, value);
}

const textOf = (texts: ChangeTexts, value: AuditValue): string =>
  typeof value === "string" ? value : (phraseText(texts, value) ?? JSON.stringify(value));

/** A value before or after a change, as the log has it. One of a newer release stays as it is. */
export const valueText = (texts: ChangeTexts, stored: string | null): string =>
  stored === null ? "" : textOf(texts, readValue(stored));
