/**
 * Moves what is sealed under an older key to the one that writes, and renews the hashes by which a
 * person is found: they are keyed as well. In steps; when nothing is left, the older key may leave
 * the configuration, and /healthz stops asking for it.
 */
import { nameWords } from "../../../domain/jobs/listed.ts";
import { identitiesIn } from "../../../domain/parties/party.ts";
import { hmacs, type Keyring, openJson, sealJson } from "../../../store/seal.ts";
import type { ReencryptedStep } from "../../contract/index.ts";
import { evidenceHashes, evidencePlace } from "../../evidence.ts";
import { openListedPerson, sealListedPerson, extractPeople } from "../../sealed-people.ts";
import type { EvidenceRow } from "../journal/evidence.ts";
import { open as openEvidence } from "./kept-evidence.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { buffer } from "../journal/journal.ts";
import * as payloads from "../journal/payloads.ts";
import { forgetOlder, hashesOf } from "../journal/name-words.ts";
import * as noticeSecret from "../monitoring/notice-secret.ts";
import * as payoutFiles from "../payouts/payout-files.ts";
import { yieldToEventLoop } from "../storage/yield-to-event-loop.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";
import { count, first, type Row, run } from "../storage/sql.ts";
import { hasOlder, OLDER_FEW, type RowKey, slice, type Table, TABLES } from "./older-seals.ts";

/** Rows that a step seals: each is opened and sealed, a millisecond or two. */
const STEP = 200;
/** Slices that a step looks at, with breaks between them: tens of milliseconds in all. */
const LOOKS = 20;
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

/** By the hourly care. */
export async function beginIfOlder(sql: SqlStorage, current: string, now: number): Promise<void> {
  if (await hasOlder(sql, current, now)) meta.set(sql, UNDER_WAY, "on");
}

/** Called by the alarm: one step at each tick, until nothing is left that can be opened. */
export async function goOn(context: TenantContext): Promise<void> {
  const { sql } = context;
  if (!isUnderWay(sql)) return;
  const { more } = await step(context);
  if (!more) meta.clear(sql, UNDER_WAY);
}

const WALK = "reseal-walk";
/** Through all that is sealed: what is older is counted, sealed anew, and counted once more. */
const ROUNDS = ["count", "seal", "check"] as const;

/**
 * How far a walk came. A shop may have millions of rows, so no step goes through all of them.
 * `key`: the one that writes; another begins anew.
 */
type Walk = {
  readonly key: string;
  readonly round: number;
  readonly table: number;
  /** Behind which row it goes on; `null`: at the first one. */
  readonly from: RowKey | null;
  /** What an older key seals, as counted, less what was sealed since. */
  readonly left: number;
  readonly lost: number;
  /** The same, as the last round finds it. */
  readonly stays: number;
  readonly staysLost: number;
};

function walkOf(sql: SqlStorage, key: string): Walk {
  const known = storedJson<Walk | null>(meta.get(sql, WALK) ?? "null");
  return known?.key === key
    ? known
    : { key, round: 0, table: 0, from: null, left: 0, lost: 0, stays: 0, staysLost: 0 };
}

const isOver = ({ round }: Walk): boolean => round >= ROUNDS.length;

/** Behind `from`, or where that is the table's end, with the next table or round. */
function onwards(walk: Walk, from: RowKey | null): Walk {
  if (from !== null) return { ...walk, from };
  const isLast = walk.table + 1 === TABLES.length;
  return {
    ...walk,
    from: null,
    table: isLast ? 0 : walk.table + 1,
    round: isLast ? walk.round + 1 : walk.round,
  };
}

/** Makes one step. A caller that wants all done calls again while there is `more`. */
export async function step(context: TenantContext): Promise<ReencryptedStep> {
  const { sql } = context;
  const keyring = await context.deps.keyring();
  const current = keyring.writes.id;
  const lostGrants = await context.vault.reseal();
  await noticeSecret.reseal(context, keyring);
  await payoutFiles.reseal(context, keyring);
  let walk = walkOf(sql, current);
  let most = STEP;
  for (let looks = LOOKS; looks > 0 && most > 0 && !isOver(walk); looks -= 1) {
    const looked = await look(context, keyring, walk, most);
    ({ walk } = looked);
    most -= looked.sealed;
    if (walk.from !== null) await yieldToEventLoop();
  }
  const few = count(sql, OLDER_FEW, current);
  if (!isOver(walk)) {
    meta.set(sql, WALK, JSON.stringify(walk));
    // Nothing is told to be done before it was counted once more.
    return { left: Math.max(walk.left, 1) + few, lost: walk.lost + lostGrants, more: true };
  }
  meta.clear(sql, WALK);
  const left = walk.stays + few;
  const lostFiles = count(sql, LOST_FILES, JSON.stringify([...keyring.reads.keys()]));
  if (left === 0) forgetOlder(sql, current);
  if (left === 0) await context.deps.forgetKeys(context.tenantId(), current);
  return { left, lost: walk.staysLost + lostGrants + lostFiles, more: false };
}

const LOST_FILES = `SELECT count(*) AS n
  FROM payout_file_keys
  WHERE key_id NOT IN (SELECT value FROM json_each(?))`;

type SliceResult = { readonly walk: Walk; readonly sealed: number };

