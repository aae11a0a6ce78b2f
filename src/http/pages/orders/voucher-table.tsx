/**
 * The planned voucher: each row with its account, its side and why it is there, and both sides'
 * sums.
 */
import { amount, sum } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { VoucherPlanView } from "../../usecases/voucher-view.ts";
import { tell } from "../../usecases/words.ts";
import { useFormat, useLanguage } from "../use-messages.ts";
import { Fact, Figure, Wide } from "../ui.tsx";
import { useMessages } from "../use-messages.ts";

export const VoucherTable = ({ described }: { described: VoucherPlanView }) => {
  const { t } = useMessages();
  const format = useFormat();
  const language = useLanguage();
  const { voucher } = described.plan;
  const { ledgerItem: item } = voucher;
  return (
    <>
      <dl class="facts">
        <Fact name={t("voucher.date")}>{voucher.date}</Fact>
        <Fact name={t("voucher.text")}>
          <bdi>{voucher.text}</bdi>
        </Fact>
        <Fact name={t("voucher.series")}>{voucher.series ?? t("voucher.ownSeries")}</Fact>
        <Fact name={t("voucher.charged")}>
          {format.amount(voucher.charged)} {voucher.currency}
        </Fact>
        {item === null ? null : (
          <Fact name={t("voucher.item")}>
            {t("voucher.due", {
              amount: `${format.amount(item.total)} ${item.currency}`,
              day: item.dueDate,
            })}
          </Fact>
        )}
      </dl>
      {described.plan.reasons.map((reason) => (
        <p class="why">{tell(reason as Reason, language).text}</p>
      ))}
      <Wide label={t("voucher.label")}>
        <table>
          <caption>{t("voucher.caption", { currency: described.input.company.currency })}</caption>
          <thead>
            <tr>
              <th scope="col">{t("voucher.account")}</th>
              <th scope="col">{t("voucher.text")}</th>
              <th scope="col" class="figure">
                {t("voucher.debit")}
              </th>
              <th scope="col" class="figure">
                {t("voucher.credit")}
              </th>
            </tr>
          </thead>
          <tbody>
            {voucher.rows.map((row) => (
              <tr>
                <td>
                  {row.account}
                  {row.reasons.map((reason) => (
                    <span class="why">{tell(reason as Reason, language).text}</span>
                  ))}
                </td>
                <td>
                  <bdi>{row.text}</bdi>
                </td>
                <Figure>{row.debit === "0.00" ? null : row.debit}</Figure>
                <Figure>{row.credit === "0.00" ? null : row.credit}</Figure>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colspan={2}>
                {t("voucher.sum")}
              </th>
              <Figure>{amount(sum(voucher.rows.map((row) => row.debit)))}</Figure>
              <Figure>{amount(sum(voucher.rows.map((row) => row.credit)))}</Figure>
            </tr>
          </tfoot>
        </table>
      </Wide>
    </>
  );
};
