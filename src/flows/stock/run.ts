/**
 * Stock, from the ledger to the shop. One run reads both sides, works out the differences and
 * writes them as one correction order, or into a field of each article. Nothing is carried over
 * from run to run but what was learnt of the vendors: each run begins with what is true now, so no
 * sequence of runs and sales can make stock drift.
 */
import { hasSucceeded, isUnanswered } from "../../domain/jobs/job.ts";
import { soldTo } from "../../asperion/debtor-orders.ts";
import { same } from "../../domain/money.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { StockChange } from "../../domain/goods/stock.ts";
import { stockFaults, stockMoves } from "../../settings/stock/stock-settings.ts";
import { UNSOLD } from "../settlement.ts";
import type { FlowEnd, FlowPorts, MemoryPort, RunFacts, VendorPort } from "../port.ts";
import {
  AGAIN,
  effectOf,
  movesAgain,
  readSamples,
  RESERVES,
  SAMPLES,
  SEEN,
  showsAsReserved,
  directionOf,
} from "./evidence.ts";
import { changedNow, changedSince } from "./last-correction.ts";
import { type LeftAlone, planStock, type StockInput, type StockPlan } from "./plan.ts";
import { heldByLedger, MAX_OPEN_ORDERS, type Pulled, pullStock } from "./pull.ts";
import { push } from "./push-plan.ts";
import { turnsOf, changesOf } from "./turns.ts";
import { flowEnd } from "../flow-end.ts";
import { unbookedOf, unbookedSaid } from "./unbooked.ts";

const ended = (
  outcome: FlowEnd["outcome"],
  reasons: readonly Reason[],
  changes: readonly StockChange[] = [],
): Result<FlowEnd, Failure> =>
  ok({ ...flowEnd(outcome, reasons), ...(changes.length === 0 ? {} : { changes }) });

export async function runStock(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const { settings } = ports;
  if (!settings.stock.enabled) return ended("skipped", [reason("flow-off")]);
  const planned = await planRun(ports);
  if (!planned.ok) return planned;
  if ("held" in planned.value) return ended("held", [planned.value.held]);
  const { plan, orders, noEffect, read, readTotal } = planned.value;
  const unbooked = deductedOf(planned.value);
  ports.note("plan", "stock", {
    differences: plan.differences,
    managed: plan.managed,
    left: firstOf(plan),
    rest: plan.rest,
    equal: plan.equal,
    orders: orders.map(({ orderId, moving: on }) => ({ orderId, moving: on })),
  });
  const unbookedReasons = unbookedSaid([...unbooked.values()], orders.length);
  const reported = [...unbookedReasons, ...leftReasons(plan)];
  const well = plan.left["stock-no-figure"].length === 0 ? "updated" : "needs-attention";
  if (noEffect !== null) return ended("held", [noEffect, ...reported]);
  if (plan.differences.length === 0 && plan.managed.length === 0)
    return ended(well === "updated" && !hasWritten(ports) ? "skipped" : well, [
      reason("stock-equal", { articles: plan.equal }),
      ...reported,
    ]);
  if (settings.trial)
    return ended(
      "skipped",
      [
        reason("trial-mode"),
        reason("stock-would-change", {
          rows: plan.differences.length,
          managed: plan.managed.length,
        }),
        ...reported,
      ],
      changesOf(plan.differences, plan.managed),
    );
  const sold = await soldToDebtor(ports, plan);
  if (!sold.ok) return sold;
  if (sold.value !== null) return ended("held", [sold.value, ...reported]);
  const written = await push(ports, plan, (found, count) =>
    ports.progress({ whole: true, read, readTotal, found, written: count }),
  );
  if (!written.ok) return written;
  const { reasons, changes, gone, refused } = written.value;
  const [first] = refused;
  const changed = changedNow(ports);
  return ended(
    first === undefined && changed === null ? well : "needs-attention",
    [
      ...(changed === null ? [] : [changed]),
      ...(first === undefined
        ? []
        : [reason("stock-refused", { articles: refused.length, first })]),
      ...reasons,
      ...unbookedReasons,
      ...leftReasons(plan, gone),
    ],
    changes,
  );
}

/** What was sold and deducted: of articles that the ledger has and that weren't left alone. */
function deductedOf({ plan, unbooked, ledger }: PlannedRun): StockInput["unbooked"] {
  const left = new Set(Object.values(plan.left).flat());
  const weighed = new Set(ledger.flatMap(({ number }) => (left.has(number) ? [] : [number])));
  return new Map([...unbooked].filter(([code, pieces]) => weighed.has(code) && !same(pieces, 0)));
}

/**
 * Whether this run wrote, and lost the answer: the write was found by its mark, or (a field of an
 * article, which bears none) was planned anew and nothing is left to change.
 */
const hasWritten = ({ journal }: RunFacts): boolean =>
  journal.some((entry) => hasSucceeded(entry) || isUnanswered(entry));

type PlannedRun = Pulled & {
  readonly plan: StockPlan;
  readonly unbooked: StockInput["unbooked"];
  /** The last correction didn't do what it should: nothing is written. */
  readonly noEffect: Reason | null;
};

