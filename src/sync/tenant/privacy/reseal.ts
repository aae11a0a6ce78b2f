/**
 * Moves what is sealed under an older key to the one that writes, and renews the hashes by which a
 * person is found: they are keyed as well. In steps; when nothing is left, the older key may leave
 * the configuration, and /healthz stops asking for it.
 */
import { DAY_MS } from "../../../domain/durations.ts";
import { nameWords } from "../../../domain/listed.ts";
import { identitiesIn } from "../../../domain/party.ts";
import { hmacs, type Keyring, openJson, sealJson } from "../../../store/seal.ts";
import type { Reencrypted } from "../../contract/index.ts";
import { evidenceHashes, evidencePlace } from "../../evidence.ts";
import { openHead, sealHead, apartFromPeople } from "../../sealed-people.ts";
import type { EvidenceRow } from "../journal/evidence.ts";
import { open as openEvidence } from "./kept-evidence.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { buffer } from "../journal/journal.ts";
import * as payloads from "../journal/payloads.ts";
import { forgetOlder, hashesOf } from "../journal/name-words.ts";
import * as noticeSecret from "../monitoring/notice-secret.ts";
import * as payoutFiles from "../payouts/payout-files.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/stored-json.ts";
import { all, count, type Row, run, type Value } from "../storage/sql.ts";

/** A step of a call: each row is opened and sealed, a millisecond or two. */
const STEP = 100;
/** What couldn't be opened isn't tried again before the keys change. */
const SKIPPED = "reseal-skipped";
const UNDER_WAY = "resealing";

type PayloadRow = {
  job_id: string;
  seq: number;
  key_id: string;
  head: ArrayBuffer | null;
  bytes: ArrayBuffer;
} & Row;
type RequestRow = {
  key: string;
  id: number;
  job_id: string;
  request_key: string;
  request: ArrayBuffer;
} & Row;

export const isUnderWay = (sql: SqlStorage): boolean => meta.get(sql, UNDER_WAY) !== null;
export const begin = (sql: SqlStorage): void => meta.set(sql, UNDER_WAY, "on");

/** Called by the alarm: one step at each tick, until nothing is left that can be opened. */
export async function goOn(context: TenantContext): Promise<void> {
  const { sql } = context;
  if (!isUnderWay(sql)) return;
  const before = leftUnder(sql, (await context.deps.keyring()).writes.id);
  const { left } = await step(context);
  if (left === 0 || left === before) meta.clear(sql, UNDER_WAY);
}

/** Makes one step. A caller that wants all done calls again while something is left. */
export async function step(context: TenantContext): Promise<Reencrypted> {
  const { sql } = context;
  const keyring = await context.deps.keyring();
  const ids = [...keyring.reads.keys()];
  const readable = `IN (${ids.map(() => "?").join(", ")})`;
  const current = keyring.writes.id;
  const lostGrants = await context.vault.reseal();
  await noticeSecret.reseal(context, keyring);
  await payoutFiles.reseal(context, keyring);
  for (const row of all<PayloadRow>(
    sql,
    `SELECT job_id, seq, key_id, head, bytes
     FROM payloads
     WHERE key_id <> ? AND key_id ${readable} AND (job_id, seq) > (?, ?)
     ORDER BY job_id, seq
     LIMIT ${STEP}`,
    current,
    ...ids,
    ...skipped(sql, current, "payloads"),
  ))
    await payload(context, keyring, row);
  for (const row of all<RequestRow>(
    sql,
    `SELECT key, id, job_id, request_key, request
     FROM operations
     WHERE request IS NOT NULL
       AND request_key <> ?
       AND request_key ${readable}
       AND (key, id) > (?, ?)
     ORDER BY key, id
     LIMIT ${STEP}`,
    current,
    ...ids,
    ...skipped(sql, current, "operations"),
  ))
    await request(context, keyring, row);
  for (const row of all<EvidenceRow>(
    sql,
    `SELECT * FROM evidence WHERE key_id <> ? AND key_id ${readable}
       AND (quarter, key, version) > (?, ?, ?) ORDER BY quarter, key, version LIMIT ${STEP}`,
    current,
    ...ids,
    ...(skips(sql, current).evidence ?? ["", "", ""]),
  ))
    await evidence(context, keyring, row);
  const left = leftUnder(sql, current);
  const lost =
    lostGrants +
    count(
      sql,
      `SELECT (SELECT count(*) FROM payloads WHERE key_id NOT ${readable})
       + (SELECT count(*) FROM operations
          WHERE request IS NOT NULL AND request_key NOT ${readable})
       + (SELECT count(*) FROM payout_file_keys WHERE key_id NOT ${readable})
       + (SELECT count(*) FROM evidence WHERE key_id NOT ${readable}) AS n`,
      ...ids,
      ...ids,
      ...ids,
      ...ids,
    );
  if (left === 0) forgetOlder(sql, current);
  if (left === 0) await context.deps.forgetKeys(context.tenantId(), current);
  return { left, lost };
}

