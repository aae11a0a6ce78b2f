/** Amounts of days: VAT by rate, the difference between orders and voucher, and its causes. */
import { amount, dec, type Decimal, same, sum } from "../../../domain/money.ts";
import type { RateFigures } from "../../../monitor/reconciliation/balance.ts";
import type { DayAmounts, DayCause, DayVoucherView } from "../../../sync/contract/days.ts";
import { RatePart } from "../comparison/columns.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Heading, inCurrency, Records } from "../parts/table.tsx";
import { Badge, Wide, PageSection } from "../parts/ui.tsx";

type RatesProps = {
  /** Absent: it isn't known. */
  readonly rates: readonly RateFigures[] | undefined;
  readonly currency: string | null;
};

/** The VAT of each rate, one below the other. */
export const VatRates = ({ rates, currency }: RatesProps) => {
  const { t, format } = useMessages();
  if (rates === undefined) return <>–</>;
  const shown = rates.filter(({ net, vat }) => !isZero(net) || !isZero(vat));
  if (shown.length === 0) return <>{format.money("0.00", currency)}</>;
  return (
    <>
      {shown.map(({ rate, vat }) => (
        <div class="whole">
          {t("days.vatOfRate", {
            rate: rate === null ? t("days.noRate") : format.percent(rate),
            vat: format.money(vat, currency),
          })}
        </div>
      ))}
    </>
  );
};

const isZero = (figure: Decimal): boolean => dec(figure).eq(0);

type DifferenceProps = {
  readonly amounts: DayAmounts | undefined;
  readonly currency: string | null;
  /** False: not since it was booked, so nothing says that it still agrees. */
  readonly isCompared?: boolean;
};

/** A dash where one side isn't known. VAT may differ where the totals don't. */
export const Difference = ({ amounts, currency, isCompared = true }: DifferenceProps) => {
  const { format } = useMessages();
  const difference = amounts?.difference ?? null;
  if (amounts === undefined || difference === null) return <>–</>;
  const fits = same(difference, "0") && amounts.causes.length === 0;
  const figure = format.money(difference, currency);
  if (fits && !isCompared) return <>{figure}</>;
  return <span class={fits ? "fits" : "misses"}>{figure}</span>;
};

/** The voucher's turnover and VAT, a line a rate, and together. */
export const VatTable = ({ voucher }: { voucher: DayVoucherView }) => {
  const { t, format } = useMessages();
  const { amounts, currency } = voucher;
  if (amounts === undefined || amounts.vat.length === 0) return null;
  const { vat: rates } = amounts;
  const line = (name: string, net: Decimal, vat: Decimal) => (
    <tr>
      <th scope="row">{name}</th>
      <td class="figure">{format.amount(net)}</td>
      <td class="figure">{format.amount(vat)}</td>
    </tr>
  );
  return (
    <PageSection head="vat" title={t("comparison.rates")}>
      <Wide label={t("comparison.rates")}>
        <table>
          <thead>
            <tr>
              <Heading name={t("comparison.rate")} />
              <Heading name={inCurrency(t("days.net"), currency)} figure />
              <Heading name={inCurrency(t("days.vat"), currency)} figure />
            </tr>
          </thead>
          <tbody>
            {rates.map(({ rate, net, vat }) =>
              line(rate === null ? t("days.noRate") : format.percent(rate), net, vat),
            )}
            {line(
              t("clearing.together"),
              amount(sum(rates.map(({ net }) => net))),
              amount(sum(rates.map(({ vat }) => vat))),
            )}
          </tbody>
        </table>
      </Wide>
    </PageSection>
  );
};

/** Why the voucher holds something else than its orders charge. */
export const Causes = ({ id, voucher }: { id: string; voucher: DayVoucherView }) => {
  const { t, format } = useMessages();
  const { amounts, currency } = voucher;
  if (amounts === undefined || amounts.causes.length === 0) return null;
  return (
    <PageSection head="causes" title={t("days.causes.title")}>
      <Records
        label={t("days.causes.title")}
        columns={[
          {
            name: t("days.what"),
            cell: (cause) =>
              cause.kind === "order" ? <OrderOf id={id} order={cause.order} /> : t("days.ofOrder"),
          },
          {
            name: t("comparison.why"),
            isProse: true,
            cell: (cause) => <Why cause={cause} currency={currency} />,
          },
          {
            name: inCurrency(t("comparison.difference"), currency),
            figure: true,
            cell: ({ off }) => (off === null ? "–" : format.amount(off)),
          },
        ]}
        records={amounts.causes}
      />
      <p class="sub">{t("days.asRead")}</p>
    </PageSection>
  );
};

type OrderProps = {
  readonly id: string;
  readonly order: { readonly label: string; readonly jobId: string | null };
};

/** An order by its number, leading to it where it is known here. */
export const OrderOf = ({ id, order: { label, jobId } }: OrderProps) =>
  jobId === null ? (
    <bdi>{label}</bdi>
  ) : (
    <a href={`/admin/tenants/${id}/orders/${jobId}`}>
      <bdi>{label}</bdi>
    </a>
  );

type WhyProps = { readonly cause: DayCause; readonly currency: string | null };

const Why = ({ cause, currency }: WhyProps) => {
  const { t, format, states } = useMessages();
  if (cause.kind === "order") {
    const { charged, booked, outcome, currency: own } = cause.order;
    return (
      <>
        {t(charged === null ? "days.causes.orderUnread" : "days.causes.order", {
          charged: charged === null ? "" : format.money(charged, own),
          booked: format.money(booked, own),
        })}{" "}
        {outcome === null ? null : <Badge word={states.outcome(outcome)} />}
      </>
    );
  }
  if (cause.kind !== "changed") return <>{t(`days.causes.${cause.kind}`)}</>;
  return (
    <>
      {t("days.causes.changed", { when: format.stamp(cause.at) })}
      {cause.vat.map((one) => (
        <RatePart of={one} currency={currency} />
      ))}
    </>
  );
};
