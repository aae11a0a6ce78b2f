/**
 * The planned voucher: each row with its account, its side and why it is there, and both sides'
 * sums.
 */
import { amount, sum } from "../../../../domain/money.ts";
import type { Reason } from "../../../../domain/reasons/index.ts";
import type { VoucherPlanView } from "../../../usecases/vouchers/voucher-view.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { PostingHead, PostingLine, PostingSum } from "../../parts/posting-table.tsx";
import { LongBody } from "../../parts/table.tsx";
import { Fact, Wide } from "../../parts/ui.tsx";

export const VoucherTable = ({ described }: { described: VoucherPlanView }) => {
  const { t, format, describe } = useMessages();
  const { voucher } = described.plan;
  const { ledgerItem: item } = voucher;
  const { currency } = described.input.company;
  // Nothing is sent for such an order alone.
  const byDay = voucher.level === "daily";
  return (
    <>
      <dl class="facts">
        <Fact name={t("voucher.date")}>{format.day(voucher.date)}</Fact>
        {byDay ? null : (
          <>
            <Fact name={t("voucher.text")}>
              <bdi>{voucher.text}</bdi>
            </Fact>
            <Fact name={t("voucher.series")}>{voucher.series ?? t("voucher.ownSeries")}</Fact>
          </>
        )}
        <Fact name={t("voucher.charged")}>{format.money(voucher.charged, voucher.currency)}</Fact>
        {item === null ? null : (
          <Fact name={t("voucher.item")}>
            {t("voucher.due", {
              amount: format.money(item.total, item.currency),
              day: item.dueDate,
            })}
          </Fact>
        )}
      </dl>
      {described.plan.reasons.map((reason) => (
        <p class="why">{describe(reason as Reason).text}</p>
      ))}
      <Wide label={t("voucher.label")}>
        <table>
          <caption>{t(byDay ? "voucher.share" : "voucher.caption", { currency })}</caption>
          <PostingHead
            account={t("voucher.account")}
            name={t("voucher.text")}
            currency={currency}
          />
          <LongBody
            columns={4}
            rows={voucher.rows.map((row) => (
              <PostingLine
                account={row.account}
                name={row.text}
                debit={row.debit}
                credit={row.credit}
              >
                {row.reasons.map((reason) => (
                  <span class="why">{describe(reason as Reason).text}</span>
                ))}
              </PostingLine>
            ))}
          />
          <tfoot>
            <PostingSum
              debit={amount(sum(voucher.rows.map((row) => row.debit)))}
              credit={amount(sum(voucher.rows.map((row) => row.credit)))}
            />
          </tfoot>
        </table>
      </Wide>
    </>
  );
};
