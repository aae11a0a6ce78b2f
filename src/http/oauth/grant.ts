/**
 * Compares what a finished sign-in gives access to with the tenant, before it is stored: the wrong
 * books are refused with both names, and a company of another tenant stays with it.
 */
import { err, ok, type Result } from "../../domain/result.ts";
import { type Message, message } from "../../messages/message.ts";
import { writeAudit } from "../../store/audit.ts";
import { namedValue, vendorValue } from "../../store/audit-values.ts";
import { reserveCompany, releaseCompany, type TenantRow } from "../../store/tenants.ts";
import type { GrantInput } from "../../sync/contract/index.ts";
import { may } from "../auth/rights.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { pushSettings } from "../usecases/settings/push-settings.ts";
import { callTenant } from "../usecases/tenant-access.ts";
import { toResult } from "../usecases/refusal.ts";
import type { Exchanged } from "./port.ts";

export type ConnectFault = {
  readonly status: 400 | 403 | 409 | 502 | 503;
  readonly kind: string;
  /** For the person who signed in. */
  readonly detail: Message;
  /** Where the person can continue, once the state is known. */
  readonly tenantId: string | null;
};

export const fault = (
  status: ConnectFault["status"],
  kind: string,
  detail: Message,
  tenantId: string | null = null,
) => err<ConnectFault>({ status, kind, detail, tenantId });

/** The new connection. */
export type Stored = { readonly identity: string; readonly name: string };

/**
 * Stores the grant for the person who finishes the sign-in: other tenants are named only to those
 * who may see all of them.
 */
export async function store(
  deps: EdgeDeps,
  tenant: TenantRow,
  actor: Actor,
  exchanged: Exchanged,
): Promise<Result<Stored, ConnectFault>> {
  const grant = grantOf(tenant, exchanged);
  if (!grant.ok) return grant;
  const fresh = tenant.companyId === null;
  const { company, client } = grant.value;
  if (company !== null && client !== null) {
    const claimed = await claim(
      deps,
      tenant,
      { id: grant.value.identity, name: company.name, client },
      may(actor, "look"),
    );
    if (!claimed.ok) return claimed;
  }
  await pushSettings(deps, tenant);
  const asked = await callTenant({ deps, tenantId: tenant.id }, (object) =>
    object.connections.store(tenant.id, grant.value),
  );
  const stored = toResult(asked);
  if (!stored.ok) {
    // If the object's answer is lost, it may have stored the grant: the company stays taken.
    if (asked.ok && company !== null && fresh)
      await releaseCompany(deps.db, tenant.id, grant.value.identity);
    return fault(
      stored.error.status === 503 ? 503 : 409,
      stored.error.kind,
      stored.error.detail,
      tenant.id,
    );
  }
  await writeAudit(deps.db, tenant.id, {
    at: deps.clock.now(),
    actor: actor.name,
    action: "connect.done",
    after: vendorValue(exchanged.vendor, namedValue(grant.value.name, grant.value.identity)),
  });
  return ok({ identity: grant.value.identity, name: grant.value.name });
}

/** Returns the grant if it is for the tenant's books. */
function grantOf(tenant: TenantRow, exchanged: Exchanged): Result<GrantInput, ConnectFault> {
  if (exchanged.vendor === "eaccounting") {
    const { company, tokens, client } = exchanged;
    return ok({
      ...tokens,
      vendor: "eaccounting",
      identity: company.companyId,
      name: company.name,
      company,
      client,
    });
  }
  const administration = exchanged.administrations.find(
    (candidate) => candidate.id === tenant.administrationId,
  );
  if (administration === undefined) {
    const seen = exchanged.administrations
      .map((candidate) => `${candidate.id} (${candidate.name})`)
      .join(", ");
    return fault(
      409,
      "wrong-administration",
      message("signIn.wrongAdministration", {
        administration: tenant.administrationId,
        seen: seen === "" ? message("signIn.nothingSeen") : seen,
      }),
      tenant.id,
    );
  }
  return ok({
    ...exchanged.tokens,
    vendor: "asperion",
    identity: String(administration.id),
    name: administration.name,
    company: null,
    client: null,
  });
}

async function claim(
  deps: EdgeDeps,
  tenant: TenantRow,
  company: { readonly id: string; readonly name: string; readonly client: string },
  seesAll: boolean,
): Promise<Result<object, ConnectFault>> {
  const claimed = await reserveCompany(deps.db, tenant.id, company, company.client);
  switch (claimed.kind) {
    case "claimed":
      return ok({});
    case "gone":
      return fault(409, "unknown-tenant", message("signIn.tenantGone"));
    case "taken":
      // A user of one tenant doesn't learn another tenant's name.
      if (!seesAll)
        return fault(
          409,
          "company-taken",
          message("signIn.companyTaken", { company: company.name, tenant: tenant.name }),
          tenant.id,
        );
      return fault(
        409,
        "company-taken",
        message("signIn.companyTakenBy", {
          company: company.name,
          other: claimed.by.name,
          tenant: tenant.name,
        }),
        tenant.id,
      );
    case "other-company":
      return fault(
        409,
        "wrong-company",
        message("signIn.wrongCompany", {
          company: tenant.companyName ?? tenant.companyId ?? message("signIn.anotherCompany"),
          signedIn: company.name,
          choose: tenant.companyName ?? message("signIn.tenantsCompany"),
        }),
        tenant.id,
      );
  }
}
