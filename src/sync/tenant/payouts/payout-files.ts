/**
 * Kept settlement files: their payouts, how long they are kept, and the key that seals them. Their
 * bytes go to R2 and back at the edge, chunk by chunk.
 */
import { DAY_MS } from "../../../domain/platform/durations.ts";
import { fileKeptUntil, keptLonger } from "../../../domain/payouts/file-retention.ts";
import { FILE_KEY_BYTES, openChunk } from "../../../store/file-seal.ts";
import { filePrefix } from "../../../store/files.ts";
import { type Keyring, open, sealContext, randomBytes, seal } from "../../../store/seal.ts";
import type { RetainedFile, RetainedFileContent, ReadFile } from "../../contract/payouts.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { buffer } from "../journal/journal.ts";
import * as cache from "../storage/cache.ts";
import * as meta from "../storage/meta.ts";
import { all, first, type Row, run } from "../storage/sql.ts";
import * as store from "./payout-store.ts";

type Bytes = Uint8Array<ArrayBuffer>;
type KeyRow = { key_id: string; bytes: ArrayBuffer } & Row;
type FileRow = {
  id: string;
  sha: string;
  bytes: number;
  chunks: number;
  name: ArrayBuffer | null;
  at: number;
  until: number | null;
} & Row;

const aad = (context: TenantContext): string =>
  sealContext(context.tenantId(), "payout_file_keys", "1");

const keyRow = (sql: SqlStorage): KeyRow | null =>
  first<KeyRow>(sql, "SELECT key_id, bytes FROM payout_file_keys WHERE id = 1");

/** `null`: none was made, or no key of the configuration opens it. */
async function key(context: TenantContext): Promise<Bytes | null> {
  const row = keyRow(context.sql);
  if (row === null) return null;
  const sealed = { keyId: row.key_id, bytes: new Uint8Array(row.bytes) };
  const opened = await open(await context.deps.keyring(), sealed, aad(context));
  return opened.ok ? opened.value : null;
}

/**
 * A file is about to be read: the key that its chunks are sealed with. `null`: no key opens it, so
 * nothing may be kept.
 */
export async function beginFile(context: TenantContext, file: string): Promise<Bytes | null> {
  const { sql } = context;
  if (keyRow(sql) === null) {
    const made = await seal(
      await context.deps.keyring(),
      randomBytes(FILE_KEY_BYTES),
      aad(context),
    );
    // Of two at once the first one counts.
    run(sql)`
      INSERT OR IGNORE INTO payout_file_keys (id, key_id, bytes)
      VALUES (1, ${made.keyId}, ${buffer(made.bytes)})`;
  }
  const own = await key(context);
  if (own !== null) run(sql)`INSERT INTO payout_files (id, at) VALUES (${file}, ${context.now()})`;
  return own;
}

/** Under the key that writes, should another one seal it. */
export async function reseal(context: TenantContext, keyring: Keyring): Promise<void> {
  const row = keyRow(context.sql);
  if (row === null || row.key_id === keyring.writes.id) return;
  const own = await key(context);
  if (own === null) return;
  const sealed = await seal(keyring, own, aad(context));
  run(context.sql)`
    UPDATE payout_file_keys SET key_id = ${sealed.keyId}, bytes = ${buffer(sealed.bytes)}
    WHERE id = 1 AND key_id = ${row.key_id}`;
}

/**
 * A file was read to its end and its payouts are staged. `same`: it is kept already, and what was
 * put for it now isn't needed.
 */
export function keepFile(context: TenantContext, read: ReadFile): { readonly same: boolean } {
  const { sql } = context;
  const rows = read.payouts.flatMap((id) => store.byId(sql, id) ?? []);
  if (rows.length === 0) {
    dropFile(context, read.file);
    return { same: true };
  }
  const country = cache.lists(sql).company?.country ?? "";
  const until = Math.max(...rows.map(({ day }) => fileKeptUntil(day, country)));
  const before = first<{ id: string }>(sql)`
    SELECT id FROM payout_files WHERE sha = ${read.sha} AND until IS NOT NULL LIMIT 1`;
  const file = before?.id ?? read.file;
  if (before === null)
    run(sql)`
      UPDATE payout_files SET sha = ${read.sha}, bytes = ${read.bytes}, chunks = ${read.chunks},
        name = ${buffer(read.name)}, until = ${until} WHERE id = ${file}`;
  else {
    run(sql)`UPDATE payout_files SET until = max(until, ${until}) WHERE id = ${file}`;
    dropFile(context, read.file);
  }
  for (const { id } of rows)
    run(sql)`INSERT OR IGNORE INTO payout_file_links (payout, file) VALUES (${id}, ${file})`;
  return { same: before !== null };
}