/** What an older key still seals, whether it can be opened or not. */
export const leftUnder = (sql: SqlStorage, current: string): number =>
  count(
    sql,
    `SELECT (SELECT count(*) FROM payloads WHERE key_id <> ?)
     + (SELECT count(*) FROM operations WHERE request IS NOT NULL AND request_key <> ?)
     + (SELECT count(*) FROM tokens WHERE key_id <> ?)
     + (SELECT count(*) FROM payout_file_keys WHERE key_id <> ?)
     + (SELECT count(*) FROM evidence WHERE key_id <> ?) AS n`,
    current,
    current,
    current,
    current,
    current,
  );

const WRITES = "key-writes";
/**
 * For this long after a key's first use, a runner with the older configuration may still seal with
 * its key.
 */
const OVERLAP_MS = DAY_MS;

/** `since`: when the object first sealed under the key. `clean`: nothing older is left. */
type Writes = { readonly key: string; readonly since: number; readonly clean: boolean };

/** Rows that are looked at without a break: a few milliseconds. */
const SLICE = 2_000;
/** What grows with a shop, by its key; `first`: below all of them. */
const SLICES: readonly { readonly of: string; readonly first: readonly Value[] }[] = [
  {
    of: `SELECT job_id, seq, key_id <> ?1 AS older
     FROM payloads
     WHERE (job_id, seq) > (?2, ?3)
     ORDER BY job_id, seq
     LIMIT ${SLICE}`,
    first: ["", 0],
  },
  {
    of: `SELECT key, id, request IS NOT NULL AND request_key <> ?1 AS older
     FROM operations
     WHERE (key, id) > (?2, ?3)
     ORDER BY key, id
     LIMIT ${SLICE}`,
    first: ["", 0],
  },
  {
    of: `SELECT quarter, key, version, key_id <> ?1 AS older
     FROM evidence
     WHERE (quarter, key, version) > (?2, ?3, ?4)
     ORDER BY quarter, key, version
     LIMIT ${SLICE}`,
    first: ["", "", ""],
  },
];

/** In slices, between which the object does other work: a shop may have millions of rows. */
async function olderSeals(sql: SqlStorage, current: string): Promise<boolean> {
  const few = `SELECT (SELECT count(*) FROM tokens WHERE key_id <> ?1)
     + (SELECT count(*) FROM payout_file_keys WHERE key_id <> ?1) AS n`;
  if (count(sql, few, current) > 0) return true;
  for (const { of, first } of SLICES)
    for (let from: readonly Value[] | null = first; from !== null;) {
      const rows: Row[] = all(sql, of, current, ...from);
      if (rows.some(({ older }) => older === 1)) return true;
      const last = rows.length === SLICE ? rows.at(-1) : undefined;
      from = last === undefined ? null : Object.values(last).slice(0, first.length);
      if (from !== null) await new Promise((resolve) => setTimeout(resolve, 0));
    }
  return false;
}

/**
 * Whether an older key still seals something, checked by the hourly care. The check reads all of a
 * shop's storage, so once a key has been in use for a day and nothing older is left, it isn't
 * repeated until another key is used.
 */
export async function hasOlder(sql: SqlStorage, current: string, now: number): Promise<boolean> {
  const noted = storedJson<Writes | null>(meta.get(sql, WRITES) ?? "null");
  const known = noted?.key === current ? noted : { key: current, since: now, clean: false };
  if (known.clean) return false;
  const isClean = !(await olderSeals(sql, current));
  const next = { ...known, clean: isClean && now >= known.since + OVERLAP_MS };
  if (next.clean || known !== noted) meta.set(sql, WRITES, JSON.stringify(next));
  return !isClean;
}

