/** The result of a dry run of a day's or payout's voucher: its posting and number of orders. */
import { isOnHold } from "../../../../domain/jobs/job.ts";
import { amount, sum } from "../../../../domain/money.ts";
import { headlineOf } from "../../../../domain/jobs/headline.ts";
import type { HeldJob } from "../../../../sync/contract/index.ts";
import { describeWithNames, type Names } from "../../../usecases/jobs/known-names.ts";
import type { PreviewedVoucher } from "../../../usecases/dry-runs/previewed-voucher.ts";
import { PostingHead, PostingLine, PostingSum } from "../../parts/posting-table.tsx";
import { Fact, Wide } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { PlannedEffectLine } from "../actions/planned-effect.tsx";

/** What is known of the voucher besides its dry run. */
export type VoucherFacts = {
  /** Orders and credits of a day, or lines of a payout that have an order. */
  readonly orders: number | null;
  /** The company's; `null`: it can't be told. */
  readonly currency: string | null;
  /** Names of the ledger's accounts, by number. */
  readonly accounts: ReadonlyMap<number, string | null>;
};

type Props = {
  readonly job: HeldJob;
  readonly voucher: PreviewedVoucher;
  readonly facts: VoucherFacts;
  readonly names: Names;
};

export const VoucherPreview = ({ job, voucher: tried, facts, names }: Props) => {
  const { t, format, language } = useMessages();
  const { become, reasons, voucher, payments } = tried;
  const why = headlineOf(job);
  const rows = voucher?.rows ?? [];
  const debit = amount(sum(rows.map((row) => row.debit)));
  const named = (account: number): string =>
    [String(account), facts.accounts.get(account) ?? ""].join(" ").trim();
  return (
    <>
      <dl class="facts">
        {why === undefined ? null : (
          <Fact name={t("attention.sheet.now")}>
            {describeWithNames(why, names, language).text}
          </Fact>
        )}
        <Fact name={t("attention.sheet.then")}>
          <PlannedEffectLine
            become={become}
            document="voucher"
            reasons={reasons}
            names={names}
            held={isOnHold(job.outcome)}
            holds="orders.sheet.willHold"
          />
        </Fact>
        {facts.orders === null ? null : (
          <Fact name={job.flow === "payouts" ? t("payouts.matched") : t("days.orders")}>
            {format.figure(facts.orders)}
          </Fact>
        )}
        {voucher === null ? null : (
          <>
            <Fact name={t("orders.sheet.voucherDate")}>{format.day(voucher.date)}</Fact>
            <Fact name={t("voucher.sum")}>{format.money(debit, facts.currency)}</Fact>
          </>
        )}
      </dl>
      {voucher === null ? null : (
        <Wide label={t("posting.title")}>
          <table>
            <PostingHead
              account={t("payouts.account")}
              name={t("payouts.accountName")}
              currency={facts.currency}
            />
            <tbody>
              {rows.map((row) => (
                <PostingLine
                  account={row.account}
                  name={facts.accounts.get(row.account) ?? null}
                  debit={row.debit}
                  credit={row.credit}
                >
                  {row.text === undefined ? null : <div class="hint">{row.text}</div>}
                </PostingLine>
              ))}
              <PostingSum debit={debit} credit={amount(sum(rows.map((row) => row.credit)))} />
            </tbody>
          </table>
        </Wide>
      )}
      {payments.map(({ account, lines, received, paidBack }) => (
        <p>
          {t("payouts.settled.lead", {
            lines,
            received: format.money(received, facts.currency),
            paidBack: format.money(paidBack, facts.currency),
            account: named(account),
            state: "waiting",
          })}
        </p>
      ))}
    </>
  );
};
