/**
 * The demo's tenant, made as an operator would: created, configured, connected to both sides, set
 * up, told of webhooks.
 */
import type { Health, Operator } from "../local/operator.ts";
import { t } from "../terminal.ts";
import { ADMINISTRATION, guestCustomer } from "./seed.ts";

type DemoTenant = { readonly id: string; readonly webhookUrl: string };

/** How many system articles are in the ledger: those that the pages count as made. */
export const articlesMade = ({ ownArticleNumbers }: Pick<Health, "ownArticleNumbers">): number =>
  ownArticleNumbers.filter(({ id }) => id !== null).length;

export async function prepareTenant(
  operator: Operator,
  say: (line: string) => void,
): Promise<DemoTenant> {
  const id = await operator.createTenant("Demo shop", ADMINISTRATION);
  say(t("cli.demo.tenantCreated", { id }));
  const startLine = new Date(Date.now() - 3_600_000).toISOString();
  await operator.configure(id, {
    orders: {
      enabled: true,
      startLine,
      defaultDebtor: { id: await guestCustomer(operator), when: "guests" },
    },
  });
  say(t("cli.demo.ordersOn", { startLine }));
  for (const vendor of ["asperion", "eaccounting"] as const)
    say(t("cli.demo.connected", { vendor, company: await operator.connect(id, vendor) }));
  await operator.settled(id);
  await operator.ask("POST", `/tenants/${id}/setup`);
  say(t("cli.demo.setUp", { count: articlesMade(await operator.health(id)) }));
  const { secret, url } = await operator.ask("POST", `/tenants/${id}/webhook-secrets`);
  await operator.control("asperion", "PUT", "/webhooks", {
    url,
    secret,
    administrationId: ADMINISTRATION,
  });
  say(t("cli.demo.webhooksGoTo", { url: String(url) }));
  return { id, webhookUrl: String(url) };
}