type Place = readonly [string, number];
type Skipped = {
  readonly key: string;
  readonly payloads?: Place;
  readonly operations?: Place;
  readonly evidence?: readonly [string, string, string];
};

const skips = (sql: SqlStorage, current: string): Skipped => {
  const known = storedJson<Skipped | null>(meta.get(sql, SKIPPED) ?? "null");
  return known?.key === current ? known : { key: current };
};

/** By table, the last row up to which unreadable rows were skipped, while this key was in use. */
const skipped = (sql: SqlStorage, current: string, table: "payloads" | "operations"): Place =>
  skips(sql, current)[table] ?? ["", 0];

function skip(sql: SqlStorage, current: string, at: Omit<Skipped, "key">): void {
  meta.set(sql, SKIPPED, JSON.stringify({ ...skips(sql, current), ...at }));
}

async function payload(context: TenantContext, keyring: Keyring, row: PayloadRow): Promise<void> {
  const { sql, tenantId } = context;
  const aad = payloads.placeOf(tenantId(), row.job_id);
  const opened = await openJson(
    keyring,
    { keyId: row.key_id, bytes: new Uint8Array(row.bytes) },
    aad,
  );
  if (!opened.ok) return skip(sql, keyring.writes.id, { payloads: [row.job_id, row.seq] });
  const sealed = await sealJson(keyring, opened.value, aad);
  const told = apartFromPeople(opened.value);
  const identities = new Set([...told.people, ...identitiesIn(told.timeline)]);
  const people = await Promise.all([...identities].map((identity) => hmacs(keyring, identity)));
  const at = { tenantId: tenantId(), jobId: row.job_id };
  const person =
    row.head === null ? null : await openHead(keyring, at, { keyId: row.key_id, bytes: row.head });
  const head = person === null ? null : await sealHead(keyring, at, person);
  const words = person === null ? [] : await hashesOf(context, nameWords(person));
  run(
    sql,
    `UPDATE payloads
     SET key_id = ?, head = ?, bytes = ?, people = ?
     WHERE job_id = ? AND seq = ? AND key_id = ?`,
    sealed.keyId,
    head === null ? null : buffer(head.bytes),
    buffer(sealed.bytes),
    [...people.flat().map(({ keyId, hmac }) => `${keyId}:${hmac}`), ...words].join(" "),
    row.job_id,
    row.seq,
    row.key_id,
  );
}

async function request(
  { sql, tenantId }: TenantContext,
  keyring: Keyring,
  row: RequestRow,
): Promise<void> {
  const aad = payloads.placeOf(tenantId(), row.job_id);
  const opened = await openJson(
    keyring,
    { keyId: row.request_key, bytes: new Uint8Array(row.request) },
    aad,
  );
  if (!opened.ok) return skip(sql, keyring.writes.id, { operations: [row.key, row.id] });
  const sealed = await sealJson(keyring, opened.value, aad);
  run(
    sql,
    `UPDATE operations
     SET request_key = ?, request = ?
     WHERE key = ? AND id = ? AND request_key = ?`,
    sealed.keyId,
    buffer(sealed.bytes),
    row.key,
    row.id,
    row.request_key,
  );
}

async function evidence(context: TenantContext, keyring: Keyring, row: EvidenceRow): Promise<void> {
  const { sql, tenantId } = context;
  const { quarter, key, version } = row;
  const kept = await openEvidence(context, keyring, row);
  if (kept === null) return skip(sql, keyring.writes.id, { evidence: [quarter, key, version] });
  const sealed = await sealJson(keyring, kept, evidencePlace(tenantId(), key, version));
  run(
    sql,
    `UPDATE evidence SET key_id = ?, bytes = ?, people = ?
     WHERE quarter = ? AND key = ? AND version = ? AND key_id = ?`,
    sealed.keyId,
    buffer(sealed.bytes),
    await evidenceHashes(keyring, kept.people),
    quarter,
    key,
    version,
    row.key_id,
  );
}
