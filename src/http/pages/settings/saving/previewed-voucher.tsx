/** A journal voucher that an order would become: its rows by account, with debit and credit. */
import { amount, sum } from "../../../../domain/money.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { VoucherRow } from "../../../../domain/ledger/voucher.ts";
import { chartOf } from "../../../usecases/ledger/posting.ts";
import { PostingHead, PostingLine, PostingSum } from "../../parts/posting-table.tsx";
import { Wide } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";

type Props = {
  /** `null`: it would be no voucher. */
  readonly rows: readonly VoucherRow[] | null;
  readonly title: string;
  readonly order: string;
  readonly names: NameLists;
};

/** More rows than this are folded. */
const MOST_OPEN = 12;

export const PreviewedVoucher = ({ rows, title, order, names }: Props) => {
  const { t } = useMessages();
  if (rows === null) return null;
  const chart = chartOf(names);
  return (
    <details open={rows.length <= MOST_OPEN}>
      <summary>{title}</summary>
      <Wide label={`${order}: ${title}`}>
        <table>
          <PostingHead account={t("voucher.account")} name={t("posting.name")} currency={null} />
          <tbody>
            {rows.map(({ account, debit, credit }) => (
              <PostingLine
                account={account}
                name={chart.get(account)?.name ?? null}
                debit={debit}
                credit={credit}
              />
            ))}
          </tbody>
          <tfoot>
            <PostingSum
              debit={amount(sum(rows.map(({ debit }) => debit)))}
              credit={amount(sum(rows.map(({ credit }) => credit)))}
            />
          </tfoot>
        </table>
      </Wide>
    </details>
  );
};
