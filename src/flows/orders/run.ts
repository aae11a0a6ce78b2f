/**
 * Runs one order, from the shop to the ledger, always on freshly fetched data: only the event's key
 * is used. decision/decide.ts decides what happens to it; the loop here carries out that action and
 * asks for the next until nothing is left to do: the order's document first, then what follows.
 */
import type { OrderHead } from "../../asperion/orders.ts";
import { sourceOrderId } from "../../domain/ids.ts";
import { listedOrder } from "../../domain/jobs/listed.ts";
import type { Order } from "../../domain/orders/order.ts";
import { reason } from "../../domain/reasons/index.ts";
import type { FinalDocument } from "../../domain/reasons/words.ts";
import { type Failure, ok, type Result } from "../../domain/result.ts";
import { asksApproval } from "../../settings/orders/order-types.ts";
import type { OrderRules } from "../../settings/rules/apply.ts";
import type { FlowEnd, FlowPorts, Settlement } from "../port.ts";
import {
  labelOf,
  liveDocument,
  applySavedDocuments,
  type OrderWithSource,
  moneyDueOn,
  end,
  capturingPorts,
  type OrderCase,
  applySettlements,
} from "./shared/case.ts";
import { withRefundsByCredits } from "./decision/notify-originals.ts";
import { removeFromDay, liveDocumentNumbers } from "./documents/remove.ts";
import { recordWrites } from "./trial/dry-run-writes.ts";
import { isUndone, decide } from "./decision/decide.ts";
import { editReduction, isInBooks } from "./booked/books.ts";
import { checkEligibility, type Eligibility } from "./preparation/eligibility.ts";
import { stateOf } from "../settlement.ts";
import { fetchOrder } from "./intake/fetch.ts";
import { orderCase } from "./intake/order-case.ts";
import { stampZone, ZONE_OBSERVATION, stampSeen } from "../vendor-observations.ts";
import { classifyHead } from "./intake/sweep.ts";
import { saleWithSaid } from "./payments/paid-by-payouts.ts";
import { fullyCreditedReason } from "./documents/credits/credited.ts";
import { asKnownGone, newlyDeletedDocuments } from "./decision/known-deletions.ts";
import { type Action, type ActionOf, NO_KNOWLEDGE } from "./decision/action.ts";
import {
  compareAsSent,
  searchDeleted,
  searchFirst,
  searchOriginal,
  prepareOrder,
  verifyRepeats,
} from "./decision/execute-searches.ts";
import { followUp, registerMoneyDue } from "./decision/execute-follow-ups.ts";
import { book, bringInStep, create, forget, takeOut, update } from "./decision/execute-writes.ts";
import {
  endWork,
  type OrderRun,
  type StepResult,
  storeDifferences,
  withKnownDifferences,
  changedSincePreview,
  markNow,
} from "./decision/execution.ts";
import { namingStanding } from "./decision/standing-beside.ts";
import { flowEnd } from "../flow-end.ts";
import { RunReport } from "./shared/run-report.ts";

/**
 * Runs the order of the job's key. `onMark` receives the mark of the order as fetched
 * (domain/orders/preview-token.ts).
 */
export async function runOrder(
  ports: FlowPorts,
  onMark?: (mark: string) => void,
): Promise<Result<FlowEnd, Failure>> {
  const id = sourceOrderId(ports.key.slice("order:".length));
  const fetched = await fetchOrder(ports, id);
  if (!fetched.ok) return fetched.error.kind === "not-found" ? orderGone(ports) : fetched;
  const { order, head } = fetched.value;
  const zoned = withStampZone(ports, order.changed);
  if (!ports.settings.trial) return runFetched(zoned, order, { head, onMark });
  const noted = recordWrites(zoned);
  const tried = await runFetched(noted.ports, order, { head, onMark });
  return tried.ok ? ok(namingDocument(tried.value, noted.summary().document)) : tried;
}

/** Test mode names the document that stands in the end, not only the first write. */
const namingDocument = (ended: FlowEnd, document: FinalDocument | undefined): FlowEnd =>
  document === undefined
    ? ended
    : {
        ...ended,
        reasons: ended.reasons.map((one) =>
          one.code === "trial-mode" ? reason("trial-mode", { ...one.params, document }) : one,
        ),
      };

/** Remembers in which zone the shop writes its instants, where this order is the first to tell. */
function withStampZone(ports: FlowPorts, changed: string | null): FlowPorts {
  const { eventTypes, lists } = ports;
  const before = lists.seenAtWork?.[ZONE_OBSERVATION];
  const seen = stampSeen({ changed, now: ports.now(), eventTypes, before });
  if (seen === null) return ports;
  const zone = { [ZONE_OBSERVATION]: seen };
  ports.saveLists({ seenAtWork: zone });
  return { ...ports, lists: { ...lists, seenAtWork: { ...lists.seenAtWork, ...zone } } };
}

