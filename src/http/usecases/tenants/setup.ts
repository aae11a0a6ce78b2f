/**
 * The progress of a tenant's set-up. It isn't stored separately: connections, settings, articles
 * and jobs show whether a step is done, so it can be interrupted at any step and continued, by page
 * or API.
 */
import { SWITCHED_FLOWS } from "../../../domain/jobs/job.ts";
import {
  type Allowance,
  type AllowedThing,
  allowancesOf,
  isAllowed,
} from "../../../domain/ledger/allowances.ts";
import { deniedDocument } from "../../../domain/vendors/reason-of-failure.ts";
import { systemArticleCount } from "../../../domain/ledger/ledger.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import { ok } from "../../../domain/result.ts";
import { propose } from "../../../settings/lookups/proposals.ts";
import { openFlows, switchedOn, unreadLists } from "../../../settings/set-up.ts";
import { kindsOf } from "../../../settings/orders/order-types.ts";
import type { Settings } from "../../../settings/schema.ts";
import { wantsVatMapped } from "../../../settings/lookups/unmapped-vat.ts";
import { isLive } from "../../../settings/versions/consequences.ts";
import { message } from "../../../messages/message.ts";
import { listWebhookSecrets } from "../../../store/webhook-secrets.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { TenantHealth } from "../../../sync/contract/index.ts";
import { mayOn } from "../../auth/rights.ts";
import type { TenantRequest } from "../../deps.ts";
import { sharedWith, type SharedWith } from "./administrations.ts";
import { tenantHealth } from "./control.ts";
import { lastRun } from "../dry-runs/dry-run.ts";
import { listJobs } from "../jobs/jobs.ts";
import { anyNames } from "../settings/names.ts";
import { requireTenant } from "../tenant-access.ts";
import { reject, type Answer } from "../refusal.ts";
import { readSettings, type VersionedSettings, writeSettings } from "../settings/settings.ts";

export const SETUP_STEPS = [
  "name",
  "asperion",
  "eaccounting",
  "flows",
  "questions",
  "articles",
  "webhook",
  "dry-run",
  "live",
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

export type SetupState = {
  readonly tenant: TenantRow;
  readonly version: number;
  readonly settings: Settings;
  readonly health: TenantHealth;
  readonly names: NameLists;
  /** Whether the caller may make secrets. */
  readonly maker: boolean;
  /** Webhook secrets in use. */
  readonly secrets: number;
  /** `null` until the company's settings were read. */
  readonly allowances: readonly Allowance[] | null;
  /** Whether a requested dry run of an order has ended. */
  readonly tried: boolean;
  /** Other shops of the same administration; `null`: none. */
  readonly shared: SharedWith | null;
  readonly done: Readonly<Record<SetupStep, boolean>>;
};

export async function setupState(asking: TenantRequest): Answer<SetupState> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const [read, health, names, secrets, jobs, shared] = await Promise.all([
    readSettings(asking),
    tenantHealth(asking),
    anyNames(asking),
    listWebhookSecrets(deps.db, tenantId),
    listJobs(asking, { under: "dry-run:asked:", status: "done", limit: 1 }),
    sharedWith(deps, actor, found.value),
  ]);
  if (!read.ok) return read;
  if (!health.ok) return health;
  const { version } = read.value;
  const settings = withChosenFlows(read.value.settings);
  const tried = jobs.ok && jobs.value.jobs.length > 0;
  const state = {
    tenant: found.value,
    version,
    settings,
    health: health.value,
    names,
    maker: mayOn(actor, "make-secrets", tenantId),
    secrets: secrets.length,
    allowances: knownAllowances(health.value, names),
    tried,
    shared,
  };
  return ok({ ...state, done: doneSteps(state) });
}

/** Without a step-by-step set-up (by the API), flows that are on count as chosen. */
function withChosenFlows(settings: Settings): Settings {
  const { setup } = settings;
  return setup.flows.length > 0
    ? settings
    : {
        ...settings,
        setup: { ...setup, flows: SWITCHED_FLOWS.filter((flow) => settings[flow].enabled) },
      };
}

