/** The tenants of a storm: each a shop, a company of its own in the ledger, and what ties them. */
import type { Json } from "../../scripts/local/operator.ts";
import type { Mortal } from "../support/mortal.ts";
import type { Tenant } from "../support/webhook.ts";
import type { Profile } from "./profiles.ts";
import type { Shop } from "./shop.ts";

export type House = { readonly tenant: Tenant; readonly shop: Shop };

const DEMO_SHOP = 123;
const BANK = 1930;

export async function opened(
  mortal: Mortal,
  { name, administrationId, company, settings }: Profile,
): Promise<Tenant> {
  const { operator } = mortal.world;
  if (administrationId !== DEMO_SHOP) {
    await operator.control("asperion", "POST", "/administrations", { id: administrationId, name });
    await operator.control("eaccounting", "POST", "/companies", { name: company });
  }
  const tenant = await mortal.tenant(administrationId, company);
  const { companies } = (await operator.control(
    "eaccounting",
    "GET",
    `/state?company=${encodeURIComponent(company)}`,
  )) as { companies: Readonly<Record<string, readonly Json[]>>[] };
  const idIn = (list: string, isIt: (one: Json) => boolean): string =>
    String(companies[0]?.[list]?.find(isIt)?.["Id"]);
  await operator.configure(
    tenant.id,
    settings({
      bank: idIn("bankaccounts", (one) => one["LedgerAccountNumber"] === BANK),
      guests: idIn("customers", (one) => one["Name"] === "Guest sales"),
    }),
  );
  return tenant;
}
