/**
 * Links a voucher of the payout that the ledger has and the journal doesn't record, when a person
 * says that it is the payout's. Shown first, with the posting that it will be compared with.
 */
import type { PayoutView } from "../../../sync/contract/payouts.ts";
import type { TenantRow } from "../../../store/tenants.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { confirmSheet } from "../previews/confirmation-sheet.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { PostingOf } from "./posting.tsx";

/**
 * Returns the number of the found voucher if it can be linked; `undefined`: it can't. What an
 * earlier journal paid on invoices isn't known, so such a payout has to be settled manually.
 */
export function foundVoucher({ job, plan, voucher }: PayoutView): string | null | undefined {
  const found = job?.reasons.find(({ code }) => code === "payout-booked-before");
  if (found === undefined || voucher !== null || plan.kind !== "voucher") return undefined;
  if ((plan.payments ?? []).length > 0) return undefined;
  const { number } = found.params;
  return number == null ? null : String(number);
}

type LinkProps = { readonly payout: PayoutView; readonly base: string };

export const LinkVoucher = ({ payout, base }: LinkProps) => {
  const { t } = useMessages();
  const number = foundVoucher(payout);
  return number === undefined ? null : (
    <PostForm action={`${base}/${payout.id}/link`} class="card">
      <Button class="second">{t("payouts.link.button", { number })}</Button>
      <p class="hint">{t("payouts.link.hint")}</p>
    </PostForm>
  );
};

/** Returns the sheet. `null`: it was confirmed as shown, or there is no such voucher. */
export function throughVoucher(
  c: PageContext,
  tenant: TenantRow,
  payout: PayoutView,
  accounts: ReadonlyMap<number, string | null>,
): Promise<Response | null> {
  const { t } = messagesFor(c);
  const number = foundVoucher(payout);
  if (number === undefined) return Promise.resolve(null);
  const back = `/admin/tenants/${tenant.id}/payouts/${payout.id}`;
  return confirmSheet(c, {
    facts: ["payout-voucher", payout.id, payout.mark, number],
    tenant,
    title: t("payouts.link.title", { payout: isolate(payout.payout) }),
    tab: "payouts",
    heading: t("orders.sheet.will"),
    action: `${back}/link`,
    fields: [],
    back,
    button: { text: t("payouts.link.button", { number }), ends: false },
    manual: "payouts",
    children: (
      <>
        <ul>
          <li>{t("payouts.link.taken", { number })}</li>
          <li>{t("payouts.link.compared")}</li>
          <li>{t("payouts.link.unwritten")}</li>
        </ul>
        <PostingOf tenantId={tenant.id} payout={payout} accounts={accounts} />
      </>
    ),
  });
}