function doneSteps({
  tenant,
  settings,
  health,
  secrets,
  tried,
}: Pick<SetupState, "tenant" | "settings" | "health" | "secrets" | "tried">): SetupState["done"] {
  const { setup, orders } = settings;
  const connected = (vendor: string): boolean =>
    health.connections.some((one) => one.vendor === vendor && one.state === "connected");
  return {
    name: true,
    asperion: connected("asperion"),
    eaccounting: connected("eaccounting"),
    flows: setup.flows.length > 0 && (!setup.flows.includes("orders") || orders.startLine !== null),
    questions: setup.flows.length > 0 && openFlows(settings).length === 0,
    articles:
      hasSystemArticles(health) || (setup.flows.length > 0 && !setup.flows.includes("orders")),
    webhook: secrets > 0 || tenant.webhookTokenHash !== null,
    "dry-run": tried,
    live: setup.flows.length > 0 && setup.flows.every((flow) => settings[flow].enabled),
  };
}

/** All system articles that the settings need are in eAccounting. */
export const hasSystemArticles = (
  health: Pick<TenantHealth, "articles" | "systemArticles">,
): boolean => systemArticleCount(health.systemArticles) > 0 && missingArticles(health) === 0;

/** How many system articles the settings need that aren't created yet. */
export const missingArticles = ({ articles }: Pick<TenantHealth, "articles">): number =>
  articles.filter(({ id }) => id === null).length;

/** What orders become by the settings, though the ledger denies it: by what, as far as known. */
export type DeniedDocument = { readonly kind: OrderKind; readonly by: Allowance | null };
type OrderKind = Settings["orders"]["type"];

/** By the company's facts, and by what eAccounting answered within the hour. */
export function deniedDocuments({
  settings,
  health,
  names = {},
}: Pick<SetupState, "settings" | "health"> & {
  readonly names?: NameLists;
}): readonly DeniedDocument[] {
  if (!settings.orders.enabled && !settings.setup.flows.includes("orders")) return [];
  const allowances = knownAllowances(health, names) ?? [];
  const isClosed = (kind: OrderKind): boolean =>
    health.capabilities.some(
      ({ vendor, capability }) =>
        vendor === "eaccounting" && deniedDocument(capability) === DENIED_AS[kind],
    );
  return [...kindsOf(settings.orders)].flatMap((kind) => {
    const by = allowances.find(
      (one) =>
        one.thing === ALLOWED_BY[kind] &&
        one.verdict === "no" &&
        // Under the cash method a draft is made: a person books it.
        !(kind === "draft-invoice" && one.missing === "method"),
    );
    return by === undefined && !isClosed(kind) ? [] : [{ kind, by: by ?? null }];
  });
}

/** Under the cash method nothing waits: those orders are put on hold. */
export const isHeld = ({ by }: DeniedDocument): boolean => by?.missing === "method";

/** Whether all orders wait: none becomes anything that the ledger takes or that is put on hold. */
export const doOrdersWait = (
  denied: readonly DeniedDocument[],
  { orders }: Pick<Settings, "orders">,
): boolean => denied.length > 0 && denied.length === kindsOf(orders).size && !denied.some(isHeld);

function knownAllowances(health: TenantHealth, names: NameLists): readonly Allowance[] | null {
  const { company, connections, bookkeeping } = health;
  const scope = connections.find(({ vendor }) => vendor === "eaccounting")?.scope ?? null;
  return company === null ? null : allowancesOf({ company, scope, names, bookkeeping });
}

const ALLOWED_BY = {
  "sales-order": "sales-orders",
  "draft-invoice": "invoices",
  invoice: "invoices",
  mutation: "vouchers",
} as const satisfies Readonly<Record<OrderKind, AllowedThing>>;

/** As a reason says it. */
export const DENIED_AS = {
  "sales-order": "sales-orders",
  "draft-invoice": "draft-invoices",
  invoice: "invoices",
  mutation: "vouchers",
} as const satisfies Readonly<Record<OrderKind, ReturnType<typeof deniedDocument>>>;

