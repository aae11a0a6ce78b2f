/**
 * Carries a plan out: flags first, then the figures, in one run. Nobody knows what the shop counts
 * of an article before it keeps its stock, so such a figure is read anew between the two.
 */
import type { Decimal } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { StockChange } from "../../domain/goods/stock.ts";
import type { FlowPorts } from "../port.ts";
import { AGAIN, readAgain, SAMPLES, samplesOf, SEEN } from "./evidence.ts";
import { noteRefused, noteTurn, refusedLately, changesOf } from "./turns.ts";
import { type Difference, differencesNow, type Managed, type StockPlan } from "./plan.ts";
import { type ArticleWritten, readStockNow, writeArticle, writeCorrections } from "./push.ts";

/** Told before the first write, and after each so many articles. */
const TOLD_EACH = 20;

type ReportProgress = (found: number, written: number) => Promise<Result<void, Failure>>;

type Pushed = {
  readonly reasons: readonly Reason[];
  readonly changes: readonly StockChange[];
  /** Codes of articles that the shop has no more. */
  readonly gone: readonly string[];
  /** Codes of articles whose write the shop refused; the others were written. */
  readonly refused: readonly string[];
};

export async function push(
  ports: FlowPorts,
  plan: StockPlan,
  tell: ReportProgress,
): Promise<Result<Pushed, Failure>> {
  const { stock } = ports.settings;
  const corrects = stock.strategy === "correction-order";
  const follows = corrects
    ? plan.rest > 0 && samples(ports, plan.differences).length === 0
    : plan.after !== "";
  const found =
    new Set([...plan.managed, ...plan.differences].map(({ code }) => code)).size +
    (follows ? plan.rest : 0);
  let count = 0;
  const next = async (): Promise<Result<void, Failure>> => {
    count += 1;
    return count % TOLD_EACH === 0 ? tell(found, count) : ok(undefined);
  };
  const begun = await tell(found, 0);
  if (!begun.ok) return begun;
  const left: LeftOut = { gone: new Set(), refused: new Set() };
  const flagged = await manage(ports, plan, next, left);
  if (!flagged.ok) return flagged;
  const managed = plan.managed.filter((one) => !isLeft(left, one));
  const figures = corrects
    ? await correct(ports, plan, flagged.value, left)
    : await intoFields(ports, plan, next, left);
  if (!figures.ok) return figures;
  const { written, reasons, untried, goesOn } = figures.value;
  const done = new Set(written.map(({ code }) => code));
  noteRefused(ports, left.refused, (code) => done.has(code) || !plan.differ.has(code));
  if (follows && goesOn) {
    const handed = await followed(ports, () => tell(found, found - plan.rest));
    if (!handed.ok) return handed;
  }
  const rest = plan.rest + untried;
  return ok({
    reasons: [
      ...reasons,
      ...(managed.length === 0 ? [] : [reason("stock-managed", { articles: managed.length })]),
      ...(rest === 0 ? [] : [reason("stock-rest", { rest, most: stock.rowsPerRun })]),
    ],
    changes: changesOf(written, managed),
    ...listed(left),
  });
}

/** `goesOn`: what is left over may follow at once. */
type Figures = {
  readonly written: readonly Difference[];
  readonly reasons: readonly Reason[];
  readonly untried: number;
  readonly goesOn: boolean;
};

async function intoFields(
  ports: FlowPorts,
  plan: StockPlan,
  next: Next,
  left: LeftOut,
): Promise<Result<Figures, Failure>> {
  const all = await writeFields(ports, plan.differences, next, left);
  if (!all.ok) return all;
  noteTurn(ports, plan);
  const written = plan.differences.filter((one) => !isLeft(left, one));
  const reasons = fieldsWritten(written.length, ports.settings.stock.field);
  return ok({ written, reasons, untried: 0, goesOn: written.length > 0 });
}

