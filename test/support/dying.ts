/** Runners that die on an order's job, and what the journal says of its writes then. */
import { expect } from "vitest";
import type { OperationKind, OperationState } from "../../src/domain/jobs/job.ts";
import type { Bridge, Tenant } from "./bridge.ts";
import type { RunnerMethod } from "./runner-calls.ts";

export type Death = {
  readonly method: RunnerMethod;
  readonly nth: number;
  readonly when: "before" | "after";
};

/** Tells of the order, and waits until its runner has died. */
export async function untilDead(
  bridge: Bridge,
  tenant: Tenant,
  { id, type }: { readonly id: number; readonly type: string },
  death: Death,
): Promise<void> {
  await bridge.break({ crash: { ...death, seen: 0, key: `order:${id}` } });
  expect((await bridge.webhook(tenant, id, { type })).status).toBe(202);
  await bridge.until(
    async () => (await bridge.broken())["crash"] === null,
    `the runner died ${death.when} ${death.method} ${death.nth}`,
  );
}

/** Those of the order itself; what its job wrote for others (a customer) isn't among them. */
export async function statesOf(
  bridge: Bridge,
  tenant: Tenant,
  id: number,
  kind: OperationKind,
): Promise<readonly OperationState[]> {
  const storage = await bridge.storage(tenant);
  const found = (await storage.exec(
    "SELECT state FROM operations WHERE key = ? AND kind = ?",
    `order:${id}`,
    kind,
  )) as unknown as Iterable<{ state: OperationState }>;
  return [...found].map(({ state }) => state);
}
