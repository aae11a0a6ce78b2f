/**
 * The demo's tenant, made as an operator would: created, configured, connected to both sides, set
 * up, told of webhooks.
 */
import type { Operator } from "../local/operator.ts";
import { ADMINISTRATION, guestCustomer } from "./seed.ts";

export type DemoTenant = { readonly id: string; readonly webhookUrl: string };

export async function prepareTenant(
  operator: Operator,
  say: (line: string) => void,
): Promise<DemoTenant> {
  const id = await operator.createTenant("Demo shop", ADMINISTRATION);
  say(`tenant ${id} was created`);
  const startLine = new Date(Date.now() - 3_600_000).toISOString();
  await operator.configure(id, {
    orders: {
      enabled: true,
      startLine,
      defaultDebtor: { id: await guestCustomer(operator), when: "guests" },
    },
  });
  say(`orders are on from ${startLine}; guests go to the ledger's customer for guests`);
  for (const vendor of ["asperion", "eaccounting"] as const)
    say(`connected to ${vendor}: ${await operator.connect(id, vendor)}`);
  await operator.settled(id);
  const { articles } = (await operator.ask("POST", `/tenants/${id}/setup`)) as {
    articles: { adjusting: object; shipping: object; discount: object; closing: string | null };
  };
  const count = [articles.adjusting, articles.shipping, articles.discount].reduce(
    (sum, group) => sum + Object.keys(group).length,
    articles.closing === null ? 0 : 1,
  );
  say(`set up: ${count} articles of our own are in the ledger`);
  const { secret, url } = await operator.ask("POST", `/tenants/${id}/webhook-secrets`);
  await operator.control("asperion", "PUT", "/webhooks", {
    url,
    secret,
    administrationId: ADMINISTRATION,
  });
  say(`the shop sends signed webhooks to ${String(url)}`);
  return { id, webhookUrl: String(url) };
}