async function correct(
  ports: FlowPorts,
  plan: StockPlan,
  flagged: ReadonlyMap<string, Decimal>,
  left: LeftOut,
): Promise<Result<Figures, Failure>> {
  const { stock } = ports.settings;
  const refused = refusedLately(ports);
  const differences = differencesNow(plan, flagged, stock.rowsPerRun, refused);
  if (flagged.size > 0)
    ports.note("plan", "stock", { differences: differences.filter(({ manages }) => manages) });
  if (differences.length === 0) return ok({ written: [], reasons: [], untried: 0, goesOn: false });
  if (stock.correctionDebtor === null)
    throw new Error("corrections without a debtor: the settings are checked before");
  const corrected = await writeCorrections(ports, stock.correctionDebtor, differences);
  if (!corrected.ok) return corrected;
  const { done, untried } = corrected.value;
  for (const code of corrected.value.refused) left.refused.add(code);
  const written = done.flatMap((order) => order.differences);
  const watched = samples(ports, written);
  ports.remember(SAMPLES, JSON.stringify(watched));
  const reasons = done.map(({ reference: marker, number: order, differences: { length: rows } }) =>
    reason("stock-corrected", { rows, order, marker }),
  );
  return ok({ written, reasons, untried, goesOn: watched.length === 0 });
}

const fieldsWritten = (
  articles: number,
  field: FlowPorts["settings"]["stock"]["field"],
): readonly Reason[] =>
  articles === 0 ? [] : [reason("stock-field-written", { articles, field })];

/** What isn't written after all, by its code. */
type LeftOut = { readonly gone: Set<string>; readonly refused: Set<string> };

const isLeft = ({ gone, refused }: LeftOut, { code }: { readonly code: string }): boolean =>
  gone.has(code) || refused.has(code);

const listed = ({ gone, refused }: LeftOut): Pick<Pushed, "gone" | "refused"> => ({
  gone: [...gone],
  refused: [...refused],
});

/** Whether it was written. What wasn't is left, and stops nothing else. */
function noted(left: LeftOut, code: string, written: ArticleWritten): boolean {
  if (written !== "written") left[written].add(code);
  return written === "written";
}

/**
 * With more to do the next run follows at once, but not before it was seen that corrections do what
 * they should: while there are samples, it doesn't.
 */
async function followed(
  ports: FlowPorts,
  tell: () => Promise<Result<void, Failure>>,
): Promise<Result<void, Failure>> {
  const reported = await tell();
  if (!reported.ok) return reported;
  return ports.enqueue([{ key: ports.key, flow: "stock", type: "rest", lane: "sweep" }]);
}

const samples = (ports: FlowPorts, differences: readonly Difference[]) =>
  samplesOf(
    differences,
    (direction) => ports.remembered(SEEN[direction]) === "seen",
    readAgain(ports.remembered(AGAIN)),
  );

type Next = () => Promise<Result<void, Failure>>;

/**
 * Tells the shop to keep stock of articles. Where the figure goes into a field, it goes with the
 * same write; else the answer has what the shop counts of each article once it does.
 */
async function manage(
  ports: FlowPorts,
  { managed, differences }: StockPlan,
  next: Next,
  left: LeftOut,
): Promise<Result<ReadonlyMap<string, Decimal>, Failure>> {
  const { stock } = ports.settings;
  const counted = new Map<string, Decimal>();
  for (const article of managed) {
    const figure =
      stock.strategy === "article-field"
        ? differences.find(({ code }) => code === article.code)
        : undefined;
    const written = await writeArticle(ports, article, {
      manageStock: true,
      ...(figure === undefined ? {} : { field: { name: stock.field, text: figure.target } }),
    });
    if (!written.ok) return written;
    if (noted(left, article.code, written.value)) {
      const read = await countedNow(ports, article);
      if (!read.ok) return read;
      if (read.value !== null) counted.set(article.code, read.value);
    }
    const reported = await next();
    if (!reported.ok) return reported;
  }
  return ok(counted);
}

const countedNow = (ports: FlowPorts, article: Managed): Promise<Result<Decimal | null, Failure>> =>
  ports.settings.stock.strategy === "correction-order" && article.target !== null
    ? readStockNow(ports, article)
    : Promise.resolve(ok(null));

/** Those whose flag was set have their figure by now. */
async function writeFields(
  ports: FlowPorts,
  differences: readonly Difference[],
  next: Next,
  left: LeftOut,
): Promise<Result<void, Failure>> {
  const { field } = ports.settings.stock;
  for (const difference of differences.filter(({ manages }) => !manages)) {
    const written = await writeArticle(ports, difference, {
      field: { name: field, text: difference.target },
    });
    if (!written.ok) return written;
    noted(left, difference.code, written.value);
    const reported = await next();
    if (!reported.ok) return reported;
  }
  return ok(undefined);
}
