/** Shows what removing a payout from the list drops, before it is done. */
import type { PayoutView } from "../../../sync/contract/payouts.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { confirmSheet } from "../previews/confirmation-sheet.tsx";

/** The sheet. `null`: it was confirmed as it stands. */
export function throughRemoval(
  c: PageContext,
  tenant: TenantRow,
  payout: PayoutView,
): Promise<Response | null> {
  const { t, format } = messagesFor(c);
  const { id, lines, chosen = 0, amount, currency, mark } = payout;
  const back = `/admin/tenants/${tenant.id}/payouts/${id}`;
  return confirmSheet(c, {
    facts: ["payout-removal", id, mark, chosen],
    tenant,
    title: t("payouts.removal.title", { payout: isolate(payout.payout) }),
    tab: "payouts",
    heading: t("orders.sheet.will"),
    action: `${back}/remove`,
    fields: [],
    back,
    button: { text: t("payouts.removal.does"), ends: true },
    manual: "payouts",
    children: (
      <ul>
        <li>
          {t("payouts.removal.lines", {
            lines,
            amount: format.money(amount, currency),
          })}
        </li>
        <li>{t("payouts.removal.chosen", { count: chosen })}</li>
        <li>{t("payouts.removal.ledger")}</li>
        <li>{t("payouts.removal.again")}</li>
      </ul>
    ),
  });
}