type Fetched = {
  /** The order's entry in the shop's list; `null` for a sample. */
  readonly head: OrderHead | null;
  readonly rules?: OrderRules | undefined;
  readonly onMark?: ((mark: string) => void) | undefined;
};

/** Runs an order that was fetched already. */
export async function runFetched(
  given: FlowPorts,
  fetched: Order,
  { head, rules, onMark }: Fetched,
): Promise<Result<FlowEnd, Failure>> {
  const { ports, placed } = withRefundsOfCredits(keepingNothingOnTrial(given), fetched);
  const order = await orderCase(ports, placed, rules);
  onMark?.(markNow(order));
  ports.named(labelOf(placed));
  ports.listed(listedOrder(order.signed));
  const changed = changedSincePreview(order);
  if (changed !== null) return ok(changed);
  return runOrderDecision(order, async () => {
    if (head === null) return;
    if (isStateRemembered(order)) ports.knownState(await stateOf(head, ports.settings.trial));
    else if (isOff(order) || isLeft(order, head)) ports.knownState(null);
  });
}

/**
 * Test mode saves nothing of a document: what it shows wasn't done. A write of before that turns
 * out done is settled with its document, and what that takes the place of is saved as well.
 */
function keepingNothingOnTrial(ports: FlowPorts): FlowPorts {
  if (!ports.settings.trial) return ports;
  const done = new Set<number>();
  return {
    ...ports,
    settle: (settlement) => {
      if (settlement.document?.key === ports.key) done.add(settlement.document.n);
      ports.settle(settlement);
    },
    saveDocument: (document) => {
      if (document.state === "gone" && done.has(document.n)) ports.saveDocument(document);
    },
  };
}

/** Remembers refunds of a cancelled order that only its credit orders show. */
function withRefundsOfCredits(
  ports: FlowPorts,
  placed: Order,
): { readonly ports: FlowPorts; readonly placed: Order } {
  const told = withRefundsByCredits(ports, placed);
  if (told === null) return { ports, placed };
  const { order, document } = told;
  if (document === null) return { ports, placed: order };
  ports.saveDocument(document);
  return {
    ports: { ...ports, documents: applySavedDocuments(ports.documents, [document]) },
    placed: order,
  };
}

/**
 * True where the order's state is remembered, so that a sweep takes it again only when that
 * changes. False for an order excluded only by the flow's switch or its start line: it is judged
 * again when those change. An order that is held for its line is remembered, so that it stays
 * skipped where a person skips it; its own job looks again at the zone and the line.
 */
function isStateRemembered(order: OrderWithSource): boolean {
  const { ports } = order;
  if (isUndone(ports) || isOff(order)) return false;
  if (liveDocument(ports.documents) !== null) return true;
  const judged = judge(order);
  return judged.kind !== "before-start" || judged.held === true;
}

function judge({ ports, source }: OrderWithSource): Eligibility {
  const { settings, lists, memory, backfill } = ports;
  return checkEligibility(source, settings, backfill?.kind === "order", stampZone(lists), memory);
}

/**
 * True where the flow is off: what changes meanwhile counts as unknown, also of an order that is
 * booked, so that a sweep takes it once the flow is on.
 */
function isOff(order: OrderWithSource): boolean {
  const judged = judge(order);
  return !isUndone(order.ports) && judged.kind === "skip" && judged.reason.code === "flow-off";
}

/**
 * True where no sweep takes the order while its start line stays. It may have been remembered while
 * it was held; that is forgotten, or an order behind a line that moves back would count as known.
 */
function isLeft(
  { ports: { documents, settings, lists } }: OrderWithSource,
  head: OrderHead,
): boolean {
  const listed = { head, state: "", memory: undefined };
  return (
    documents.length === 0 && classifyHead(listed, settings, stampZone(lists)) === "before-start"
  );
}

/**
 * Asperion doesn't have the order any more: a share that waits for its day leaves it, and its
 * documents in the ledger stay until a person decides, and are named.
 */
async function orderGone(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const left = await removeFromDay(ports);
  if (!left.ok) return left;
  const numbers = left.value.length > 0 ? [] : liveDocumentNumbers(ports.documents);
  const gone = reason("order-gone", {
    order: ports.key.slice("order:".length),
    documents: numbers.join(", ") || null,
  });
  return ok(flowEnd("held", [gone, ...left.value]));
}

/** With what credit orders took back of it, where the credit of what is left may need approval. */
async function withOthersCredits<T extends OrderCase>(order: T): Promise<Result<T, Failure>> {
  const { ports } = order;
  const { orders } = ports.settings;
  const isTaken = editReduction(order) !== null || order.order.state === "cancelled";
  if (!asksApproval(orders.approval) || !isTaken || !ports.documents.some(isInBooks))
    return ok(order);
  const locked = await ports.lockOriginal(ports.key);
  return locked.ok ? ok({ ...order, beside: locked.value }) : locked;
}