/** Deletes what was stored of a file, if anything was. */
export function dropFile({ sql }: TenantContext, file: string): void {
  run(sql)`DELETE FROM payout_files WHERE id = ${file}`;
  run(sql)`DELETE FROM payout_file_links WHERE file = ${file}`;
}

const ofPayout = (sql: SqlStorage, payout: string): FileRow[] =>
  all<FileRow>(sql)`
    SELECT f.* FROM payout_file_links l JOIN payout_files f ON f.id = l.file
    WHERE l.payout = ${payout} AND f.until IS NOT NULL
    ORDER BY f.at DESC, f.id`;

/** The newest first. */
export async function filesOf(
  context: TenantContext,
  payout: string,
): Promise<readonly RetainedFile[]> {
  const rows = ofPayout(context.sql, payout);
  const own = rows.length === 0 ? null : await key(context);
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      name: own === null ? null : await nameOf(context, own, row),
      bytes: row.bytes,
      at: row.at,
      until: keptLonger(row.until ?? 0, moreYears(context) ?? 0),
    })),
  );
}

async function nameOf(context: TenantContext, own: Bytes, row: FileRow): Promise<string | null> {
  if (row.name === null) return null;
  const at = { tenantId: context.tenantId(), file: row.id, chunk: -1 };
  const opened = await openChunk(own, new Uint8Array(row.name), at);
  return opened === null ? null : new TextDecoder().decode(opened);
}

/** Returns what opens a file of this payout; `null`: it isn't kept, or no key opens it. */
export async function fileContent(
  context: TenantContext,
  payout: string,
  file: string,
): Promise<RetainedFileContent | null> {
  const row = ofPayout(context.sql, payout).find(({ id }) => id === file);
  const own = row === undefined ? null : await key(context);
  if (row === undefined || own === null) return null;
  const { bytes, chunks } = row;
  return { key: own, bytes, chunks, name: await nameOf(context, own, row) };
}

const AT_ONCE = 20;

/** Years beyond the law's; `null`: the settings are a newer release's. */
const moreYears = ({ sql }: TenantContext): number | null =>
  meta.configuration(sql)?.settings.payouts.keptLonger ?? null;

/**
 * Returns the instant up to which kept files may be deleted. The law's years, and the tenant's own,
 * end at a new year.
 */
function keptEnough(context: TenantContext): number {
  const years = moreYears(context);
  return years === null ? -Infinity : keptLonger(context.now(), -years);
}

/**
 * Deletes files past their time, of no existing payout, or never read completely. First the bytes,
 * then the record: a failure in between is repeated. While the bucket is asked, the same file may
 * come again and is kept as another one.
 */
export async function careForFiles(context: TenantContext): Promise<void> {
  const { deps } = context;
  if (deps.files === null) return;
  for (const id of context.atomically(() => takenOut(context))) {
    await deps.files.drop(filePrefix(context.tenantId(), id));
    context.atomically(() => dropFile(context, id));
  }
}

/**
 * Returns the next files to delete. From now on none of them counts as kept, or is found by its
 * hash.
 */
function takenOut(context: TenantContext): readonly string[] {
  const { sql } = context;
  const over = all<{ id: string }>(
    sql,
    `SELECT id FROM payout_files f
     WHERE until <= ?1 OR at < ?2 AND (
       until IS NULL OR NOT EXISTS (
         SELECT 1 FROM payout_file_links l JOIN payouts p ON p.id = l.payout WHERE l.file = f.id
       )
     )
     LIMIT ${AT_ONCE}`,
    keptEnough(context),
    context.now() - DAY_MS,
  );
  // Marks it as an old file that was never read completely: if the bucket fails, care finds it.
  for (const { id } of over)
    run(sql)`UPDATE payout_files SET until = NULL, at = 0 WHERE id = ${id}`;
  return over.map(({ id }) => id);
}
