/** An object of one shop with sealed timelines of people, under keys that a test may change. */
import { debtorIdentity, emailIdentity } from "../../src/domain/parties/party.ts";
import { defaultSettings } from "../../src/settings/schema.ts";
import { hmacs, type Keyring, openKeyring, sealJson } from "../../src/store/seal.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { Vault } from "../../src/sync/tenant/context/vault.ts";
import * as jobs from "../../src/sync/tenant/jobs/jobs.ts";
import { buffer } from "../../src/sync/tenant/journal/journal.ts";
import * as payloads from "../../src/sync/tenant/journal/payloads.ts";
import * as people from "../../src/sync/tenant/privacy/people.ts";
import * as meta from "../../src/sync/tenant/storage/meta.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";
import { atomicallyOn, objectSql } from "../support/object-sql.ts";

const key = (id: string) => ({ id, bytes: new Uint8Array(32).fill(id.charCodeAt(1)) });
export let sql: SqlStorage;
export let keyring: Keyring;
export let context: TenantContext;
/** Keys that were said to be needed no more, but for these. */
export let kept: string[];

export const uses = async (...ids: [string, ...string[]]): Promise<void> => {
  const [first, ...rest] = ids;
  keyring = await openKeyring([key(first), ...rest.map(key)]);
};

/** Before each test: an empty object under the key `k1`. */
export async function begin(): Promise<void> {
  sql = objectSql();
  kept = [];
  await uses("k1");
  const clock = { now: () => 1_000 };
  const vault = new Vault({
    sql,
    clock,
    keyring: async () => keyring,
    renew: async () => {
      throw new Error("nothing is renewed here");
    },
    tenantId: () => "shop",
    waits: [],
  });
  context = {
    sql,
    atomically: atomicallyOn(sql),
    vault,
    now: clock.now,
    wake: () => undefined,
    tenantId: () => "shop",
    deps: {
      keyring: async () => keyring,
      forgetKeys: async (_: string, keyId: string) => void kept.push(keyId),
    },
  } as unknown as TenantContext;
  meta.configure(sql, { administrationId: 1, version: 1, settings: defaultSettings() });
}

export async function timeline(
  jobId: string,
  email: string,
  debtorId: number | null,
): Promise<void> {
  jobs.create(sql, {
    key: `order:${jobId}`,
    flow: "orders",
    lane: "live",
    type: "order.created",
    due: 0,
    now: 0,
  });
  run(
    sql,
    "UPDATE jobs SET id = ?, status = 'done', over = 1, outcome = 'booked', due = NULL WHERE key = ?",
    jobId,
    `order:${jobId}`,
  );
  const entries = [
    {
      at: 0,
      what: "read",
      title: "GET",
      detail: { body: { emailAddress: email, debtorId, comments: "ring twice" } },
    },
  ];
  const sealed = await sealJson(keyring, entries, payloads.placeOf("shop", jobId));
  const hashes = await Promise.all(
    [emailIdentity(email), ...(debtorId === null ? [] : [debtorIdentity(debtorId)])].map(
      (identity) => hmacs(keyring, identity),
    ),
  );
  payloads.add(
    sql,
    jobId,
    {
      timeline: sealed,
      people: hashes.flat().map(({ keyId, hmac }) => `${keyId}:${hmac}`),
    },
    0,
  );
  const request = await sealJson(keyring, { email }, payloads.placeOf("shop", jobId));
  run(
    sql,
    "INSERT INTO operations (id, job_id, key, role, n, kind, state, claim, marker, request_key, request) VALUES ((SELECT count(*) + 1 FROM operations), ?, ?, 'sales-order', 1, 'order.create', 'compared', 1, ?, ?, ?)",
    jobId,
    `order:${jobId}`,
    `${jobId} #AAAAAAAA`,
    request.keyId,
    buffer(request.bytes),
  );
}

export const found = async (email: string): Promise<string[]> =>
  (await people.page(context, { identities: [emailIdentity(email)], erase: false })).jobs.map(
    ({ job }) => job.id,
  );
export const keysUsed = (): string[] =>
  all<{ k: string }>(
    sql,
    "SELECT key_id AS k FROM payloads UNION SELECT request_key FROM operations WHERE request IS NOT NULL UNION SELECT key_id FROM tokens",
  ).map(({ k }) => k);
