/**
 * The company's claim: a customer label that tells every other installation to keep off. Looked at
 * at connect, at set-up (which makes it), with each reading of the look-ups, and for itself while
 * something is written.
 */
import type { Failure } from "../domain/failure.ts";
import type { SendRead } from "../domain/request.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { customerLabels, readCustomerLabels } from "../eaccounting/labels.ts";
import { readAll } from "../eaccounting/paging.ts";
import type { ClockPort, MemoryPort, RunFacts, VendorPort, WorkPort } from "./port.ts";
import { isKnownRetired, metRetired } from "./settlement.ts";

/** The job that looks at it, and when it was looked at last (ms), as the tenant remembers it. */
export const CLAIM_KEY = "company-claim";
export const CLAIM_READ = "company-claim-read";

const CLAIM = "asperion-sync ";
/** The vendor's limit for the name of a label. */
const MAX_NAME = 50;

/** `asperion-sync <deployment>/<tenant>`: the tenant's id is never cut: two claims differ by it. */
export function claimName(deployment: string, tenantId: string): string {
  const room = MAX_NAME - CLAIM.length - tenantId.length - 1;
  return `${CLAIM}${deployment.slice(0, Math.max(0, room))}/${tenantId}`.slice(0, MAX_NAME);
}

/**
 * Whether our claim is there. A foreign one is a failure that stops the tenant. `send`: in the lane
 * of look-ups unless a write waits for it.
 */
export async function readClaim(
  ports: RunFacts & VendorPort & MemoryPort & WorkPort & ClockPort,
  send: SendRead = ports.lookUp,
): Promise<Result<"ours" | "none", Failure>> {
  const labels = await readAll(send, customerLabels, readCustomerLabels);
  if (!labels.ok) return labels;
  const ours = claimName(ports.deployment, ports.tenantId);
  const claims = labels.value.map((label) => label.name).filter((name) => name.startsWith(CLAIM));
  for (const claim of claims) {
    if (claim === ours) continue;
    const over = await isOver(ports, claim);
    if (!over.ok) return over;
    if (!over.value) return err({ kind: "company-claimed", vendor: "eaccounting", claim });
  }
  ports.remember(CLAIM_READ, String(ports.now()));
  return ok(claims.includes(ours) ? "ours" : "none");
}

/** Whether it is the claim of a retired tenant, under which nothing is booked any more. */
async function isOver(
  ports: RunFacts & VendorPort & MemoryPort & WorkPort & ClockPort,
  claim: string,
): Promise<Result<boolean, Failure>> {
  const tenantId = claim.slice(claim.lastIndexOf("/") + 1);
  if (claim !== claimName(ports.deployment, tenantId)) return ok(false);
  if (isKnownRetired(ports.memory, tenantId)) return ok(true);
  const retired = await ports.isRetired(tenantId);
  if (!retired.ok || !retired.value) return retired;
  for (const [name, value] of Object.entries(metRetired(tenantId, ports.now())))
    ports.remember(name, value);
  return ok(true);
}
