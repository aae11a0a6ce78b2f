/** The audit log: of one tenant, or of all for those with rights on all. Read only. */
import type { Language } from "../../../domain/language.ts";
import { ok } from "../../../domain/result.ts";
import { messagesOf } from "../../../messages/index.ts";
import { isPhrase, readValue, storedValue } from "../../../store/audit-values.ts";
import { auditPage, type AuditRow } from "../../../store/audit.ts";
import type { AuditCheck, AuditSpan } from "../../../sync/contract/index.ts";
import { may } from "../../auth/rights.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { actorNamesReader, type ActorNames, tokensKnown } from "../accounts/token-names.ts";
import { auditFilter, type ChangesAsked } from "./audit-filter.ts";
import { callTenant, requireAnyTenant } from "../tenant-access.ts";
import { forbidden, type Answer } from "../refusal.ts";
import { visibleTenants } from "../tenants/tenants.ts";

const AUDIT_PAGE = 100;

/**
 * `note`: a person's own words, as far as they are kept. The audit log, which is for ever, has
 * none: they may name people.
 */
export type Change = AuditRow & { readonly note: string | null };

export type AuditPage = {
  readonly changes: readonly Change[];
  /** Names of the tokens that the reader may know, by the actor that they are in the log. */
  readonly tokens: ActorNames;
  /** For the next page. */
  readonly cursor: number | null;
  /** Rows between these are left out, as they weren't asked for. */
  readonly narrowed: boolean;
  /**
   * For one tenant: whether the rows are unchanged. `null`: all tenants, a filter (seals cover
   * whole pages), or the object doesn't answer.
   */
  readonly seals: AuditCheck | null;
};

/** `language`: in which the reader would name who is no person. */
type AuditRequest = {
  readonly rowsAtMost?: number;
  readonly asked?: ChangesAsked | null;
  readonly language?: Language;
};

/** Pages call whoever acts with the operator token the operator; both names find these acts. */
function actorsIn(
  language: Language,
  tokens: ActorNames,
): Readonly<Record<string, readonly string[]>> {
  const { t } = messagesOf(language);
  const operator = t("changes.actors.operator");
  return {
    ...Object.fromEntries([...tokens].map(([actor, name]) => [actor, [name]])),
    "admin-token": [operator, t("changes.actors.admin-token")],
    api: [t("changes.actors.api")],
    operator: [operator],
  };
}

export async function auditOf(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string | null,
  before: number | null,
  { rowsAtMost = AUDIT_PAGE, asked = null, language = "en" }: AuditRequest = {},
): Answer<AuditPage> {
  if (tenantId === null && !may(actor, "all-changes")) return forbidden("all-changes");
  if (tenantId !== null) {
    const found = await requireAnyTenant({ deps, actor, tenantId });
    if (!found.ok) return found;
  }
  const isByName = asked !== null && asked.person !== "";
  const called = isByName ? await tokensKnown(deps, actor, tenantId) : new Map<string, string>();
  const filter = asked === null ? null : auditFilter(asked, actorsIn(language, called));
  const rows = await auditPage(deps.db, tenantId, before, rowsAtMost + 1, filter);
  const shown = rows.slice(0, rowsAtMost);
  const changes = await withSources(deps, actor, await withNotes(deps, shown));
  const whole = rows.length <= rowsAtMost;
  return ok({
    changes,
    tokens: await actorNamesReader(deps, actor, tenantId)(shown.map((row) => row.actor)),
    cursor: whole ? null : (changes.at(-1)?.id ?? null),
    narrowed: filter !== null,
    seals:
      tenantId === null || filter !== null
        ? null
        : await sealsOf(deps, tenantId, shown, { below: before, whole }),
  });
}

async function sealsOf(
  deps: EdgeDeps,
  tenantId: string,
  rows: readonly AuditRow[],
  span: AuditSpan,
): Promise<AuditCheck | null> {
  const checked = await callTenant({ deps, tenantId }, (tenant) =>
    tenant.privacy.checkAudit(tenantId, rows, span),
  );
  return checked.ok ? checked.value : null;
}

const sourceOf = ({ after }: Change): string | undefined => {
  const value = after === null ? "" : readValue(after);
  return isPhrase(value, "version") ? value.fromId : undefined;
};

/** Names the shops whose settings were copied, as far as the reader may know them. */
async function withSources(
  deps: EdgeDeps,
  actor: Actor,
  changes: readonly Change[],
): Promise<readonly Change[]> {
  if (changes.every((change) => sourceOf(change) === undefined)) return changes;
  const names = new Map((await visibleTenants(deps, actor)).map(({ id, name }) => [id, name]));
  return changes.map((change) => {
    const from = names.get(sourceOf(change) ?? "");
    const value = readValue(change.after ?? "");
    return from === undefined || !isPhrase(value, "version")
      ? change
      : { ...change, after: storedValue({ ...value, from }) };
  });
}

const SKIPS: ReadonlySet<string> = new Set(["job.skip", "job.skipped"]);

/**
 * The job of a row, from its value as `skippedValue` or `heldValue` made it: of several, one that
 * has the reason for all. `null`: none is known.
 */
function skippedJob(stored: string): string | null {
  const value = readValue(stored);
  if (isPhrase(value, "held")) return value.jobId ?? null;
  return isPhrase(value, "skipped") ? value.jobId : stored;
}

/** How far apart the log's and the timeline's instants may be. */
const APART_MS = 60_000;

/** Each tenant's object is asked for its own; without an answer its rows stay as they are. */
async function withNotes(deps: EdgeDeps, rows: readonly AuditRow[]): Promise<readonly Change[]> {
  const skips = Map.groupBy(
    rows.flatMap(({ action, after, tenantId }) => {
      const jobId = SKIPS.has(action) && after !== null ? skippedJob(after) : null;
      return jobId === null || tenantId === null ? [] : [{ tenantId, jobId }];
    }),
    ({ tenantId }) => tenantId,
  );
  const described = new Map(
    await Promise.all(
      [...skips].map(async ([id, of]) => {
        const asked = await callTenant({ deps, tenantId: id }, (tenant) =>
          tenant.jobs.skipNotes(
            id,
            of.map(({ jobId }) => jobId),
          ),
        );
        return [id, asked.ok ? asked.value : {}] as const;
      }),
    ),
  );
  return rows.map((row) => {
    const notes =
      row.tenantId === null || row.after === null || !SKIPS.has(row.action)
        ? []
        : (described.get(row.tenantId)?.[skippedJob(row.after) ?? ""] ?? []);
    return {
      ...row,
      note: notes.findLast(({ at }) => Math.abs(at - row.at) <= APART_MS)?.note ?? null,
    };
  });
}
