/**
 * A chart of points in their order, as columns or lines: drawn on the server, no script. Who
 * doesn't see it has its name and its sum in words; everybody has the same figures as a table.
 */
import { Heading } from "../parts/table.tsx";
import { Wide } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { type Axis, linesThrough, stackedColumns } from "./geometry.ts";

/** Colours of the palette (`charts.css`); never alone: names stand in the legend and the table. */
export type ChartTone = "good" | "bad" | "warn" | "quiet" | "busy";

export type Series = { readonly key: string; readonly name: string; readonly tone: ChartTone };

export type Point = {
  /** In the table and at the foot. */
  readonly name: string;
  /** `datetime` of the name, where it is a day. */
  readonly day?: string;
  /** The drawn figures; a missing one interrupts a line. */
  readonly figures: Readonly<Record<string, number>>;
  /** The table's texts, by series: exact, in the reader's form. */
  readonly labels: Readonly<Record<string, string>>;
};

type ChartProps = {
  /** The id of the chart's element on the page. */
  readonly id: string;
  readonly kind: "columns" | "lines";
  readonly title: string;
  /** The chart's content, in a sentence. */
  readonly summary: string;
  /** The kind of its points: "Day". */
  readonly of: string;
  readonly series: readonly Series[];
  /** The table's columns, where it has more than the chart. */
  readonly columns?: readonly Pick<Series, "key" | "name">[];
  readonly points: readonly Point[];
  /** Figures of the axis, in the reader's form. */
  readonly tick: (value: number) => string;
  /** Things are counted: there is no half of one. */
  readonly counts?: boolean;
};

export const Chart = (props: ChartProps) => {
  const { id, title, summary, series, points, counts = false } = props;
  if (points.length === 0) return null;
  return (
    <figure class={counts ? "chart" : "chart wide"} aria-labelledby={`${id}-title`}>
      <figcaption id={`${id}-title`}>{title}</figcaption>
      <ul class="keys">
        {series.map(({ name, tone }) => (
          <li class={`tone-${tone}`}>{name}</li>
        ))}
      </ul>
      <svg role="img" aria-labelledby={`${id}-name`} aria-describedby={`${id}-summary`}>
        <title id={`${id}-name`}>{title}</title>
        <desc id={`${id}-summary`}>{summary}</desc>
        {props.kind === "columns" ? <Columns {...props} /> : <Lines {...props} />}
      </svg>
      <Ends points={points} />
      <Figures {...props} />
    </figure>
  );
};

const keysOf = (series: readonly Series[]): readonly string[] => series.map(({ key }) => key);
const toneOf = (series: readonly Series[], key: string): string =>
  `tone-${series.find((one) => one.key === key)?.tone ?? "quiet"}`;

const Columns = ({ series, points, tick, counts = false }: ChartProps) => {
  const { bars, ...axis } = stackedColumns(
    points.map(({ figures }) => figures),
    keysOf(series),
  );
  return (
    <>
      <Ground axis={axis} tick={tick} counts={counts} />
      {points.map((point, index) => (
        <g>
          <title>{wordsOf(point, series)}</title>
          {bars[index]?.map(({ series: key, x, y, width, height }) => (
            <rect
              class={toneOf(series, key)}
              x={`${x}%`}
              y={`${y}%`}
              width={`${width}%`}
              height={`${height}%`}
            />
          ))}
        </g>
      ))}
    </>
  );
};

const Lines = ({ series, points, tick, counts = false }: ChartProps) => {
  const { paths, ...axis } = linesThrough(
    points.map(({ figures }) => figures),
    keysOf(series),
  );
  return (
    <>
      <Ground axis={axis} tick={tick} counts={counts} />
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%">
        {paths.map(({ series: key, d }) => (
          <path class={toneOf(series, key)} d={d} vector-effect="non-scaling-stroke" />
        ))}
      </svg>
    </>
  );
};

const wordsOf = ({ name, labels: told }: Point, series: readonly Series[]): string =>
  `${name}: ${series.map((one) => `${one.name} ${told[one.key] ?? "–"}`).join(", ")}`;

type GroundProps = {
  readonly axis: Axis;
  readonly tick: (value: number) => string;
  readonly counts: boolean;
};

const Ground = ({ axis, tick, counts }: GroundProps) => (
  <g class="axis">
    {axis.ticks
      .filter(({ value }) => !counts || Number.isInteger(value))
      .map(({ value, y }) => (
        <>
          <line
            x1="0"
            x2="100%"
            y1={`${y}%`}
            y2={`${y}%`}
            class={value === 0 ? "ground" : undefined}
          />
          <text x="-8" y={`${y}%`} dy="0.35em">
            {tick(value)}
          </text>
        </>
      ))}
  </g>
);

/** The first, the middle and the last point: more words would touch each other on a phone. */
const Ends = ({ points }: { points: readonly Point[] }) => {
  const ends = [...new Set([0, Math.floor((points.length - 1) / 2), points.length - 1])];
  return (
    <div class="ends" aria-hidden="true">
      {ends.map((index) => (
        <span>{points[index]?.name}</span>
      ))}
    </div>
  );
};

const Figures = ({ title, of, series, columns = series, points }: ChartProps) => {
  const { t } = useMessages();
  return (
    <details>
      <summary>{t("charts.table")}</summary>
      <Wide label={title}>
        <table class="small">
          <thead>
            <tr>
              <Heading name={of} />
              {columns.map(({ name }) => (
                <Heading name={name} figure />
              ))}
            </tr>
          </thead>
          <tbody>
            {points.map(({ name, day, labels: told }) => (
              <tr>
                <th scope="row">{day === undefined ? name : <time datetime={day}>{name}</time>}</th>
                {columns.map(({ key }) => (
                  <td class="figure">{told[key] ?? "–"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
};
