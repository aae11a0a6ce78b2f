/** The list of days: those that wait and those with a voucher, and their totals. */
import { DAY_WAIT } from "../../../domain/jobs/job.ts";
import { debitOf } from "../../../domain/ledger/day-book.ts";
import { amount, type Decimal, sum } from "../../../domain/money.ts";
import { add } from "../../../monitor/reconciliation/balance.ts";
import type { DayAmounts, DaysView } from "../../../sync/contract/days.ts";
import { dayState } from "../../usecases/vouchers/voucher-states.ts";
import { useMessages } from "../frame/use-messages.ts";
import { inCurrency, Records } from "../parts/table.tsx";
import { Difference, VatRates } from "./amounts.tsx";
import { dayName } from "../../words/day-name.ts";

type ListProps = { readonly id: string; readonly days: DaysView; readonly at: number };

/** What a line of the list says beside its amounts. */
type Line = {
  readonly name: string;
  readonly href: string | null;
  readonly orders: number;
  readonly debit: Decimal;
  readonly amounts: DayAmounts | undefined;
  readonly state: string;
  readonly voucher: string;
};

/** A line a day: those that wait first, on the first page, with the time at which they close. */
export const List = ({ id, days: { vouchers, waiting, next, currency }, at }: ListProps) => {
  const { t, format } = useMessages();
  const open = at === 0 ? waiting : [];
  const lines = [
    ...open.map((one): Line => ({
      name: format.day(one.day),
      href: ordersOf(id, one.day),
      orders: one.members,
      debit: one.debit,
      amounts: one.amounts,
      state: t("days.waiting"),
      voucher: next === null ? "–" : t("days.closes", { when: format.stamp(next) }),
    })),
    ...vouchers.map((voucher): Line => ({
      name: dayName(t, format, voucher),
      href: `/admin/tenants/${id}/days/${voucher.id}`,
      orders: voucher.members,
      debit: debitOf(voucher.rows),
      amounts: voucher.amounts,
      state: t(`days.states.${dayState(voucher)}`),
      voucher: voucher.voucher?.number ?? "–",
    })),
  ];
  const together: Line = {
    name: t("clearing.together"),
    href: null,
    orders: lines.reduce((count, { orders }) => count + orders, 0),
    debit: amount(sum(lines.map(({ debit }) => debit))),
    amounts: totalOf(lines),
    state: "",
    voucher: "",
  };
  return (
    <section aria-label={t("days.title")}>
      <Records
        label={t("days.title")}
        columns={[
          {
            name: t("days.day"),
            cell: ({ name, href }) => (href === null ? name : <a href={href}>{name}</a>),
          },
          { name: t("days.orders"), figure: true, cell: ({ orders }) => format.figure(orders) },
          {
            name: inCurrency(t("days.charged"), currency),
            figure: true,
            cell: ({ amounts }) =>
              amounts?.charged == null ? "–" : format.amount(amounts.charged),
          },
          {
            name: inCurrency(t("days.vat"), currency),
            figure: true,
            cell: ({ amounts }) => <VatRates rates={amounts?.vat} currency={null} />,
          },
          {
            name: inCurrency(t("voucher.debit"), currency),
            figure: true,
            cell: ({ debit }) => format.amount(debit),
          },
          {
            name: inCurrency(t("comparison.difference"), currency),
            figure: true,
            cell: ({ amounts }) => <Difference amounts={amounts} currency={null} />,
          },
          { name: t("days.state"), cell: ({ state }) => state },
          { name: t("days.voucher"), cell: ({ voucher }) => voucher },
        ]}
        records={[...lines, together]}
      />
      <p class="sub">{t("days.asRead")}</p>
    </section>
  );
};

/** A total of figures of which one isn't known isn't known either. */
function totalOf(lines: readonly Line[]): DayAmounts | undefined {
  const amounts = lines.flatMap((line) => line.amounts ?? []);
  if (amounts.length < lines.length) return undefined;
  const total = (of: (one: DayAmounts) => Decimal | null): Decimal | null => {
    const figures = amounts.map(of);
    return figures.includes(null) ? null : amount(sum(figures.map((one) => one ?? "0")));
  };
  const [vat] = add(amounts.map((one) => ({ currency: "", gross: "0", rates: one.vat })));
  return {
    charged: total(({ charged }) => charged),
    held: total(({ held }) => held),
    difference: total(({ difference }) => difference),
    vat: vat?.rates ?? [],
    causes: [],
  };
}

/** The orders of a day that isn't closed. */
const ordersOf = (id: string, day: string): string =>
  `/admin/tenants/${id}/orders?${new URLSearchParams({
    outcome: DAY_WAIT,
    by: "order",
    from: day,
    to: day,
  })}`;
