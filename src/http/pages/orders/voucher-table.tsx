/**
 * The planned voucher: each row with its account, its side and why it is there, and both sides'
 * sums.
 */
import { amount, sum } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { VoucherTold } from "../../usecases/voucher-told.ts";
import { tell } from "../../usecases/words.ts";
import { VOUCHER } from "../../words/voucher/index.ts";
import { useFormat, useLanguage, useWords } from "../../words/use.ts";
import { Fact, Figure, Wide } from "../ui.tsx";

export const VoucherTable = ({ told }: { told: VoucherTold }) => {
  const t = useWords(VOUCHER);
  const format = useFormat();
  const language = useLanguage();
  const { voucher } = told.plan;
  const { ledgerItem: item } = voucher;
  return (
    <>
      <dl class="facts">
        <Fact name={t.date}>{voucher.date}</Fact>
        <Fact name={t.text}>
          <bdi>{voucher.text}</bdi>
        </Fact>
        <Fact name={t.series}>{voucher.series ?? t.ownSeries}</Fact>
        <Fact name={t.charged}>
          {format.amount(voucher.charged)} {voucher.currency}
        </Fact>
        {item === null ? null : (
          <Fact name={t.item}>
            {t.due(`${format.amount(item.total)} ${item.currency}`, item.dueDate)}
          </Fact>
        )}
      </dl>
      {told.plan.reasons.map((reason) => (
        <p class="why">{tell(reason as Reason, language).text}</p>
      ))}
      <Wide label={t.label}>
        <table>
          <caption>{t.caption(told.input.company.currency)}</caption>
          <thead>
            <tr>
              <th scope="col">{t.account}</th>
              <th scope="col">{t.text}</th>
              <th scope="col" class="figure">
                {t.debit}
              </th>
              <th scope="col" class="figure">
                {t.credit}
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
                {t.sum}
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
