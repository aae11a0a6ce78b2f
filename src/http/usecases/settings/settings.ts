/**
 * Settings with versions: a writer names the version that they read, so nobody overwrites unread
 * changes.
 */
import { ok } from "../../../domain/result.ts";
import type { Consequence } from "../../../settings/versions/consequences.ts";
import { filterFaults } from "../../../settings/orders/filter-lines.ts";
import type { Settings } from "../../../settings/schema.ts";
import { withoutStock } from "../../../settings/stock/stock-settings.ts";
import { readStoredSettings, changesBetween } from "../../../settings/versions/stored-settings.ts";
import { message } from "../../../messages/message.ts";
import { insertSettings, latestSettings, type SettingsOrigin } from "../../../store/settings.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { beginNow, consequencesNow } from "./consequences.ts";
import { releaseUnusedOwnership, ownerFaults } from "./one-owner.ts";
import { pushSettings } from "./push-settings.ts";
import { refuseSettings, parseSettings } from "./parse-settings.ts";
import { requireTenant, callTenant } from "../tenant-access.ts";
import { reject, type Answer } from "../refusal.ts";
import type { FaultAt } from "../../../settings/setting-faults.ts";
import { larger, tooCostly } from "../../../settings/rules/cost.ts";
import { MODEL_ORDER } from "../../../settings/rules/models.ts";
import { anyRecentPlans } from "../dry-runs/recent-plans.ts";

const ORDERS = 20;

/**
 * Measures the rules on the largest order whose inputs are still there; without any, on a model.
 * Empty where no rule is new: what was saved was measured then.
 */
async function costlyRules(asking: TenantRequest, settings: Settings): Promise<readonly FaultAt[]> {
  const before: unknown = JSON.parse(
    (await latestSettings(asking.deps.db, asking.tenantId))?.json ?? "{}",
  );
  const changed = MEASURED.filter((part) => !holds(before, part, settings[part]));
  if (changed.length === 0) return [];
  const ofOrders =
    changed.includes("mapping") &&
    [settings.mapping.orders, settings.mapping.vouchers].some(
      ({ head, rows }) => head.length + rows.length > 0,
    );
  const recent = ofOrders ? await anyRecentPlans(asking, ORDERS) : [];
  const largest = recent.map(({ stored }) => stored.input.order).reduce(larger, MODEL_ORDER);
  return tooCostly(settings, largest)
    .filter(({ path }) => changed.some((part) => part === path[0]))
    .map(({ path, message }) => ({ path: path.join("."), message }));
}

/** Parts of the settings that hold expressions. */
const MEASURED = ["mapping", "products", "stock"] as const;

function holds(
  before: unknown,
  part: (typeof MEASURED)[number],
  value: Settings[typeof part],
): boolean {
  return (
    typeof before === "object" &&
    before !== null &&
    part in before &&
    JSON.stringify((before as Readonly<Record<string, unknown>>)[part]) === JSON.stringify(value)
  );
}

/**
 * Checks the debtor for stock corrections: nothing may have been sold to it. Where that can't be
 * asked now, the stock flow checks before it writes.
 */
async function correctionFaults(
  deps: EdgeDeps,
  tenantId: string,
  before: Settings | null,
  next: Settings,
): Promise<readonly FaultAt[]> {
  const { correctionDebtor, enabled, strategy } = next.stock;
  const known =
    before?.stock.correctionDebtor === correctionDebtor && (before.stock.enabled || !enabled);
  if (correctionDebtor === null || strategy !== "correction-order" || known) return [];
  const sales = await callTenant({ deps, tenantId }, (tenant) =>
    tenant.reads.debtorSales(tenantId, correctionDebtor),
  );
  if (!sales.ok || sales.value.kind !== "sold") return [];
  const { order } = sales.value;
  return [
    { path: "stock.correctionDebtor", message: message("settings.faults.debtorSold", { order }) },
  ];
}

export type VersionedSettings = { readonly version: number; readonly settings: Settings };

export async function readSettings(asking: TenantRequest): Answer<VersionedSettings> {
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const latest = await latestSettings(asking.deps.db, asking.tenantId);
  if (latest === null) return reject(404, "no-settings", message("refusals.noSettings"));
  const settings = readStoredSettings(JSON.parse(latest.json));
  if (settings === null)
    return reject(503, "settings-of-newer-release", message("refusals.settingsOfNewerRelease"));
  return ok({ version: latest.version, settings });
}

/**
 * `consequences`: what this saving brought about; none where it was saved already. `begun`: their
 * runs started; false: at least one starts with the next run of its sync. `unchanged`: the newest
 * version is the same already, and none was made.
 */
