/**
 * Carries a plan out: flags first, then the figures, in one run. Nobody knows what the shop counts
 * of an article before it keeps its stock, so such a figure is read anew between the two.
 */
import type { Failure } from "../../domain/failure.ts";
import type { Decimal } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { StockChange } from "../../domain/stock.ts";
import type { FlowPorts } from "../port.ts";
import { changesOf } from "./changes.ts";
import { AGAIN, readAgain, SAMPLES, samplesOf, SEEN } from "./evidence.ts";
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
  const follows = corrects && plan.rest > 0 && samples(ports, plan.differences).length === 0;
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
  const left: Left = { gone: new Set(), refused: new Set() };
  const flagged = await manage(ports, plan, next, left);
  if (!flagged.ok) return flagged;
  const reasons: Reason[] = [];
  const managed = plan.managed.filter((one) => !isLeft(left, one));
  if (managed.length > 0) reasons.push(reason("stock-managed", { articles: managed.length }));
  if (plan.rest > 0)
    reasons.push(reason("stock-rest", { rest: plan.rest, most: stock.rowsPerRun }));
  if (!corrects) {
    const written = await writeFields(ports, plan.differences, next, left);
    if (!written.ok) return written;
    const done = plan.differences.filter((one) => !isLeft(left, one));
    return ok({
      reasons: [...fieldsWritten(done.length, stock.field), ...reasons],
      changes: changesOf(done, managed),
      ...listed(left),
    });
  }
  const differences = differencesNow(plan, flagged.value, stock.rowsPerRun);
  if (flagged.value.size > 0)
    ports.note("plan", "stock", { differences: differences.filter(({ manages }) => manages) });
  if (differences.length === 0)
    return ok({ reasons, changes: changesOf([], managed), ...listed(left) });
  if (stock.correctionDebtor === null)
    throw new Error("corrections without a debtor: the settings are checked before");
  const corrected = await writeCorrections(ports, stock.correctionDebtor, differences);
  if (!corrected.ok) return corrected;
  const { done } = corrected.value;
  for (const code of corrected.value.refused) left.refused.add(code);
  const written = done.flatMap((order) => order.differences);
  const watched = samples(ports, written);
  ports.remember(SAMPLES, JSON.stringify(watched));
  if (plan.rest > 0 && watched.length === 0) {
    const handed = await followed(ports, () => tell(found, found - plan.rest));
    if (!handed.ok) return handed;
  }
  return ok({
    reasons: [
      ...done.map(({ reference: marker, number: order, differences: { length: rows } }) =>
        reason("stock-corrected", { rows, order, marker }),
      ),
      ...reasons,
    ],
    changes: changesOf(written, managed),
    ...listed(left),
  });
}

const fieldsWritten = (
  articles: number,
  field: FlowPorts["settings"]["stock"]["field"],
): readonly Reason[] =>
  articles === 0 ? [] : [reason("stock-field-written", { articles, field })];

/** What isn't written after all, by its code. */
type Left = { readonly gone: Set<string>; readonly refused: Set<string> };

const isLeft = ({ gone, refused }: Left, { code }: { readonly code: string }): boolean =>
  gone.has(code) || refused.has(code);

const listed = ({ gone, refused }: Left): Pick<Pushed, "gone" | "refused"> => ({
  gone: [...gone],
  refused: [...refused],
});

/** Whether it was written. What wasn't is left, and stops nothing else. */
function noted(left: Left, code: string, written: ArticleWritten): boolean {
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
  left: Left,
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
  left: Left,
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
