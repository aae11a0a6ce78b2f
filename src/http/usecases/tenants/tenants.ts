/** Making, naming and ending tenants. */
import type { Language } from "../../../domain/language.ts";
import { ok } from "../../../domain/result.ts";
import { defaultSettings } from "../../../settings/schema.ts";
import { message } from "../../../messages/message.ts";
import { administrationValue, shopValue, stateValue } from "../../../store/audit-values.ts";
import type { AuditEntry } from "../../../store/audit.ts";
import { isUniqueViolation } from "../../../store/d1-errors.ts";
import {
  chooseAdministration,
  findTenant,
  insertTenant,
  listTenants,
  NO_ADMINISTRATION,
  pageOfTenants,
  retireTenant,
  updateTenant,
  type TenantRow,
  type TenantsAsked,
} from "../../../store/tenants.ts";
import type { RandomBytes } from "../../../store/seal.ts";
import type { WriteCount } from "../../../sync/contract/index.ts";
import { may } from "../../auth/rights.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../../deps.ts";
import { deterministicBytes } from "../one-time-value.ts";
import { pushSettings } from "../settings/push-settings.ts";
import { callTenant, mayTouch, requireTenant, unknownTenant } from "../tenant-access.ts";
import { forbidden, reject, toResult, type Answer } from "../refusal.ts";
import { defined } from "../../../domain/platform/defined.ts";

type NewTenantInput = {
  /**
   * A one-time value of this request that can't be guessed: a repeated request gets the tenant that
   * was made.
   */ readonly once?: string | undefined;
  readonly name: string;
  readonly language: Language;
  /** `null`: chosen when the shop is connected. */
  readonly asperion: { readonly administrationId: number } | null;
};

/** A tenant with default settings. Its object learns of it now, or with its next health check. */
export async function createTenant(
  deps: EdgeDeps,
  actor: Actor,
  input: NewTenantInput,
): Answer<{ readonly id: string; readonly version: number }> {
  if (!may(actor, "make-tenants")) return forbidden("make-tenants");
  if (input.asperion !== null && !may(actor, "choose-administration"))
    return forbidden("choose-administration");
  const id = newTenantId(
    input.name,
    input.once === undefined ? deps.random : await deterministicBytes(input.once),
  );
  const administrationId = input.asperion?.administrationId ?? NO_ADMINISTRATION;
  const before = input.once === undefined ? null : await findTenant(deps.db, id);
  if (before !== null)
    return before.state === "retired"
      ? createTenant(deps, actor, without(input))
      : ok({ id, version: before.settingsVersion });
  const entry: AuditEntry = {
    at: deps.clock.now(),
    actor: actor.name,
    action: "tenant.make",
    after: administrationValue(administrationId === NO_ADMINISTRATION ? null : administrationId),
  };
  try {
    await insertTenant(
      deps.db,
      id,
      { name: input.name, language: input.language, administrationId },
      JSON.stringify(defaultSettings()),
      entry,
    );
  } catch (error) {
    // Two requests at the same moment: the other one made it.
    if (input.once !== undefined && isUniqueViolation(error)) return ok({ id, version: 1 });
    throw error;
  }
  deps.registry.forget(id);
  await pushSettings(deps, { id, name: input.name, administrationId, language: input.language });
  return ok({ id, version: 1 });
}

const without = ({ once: _, ...input }: NewTenantInput): NewTenantInput => input;

const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

/** Readable, and with 40 random bits not to be guessed from the name. */
export function newTenantId(name: string, random: RandomBytes): string {
  const word = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 24)
    .replace(/^-+|-+$/g, "");
  const tail = [...random(8)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return word === "" ? `t-${tail}` : `${word}-${tail}`;
}

/** Those that the actor may touch. */
export async function visibleTenants(deps: EdgeDeps, actor: Actor): Promise<TenantRow[]> {
  const all = await listTenants(deps.db);
  return all.filter(({ id }) => mayTouch(actor, id));
}

/** The shops that somebody may touch; `null`: all. */
export const ownTenants = (actor: Actor): readonly string[] | null =>
  actor.everywhere === null ? Object.keys(actor.shops).filter((id) => mayTouch(actor, id)) : null;

/** Some of those that the actor may touch, by name: see `pageOfTenants`. */
export async function tenantsPage(
  deps: EdgeDeps,
  actor: Actor,
  asked: Omit<TenantsAsked, "ids">,
): ReturnType<typeof pageOfTenants> {
  return pageOfTenants(deps.db, { ...asked, ids: ownTenants(actor) });
}

