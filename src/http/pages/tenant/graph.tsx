/**
 * Orders by day as bars: drawn here, no script. Words stand outside of the drawing, so that they
 * keep their size on a phone; who doesn't see it has its sum in words, and everybody has the same
 * as a table.
 */
import type { DayFigures } from "../../usecases/figures.ts";
import { useFormat } from "../use-messages.ts";
import { Wide } from "../ui.tsx";
import { isKey, OUTCOME_TONES, type Tone } from "../words.ts";
import { useMessages } from "../use-messages.ts";

const HEIGHT = 100;
const STEP = 20;
const BAR = 14;
/** From the ground up. */
const PARTS = ["inStep", "left", "needs"] as const;
type Part = (typeof PARTS)[number];
type Bar = { readonly day: string } & Readonly<Record<Part, number>>;

const PART_OF: Readonly<Record<Tone, Part>> = {
  good: "inStep",
  quiet: "left",
  busy: "left",
  warn: "needs",
  bad: "needs",
};

/** What each day's orders came to, in three parts; an outcome of a newer release needs a look. */
export function barsOf(days: readonly DayFigures[]): readonly Bar[] {
  return days.map(({ day, figures }) => {
    const bar = { day, inStep: 0, left: 0, needs: 0 };
    for (const { flow, outcome, count } of figures)
      if (flow === "orders")
        bar[isKey(OUTCOME_TONES, outcome) ? PART_OF[OUTCOME_TONES[outcome]] : "needs"] += count;
    return bar;
  });
}

const total = (bar: Bar): number => bar.inStep + bar.left + bar.needs;

export const Graph = ({ days }: { days: readonly DayFigures[] }) => {
  const { t } = useMessages();
  const format = useFormat();
  const bars = barsOf(days);
  const most = Math.max(...bars.map(total));
  const first = bars[0];
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return null;
  const orders = bars.reduce((sum, bar) => sum + total(bar), 0);
  const needs = bars.reduce((sum, bar) => sum + bar.needs, 0);
  return (
    <>
      <h3 id="graph-head">{t("dashboard.graph")}</h3>
      {most <= 0 ? (
        <p class="empty">{t("dashboard.noOrders")}</p>
      ) : (
        <>
          <ul class="legend">
            {PARTS.map((part) => (
              <li class={part}>{t(`dashboard.${part}`)}</li>
            ))}
          </ul>
          <div class="graph">
            <span class="most" aria-hidden="true">
              {format.figure(most)}
            </span>
            <svg
              viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
              preserveAspectRatio="none"
              role="img"
              aria-labelledby="graph-title"
              aria-describedby="graph-text"
            >
              <title id="graph-title">{t("dashboard.graph")}</title>
              <desc id="graph-text">
                {t("dashboard.graphText", { orders, held: needs, most: format.figure(most) })}
              </desc>
              {bars.map((bar, index) => (
                <BarOf bar={bar} x={index * STEP + (STEP - BAR) / 2} most={most} />
              ))}
            </svg>
            <div class="ends" aria-hidden="true">
              <span>{format.day(first.day)}</span>
              <span>{format.day(last.day)}</span>
            </div>
          </div>
          <details>
            <summary>{t("dashboard.table")}</summary>
            <Table bars={bars} />
          </details>
        </>
      )}
    </>
  );
};

const BarOf = ({ bar, x, most }: { bar: Bar; x: number; most: number }) => {
  const { t } = useMessages();
  const format = useFormat();
  const tall = (count: number): number =>
    Math.round((Math.max(count, 0) / most) * HEIGHT * 100) / 100;
  const ground = (part: Part): number =>
    PARTS.slice(0, PARTS.indexOf(part)).reduce((sum, under) => sum + tall(bar[under]), 0);
  return (
    <g>
      <title>
        {t("dashboard.ofDay", {
          day: format.day(bar.day),
          inStep: bar.inStep,
          left: bar.left,
          needs: bar.needs,
        })}
      </title>
      {PARTS.filter((part) => bar[part] > 0).map((part) => (
        <rect
          class={part}
          x={x}
          y={HEIGHT - ground(part) - tall(bar[part])}
          width={BAR}
          height={tall(bar[part])}
        />
      ))}
    </g>
  );
};

const Table = ({ bars }: { bars: readonly Bar[] }) => {
  const { t } = useMessages();
  const format = useFormat();
  return (
    <Wide label={t("dashboard.graph")}>
      <table class="small">
        <thead>
          <tr>
            <th scope="col">{t("dashboard.day")}</th>
            {PARTS.map((part) => (
              <th scope="col" class="figure">
                {t(`dashboard.${part}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.toReversed().map((bar) => (
            <tr>
              <th scope="row">
                <time datetime={bar.day}>{format.day(bar.day)}</time>
              </th>
              {PARTS.map((part) => (
                <td class="figure">{format.figure(bar[part])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
