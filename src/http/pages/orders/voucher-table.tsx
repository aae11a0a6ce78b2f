/** The planned voucher: each row with its account, its side and why it is there, and both sides' sums. */
import { amount, sum } from "../../../domain/money.ts";
import type { Reason } from "../../../domain/reasons.ts";
import type { VoucherTold } from "../../usecases/voucher-told.ts";
import { tell } from "../../usecases/words.ts";
import { Fact, Figure, Wide } from "../ui.tsx";

export const VoucherTable = ({ told, language }: { told: VoucherTold; language: string }) => {
  const { voucher } = told.plan;
  const { ledgerItem: item } = voucher;
  return (
    <>
      <dl class="facts">
        <Fact name="Voucher of">{voucher.date}</Fact>
        <Fact name="Text">{voucher.text}</Fact>
        <Fact name="Series">{voucher.series ?? "eAccounting's own"}</Fact>
        <Fact name="Charged">
          {voucher.charged} {voucher.currency}
        </Fact>
        {item === null ? null : <Fact name="Item of the customer ledger">{`${item.total} ${item.currency}, due ${item.dueDate}`}</Fact>}
      </dl>
      {told.plan.reasons.map((reason) => (
        <p class="why">{tell(reason as Reason, language).text}</p>
      ))}
      <Wide label="Planned rows of the voucher">
        <table>
          <caption>Rows as they are sent, in {told.input.company.currency}</caption>
          <thead>
            <tr>
              <th scope="col">Account, and why</th>
              <th scope="col">Text</th>
              <th scope="col" class="figure">
                Debit
              </th>
              <th scope="col" class="figure">
                Credit
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
                <td>{row.text}</td>
                <Figure>{row.debit === "0.00" ? null : row.debit}</Figure>
                <Figure>{row.credit === "0.00" ? null : row.credit}</Figure>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colspan={2}>
                Sum
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
