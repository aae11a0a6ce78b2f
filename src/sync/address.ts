/**
 * The only place that addresses a Durable Object. The same name in another jurisdiction is another,
 * empty object with an empty journal, so no address is made elsewhere. The local runtime refuses
 * jurisdictions: there it is empty.
 */
import { MAIN_CLIENT } from "../domain/ledger/ledger-clients.ts";
import type { GateRpc } from "./contract/runs.ts";
import { type Ticket, ticketHeaders } from "./tenant/live/live.ts";
import type { TenantStub } from "./tenant/stub.ts";

type Addressed = Pick<Env, "TENANTS" | "GATES">;

/** The stub's type turns `unknown` into `never`, so answers have the object's declared types. */
export function tenantObject(
  env: Addressed,
  jurisdiction: "" | "eu",
  tenantId: string,
): TenantStub {
  return namespaceOf(env, jurisdiction).getByName(tenantId) as unknown as TenantStub;
}

const namespaceOf = (env: Addressed, jurisdiction: "" | "eu") =>
  jurisdiction === "" ? env.TENANTS : env.TENANTS.jurisdiction(jurisdiction);

/** Opens a page's socket at the tenant's object. */
export const openSocket = (
  env: Addressed,
  jurisdiction: "" | "eu",
  tenantId: string,
  ticket: Ticket,
): Promise<Response> =>
  namespaceOf(env, jurisdiction)
    .getByName(tenantId)
    .fetch("https://object/live", { headers: ticketHeaders({ tenantId, ...ticket }) });

/** One gate per client, as all shops of one client share eAccounting's limit. */
export function rateGate(env: Addressed, jurisdiction: "" | "eu", client: string): GateRpc {
  const namespace = jurisdiction === "" ? env.GATES : env.GATES.jurisdiction(jurisdiction);
  const name = client === MAIN_CLIENT ? "eaccounting" : `eaccounting ${client}`;
  return namespace.getByName(name) as unknown as GateRpc;
}
