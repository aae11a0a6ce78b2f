/**
 * By what else a person is known here: the debtor of a number, and the debtors that belong to an
 * address alone. Without these an erasure by an address would leave what is kept under the debtor's
 * id.
 */
import { debtorIdentity } from "../../../domain/parties/party.ts";
import { hmacs } from "../../../store/seal.ts";
import type { PersonFound, PersonNamed } from "../../contract/people.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { all, first, raw, type Row } from "../storage/sql.ts";

/** Each debtor costs a hash under each key; shops with more customers are asked by the number. */
const MAX_DEBTORS = 300_000;

/** The identities, and those of the debtors that are nobody else's. */
export async function identitiesOf(
  context: TenantContext,
  { identities, number }: PersonNamed,
): Promise<PersonFound> {
  const named = [...identities, ...(number === undefined ? [] : numbered(context.sql, number))];
  const known = await hashesOf(context, named);
  const own: string[] = [];
  const shared: string[] = [];
  for (const debtor of await debtorsBeside(context, known)) {
    const isAlone = rowsWith(context.sql, await hashesOf(context, [debtor])).every((people) =>
      known.some((hash) => people.includes(hash)),
    );
    if (isAlone) own.push(debtor);
    else shared.push(numberOf(context.sql, debtor));
  }
  return { identities: [...new Set([...named, ...own])], shared };
}

/** Debtors that a page shows under this number; nobody's number is taken for an id. */
function numbered(sql: SqlStorage, number: string): readonly string[] {
  const keys = all<{ key: string } & Row>(sql)`
    SELECT DISTINCT key FROM jobs
    WHERE key >= 'debtor:' AND key < 'debtor;' AND label = ${number}`.map(({ key }) => key);
  return keys.length > 0 ? keys : [debtorIdentity(Number(number))];
}

/** As a page shows it; its id where it shows none. */
const numberOf = (sql: SqlStorage, debtor: string): string =>
  first<{ label: string | null } & Row>(sql)`
    SELECT label FROM jobs WHERE key = ${debtor} ORDER BY id DESC LIMIT 1`?.label ??
  debtor.slice("debtor:".length);

/** As payloads keep them beside what is sealed: a hash under each key. */
export async function hashesOf(
  { deps }: TenantContext,
  identities: readonly string[],
): Promise<readonly string[]> {
  const keyring = await deps.keyring();
  const made = await Promise.all(identities.map((identity) => hmacs(keyring, identity)));
  return made.flat().map(({ keyId, hmac }) => `${keyId}:${hmac}`);
}

/** The people, as hashes, of each payload that has one of these hashes. */
const rowsWith = (sql: SqlStorage, hashes: readonly string[]): readonly string[] =>
  all<{ people: string } & Row>(sql)`
    SELECT DISTINCT people
    FROM payloads
    WHERE EXISTS (SELECT 1 FROM json_each(${JSON.stringify(hashes)}) h
      WHERE instr(people, h.value) > 0)`.map(({ people }) => people);

/**
 * Debtors whose hash stands beside one of these. Tried are those that are linked to a customer or
 * synced; a debtor that is neither has nothing under its id but what has its hash as well.
 */
async function debtorsBeside(
  context: TenantContext,
  known: readonly string[],
): Promise<readonly string[]> {
  const { sql } = context;
  const beside = new Set(rowsWith(sql, known).flatMap((people) => people.split(" ")));
  for (const hash of known) beside.delete(hash);
  if (beside.size === 0) return [];
  const debtors = all<{ debtor: string } & Row>(sql)`
    SELECT 'debtor:' || CAST(source AS INTEGER) AS debtor
    FROM links
    WHERE kind = 'customer' AND source GLOB '[1-9]*'
    UNION
    SELECT key FROM jobs WHERE key >= 'debtor:' AND key < 'debtor;'
    LIMIT ${raw(MAX_DEBTORS)}`;
  const found: string[] = [];
  for (const { debtor } of debtors)
    if ((await hashesOf(context, [debtor])).some((hash) => beside.has(hash))) found.push(debtor);
  return found;
}
