/** Returns VAT evidence: by quarter, or of a person. */
import { type Keyring, openJson } from "../../../store/seal.ts";
import {
  evidenceHashes,
  hashEvidencePerson,
  evidencePlace,
  type RetainedEvidence,
} from "../../evidence.ts";
import type { EvidencePage, EvidenceView } from "../../contract/index.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import type { EvidenceRow } from "../journal/evidence.ts";
import { all, count } from "../storage/sql.ts";

const PAGE = 200;
/** Between the parts of a cursor; neither keys nor versions have one. */
const BETWEEN = " ";

/** A page of a quarter, opened: by order, each with its versions. */
export async function page(
  context: TenantContext,
  quarter: string,
  cursor: string | null,
): Promise<EvidencePage> {
  const [key = "", version = ""] = cursor?.split(BETWEEN) ?? [];
  const rows = all<EvidenceRow>(context.sql)`
    SELECT * FROM evidence WHERE quarter = ${quarter} AND (key, version) > (${key}, ${version})
    ORDER BY key, version LIMIT ${PAGE}`;
  const last = rows.at(-1);
  return {
    ...(await opened(context, rows)),
    cursor:
      rows.length < PAGE || last === undefined ? null : `${last.key}${BETWEEN}${last.version}`,
  };
}

/** `unreadable`: rows that no key of the configuration opens. */
async function opened(
  context: TenantContext,
  rows: readonly EvidenceRow[],
): Promise<Pick<EvidencePage, "evidence" | "unreadable">> {
  const keyring = await context.deps.keyring();
  const read = await Promise.all(rows.map((row) => open(context, keyring, row)));
  const evidence = rows.flatMap((row, index): EvidenceView[] => {
    const kept = read[index];
    return kept === undefined || kept === null
      ? []
      : [
          {
            ...kept.evidence,
            at: row.at,
            version: row.version,
            documents: documentsOf(context.sql, row.key),
          },
        ];
  });
  return { evidence, unreadable: rows.length - evidence.length };
}

export async function open(
  { tenantId }: TenantContext,
  keyring: Keyring,
  row: Pick<EvidenceRow, "key" | "version" | "key_id" | "bytes">,
): Promise<RetainedEvidence | null> {
  const read = await openJson(
    keyring,
    { keyId: row.key_id, bytes: new Uint8Array(row.bytes) },
    evidencePlace(tenantId(), row.key, row.version),
  );
  return read.ok ? (read.value as RetainedEvidence) : null;
}

/** Returns the order's current documents, by number where they have one. */
const documentsOf = (sql: SqlStorage, key: string): readonly string[] =>
  all<{ name: string }>(sql)`
    SELECT coalesce(number, id) AS name FROM documents
    WHERE key = ${key} AND state = 'live' ORDER BY role, n`.map(({ name }) => name);

/** Returns the count by quarter, newest first. */
export const quarters = ({
  sql,
}: TenantContext): readonly { readonly quarter: string; readonly count: number }[] =>
  all<{ quarter: string; count: number }>(sql)`
    SELECT quarter, count(*) AS count FROM evidence GROUP BY quarter ORDER BY quarter DESC`;

/** Prefix of a cursor within a person's evidence. */
const OF_PERSON = "evidence";
export const isEvidenceCursor = (cursor: string | null | undefined): cursor is string =>
  cursor?.startsWith(`${OF_PERSON}${BETWEEN}`) === true;

/**
 * Returns how much evidence there is of a person, and an opened page of it after `after`.
 * `identities`: as `identitiesIn` writes them. `brief`: only the count.
 */
export async function ofPerson(
  context: TenantContext,
  identities: readonly string[],
  { after, brief }: { readonly after: string | null; readonly brief: boolean },
): Promise<{
  readonly count: number;
  readonly evidence: readonly EvidenceView[];
  readonly cursor: string | null;
}> {
  const keyring = await context.deps.keyring();
  const people = await Promise.all(identities.map(hashEvidencePerson));
  const hashes = (await evidenceHashes(keyring, people)).split(" ").filter((one) => one !== "");
  if (hashes.length === 0) return { count: 0, evidence: [], cursor: null };
  const isTheirs = `(${hashes.map(() => "instr(people, ?) > 0").join(" OR ")})`;
  const found =
    after === null
      ? count(context.sql, `SELECT count(*) AS n FROM evidence WHERE ${isTheirs}`, ...hashes)
      : 0;
  if (brief || (after === null && found === 0)) return { count: found, evidence: [], cursor: null };
  const [, quarter = "", key = "", version = ""] = after?.split(BETWEEN) ?? [];
  const rows = all<EvidenceRow>(
    context.sql,
    `SELECT * FROM evidence WHERE ${isTheirs} AND (quarter, key, version) > (?, ?, ?)
     ORDER BY quarter, key, version LIMIT ?`,
    ...hashes,
    quarter,
    key,
    version,
    PAGE,
  );
  const last = rows.at(-1);
  return {
    count: found,
    evidence: (await opened(context, rows)).evidence,
    cursor:
      rows.length < PAGE || last === undefined
        ? null
        : [OF_PERSON, last.quarter, last.key, last.version].join(BETWEEN),
  };
}
