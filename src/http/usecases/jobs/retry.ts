/**
 * Letting a job go again, with the newest settings or with those that it was planned with. The
 * tenant's object knows the newest alone: an older version is read from the registry here, and sent
 * with the request.
 */
import { canUseOlderSettings, type JobView } from "../../../domain/jobs/job.ts";
import { ok } from "../../../domain/result.ts";
import type { Settings } from "../../../settings/schema.ts";
import { readStoredSettings } from "../../../settings/versions/stored-settings.ts";
import { message } from "../../../messages/message.ts";
import { retryValue } from "../../../store/audit-values.ts";
import { jobNamed } from "./job-name.ts";
import { settingsAt, settingsTimes } from "../../../store/settings-versions.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import type { Refusal } from "../../../sync/contract/index.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { audited } from "../audited.ts";
import { forEachJob, type BulkResult } from "./jobs.ts";
import { callTenant, requireTenant } from "../tenant-access.ts";
import { reject, toResult, type Answer } from "../refusal.ts";

/** `planned`: with the version of the settings that the job was planned with last. */
export const RETRY_SETTINGS = ["newest", "planned"] as const;
type RetrySettings = (typeof RETRY_SETTINGS)[number];

/** `jobId`: the job that goes, the newest look at the thing. `dispatch`: it may be run at once. */
export type Retried = { readonly jobId: string; readonly dispatch: boolean };

/** Versions that were read, kept for the other jobs of the same request. */
export type VersionsRead = Map<number, Awaited<ReturnType<typeof versionOf>>>;

type RetryRequest = {
  readonly jobId: string;
  readonly settings: RetrySettings;
  readonly read?: VersionsRead;
  readonly seen?: number | null;
  readonly shown?: string | null;
};

/**
 * Refused where the version isn't there any more, or can't be used: the newest always can. `seen`:
 * when the job had changed last, as it was shown. `shown`: the mark of what its dry run showed.
 */
export async function retryJob(
  asking: TenantRequest,
  { jobId, settings, read = new Map(), seen = null, shown = null }: RetryRequest,
): Answer<Retried> {
  const { deps, actor, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const go = async (
    settingsVersion: number,
    asPlanned: boolean,
    act: () => Answer<Retried>,
  ): Answer<Retried> => {
    const asked = {
      action: "job.retry",
      after: retryValue(await jobNamed(asking, jobId), settingsVersion, asPlanned),
    };
    return audited(asking, { asked, done: null }, act);
  };
  const version = settings === "newest" ? ok(null) : await olderVersion(deps, found.value, jobId);
  if (!version.ok) return version;
  if (version.value === null)
    return go(found.value.settingsVersion, false, async () =>
      toRetried(
        jobId,
        await callTenant(asking, (tenant) =>
          tenant.jobs.retry(tenantId, jobId, actor.name, seen, shown),
        ),
      ),
    );
  const planned = read.get(version.value) ?? (await versionOf(deps, tenantId, version.value));
  read.set(version.value, planned);
  if (!planned.ok) return planned;
  return go(version.value, true, async () =>
    toRetried(
      jobId,
      await callTenant(asking, (tenant) =>
        tenant.jobs.retryAsPlanned(tenantId, jobId, actor.name, planned.value, seen, shown),
      ),
    ),
  );
}

export function retryJobs(
  asking: TenantRequest,
  jobIds: readonly string[],
  settings: RetrySettings,
): Answer<BulkResult> {
  const read: VersionsRead = new Map();
  return forEachJob(asking, jobIds, async (jobId) => {
    const answer = await retryJob(asking, { jobId, settings, read });
    return answer.ok ? ok(answer.value.dispatch ? answer.value.jobId : null) : answer;
  });
}

function toRetried(
  jobId: string,
  asked: Awaited<
    ReturnType<
      typeof callTenant<
        { readonly ok: true; readonly dispatch: boolean; readonly jobId?: string } | Refusal
      >
    >
  >,
): Awaited<Answer<Retried>> {
  const answer = toResult(asked);
  return answer.ok
    ? ok({ jobId: answer.value.jobId ?? jobId, dispatch: answer.value.dispatch })
    : answer;
}

/** `null`: it was planned with the newest, or its kind isn't planned. */
async function olderVersion(
  deps: EdgeDeps,
  tenant: TenantRow,
  jobId: string,
): Answer<number | null> {
  const answer = toResult(
    await callTenant({ deps, tenantId: tenant.id }, (object) =>
      object.jobs.plannedWith(tenant.id, jobId),
    ),
  );
  if (!answer.ok) return answer;
  const { version } = answer.value;
  return ok(version === null || version >= tenant.settingsVersion ? null : version);
}

/** The version that a retry as planned would go with; `null`: the newest. */
export async function pinnedFor(
  asking: TenantRequest,
  jobId: string,
): Answer<{ readonly version: number; readonly settings: Settings } | null> {
  const { deps, tenantId } = asking;
  const found = await requireTenant(asking);
  if (!found.ok) return found;
  const version = await olderVersion(deps, found.value, jobId);
  if (!version.ok) return version;
  return version.value === null ? ok(null) : versionOf(deps, tenantId, version.value);
}

/** A version as it was saved. */
export async function versionOf(
  deps: EdgeDeps,
  tenantId: string,
  version: number,
): Answer<{ readonly version: number; readonly settings: Settings }> {
  const row = await settingsAt(deps.db, tenantId, version);
  if (row === null)
    return reject(409, "settings-version-gone", message("refusals.versionGone", { version }));
  const settings = readStoredSettings(JSON.parse(row.json));
  return settings === null
    ? reject(409, "settings-version-unreadable", message("refusals.versionUnreadable", { version }))
    : ok({ version, settings });
}

/** Since when each version was the newest, for a page's jobs planned with an older one. */
export type OlderVersions = ReadonlyMap<number, number>;

export async function olderVersions(
  deps: EdgeDeps,
  tenant: TenantRow,
  jobs: readonly JobView[],
): Promise<OlderVersions> {
  const versions = new Set(
    jobs.flatMap(({ key, settingsVersion }) =>
      canUseOlderSettings({ key }) &&
      settingsVersion !== null &&
      settingsVersion < tenant.settingsVersion
        ? [settingsVersion]
        : [],
    ),
  );
  return versions.size === 0 ? new Map() : settingsTimes(deps.db, tenant.id, [...versions]);
}
