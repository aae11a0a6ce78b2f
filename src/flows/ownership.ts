/**
 * The label by which a company belongs to one installation: a customer label that tells every other
 * one to stop. It is read at connect, at set-up (which makes it), with each reading of the ledger's
 * lists, and by itself while something is written.
 *
 * What is stored or public keeps the older word "claim": the keys below, the role of its write, the
 * reason `company-claimed` and its parameter. Elsewhere a claim is a run's lease of a job.
 */
import type { SendRead } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { customerLabels } from "../eaccounting/labels.ts";
import { readAll } from "../eaccounting/paging.ts";
import type { ClockPort, MemoryPort, RunFacts, VendorPort, WorkPort } from "./port.ts";
import { isKnownRetired, retiredTenantMemory } from "./settlement.ts";

/** The job that looks at it, and when it was looked at last (ms), as the tenant remembers it. */
export const OWNERSHIP_KEY = "company-claim";
export const OWNERSHIP_READ = "company-claim-read";

const LABEL_PREFIX = "asperion-sync ";
/** The vendor's limit for the name of a label. */
const MAX_NAME = 50;

/** `asperion-sync <deployment>/<tenant>`. The tenant's id is never cut: labels differ by it. */
export function ownershipLabel(deployment: string, tenantId: string): string {
  const room = MAX_NAME - LABEL_PREFIX.length - tenantId.length - 1;
  return `${LABEL_PREFIX}${deployment.slice(0, Math.max(0, room))}/${tenantId}`.slice(0, MAX_NAME);
}

/**
 * Whether our label is there. A foreign one is a failure that stops the tenant. `send`: in the lane
 * of look-ups unless a write waits for it.
 */
export async function readOwnership(
  ports: RunFacts & VendorPort & MemoryPort & WorkPort & ClockPort,
  send: SendRead = ports.lookUp,
): Promise<Result<"ours" | "none", Failure>> {
  const labels = await readAll(send, customerLabels);
  if (!labels.ok) return labels;
  const ours = ownershipLabel(ports.deployment, ports.tenantId);
  const owners = labels.value
    .map((label) => label.name)
    .filter((name) => name.startsWith(LABEL_PREFIX));
  for (const owner of owners) {
    if (owner === ours) continue;
    const over = await isOver(ports, owner);
    if (!over.ok) return over;
    if (!over.value) return err({ kind: "company-claimed", vendor: "eaccounting", claim: owner });
  }
  ports.remember(OWNERSHIP_READ, String(ports.now()));
  return ok(owners.includes(ours) ? "ours" : "none");
}

/** Whether it is the label of a retired tenant, under which nothing is booked any more. */
async function isOver(
  ports: RunFacts & VendorPort & MemoryPort & WorkPort & ClockPort,
  owner: string,
): Promise<Result<boolean, Failure>> {
  const tenantId = owner.slice(owner.lastIndexOf("/") + 1);
  if (owner !== ownershipLabel(ports.deployment, tenantId)) return ok(false);
  if (isKnownRetired(ports.memory, tenantId)) return ok(true);
  const retired = await ports.isRetired(tenantId);
  if (!retired.ok || !retired.value) return retired;
  for (const [name, value] of Object.entries(retiredTenantMemory(tenantId, ports.now())))
    ports.remember(name, value);
  return ok(true);
}
