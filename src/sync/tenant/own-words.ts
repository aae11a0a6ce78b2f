/** What vendors said in their own words, for a list of jobs that wait for a person because of it. */
import type { JobView } from "../../domain/job.ts";
import { openJson } from "../../store/seal.ts";
import type { StoryEntry, VendorWords } from "../rpc.ts";
import { isRefusal, vendorWords } from "../vendor-words.ts";
import * as payloads from "./payloads.ts";
import type { Room } from "./room.ts";

/** A run that was refused is the newest, or what a person did about it since stands after it. */
const LOOKED_AT = 3;

/** By job. Only what was refused is opened, and of that only the newest runs: a list has fifty. */
export async function ownWords(
  room: Room,
  jobs: readonly JobView[],
): Promise<Readonly<Record<string, VendorWords>>> {
  const refused = jobs.filter(({ reasons }) => isRefusal(reasons));
  const found = await Promise.all(
    refused.map(async ({ id }) => [id, await wordsOf(room, id)] as const),
  );
  return Object.fromEntries(
    found.flatMap(([id, words]) => (words === null ? [] : [[id, words] as const])),
  );
}

async function wordsOf(room: Room, jobId: string): Promise<VendorWords | null> {
  const keyring = await room.deps.keyring();
  for (const sealed of payloads.newest(room.sql, jobId, LOOKED_AT)) {
    const opened = await openJson(
      keyring,
      { keyId: sealed.keyId, bytes: sealed.bytes.slice() },
      payloads.placeOf(room.tenantId(), jobId),
    );
    const words =
      opened.ok && Array.isArray(opened.value) ? vendorWords(opened.value as StoryEntry[]) : null;
    if (words !== null) return words;
  }
  return null;
}
