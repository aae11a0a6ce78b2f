/** What to look at before a payout is approved, and the form that approves it as it is shown. */
import type { PayoutView } from "../../../sync/contract/payouts.ts";
import { isolate } from "../../words/isolate.ts";
import { useMessages } from "../frame/use-messages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { Notice } from "../parts/ui.tsx";
import { IsOther } from "./other-account.tsx";

type OnePayout = { readonly payout: PayoutView };

/** What to look at before it is approved. */
export const Warnings = ({ payout }: OnePayout) => {
  const { t } = useMessages();
  return (
    <>
      {payout.differsAt === null ? null : (
        <Notice
          tone="warn"
          text={t(payout.isDoubted === true ? "payouts.doubted" : "payouts.staged.differs")}
        />
      )}
      <CancelledOrders payout={payout} />
      <BeyondOrders payout={payout} />
      <ForeignInvoices payout={payout} />
      {payout.overlaps === null ? null : (
        <Notice tone="bad" text={t("payouts.overlaps", payout.overlaps)} />
      )}
    </>
  );
};

/** Orders that it pays for although they were cancelled, line by line. */
const CancelledOrders = ({ payout: { cancelled = [], currency, voucher } }: OnePayout) => {
  const { t, format } = useMessages();
  return cancelled.length === 0 ? null : (
    <Notice tone="warn">
      <ul>
        {cancelled.map(({ at, order, gross }) => (
          <li>
            {t("payouts.cancelled.line", {
              line: at,
              order: isolate(order),
              amount: format.money(gross, currency),
            })}
          </li>
        ))}
      </ul>
      <p>{t(voucher === null ? "payouts.cancelled.before" : "payouts.cancelled.after")}</p>
    </Notice>
  );
};

/** Orders of which it takes, or gives back, more than others left, or that others name too. */
const BeyondOrders = ({ payout: { beyond = [], currency } }: OnePayout) => {
  const { t, format } = useMessages();
  return beyond.length === 0 ? null : (
    <Notice tone="warn">
      <ul>
        {beyond.map(({ at, key, order, what, amount, payout = "" }) => (
          <li>
            {t("payouts.beyond.line", {
              line: at,
              order: isolate(order ?? key.slice("order:".length)),
              amount: format.money(amount, currency),
              what,
              payout: isolate(payout),
            })}
          </li>
        ))}
      </ul>
      {beyond.some(({ what }) => what !== "named") ? <p>{t("payouts.beyond.next")}</p> : null}
    </Notice>
  );
};

/** What a person has to book themselves, as nobody here knows what the ledger books for it. */
const ForeignInvoices = ({ payout: { sums, currency } }: OnePayout) => {
  const { t, format } = useMessages();
  if (sums.foreign === undefined) return null;
  const { count, line, amount } = sums.foreign;
  return (
    <Notice
      tone="warn"
      text={t("payouts.foreign", { count, line, amount: format.money(amount, currency) })}
    />
  );
};

/** Only what was shown is booked. */
export const Approve = ({ payout, base }: OnePayout & { readonly base: string }) => {
  const { t } = useMessages();
  const mayNot = payout.overlaps !== null || payout.isDoubted === true;
  return payout.plan.kind !== "voucher" || mayNot ? null : (
    <PostForm action={`${base}/${payout.id}/approve`} class="card">
      <input type="hidden" name="mark" value={payout.mark} />
      {payout.otherAccount === undefined ? null : <IsOther />}
      {payout.isLeft === true ? (
        <label class="check">
          <input type="checkbox" name="skipped" value="1" required />
          {t("payouts.skipped.confirm")}
        </label>
      ) : null}
      <Button data-busy={t("payouts.approve.busy")}>{t("payouts.approve.send")}</Button>
      <p class="hint">
        {t(
          (payout.plan.payments ?? []).length > 0
            ? "payouts.approve.hint"
            : "payouts.approve.hintVoucher",
        )}
      </p>
    </PostForm>
  );
};
