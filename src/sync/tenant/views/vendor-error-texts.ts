/** What vendors said in their own words, for a list of jobs that wait for a person. */
import type { JobView } from "../../../domain/jobs/job.ts";
import { openJson } from "../../../store/seal.ts";
import type { TimelineEntry, VendorErrorText } from "../../contract/index.ts";
import { isRefusal, findVendorErrorText } from "../../vendor-error-text.ts";
import * as payloads from "../journal/payloads.ts";
import type { TenantContext } from "../context/tenant-context.ts";

/** A run that was refused is the newest, or what a person did about it since stands after it. */
const LOOKED_AT = 3;

/** By job. Only what was refused is opened, and of that only the newest runs: a list has fifty. */
export async function readVendorErrorTexts(
  context: TenantContext,
  jobs: readonly JobView[],
): Promise<Readonly<Record<string, VendorErrorText>>> {
  const refused = jobs.filter(({ reasons }) => isRefusal(reasons));
  const found = await Promise.all(
    refused.map(async ({ id }) => [id, await wordsOf(context, id)] as const),
  );
  return Object.fromEntries(
    found.flatMap(([id, words]) => (words === null ? [] : [[id, words] as const])),
  );
}

async function wordsOf(context: TenantContext, jobId: string): Promise<VendorErrorText | null> {
  const keyring = await context.deps.keyring();
  for (const sealed of payloads.newest(context.sql, jobId, LOOKED_AT)) {
    const opened = await openJson(
      keyring,
      { keyId: sealed.keyId, bytes: sealed.bytes.slice() },
      payloads.placeOf(context.tenantId(), jobId),
    );
    const words =
      opened.ok && Array.isArray(opened.value)
        ? findVendorErrorText(opened.value as TimelineEntry[])
        : null;
    if (words !== null) return words;
  }
  return null;
}
