/**
 * Runs one order, from the shop to the ledger, always on freshly fetched data: only the event's key
 * is used. decision/decide.ts decides what happens to it, and run-decision.ts carries that out.
 */
import type { OrderHead } from "../../asperion/orders.ts";
import type { Failure } from "../../domain/vendors/failure.ts";
import { sourceOrderId } from "../../domain/ids.ts";
import { listedOrder } from "../../domain/jobs/listed.ts";
import type { Order } from "../../domain/orders/order.ts";
import { reason } from "../../domain/reasons/index.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { OrderRules } from "../../settings/rules/apply.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { labelOf, liveDocument, renewed, type Subject } from "./shared/case.ts";
import { withBackByCredits } from "./decision/back-by-credits.ts";
import { changedSincePreview, markNow } from "./decision/since-preview.ts";
import { leaveDay, standingNumbers } from "./documents/vouchers/leave-day.ts";
import { runOrderDecision } from "./decision/run-decision.ts";
import { isUndone } from "./decision/decide.ts";
import { checkEligibility } from "./preparation/eligibility.ts";
import { stateOf } from "../settlement.ts";
import { fetchOrder } from "./intake/fetch.ts";
import { orderCase } from "./intake/order-case.ts";
import { stampZone, ZONE_OBSERVATION, stampSeen } from "../stamp-zone.ts";
import { classifyHead } from "./intake/sweep.ts";

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
  return runFetched(withStampZone(ports, order.changed), order, { head, onMark });
}

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
  const { ports, placed } = withRefundsOfCredits(given, fetched);
  const order = await orderCase(ports, placed, rules);
  onMark?.(markNow(order));
  ports.named(labelOf(placed));
  ports.listed(listedOrder(order.signed));
  const changed = changedSincePreview(order);
  if (changed !== null) return ok(changed);
  return runOrderDecision(order, async () => {
    if (head === null) return;
    if (isSettled(order)) ports.knownState(await stateOf(head, ports.settings.trial));
    else if (isLeft(order, head)) ports.knownState(null);
  });
}

/** Remembers refunds of a cancelled order that only its credit orders show. */
function withRefundsOfCredits(
  ports: FlowPorts,
  placed: Order,
): { readonly ports: FlowPorts; readonly placed: Order } {
  const told = withBackByCredits(ports, placed);
  if (told === null) return { ports, placed };
  const { order, document } = told;
  if (document === null) return { ports, placed: order };
  ports.saveDocument(document);
  return {
    ports: { ...ports, documents: renewed(ports.documents, [document]) },
    placed: order,
  };
}

/**
 * True where the order's state is remembered, so that a sweep takes it again only when that
 * changes. False for an order excluded only by the flow's switch or its start line: it is judged
 * again when those change. An order that is held for its line is remembered, so that it stays
 * skipped where a person skips it; its own job looks again at the zone and the line.
 */
function isSettled({ ports, source }: Subject): boolean {
  if (isUndone(ports)) return false;
  if (liveDocument(ports.documents) !== null) return true;
  const crossing = ports.backfill?.kind === "order";
  const { settings, lists, memory } = ports;
  const judged = checkEligibility(source, settings, crossing, stampZone(lists), memory);
  return (
    (judged.kind !== "before-start" || judged.held === true) &&
    !(judged.kind === "skip" && judged.reason.code === "flow-off")
  );
}

/**
 * True where no sweep takes the order while its start line stays. It may have been remembered while
 * it was held; that is forgotten, or an order behind a line that moves back would count as known.
 */
function isLeft({ ports: { documents, settings, lists } }: Subject, head: OrderHead): boolean {
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
  const left = await leaveDay(ports);
  if (!left.ok) return left;
  const numbers = left.value.length > 0 ? [] : standingNumbers(ports.documents);
  const gone = reason("order-gone", {
    order: ports.key.slice("order:".length),
    documents: numbers.join(", ") || null,
  });
  return ok({ outcome: "held", reasons: [gone, ...left.value], label: null, figures: null });
}