/** Looks at one slice; seals at most so many of its rows. */
async function look(
  context: TenantContext,
  keyring: Keyring,
  walk: Walk,
  most: number,
): Promise<SliceResult> {
  const { sql } = context;
  const table = TABLES[walk.table] ?? "payloads";
  const isSealing = ROUNDS[walk.round] === "seal";
  const from = walk.from ?? (isSealing ? (skips(sql, walk.key).at[table] ?? null) : null);
  const { older, next } = slice(sql, table, walk.key, from);
  const readable = older.filter(({ sealed }) => keyring.reads.has(sealed));
  if (isSealing) {
    const mine = readable.slice(0, most);
    for (const { at } of mine)
      if (!(await sealAnew(context, keyring, table, at))) skip(sql, walk.key, table, at);
    const behind = mine.length < readable.length ? (mine.at(-1)?.at ?? next) : next;
    return {
      walk: onwards({ ...walk, left: walk.left - mine.length }, behind),
      sealed: mine.length,
    };
  }
  const lost = older.length - readable.length;
  const counted =
    ROUNDS[walk.round] === "count"
      ? { left: walk.left + older.length, lost: walk.lost + lost }
      : { stays: walk.stays + older.length, staysLost: walk.staysLost + lost };
  return { walk: onwards({ ...walk, ...counted }, next), sealed: 0 };
}

/** By table, the last row up to which unreadable rows were skipped, while this key was in use. */
type Skipped = { readonly key: string; readonly at: Partial<Record<Table, RowKey>> };

function skips(sql: SqlStorage, current: string): Skipped {
  const known = storedJson<Skipped | null>(meta.get(sql, SKIPPED) ?? "null");
  return known?.key === current ? known : { key: current, at: {} };
}

function skip(sql: SqlStorage, current: string, table: Table, at: RowKey): void {
  const known = skips(sql, current);
  meta.set(sql, SKIPPED, JSON.stringify({ ...known, at: { ...known.at, [table]: at } }));
}

/** Whether it could be opened, or is there no more. */
async function sealAnew(
  context: TenantContext,
  keyring: Keyring,
  table: Table,
  at: RowKey,
): Promise<boolean> {
  const { sql } = context;
  switch (table) {
    case "payloads": {
      const row = first<PayloadRow>(
        sql,
        "SELECT job_id, seq, key_id, head, bytes FROM payloads WHERE job_id = ? AND seq = ?",
        ...at,
      );
      return row === null || payload(context, keyring, row);
    }
    case "operations": {
      const row = first<RequestRow>(
        sql,
        `SELECT key, id, job_id, request_key, request
         FROM operations
         WHERE key = ? AND id = ? AND request IS NOT NULL`,
        ...at,
      );
      return row === null || request(context, keyring, row);
    }
    case "evidence": {
      const row = first<EvidenceRow>(
        sql,
        "SELECT * FROM evidence WHERE quarter = ? AND key = ? AND version = ?",
        ...at,
      );
      return row === null || evidence(context, keyring, row);
    }
  }
}

async function payload(
  context: TenantContext,
  keyring: Keyring,
  row: PayloadRow,
): Promise<boolean> {
  const { sql, tenantId } = context;
  const aad = payloads.placeOf(tenantId(), row.job_id);
  const opened = await openJson(
    keyring,
    { keyId: row.key_id, bytes: new Uint8Array(row.bytes) },
    aad,
  );
  if (!opened.ok) return false;
  const sealed = await sealJson(keyring, opened.value, aad);
  const told = extractPeople(opened.value);
  const identities = new Set([...told.people, ...identitiesIn(told.timeline)]);
  const people = await Promise.all([...identities].map((identity) => hmacs(keyring, identity)));
  const at = { tenantId: tenantId(), jobId: row.job_id };
  const person =
    row.head === null
      ? null
      : await openListedPerson(keyring, at, { keyId: row.key_id, bytes: row.head });
  const head = person === null ? null : await sealListedPerson(keyring, at, person);
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
  return true;
}

async function request(
  { sql, tenantId }: TenantContext,
  keyring: Keyring,
  row: RequestRow,
): Promise<boolean> {
  const aad = payloads.placeOf(tenantId(), row.job_id);
  const opened = await openJson(
    keyring,
    { keyId: row.request_key, bytes: new Uint8Array(row.request) },
    aad,
  );
  if (!opened.ok) return false;
  const sealed = await sealJson(keyring, opened.value, aad);
  run(sql)`
    UPDATE operations
    SET request_key = ${sealed.keyId}, request = ${buffer(sealed.bytes)}
    WHERE key = ${row.key} AND id = ${row.id} AND request_key = ${row.request_key}`;
  return true;
}

async function evidence(
  context: TenantContext,
  keyring: Keyring,
  row: EvidenceRow,
): Promise<boolean> {
  const { sql, tenantId } = context;
  const { quarter, key, version } = row;
  const kept = await openEvidence(context, keyring, row);
  if (kept === null) return false;
  const sealed = await sealJson(keyring, kept, evidencePlace(tenantId(), key, version));
  run(sql)`
    UPDATE evidence SET key_id = ${sealed.keyId}, bytes = ${buffer(sealed.bytes)},
      people = ${await evidenceHashes(keyring, kept.people)}
    WHERE quarter = ${quarter} AND key = ${key} AND version = ${version}
      AND key_id = ${row.key_id}`;
  return true;
}
