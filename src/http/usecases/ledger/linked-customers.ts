/** Customers of the ledger that orders and debtors are linked to, as the caller may see them. */
import type { CustomerQuery, LinkedCustomers } from "../../../sync/contract/customers.ts";
import { mayOn } from "../../auth/rights.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { callTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";

/** The caller has reached the tenant. */
export const linkedCustomers = (
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  query: CustomerQuery,
): Answer<LinkedCustomers> =>
  callTenant(deps, tenantId, (tenant) =>
    tenant.links.customers(
      tenantId,
      mayOn(actor, "see-customers", tenantId) ? query : { ...query, withoutPeople: true },
    ),
  );
