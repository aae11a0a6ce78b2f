/**
 * A tenant given away and taken in: a back-up, or the way to another deployment. What is given
 * holds no token, secret or payload; evidence of VAT is in it, opened. Who takes it in signs in
 * anew at both vendors. The new tenant has a new id and is stopped until somebody resumes it.
 */
import { z } from "zod";
import { LANGUAGES } from "../../../domain/language.ts";
import { ok } from "../../../domain/result.ts";
import { readStoredSettings } from "../../../settings/versions/stored-settings.ts";
import { message } from "../../../messages/message.ts";
import { writeAudit, writeAuditOnce } from "../../../store/audit.ts";
import { administrationValue } from "../../../store/audit-values.ts";
import { insertTenant, NO_ADMINISTRATION, notePaused } from "../../../store/tenants.ts";
import {
  TRANSFER_PARTS,
  type TransferPart,
  type TransferRow,
} from "../../../sync/contract/index.ts";
import { may } from "../../auth/rights.ts";
import type { Actor, TenantRequest, EdgeDeps } from "../../deps.ts";
import { pushSettings } from "../settings/push-settings.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { forbidden, reject, toResult, type Answer } from "../refusal.ts";
import { readSettings } from "../settings/settings.ts";
import { newTenantId } from "./tenants.ts";

/** Of the pages' shape. An import takes its own and older ones. */
export const TRANSFER_VERSION = 1;

export const headSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  language: z.enum(LANGUAGES),
  administrationId: z.int().positive(),
  settings: z.record(z.string(), z.unknown()),
});
type Head = z.output<typeof headSchema>;

const cursorSchema = z.tuple([
  z.enum(TRANSFER_PARTS),
  z.array(z.union([z.string(), z.number()])).nullable(),
]);

type ExportPage = {
  readonly v: number;
  readonly tenant: Head;
  readonly part: TransferPart;
  readonly rows: readonly TransferRow[];
  readonly cursor: string | null;
};

/** An export or import that continues after this time is recorded again. */
const RECORDED_MS = 24 * 60 * 60 * 1000;

/**
 * Pages in the order in which they have to be taken in. `cursor`: as the page before answered it;
 * `null` for the first.
 */
export async function exportPage(asking: TenantRequest, cursor: string | null): Answer<ExportPage> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const at = cursor === null ? ([TRANSFER_PARTS[0], null] as const) : readCursor(cursor);
  if (at === null) return reject(400, "bad-cursor", message("refusals.badCursor"));
  const { name, language, administrationId } = found.value;
  if (administrationId === NO_ADMINISTRATION)
    return reject(409, "no-administration", message("refusals.noAdministrationYet"));
  const settings = await readSettings(asking);
  if (!settings.ok) return settings;
  const entry = { at: deps.clock.now(), actor: actor.name, action: "tenant.export" };
  // A cursor may be made up, so each start is recorded.
  await (cursor === null
    ? writeAudit(deps.db, tenantId, entry)
    : writeAuditOnce(deps.db, tenantId, entry, RECORDED_MS));
  const [part, after] = at;
  const page = await callTenant(asking, (tenant) => tenant.transfer.give(tenantId, part, after));
  if (!page.ok) return page;
  if ("ok" in page.value) return reject(400, page.value.kind, page.value.message);
  const next = page.value.after !== null ? ([part, page.value.after] as const) : follow(part);
  const tenant = headSchema.parse({
    name,
    language,
    administrationId,
    settings: settings.value.settings,
  });
  return ok({
    v: TRANSFER_VERSION,
    tenant,
    part,
    rows: page.value.rows,
    cursor: next === null ? null : btoa(JSON.stringify(next)),
  });
}

function readCursor(cursor: string): z.output<typeof cursorSchema> | null {
  try {
    return cursorSchema.parse(JSON.parse(atob(cursor)));
  } catch {
    return null;
  }
}

function follow(part: TransferPart): readonly [TransferPart, null] | null {
  const next = TRANSFER_PARTS[TRANSFER_PARTS.indexOf(part) + 1];
  return next === undefined ? null : [next, null];
}

/** A new tenant with the settings of the one given away: stopped, unconnected and empty. */
export async function importTenant(
  deps: EdgeDeps,
  actor: Actor,
  head: Head,
): Answer<{ readonly id: string; readonly version: number }> {
  if (!may(actor, "make-tenants")) return forbidden("make-tenants");
  if (!may(actor, "choose-administration")) return forbidden("choose-administration");
  const settings = readStoredSettings(head.settings);
  if (settings === null)
    return reject(400, "settings-of-newer-release", message("refusals.importOfNewerRelease"));
  const id = newTenantId(head.name, deps.random);
  const { name, language, administrationId } = head;
  await insertTenant(deps.db, id, { name, language, administrationId }, JSON.stringify(settings), {
    at: deps.clock.now(),
    actor: actor.name,
    action: "tenant.import",
    after: administrationValue(administrationId),
  });
  deps.registry.forget(id);
  // Stopped before it knows what to do.
  const stopped = await callTenant({ deps, tenantId: id }, (tenant) =>
    tenant.admin.pause(id, actor.name, "imported"),
  );
  if (!stopped.ok) return stopped;
  await notePaused(deps.db, id);
  deps.registry.forget(id);
  await pushSettings(deps, { id, name, administrationId, language });
  return ok({ id, version: 1 });
}

/** One page of an export, in order. Taking it twice changes nothing. */
export async function importRows(
  asking: TenantRequest,
  part: TransferPart,
  rows: readonly TransferRow[],
): Answer<object> {
  const { deps, actor, tenantId } = asking;
  if (!may(actor, "make-tenants")) return forbidden("make-tenants");
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  await writeAuditOnce(
    deps.db,
    tenantId,
    { at: deps.clock.now(), actor: actor.name, action: "tenant.import-rows" },
    RECORDED_MS,
  );
  return toResult(await callTenant(asking, (tenant) => tenant.transfer.take(tenantId, part, rows)));
}
