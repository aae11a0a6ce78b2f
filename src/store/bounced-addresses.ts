/**
 * Which addresses the mail service refuses, as mail to them bounced or was complained of
 * (docs/vendor-assumptions.md, M1). Known by whichever mail met it; forgotten once one is taken
 * again.
 */
import { eq, inArray } from "drizzle-orm";
import type { Db } from "./db.ts";
import { withD1Retry } from "./d1-errors.ts";
import { bouncedAddresses } from "./schema.ts";
import { tokenHash } from "./secrets.ts";
import { foldEmail } from "./users.ts";

const hashOf = (address: string): Promise<string> => tokenHash(foldEmail(address));

/** The instant at which it was met first stays. */
export async function noteBounced(db: Db, address: string, now: number): Promise<void> {
  const row = { addressHash: await hashOf(address), since: now };
  await withD1Retry(async () => db.insert(bouncedAddresses).values(row).onConflictDoNothing());
}

/** Mail to it was taken. */
export async function forgetBounced(db: Db, address: string): Promise<void> {
  const addressHash = await hashOf(address);
  await withD1Retry(async () =>
    db.delete(bouncedAddresses).where(eq(bouncedAddresses.addressHash, addressHash)),
  );
}

/** D1 binds a hundred values to a statement. */
const AT_ONCE = 90;

/** Those of them that are refused, with the instant since which, ms. */
export async function bouncedAmong(
  db: Db,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const hashes = await Promise.all(addresses.map(hashOf));
  const since = new Map<string, number>();
  for (let from = 0; from < hashes.length; from += AT_ONCE) {
    const rows = await db
      .select()
      .from(bouncedAddresses)
      .where(inArray(bouncedAddresses.addressHash, hashes.slice(from, from + AT_ONCE)));
    for (const row of rows) since.set(row.addressHash, row.since);
  }
  return new Map(
    addresses.flatMap((address, at) => {
      const bouncedAt = since.get(hashes[at] ?? "");
      return bouncedAt === undefined ? [] : [[address, bouncedAt] as const];
    }),
  );
}