/**
 * The first step that is still to be done; the last one when none is. Nobody is led to a webhook
 * whose secret they can't make.
 */
export const nextStep = ({ done, maker }: SetupState): SetupStep =>
  SETUP_STEPS.find((step) => !done[step] && (step !== "webhook" || maker)) ?? "live";

/** Whether the chosen flows are on and write: with test mode on they are on and write nothing. */
export const isLiveNow = ({ done, settings }: Pick<SetupState, "done" | "settings">): boolean =>
  done.live && !settings.trial;

/** The settings with proposals from both sides' names, for flows without answers. */
export const proposedSettings = ({ settings, names, allowances }: SetupState): Settings =>
  propose(
    settings,
    { names, salesOrders: allowances === null || isAllowed(allowances, "sales-orders") },
    openFlows(settings),
  );

/** Whether questions can be asked: flows are chosen, and the lists of answers were read. */
export const canAskQuestions = ({ settings, names }: SetupState): boolean =>
  settings.setup.flows.length > 0 && unreadLists(settings.setup.flows, names).length === 0;

type GoLive = {
  /** The version of the settings that was seen; left out: the newest. */
  readonly seen?: number;
  readonly trial: boolean;
  /** Orders may wait for VAT: the person was told of them. */
  readonly heldAnyway: boolean;
  /** `null`: as many as come. */
  readonly firstDayLimit: number | null;
};

/** What the chosen flows need. Webhooks and a dry run are recommended, not required. */
const NEEDED: readonly SetupStep[] = ["asperion", "eaccounting", "flows"];

export const missingSteps = ({ done }: SetupState): readonly SetupStep[] =>
  NEEDED.filter((step) => !done[step]);

/**
 * Without these a shop can go live: orders that need an article are put on hold, and suggestions
 * that nobody saved don't apply.
 */
export const openSteps = ({ done }: SetupState): readonly ("questions" | "articles")[] =>
  done.flows ? (["questions", "articles"] as const).filter((step) => !done[step]) : [];

/** Returns how many orders of the newest dry run would be put on hold because of VAT. */
export async function heldByVat(asking: TenantRequest): Promise<number> {
  const run = await lastRun(asking);
  return run.ok && run.value !== null
    ? run.value.orders.filter(
        ({ job, become }) => become === "hold" && job.reasons.some(wantsVatMapped),
      ).length
    : 0;
}

/**
 * Switches the chosen flows on, as a new version of the settings: live, or as a trial that writes
 * nothing. Where the newest dry run has orders that would wait for VAT, it is refused until a
 * person accepts that they wait.
 */
export async function goLive(asking: TenantRequest, asked: GoLive): Answer<VersionedSettings> {
  const state = await setupState(asking);
  if (!state.ok) return state;
  const { settings, version } = state.value;
  const { trial, heldAnyway, firstDayLimit, seen } = asked;
  const missing = missingSteps(state.value);
  if (missing.length > 0)
    return reject(
      409,
      "set-up-incomplete",
      message("refusals.setUpIncomplete", { steps: missing.join(", ") }),
    );
  const { flows } = settings.setup;
  const held = trial || heldAnyway || !flows.includes("orders") ? 0 : await heldByVat(asking);
  if (held > 0)
    return reject(409, "vat-unmapped", message("refusals.vatUnmapped", { count: held }));
  return writeSettings(asking, {
    seen: seen ?? version,
    input: liveSettings(settings, asked),
    // The audit's row is the proof of when a shop began: a live one only saves.
    ...(trial || isLive(settings)
      ? {}
      : { origin: { live: { flows, limit: flows.includes("orders") ? firstDayLimit : null } } }),
  });
}

/** The settings as going live would save them. They aren't validated yet. */
export function liveSettings(
  settings: Settings,
  { trial, firstDayLimit }: Pick<GoLive, "trial" | "firstDayLimit">,
): object {
  const { flows } = settings.setup;
  const limited = flows.includes("orders")
    ? { ...settings, orders: { ...settings.orders, firstDayLimit } }
    : settings;
  return switchedOn({ ...limited, trial }, flows);
}
