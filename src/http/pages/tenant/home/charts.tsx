/**
 * The charts of a shop's home: orders and their amounts by day, how long they waited, and why they
 * needed somebody.
 */
import { WAITING_MINUTES } from "../../../../domain/jobs/open-counts.ts";
import { HELD_AREAS, type HeldArea } from "../../../../domain/jobs/held.ts";
import type {
  DayCauses,
  DayFigures,
  DayWaitingTimes,
  Figure,
} from "../../../usecases/tenants/figures.ts";
import { Chart, type ChartTone, type Series } from "../../charts/chart.tsx";
import type { Messages } from "../../../../messages/index.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { countOf, ofParts, type Part, partsOf, sumsOf } from "./parts.ts";

const TONES: Readonly<Record<Part, ChartTone>> = {
  inLedger: "good",
  ofDay: "busy",
  tried: "quiet",
  left: "quiet",
  approval: "warn",
  needs: "bad",
};

const partSeries = ({ t }: Messages, figures: readonly Figure[]): readonly Series[] =>
  partsOf(figures).map((part) => ({ key: part, name: t(`dashboard.${part}`), tone: TONES[part] }));

const ordersOf = ({ figures }: DayFigures): readonly Figure[] =>
  figures.filter(({ flow }) => flow === "orders");
const byPart = <Value,>(of: (part: Part) => Value): Readonly<Record<Part, Value>> => ({
  inLedger: of("inLedger"),
  ofDay: of("ofDay"),
  tried: of("tried"),
  left: of("left"),
  approval: of("approval"),
  needs: of("needs"),
});

export const OrderChart = ({ days }: { days: readonly DayFigures[] }) => {
  const messages = useMessages();
  const { t, format } = messages;
  const all = days.flatMap(ordersOf);
  if (countOf(all) <= 0) return <p class="empty">{t("dashboard.noOrders")}</p>;
  return (
    <Chart
      id="graph"
      kind="columns"
      title={t("dashboard.graph")}
      summary={t("dashboard.graphText", {
        orders: countOf(all),
        held: countOf(ofParts(all, "approval", "needs")),
        most: format.figure(Math.max(...days.map((day) => countOf(ordersOf(day))))),
      })}
      of={t("dashboard.day")}
      series={partSeries(messages, all)}
      points={days.map((day) => {
        const counts = byPart((part) => Math.max(0, countOf(ofParts(ordersOf(day), part))));
        return {
          name: format.day(day.day),
          day: day.day,
          figures: counts,
          labels: byPart((part) => format.figure(counts[part])),
        };
      })}
      tick={format.figure}
      counts
    />
  );
};

/** A currency with less than a hundredth of the largest one's figure is folded. */
const SMALL = 100;

/** One a currency. */
export const AmountChart = ({ days }: { days: readonly DayFigures[] }) => {
  const messages = useMessages();
  const { t, format } = messages;
  const all = days.flatMap(ordersOf);
  // What comes to nothing on every day draws nothing.
  const drawn = sumsOf(all).filter(({ currency }) =>
    all.some((figure) => figure.currency === currency && Number(figure.gross) > 0),
  );
  const most = Math.max(0, ...drawn.map(({ gross }) => Number(gross)));
  const isSmall = ({ gross }: { readonly gross: string }): boolean =>
    Math.abs(Number(gross)) < most / SMALL;
  return (
    <>
      {drawn.map(({ currency, gross }) => {
        const money = (figures: readonly Figure[]): string =>
          sumsOf(figures).find((one) => one.currency === currency)?.gross ?? "0.00";
        const whole = (...parts: Part[]): string =>
          format.money(money(ofParts(all, ...parts)), currency);
        const chart = (
          <Chart
            id={`amounts-${currency.toLowerCase()}`}
            kind="columns"
            title={t("dashboard.amounts", { currency })}
            summary={t("dashboard.amountsText", {
              booked: whole("inLedger"),
              left: whole("left"),
              held: whole("approval", "needs"),
            })}
            of={t("dashboard.day")}
            series={partSeries(messages, all)}
            points={days.map((day) => {
              const sums = byPart((part) => money(ofParts(ordersOf(day), part)));
              return {
                name: format.day(day.day),
                day: day.day,
                figures: byPart((part) => Math.max(0, Number(sums[part]))),
                labels: byPart((part) => format.money(sums[part], currency)),
              };
            })}
            tick={format.figure}
          />
        );
        return isSmall({ gross }) ? (
          <details>
            <summary>
              {t("dashboard.amounts", { currency })}: {format.money(gross, currency)}
            </summary>
            {chart}
          </details>
        ) : (
          chart
        );
      })}
    </>
  );
};

