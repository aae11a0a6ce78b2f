/** What a payout books by account, or what holds it. */
import { amount, sum } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { PayoutView } from "../../../sync/payout-rpc.ts";
import { tell } from "../../usecases/words.ts";
import { PostingHead, PostingLine, PostingSum } from "../posting-table.tsx";
import { Notice, Reasons, Wide } from "../ui.tsx";
import { useLanguage, useMessages } from "../use-messages.ts";

type ToldProps = { readonly reasons: readonly Reason[]; readonly tenantId?: string };

export const Told = ({ reasons, tenantId }: ToldProps) => {
  const language = useLanguage();
  return (
    <Reasons
      reasons={reasons.map((one) => tell(one, language))}
      {...(tenantId === undefined ? {} : { tenantId })}
    />
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
        <Notice tone="warn">
          <Told reasons={plan.reasons} tenantId={tenantId} />
        </Notice>
      ) : (
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
                    {of === "" ? "" : ` · ${of}`}
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
      )}
    </section>
  );
};