export type SavedSettings = VersionedSettings & {
  readonly unchanged: boolean;
  readonly consequences: readonly Consequence[];
  readonly begun: boolean;
};

type SettingsToWrite = {
  readonly seen: number;
  readonly input: unknown;
  readonly confirmed?: readonly string[] | null;
  /** For the audit log. */
  readonly origin?: SettingsOrigin;
};

/**
 * Stores the next version and gives it to the object. `input` is validated here, whatever its
 * source. Unchanged settings are answered as saved, and make no version. `confirmed`: the
 * consequences that the caller has confirmed; with any other, nothing is saved. `null`: the caller
 * has confirmed them otherwise, or wants no check.
 */
export async function writeSettings(
  asking: TenantRequest,
  { seen, input, confirmed = null, origin = {} }: SettingsToWrite,
): Answer<SavedSettings> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const sent = parseSettings(input);
  if (!sent.ok) return sent;
  const costly = await costlyRules(asking, sent.value);
  if (costly.length > 0) return refuseSettings(costly);
  const before = await readSettings(asking);
  if (confirmed !== null && !before.ok) return before;
  const known = before.ok ? before.value.settings : null;
  const wanted = withoutStock(known, sent.value);
  const widened = known === null ? [] : filterFaults(known.orders, wanted.orders);
  const faults = [...widened, ...(await correctionFaults(deps, tenantId, known, wanted))];
  if (faults.length > 0) return refuseSettings(faults);
  const consequences = known === null ? [] : await consequencesNow(asking, known, wanted);
  // An outdated version is refused only for being outdated.
  if (confirmed !== null && before.ok && before.value.version === seen) {
    const open = consequences.filter((one) => !confirmed.includes(one));
    if (open.length > 0) return unconfirmed(open);
  }
  const kept = await ownerFaults(deps, actor, found.value, wanted);
  const isUnchanged =
    before.ok &&
    before.value.version === seen &&
    Object.keys(origin).length === 0 &&
    changesBetween(before.value.settings, wanted).length === 0;
  if (kept.length === 0 && isUnchanged) return againTold(deps, found.value, before.value);
  const stored =
    kept.length === 0 &&
    (await insertSettings(deps.db, tenantId, seen, JSON.stringify(wanted), {
      actor: actor.name,
      at: deps.clock.now(),
      origin: { ...origin, ...trialOf(known, wanted) },
    }));
  if (!stored) {
    // A new ownership is given up again, unless the valid settings have it.
    const counting = await readSettings(asking);
    if (counting.ok) await releaseUnusedOwnership(deps, tenantId, counting.value.settings);
    // Sent twice: it is saved, and nobody else's settings replaced it.
    if (
      counting.ok &&
      kept.length === 0 &&
      counting.value.version > seen &&
      sameAgain(counting.value.settings, sent.value)
    )
      return ok({ ...counting.value, consequences: [], begun: true, unchanged: false });
    return kept.length > 0
      ? refuseSettings(kept)
      : reject(409, "stale-version", message("refusals.staleVersion", { version: seen }));
  }
  if (!(await pushSettings(deps, found.value))) return notTold(seen + 1);
  const begun = await beginNow(asking, consequences);
  return ok({ version: seen + 1, settings: wanted, consequences, begun, unchanged: false });
}

/** That test mode begins or ends is worth a word of the audit log. */
const trialOf = (before: Settings | null, after: Settings): { readonly trial?: boolean } =>
  before === null || before.trial === after.trial ? {} : { trial: after.trial };

const notTold = (version: number) =>
  reject(503, "settings-not-told", message("refusals.settingsNotTold", { version }));

/**
 * The same settings again make no version. The object hears of them anew: it may not have heard of
 * them when they were saved, and what was confirmed with them waits for that.
 */
async function againTold(
  deps: EdgeDeps,
  tenant: TenantRow,
  saved: VersionedSettings,
): Answer<SavedSettings> {
  return (await pushSettings(deps, tenant))
    ? ok({ ...saved, consequences: [], begun: true, unchanged: true })
    : notTold(saved.version);
}

const unconfirmed = (open: readonly Consequence[]) =>
  reject(
    409,
    "unconfirmed-consequences",
    message("refusals.unconfirmedConsequences", { what: open.join(", ") }),
    open.map((one) => ({ path: "confirm", message: message(`settings.confirm.${one}`) })),
  );

/**
 * The sent settings are the valid ones, even if their debtor for corrections was dropped with stock
 * switched off.
 */
function sameAgain(counting: Settings, sent: Settings): boolean {
  const stored = sent.stock.enabled
    ? sent
    : { ...sent, stock: { ...sent.stock, correctionDebtor: null } };
  return [sent, stored].some((one) => changesBetween(counting, one).length === 0);
}
