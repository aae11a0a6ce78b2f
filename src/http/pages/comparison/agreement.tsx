/**
 * How far both sides agree, by day: what stands on both, what is due and isn't in the ledger, and
 * what the ledger has beyond it. A chart a currency.
 */
import { amount, dec, type Decimal, sum } from "../../../domain/money.ts";
import type { DayView } from "../../usecases/ledger/reconciliation.ts";
import { Chart, type Point } from "../charts/chart.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { dayAfter } from "../../../domain/platform/zoned-time.ts";

type AgreementOfDay = {
  readonly day: string;
  /** On both sides. */
  readonly agreed: Decimal;
  /** Due, and not in the ledger; never below zero. */
  readonly short: Decimal;
  /** In the ledger beyond what is due; never below zero. */
  readonly over: Decimal;
};

/**
 * The shop's sum is the agreed part and the shortfall; the ledger's is the agreed part and the
 * surplus. Differences of one day that offset each other are still shown.
 */
export function agreementOf(
  { day, totals }: Pick<DayView, "day" | "totals">,
  currency: string,
): AgreementOfDay {
  const sides = totals.gross.find((one) => one.currency === currency);
  const parts = totals.parts.filter((part) => part.currency === currency);
  const short = sum(parts.map(({ gross }) => gross).filter((gross) => dec(gross).lt(0))).times(-1);
  const over = sum(parts.map(({ gross }) => gross).filter((gross) => dec(gross).gt(0)));
  return {
    day,
    agreed: amount(dec(sides?.source ?? "0").minus(short)),
    short: amount(short),
    over: amount(over),
  };
}

const KINDS = ["agreed", "short", "over"] as const;

/** Every day from the first to the last, those without orders among them. */
export function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = dayAfter(day, 1)) days.push(day);
  return days;
}

type AgreementProps = {
  readonly days: readonly DayView[];
  readonly from: string;
  readonly to: string;
};

export const Agreement = ({ days, from, to }: AgreementProps) => {
  const { t, format } = useMessages();
  const currencies = [
    ...new Set(days.flatMap(({ totals }) => totals.gross.map(({ currency }) => currency))),
  ];
  const known = new Map(days.map((day) => [day.day, day]));
  const words = {
    agreed: t("comparison.agreement.agreed"),
    short: t("comparison.agreement.short"),
    over: t("comparison.agreement.over"),
  };
  return (
    <>
      {currencies.map((currency) => {
        const points = daysBetween(from, to).map((day): AgreementOfDay => {
          const found = known.get(day);
          return found === undefined
            ? { day, agreed: "0.00", short: "0.00", over: "0.00" }
            : agreementOf(found, currency);
        });
        const whole = (kind: (typeof KINDS)[number]): string =>
          format.money(amount(sum(points.map((point) => point[kind]))), currency);
        return (
          <Chart
            id={`agreement-${currency.toLowerCase()}`}
            kind="columns"
            title={t("comparison.agreement.title", { currency })}
            summary={t("comparison.agreement.summary", {
              agreed: whole("agreed"),
              short: whole("short"),
              over: whole("over"),
            })}
            of={t("comparison.day")}
            series={[
              { key: "agreed", name: words.agreed, tone: "good" },
              { key: "short", name: words.short, tone: "bad" },
              { key: "over", name: words.over, tone: "warn" },
            ]}
            points={points.map((point): Point => ({
              name: format.day(point.day),
              day: point.day,
              figures: Object.fromEntries(KINDS.map((kind) => [kind, Number(point[kind])])),
              labels: Object.fromEntries(
                KINDS.map((kind) => [kind, format.money(point[kind], currency)]),
              ),
            }))}
            tick={format.figure}
          />
        );
      })}
    </>
  );
};
