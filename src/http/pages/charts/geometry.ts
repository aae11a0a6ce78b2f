/**
 * Where the marks of a chart stand, in percent of the drawing, which keeps them right at any width
 * without a script. Pure. Figures are numbers here: they are drawn, never added up or told.
 */
import { scaleBand, scaleLinear } from "d3-scale";
import { line, stack, stackOffsetDiverging } from "d3-shape";

type Bar = {
  readonly series: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

type Tick = { readonly value: number; readonly y: number };

export type Axis = {
  readonly ticks: readonly Tick[];
  /** The position of zero. */
  readonly ground: number;
};

type Columns = Axis & {
  /** For each point, in order. */
  readonly bars: readonly (readonly Bar[])[];
  readonly middles: readonly number[];
};

type Figures = Readonly<Record<string, number>>;

const TICKS = 4;
/** Above the highest mark, for the words of the topmost line. */
const HEAD = 10;
const PADDING = 0.25;

/** Each point's figures on top of each other; what is below nothing goes downwards. */
export function stackedColumns(points: readonly Figures[], series: readonly string[]): Columns {
  const figures = points.map((point) => series.map((key) => point[key] ?? 0));
  const layers = stack<readonly number[], number>()
    .keys(series.map((_, index) => index))
    .value((row, index) => row[index] ?? 0)
    .offset(stackOffsetDiverging)(figures);
  const ends = layers.flatMap((layer) => layer.flatMap(([low, high]) => [low, high]));
  const { axis, y } = axisOf(ends);
  const x = bands(points.length);
  const bars = points.map((_, point) =>
    layers.flatMap((layer, index): readonly Bar[] => {
      const [low, high] = layer[point] ?? [0, 0];
      return low === high
        ? []
        : [
            {
              series: series[index] ?? "",
              x: at(x(point)),
              y: round(y(Math.max(low, high))),
              width: round(x.bandwidth()),
              height: round(Math.abs(y(low) - y(high))),
            },
          ];
    }),
  );
  return { ...axis, bars, middles: points.map((_, point) => middle(x, point)) };
}

type Lines = Axis & {
  readonly paths: readonly { readonly series: string; readonly d: string }[];
  readonly middles: readonly number[];
};

/** A line a series, through the middle of each point; it is broken where a figure is missing. */
export function linesThrough(points: readonly Figures[], series: readonly string[]): Lines {
  const all = points.flatMap((point) => series.flatMap((key) => point[key] ?? []));
  const { axis, y } = axisOf(all);
  const x = bands(points.length);
  return {
    ...axis,
    middles: points.map((_, point) => middle(x, point)),
    paths: series.map((key) => ({
      series: key,
      d:
        line<Figures>()
          .defined((point) => point[key] !== undefined)
          .x((_, index) => middle(x, index))
          .y((point) => round(y(point[key] ?? 0)))(points) ?? "",
    })),
  };
}

/** From nothing, or what is below it, to the highest. */
function axisOf(figures: readonly number[]) {
  const [low, high] = [Math.min(0, ...figures), Math.max(0, ...figures)];
  const y = scaleLinear()
    .domain(low === high ? [0, 1] : [low, high])
    .range([100, HEAD])
    .nice(TICKS);
  const ticks = y.ticks(TICKS).map((value): Tick => ({ value, y: round(y(value)) }));
  return { axis: { ticks, ground: round(y(0)) } satisfies Axis, y };
}

const bands = (count: number) =>
  scaleBand<number>()
    .domain(Array.from({ length: count }, (_, index) => index))
    .range([0, 100])
    .paddingInner(PADDING)
    .paddingOuter(PADDING / 2);

type Bands = ReturnType<typeof bands>;

const at = (x: number | undefined): number => round(x ?? 0);
const middle = (x: Bands, point: number): number => round((x(point) ?? 0) + x.bandwidth() / 2);
const round = (figure: number): number => Math.round(figure * 100) / 100;