/** A run takes about ten steps; more than this is a bug. */
const MAX_STEPS = 50;

/**
 * Runs the loop to the end. `begun` is called once, before the first action that isn't about an
 * earlier run's doubts.
 */
async function runOrderDecision(
  before: OrderCase & OrderWithSource,
  begun: () => Promise<void>,
): Promise<Result<FlowEnd, Failure>> {
  const runReport = new RunReport();
  const { ports, saved, settled, shown } = capturingPorts(before.ports);
  const started = await withOthersCredits({ ...before, ports });
  if (!started.ok) return started;
  let order: OrderCase & OrderWithSource = started.value;
  let knowledge = NO_KNOWLEDGE;
  let isBegun = false;
  for (let steps = 0; ; steps += 1) {
    const action = decide(order, knowledge);
    if (steps > MAX_STEPS) throw new Error(`an order is decided in circles: ${action.kind}`);
    if (!isBegun && action.kind !== "verify-repeats") {
      isBegun = true;
      await begun();
    }
    if (action.kind === "finish") {
      const documents = applySavedDocuments(order.ports.documents, saved);
      const said = saleWithSaid(order, documents);
      if (said !== null) ports.saveDocument(said);
      const ended = asKnownGone(action.end, documents);
      for (const gone of newlyDeletedDocuments(
        ended,
        applySavedDocuments(documents, said === null ? [] : [said]),
      ))
        ports.saveDocument(gone);
      return ok(namingStanding(withKnownDifferences(ended, documents), documents));
    }
    const step = await execute({ order, knowledge, runReport }, action);
    if (!step.ok) return step;
    ({ knowledge } = step.value);
    order = withJournal(step.value.order, settled);
    const { end } = runReport;
    if (end === null) continue;
    const { due = step.value.due ?? [], done = [] } = knowledge.after ?? {};
    const documents = applySavedDocuments(order.ports.documents, saved);
    knowledge = { ...knowledge, after: { end, due, documents, done, shown } };
  }
}

const withJournal = (
  order: OrderCase & OrderWithSource,
  settled: readonly Settlement[],
): OrderCase & OrderWithSource => ({
  ...order,
  ports: { ...order.ports, journal: applySettlements(order.ports.journal, settled) },
});

const OUTCOMES = {
  skip: "skipped",
  "before-start": "before-start",
  hold: "held",
  report: "needs-attention",
} as const;

function execute(run: OrderRun, action: Exclude<Action, ActionOf<"finish">>): Promise<StepResult> {
  switch (action.kind) {
    case "skip":
    case "before-start":
    case "hold":
      return endAs(run, action);
    case "report":
      return reportStanding(run, action);
    case "leave":
      return leaveDocument(run, action);

    case "verify-repeats":
      return verifyRepeats(run, action);
    case "search-first":
      return searchFirst(run, action);
    case "search-deleted":
      return searchDeleted(run, action);
    case "find-original":
      return searchOriginal(run);
    case "prepare":
      return prepareOrder(run, action);
    case "compare-as-sent":
      return compareAsSent(run, action);

    case "forget":
      return forget(run, action);
    case "create":
      return create(run, action);
    case "book-voucher":
      return book(run, action);
    case "update":
      return update(run, action);
    case "change-voucher":
    case "link-invoice":
    case "correct":
      return bringInStep(run, action);
    case "remove":
    case "lower-order":
    case "raise-order":
    case "reverse-voucher":
    case "credit":
      return takeOut(run, action);

    case "register-payment":
    case "register-refund":
    case "register-refund-of-edits":
    case "pay-voucher":
      return registerMoneyDue(run, action);
    case "pay-back":
    case "write-back":
    case "send":
    case "attach":
    case "tell-original":
    case "check-money":
    case "say":
      return followUp(run, action);
  }
}

/** Ends the run without writing. */
async function endAs(
  run: OrderRun,
  { kind, reasons }: ActionOf<keyof typeof OUTCOMES>,
): Promise<StepResult> {
  return endWork(run, end(run.order, OUTCOMES[kind], reasons));
}

/** Tells a person what stands, unless credit orders took back all of it. */
async function reportStanding(run: OrderRun, action: ActionOf<"report">): Promise<StepResult> {
  const { unlessCredited } = action;
  const credited =
    unlessCredited === undefined ? ok(null) : await fullyCreditedReason(run.order, unlessCredited);
  if (!credited.ok) return credited;
  return credited.value === null
    ? endAs(run, action)
    : endWork(run, end(run.order, "updated", [credited.value]));
}

/** Leaves the document as it is; later payments and refunds are registered. */
async function leaveDocument(
  run: OrderRun,
  { document, outcome, reasons }: ActionOf<"leave">,
): Promise<StepResult> {
  const { order, knowledge } = run;
  storeDifferences(order.ports, document, knowledge.differs);
  return endWork(run, { ...end(order, outcome, reasons), due: moneyDueOn(order, document) });
}
