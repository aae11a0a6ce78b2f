/** A payout that may be the same money as another, read under another account at the provider. */
import type { PayoutView } from "../../../sync/contract/payouts.ts";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";

export const OtherAccountNotice = ({ payout, base }: { payout: PayoutView; base: string }) => {
  const { t } = useMessages();
  const { otherAccount } = payout;
  if (otherAccount === undefined) return null;
  const { id, account } = otherAccount;
  return (
    <Notice tone="bad">
      <p>
        {t("payouts.otherAccount.text", { account: account === "" ? null : account })}{" "}
        <a href={`${base}/${id}`}>
          <bdi>{otherAccount.payout}</bdi>
        </a>
      </p>
    </Notice>
  );
};

/** Without it the payout isn't approved. */
export const IsOther = () => {
  const { t } = useMessages();
  return (
    <label class="check">
      <input type="checkbox" name="other" value="1" required />
      {t("payouts.otherAccount.confirm")}
    </label>
  );
};
