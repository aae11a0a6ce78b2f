/** What the measured Worker counted: see measured/counters.ts. */
import type { World } from "../../scripts/local/world.ts";

type Inside = {
  readonly counts: Readonly<Record<string, number>>;
  readonly gateWaits: Readonly<Record<string, number>>;
  /** Of the objects: those that read the most rows. */
  readonly statements: readonly (readonly [statement: string, rows: number])[];
  /** Of the objects: those that wrote the most rows. */
  readonly writes: readonly (readonly [statement: string, rows: number])[];
};

export async function inside(world: World): Promise<Inside> {
  return (await (await fetch(`${world.runtime.url}/_bench/counts`)).json()) as Inside;
}

/**
 * `twice`: from now on D1 is asked a second time for the rows that a query read. Until the next
 * call of this.
 */
export async function forget(world: World, twice = false): Promise<void> {
  await fetch(`${world.runtime.url}/_bench/counts${twice ? "?twice" : ""}`, { method: "DELETE" });
}

/** Bytes of the tenant's object and of D1, as each engine itself says. */
export async function stored(
  world: World,
  tenantId: string,
): Promise<{ object: number; d1: number }> {
  const { object } = (await (
    await fetch(`${world.runtime.url}/_bench/bytes?tenant=${tenantId}`)
  ).json()) as { object: number };
  const answer = (await (
    await world.runtime.d1("DB")
  )
    .prepare("SELECT 1 AS one")
    .all()) as unknown as { meta: { size_after: number } };
  return { object, d1: answer.meta.size_after };
}
