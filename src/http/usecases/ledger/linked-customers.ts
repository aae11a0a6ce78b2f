/** Customers of the ledger that orders and debtors are linked to, as the caller may see them. */
import type { CustomerQuery, LinkedCustomers } from "../../../sync/contract/customers.ts";
import { mayOn } from "../../auth/rights.ts";
import type { TenantRequest } from "../../deps.ts";
import { callTenant } from "../tenant-access.ts";
import type { Answer } from "../refusal.ts";

/** The caller has reached the tenant. */
export const linkedCustomers = (
  asking: TenantRequest,
  query: CustomerQuery,
): Answer<LinkedCustomers> =>
  callTenant(asking, (tenant) =>
    tenant.links.customers(
      asking.tenantId,
      mayOn(asking.actor, "see-customers", asking.tenantId)
        ? query
        : { ...query, withoutPeople: true },
    ),
  );
