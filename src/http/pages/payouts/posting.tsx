/** What a payout books by account, or why it is held. */
import { amount, sum } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import type { PayoutRole } from "../../../flows/payouts/plan-voucher.ts";
import type { Messages } from "../../../messages/index.ts";
import type { PayoutView } from "../../../sync/contract/payouts.ts";
import { isolate } from "../../words/isolate.ts";
import { PostingHead, PostingLine, PostingSum } from "../parts/posting-table.tsx";
import { Notice, Reasons, Wide } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { defined } from "../../../domain/platform/defined.ts";

type ToldProps = { readonly reasons: readonly Reason[]; readonly tenantId?: string };

export const PostingPreview = ({ reasons, tenantId }: ToldProps) => {
  const { describe } = useMessages();
  return <Reasons reasons={reasons.map((one) => describe(one))} {...defined({ tenantId })} />;
};

/** Means of payment that files call by a word of their own; a brand keeps its name. */
const METHODS: Readonly<Record<string, "card" | "bankTransfer" | "directDebit">> = {
  card: "card",
  creditcard: "card",
  banktransfer: "bankTransfer",
  directdebit: "directDebit",
  sepadebit: "directDebit",
  sepadirectdebit: "directDebit",
};

/** The kind of fee or the means of payment that a row is of, as a reader calls it. */
function saidOf(t: Messages["t"], role: PayoutRole, of: string): string {
  if (role === "clearing") {
    const method = METHODS[of.toLowerCase().replaceAll(/[^a-z]/g, "")];
    return method === undefined ? of : t(`payouts.methods.${method}`);
  }
  return of === "payment" || of === "dispute" || of === "service"
    ? t(`payouts.feeKinds.${of}`)
    : of;
}

/** The way to the order that has nothing to be paid. */
const LackingOrder = ({ tenantId, reasons }: Required<ToldProps>) => {
  const { t } = useMessages();
  const order = reasons.find(({ code }) => code === "payout-invoice-missing")?.params["order"];
  return typeof order !== "string" ? null : (
    <p>
      <a href={`/admin/tenants/${tenantId}/orders?text=${encodeURIComponent(order)}`}>
        {t("payouts.deeds.open", { order: isolate(order) })}
      </a>
    </p>
  );
};

type PostingProps = {
  readonly tenantId: string;
  readonly payout: PayoutView;
  /** Names of the ledger's accounts, by number. */
  readonly accounts: ReadonlyMap<number, string | null>;
};

export const PostingOf = ({ tenantId, payout, accounts }: PostingProps) => {
  const { t } = useMessages();
  const { plan } = payout;
  return (
    <section aria-labelledby="posting">
      <h2 id="posting">{t("posting.title")}</h2>
      {plan.kind === "held" ? (
        <>
          <PostingPreview reasons={plan.reasons} tenantId={tenantId} />
          <LackingOrder tenantId={tenantId} reasons={plan.reasons} />
        </>
      ) : (
        <>
          {plan.moved !== undefined && (
            <Notice tone="warn">
              <PostingPreview reasons={[plan.moved]} tenantId={tenantId} />
            </Notice>
          )}
          <Wide label={t("posting.title")}>
            <table>
              <PostingHead
                account={t("payouts.account")}
                name={t("payouts.accountName")}
                currency={payout.currency}
              />
              <tbody>
                {plan.rows.map(({ role, account, debit, credit, of }) => (
                  <PostingLine
                    account={account}
                    name={accounts.get(account) ?? null}
                    debit={debit}
                    credit={credit}
                  >
                    <div class="hint">
                      {t(`payouts.roles.${role}`)}
                      {of === "" ? "" : ` · ${saidOf(t, role, of)}`}
                    </div>
                  </PostingLine>
                ))}
                <PostingSum
                  debit={amount(sum(plan.rows.map(({ debit }) => debit)))}
                  credit={amount(sum(plan.rows.map(({ credit }) => credit)))}
                />
              </tbody>
            </table>
          </Wide>
        </>
      )}
    </section>
  );
};
