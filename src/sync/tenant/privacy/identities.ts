/**
 * By what else a person is known here: the debtors of an address and of a number. Without these an
 * erasure by an address would leave what is kept under the debtor's id.
 */
import { debtorIdentity } from "../../../domain/party.ts";
import { hmacs } from "../../../store/seal.ts";
import type { PersonNamed } from "../../contract/people.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { all, type Row } from "../storage/sql.ts";

/** The identities, and those of the debtors that they belong to. */
export async function identitiesOf(
  context: TenantContext,
  { identities, number }: PersonNamed,
): Promise<readonly string[]> {
  const named = [...identities, ...(number === undefined ? [] : numbered(context.sql, number))];
  return [...new Set([...named, ...(await debtorsOf(context, named))])];
}

/** Debtors that a page shows under this number; nobody's number is taken for an id. */
function numbered(sql: SqlStorage, number: string): readonly string[] {
  const keys = all<{ key: string } & Row>(
    sql,
    "SELECT DISTINCT key FROM jobs WHERE key >= 'debtor:' AND key < 'debtor;' AND label = ?",
    number,
  ).map(({ key }) => key);
  return keys.length > 0 ? keys : [debtorIdentity(Number(number))];
}

/**
 * Debtors whose hash stands beside one of these on what is kept. Only customers that are linked are
 * tried: of others nothing is kept beside that.
 */
async function debtorsOf(
  context: TenantContext,
  identities: readonly string[],
): Promise<readonly string[]> {
  const { sql } = context;
  const keyring = await context.deps.keyring();
  const hashesOf = async (identity: string): Promise<readonly string[]> =>
    (await hmacs(keyring, identity)).map(({ keyId, hmac }) => `${keyId}:${hmac}`);
  const known = (await Promise.all(identities.map(hashesOf))).flat();
  const beside = new Set(
    all<{ people: string } & Row>(
      sql,
      `SELECT DISTINCT people
       FROM payloads
       WHERE EXISTS (SELECT 1 FROM json_each(?) h WHERE instr(people, h.value) > 0)`,
      JSON.stringify(known),
    ).flatMap(({ people }) => people.split(" ")),
  );
  for (const hash of known) beside.delete(hash);
  if (beside.size === 0) return [];
  const linked = all<{ id: number } & Row>(
    sql,
    `SELECT DISTINCT CAST(source AS INTEGER) AS id
     FROM links
     WHERE kind = 'customer' AND source GLOB '[1-9]*'`,
  );
  const found: string[] = [];
  for (const { id } of linked) {
    const identity = debtorIdentity(id);
    if ((await hashesOf(identity)).some((hash) => beside.has(hash))) found.push(identity);
  }
  return found;
}