export async function changeTenant(
  asking: TenantRequest,
  change: {
    readonly name?: string | undefined;
    readonly language?: Language | undefined;
    readonly asperion?: { readonly administrationId: number } | undefined;
  },
): Answer<TenantRow> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const administration = change.asperion?.administrationId;
  // Naming one takes no proof that it is theirs. One that stands already is no change.
  if (administration !== undefined && administration !== found.value.administrationId) {
    if (!may(actor, "choose-administration")) return forbidden("choose-administration");
    const chosen = await tieAdministration(deps, actor.name, found.value, administration);
    if (!chosen.ok) return chosen;
  }
  const { name = found.value.name, language = found.value.language } = change;
  const done = await updateTenant(
    deps.db,
    tenantId,
    { name, language },
    {
      at: deps.clock.now(),
      actor: actor.name,
      action: "tenant.change",
      before: shopValue(found.value.name, found.value.language),
      after: shopValue(name, language),
    },
  );
  if (!done) return unknownTenant();
  const changed = {
    ...found.value,
    name,
    language,
    ...defined({ administrationId: administration }),
  };
  // The object writes mails, so it is given the language and the shop's name.
  if (language !== found.value.language || name !== found.value.name)
    await pushSettings(deps, changed);
  return ok(changed);
}

/**
 * Ties a tenant that has none to its administration. Which one it is is never changed: what was
 * booked came from it.
 */
export async function tieAdministration(
  deps: EdgeDeps,
  actor: string,
  tenant: Pick<TenantRow, "id" | "name" | "language">,
  administrationId: number,
): Answer<object> {
  if (
    !(await chooseAdministration(deps.db, tenant.id, administrationId, {
      actor,
      at: deps.clock.now(),
    }))
  ) {
    const now = await findTenant(deps.db, tenant.id);
    return now === null || now.state === "retired"
      ? unknownTenant()
      : reject(409, "other-administration", message("refusals.otherAdministration"));
  }
  deps.registry.forget(tenant.id);
  await pushSettings(deps, { ...tenant, administrationId });
  return ok({});
}

/** What the shop has written to either side, by kind; empty: nothing. */
export async function readWriteCounts(asking: TenantRequest): Answer<readonly WriteCount[]> {
  const { tenantId } = asking;
  const found = await requireTenant(asking, "end-unwritten");
  if (!found.ok) return found;
  return callTenant(asking, (tenant) => tenant.admin.written(tenantId));
}

/**
 * Ends a shop that was made by mistake; its object refuses once it has written anything. `again`:
 * another one takes its place with its name, language and people, and chooses its administration
 * anew. Answers its id, else `null`.
 */
export async function endUnwritten(asking: TenantRequest, again: boolean): Answer<string | null> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking, "end-unwritten");
  if (!found.ok) return found;
  const { name, language, state } = found.value;
  const done = toResult(
    await callTenant(asking, (tenant) =>
      tenant.admin.retire(tenantId, actor.name, { onlyUnwritten: true }),
    ),
  );
  if (!done.ok) return done;
  const id = again ? newTenantId(name, deps.random) : null;
  await retireTenant(
    deps.db,
    tenantId,
    {
      at: deps.clock.now(),
      actor: actor.name,
      ...(id === null
        ? { action: "tenant.retire", before: stateValue(state), after: stateValue("retired") }
        : { action: "tenant.begin-again", after: id }),
    },
    id === null ? null : { id, settingsJson: JSON.stringify(defaultSettings()) },
  );
  deps.registry.forget(tenantId);
  if (id === null) return ok(null);
  deps.registry.forget(id);
  const administrationId = NO_ADMINISTRATION;
  await pushSettings(deps, { id, name, administrationId, language });
  return ok(id);
}

/** Ends the tenant for good: everything stops, grants are forgotten, the id is never used again. */
export async function endTenant(asking: TenantRequest, leaveUnbooked: boolean): Answer<object> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  if (!may(actor, "end-tenants")) return forbidden("end-tenants");
  const done = toResult(
    await callTenant(asking, (tenant) =>
      tenant.admin.retire(tenantId, actor.name, { leaveUnbooked }),
    ),
  );
  if (!done.ok) return done;
  await retireTenant(deps.db, tenantId, {
    at: deps.clock.now(),
    actor: actor.name,
    action: "tenant.retire",
    before: stateValue(found.value.state),
    after: stateValue("retired"),
  });
  deps.registry.forget(tenantId);
  return ok({});
}