/** Both sides as they are now, and what a run does about it. `held`: why it does nothing. */
export async function planRun(
  ports: FlowPorts,
): Promise<Result<PlannedRun | { readonly held: Reason }, Failure>> {
  const { settings } = ports;
  const [fault] = stockFaults(settings);
  if (fault !== undefined)
    return ok({ held: reason("stock-not-possible", { setting: fault.path.join(".") }) });
  const pulled = await pullStock(ports);
  if (!pulled.ok) return pulled;
  if ("tooMany" in pulled.value)
    return ok({
      held: reason("stock-too-many-open", {
        count: pulled.value.tooMany,
        most: MAX_OPEN_ORDERS,
      }),
    });
  if ("soldTo" in pulled.value)
    return ok({
      held: reason("stock-debtor-has-sales", {
        debtor: String(settings.stock.correctionDebtor),
        order: pulled.value.soldTo,
      }),
    });
  if ("notKept" in pulled.value) return ok({ held: reason("stock-no-module") });
  const { ledger, shop, orders } = pulled.value;
  const reserves = await reservesAsAssumed(ports, pulled.value);
  if (!reserves.ok) return reserves;
  if (reserves.value !== null) return ok({ held: reserves.value });
  const { unbooked, moving } = unbookedOf(orders);
  const { goods } = settings.orders;
  const soldAs = settings.lookups.article;
  const plan = planStock({
    settings: settings.stock,
    ledger,
    shop,
    unbooked,
    moving,
    goods,
    soldAs,
    ...turnsOf(ports.memory),
  });
  const changed = await changedSince(ports);
  if (!changed.ok) return changed;
  const noEffect = changed.value ?? effectsOf(ports, pulled.value, plan);
  return ok({ ...pulled.value, plan, unbooked, noEffect });
}

/** Asked once of each debtor, as its choice may have been taken while nobody could ask. */
export async function soldToDebtor(
  ports: RunFacts & VendorPort & MemoryPort,
  plan: StockPlan,
): Promise<Result<Reason | null, Failure>> {
  const { strategy, correctionDebtor: debtor } = ports.settings.stock;
  const corrects = strategy === "correction-order" && plan.differences.length > 0;
  if (!corrects || debtor === null || ports.memory[UNSOLD] === String(debtor)) return ok(null);
  const order = await soldTo(ports.readPage, ports.administrationId, debtor);
  if (!order.ok) return order;
  if (order.value !== null)
    return ok(reason("stock-debtor-has-sales", { debtor, order: order.value }));
  ports.remember(UNSOLD, String(debtor));
  return ok(null);
}

/**
 * Whether an order that was booked shows as reserved. Looked for until it was seen once; `null`
 * while nothing speaks against it.
 */
async function reservesAsAssumed(
  ports: RunFacts & VendorPort & MemoryPort,
  { booked, ledger }: Pulled,
): Promise<Result<Reason | null, Failure>> {
  if (!stockMoves(ports.settings.orders).has("reserves") || ports.memory[RESERVES] === "seen")
    return ok(null);
  const order = booked.find(
    (entry) =>
      entry.state === "settled" &&
      entry.documents.some(
        (document) => document.role === "sales-order" && document.state === "live",
      ),
  );
  if (order === undefined) return ok(null);
  const held = await heldByLedger(ports, order.documents, ledger, "ongoing");
  if (!held.ok) return held;
  const shown = showsAsReserved(held.value, ledger);
  if (shown === true) ports.remember(RESERVES, "seen");
  return ok(shown === false ? reason("stock-not-reserved", { order: order.orderId }) : null);
}

/** Whether the last correction did what it should; a person's retry trusts it once more. */
function effectsOf(ports: RunFacts & MemoryPort, { shop }: Pulled, plan: StockPlan): Reason | null {
  const samples = readSamples(ports.memory[SAMPLES]);
  if (samples.length === 0) return null;
  const effects = samples.map((sample) => ({
    sample,
    effect: effectOf(sample, shop, plan),
  }));
  for (const { sample, effect } of effects)
    if (effect === "seen") ports.remember(SEEN[directionOf(sample.quantity)], "seen");
  const without = effects.find(({ effect }) => effect === "nothing");
  if (without !== undefined && !ports.eventTypes.includes("retry-by-person"))
    return reason("stock-correction-no-effect", {
      article: without.sample.code,
      quantity: without.sample.quantity,
      before: without.sample.before,
    });
  ports.remember(SAMPLES, "");
  const again = samples.filter((sample) => movesAgain(sample, shop, plan)).map(({ code }) => code);
  if (again.length > 0 || (ports.memory[AGAIN] ?? "") !== "")
    ports.remember(AGAIN, again.join("\n"));
  return null;
}

const LEFT: readonly LeftAlone[] = [
  "stock-no-figure",
  "stock-moving",
  "stock-not-managed",
  "stock-article-missing",
  "stock-booked-by-coding",
  "stock-sold-as-other",
  "stock-code-twice",
  "stock-article-inactive",
];

/**
 * Services and the like are no news: they are counted in the timeline only. `gone`: articles that
 * the shop had when they were listed, and no more when they were to be written.
 */
function leftReasons(plan: StockPlan, gone: readonly string[] = []): readonly Reason[] {
  return LEFT.flatMap((code) => {
    const left = [...plan.left[code], ...(code === "stock-article-missing" ? gone : [])];
    const [first] = left;
    return first === undefined ? [] : [reason(code, { articles: left.length, first })];
  });
}

const EXAMPLES = 50;

const firstOf = (plan: StockPlan): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(plan.left).map(([why, codes]) => [
      why,
      { count: codes.length, first: codes.slice(0, EXAMPLES) },
    ]),
  );