const WAIT_TONES: readonly ChartTone[] = ["good", "busy", "quiet", "warn", "bad"];
const keyOf = (limit: number | null): string => String(limit ?? "longer");

/** From the first word of an order to its document. */
export const WaitingTimeChart = ({ days }: { days: readonly DayWaitingTimes[] }) => {
  const { t, format } = useMessages();
  const count = (of: readonly DayWaitingTimes[], limit?: number | null): number =>
    of
      .flatMap(({ waits }) => waits)
      .filter(({ within }) => limit === undefined || within === limit)
      .reduce((total, { n }) => total + n, 0);
  const all = count(days);
  if (all === 0) return null;
  return (
    <Chart
      id="waits"
      kind="columns"
      title={t("dashboard.waits.title")}
      summary={t("dashboard.waits.summary", { quick: count(days, 1), all })}
      of={t("dashboard.day")}
      series={WAITING_MINUTES.map((limit, index) => ({
        key: keyOf(limit),
        name: limit === null ? t("dashboard.waits.longer") : t(`dashboard.waits.within${limit}`),
        tone: WAIT_TONES[index] ?? "quiet",
      }))}
      points={days.map((day) => ({
        name: format.day(day.day),
        day: day.day,
        figures: Object.fromEntries(
          WAITING_MINUTES.map((limit) => [keyOf(limit), count([day], limit)]),
        ),
        labels: Object.fromEntries(
          WAITING_MINUTES.map((limit) => [keyOf(limit), format.figure(count([day], limit))]),
        ),
      }))}
      tick={format.figure}
      counts
    />
  );
};

const REASON_TONES: readonly ChartTone[] = ["bad", "warn", "busy"];
const REST = "rest";

/** The most frequent kinds of reasons by themselves, the rest as one; all of them in the table. */
export const ReasonChart = ({ days }: { days: readonly DayCauses[] }) => {
  const { t, format } = useMessages();
  const count = (of: readonly DayCauses[], areas: readonly HeldArea[]): number =>
    of
      .flatMap(({ causes }) => causes)
      .filter(({ area }) => areas.includes(area))
      .reduce((total, { n }) => total + n, 0);
  const areas = HELD_AREAS.filter((area) => count(days, [area]) > 0).toSorted(
    (a, b) => count(days, [b]) - count(days, [a]),
  );
  const [most] = areas;
  if (most === undefined) return null;
  const drawn = areas.slice(0, REASON_TONES.length);
  const rest = areas.slice(REASON_TONES.length);
  const nameOf = (area: HeldArea): string => t(`attention.areas.${area}`);
  return (
    <Chart
      id="reasons"
      kind="columns"
      title={t("dashboard.reasons.title")}
      summary={t("dashboard.reasons.summary", {
        all: count(days, areas),
        most: nameOf(most),
        count: count(days, [most]),
      })}
      of={t("dashboard.day")}
      series={[
        ...drawn.map((area, index) => ({
          key: area,
          name: nameOf(area),
          tone: REASON_TONES[index] ?? "quiet",
        })),
        ...(rest.length === 0
          ? []
          : [{ key: REST, name: t("dashboard.reasons.rest"), tone: "quiet" as const }]),
      ]}
      columns={areas.map((area) => ({ key: area, name: nameOf(area) }))}
      points={days.map((day) => {
        const told = (of: readonly HeldArea[]) => format.figure(count([day], of));
        return {
          name: format.day(day.day),
          day: day.day,
          figures: {
            ...Object.fromEntries(drawn.map((area) => [area, count([day], [area])])),
            [REST]: count([day], rest),
          },
          labels: {
            ...Object.fromEntries(areas.map((area) => [area, told([area])])),
            [REST]: told(rest),
          },
        };
      })}
      tick={format.figure}
      counts
    />
  );
};
