/**
 * Carries out the decided action for an order, and asks for the next until nothing is left to do:
 * its document first, then what follows.
 */
import type { Failure } from "../../../domain/vendors/failure.ts";
import { creditedWhole } from "../documents/credits/credited-whole.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { FlowEnd, Settlement } from "../../port.ts";
import {
  dueOn,
  end,
  listening,
  type OrderCase,
  renewed,
  resettled,
  type Subject,
} from "../shared/case.ts";
import { type Action, type ActionOf, NOTHING_SEEN } from "./action.ts";
import { decide } from "./decide.ts";
import { remember, stillDiffers } from "./differences.ts";
import {
  compareAsSent,
  searchDeleted,
  searchFirst,
  searchOriginal,
  prepareOrder,
  verifyRepeats,
} from "./execute-searches.ts";
import { followUp, registerMoney } from "./execute-follow-ups.ts";
import { book, bringInStep, create, forget, takeOut, update } from "./execute-writes.ts";
import { ended, type Found, type Stepped } from "./execution.ts";
import { RunReport } from "../shared/run-report.ts";

/** A run takes about ten steps; more than this is a bug. */
const MAX_STEPS = 50;

/**
 * Runs the loop to the end. `begun` is called once, before the first action that isn't about an
 * earlier run's doubts.
 */
export async function runOrderDecision(
  before: OrderCase & Subject,
  begun: () => Promise<void>,
): Promise<Result<FlowEnd, Failure>> {
  const runReport = new RunReport();
  const { ports, saved, settled } = listening(before.ports);
  let order: OrderCase & Subject = { ...before, ports };
  let seen = NOTHING_SEEN;
  let isBegun = false;
  for (let steps = 0; ; steps += 1) {
    const action = decide(order, seen);
    if (steps > MAX_STEPS) throw new Error(`an order is decided in circles: ${action.kind}`);
    if (!isBegun && action.kind !== "verify-repeats") {
      isBegun = true;
      await begun();
    }
    if (action.kind === "finish")
      return ok(stillDiffers(action.end, renewed(order.ports.documents, saved)));
    const step = await execute({ order, seen, runReport }, action);
    if (!step.ok) return step;
    ({ seen } = step.value);
    order = withJournal(step.value.order, settled);
    const { end } = runReport;
    if (end === null) continue;
    const { due = step.value.due ?? [], done = [] } = seen.after ?? {};
    const documents = renewed(order.ports.documents, saved);
    seen = { ...seen, after: { end, due, documents, done } };
  }
}

const withJournal = (
  order: OrderCase & Subject,
  settled: readonly Settlement[],
): OrderCase & Subject => ({
  ...order,
  ports: { ...order.ports, journal: resettled(order.ports.journal, settled) },
});

const OUTCOMES = {
  skip: "skipped",
  "before-start": "before-start",
  hold: "held",
  report: "needs-attention",
} as const;

/** Dispatches one action to its execution. */
function execute(found: Found, action: Exclude<Action, ActionOf<"finish">>): Promise<Stepped> {
  switch (action.kind) {
    case "skip":
    case "before-start":
    case "hold":
      return endAs(found, action);
    case "report":
      return reportStanding(found, action);
    case "leave":
      return leaveDocument(found, action);

    case "verify-repeats":
      return verifyRepeats(found, action);
    case "search-first":
      return searchFirst(found, action);
    case "search-deleted":
      return searchDeleted(found, action);
    case "find-original":
      return searchOriginal(found);
    case "prepare":
      return prepareOrder(found, action);
    case "compare-as-sent":
      return compareAsSent(found, action);

    case "forget":
      return forget(found, action);
    case "create":
      return create(found, action);
    case "book-voucher":
      return book(found, action);
    case "update":
      return update(found, action);
    case "change-voucher":
    case "link-invoice":
    case "correct":
      return bringInStep(found, action);
    case "remove":
    case "lower-order":
    case "raise-order":
    case "reverse-voucher":
    case "credit":
      return takeOut(found, action);

    case "register-payment":
    case "register-refund":
    case "register-refund-of-edits":
    case "pay-voucher":
      return registerMoney(found, action);
    case "pay-back":
    case "write-back":
    case "send":
    case "attach":
    case "tell-original":
    case "check-money":
    case "say":
      return followUp(found, action);
  }
}

/** Ends the run without writing. */
async function endAs(
  found: Found,
  { kind, reasons }: ActionOf<keyof typeof OUTCOMES>,
): Promise<Stepped> {
  return ended(found, end(found.order, OUTCOMES[kind], reasons));
}

/** Tells a person what stands, unless credit orders took back all of it. */
async function reportStanding(found: Found, action: ActionOf<"report">): Promise<Stepped> {
  const { unlessCredited } = action;
  const credited =
    unlessCredited === undefined ? ok(null) : await creditedWhole(found.order, unlessCredited);
  if (!credited.ok) return credited;
  return credited.value === null
    ? endAs(found, action)
    : ended(found, end(found.order, "updated", [credited.value]));
}

/** Leaves the document as it is; later payments and refunds are registered. */
async function leaveDocument(
  found: Found,
  { document, outcome, reasons }: ActionOf<"leave">,
): Promise<Stepped> {
  const { order, seen } = found;
  remember(order.ports, document, seen.differs);
  return ended(found, { ...end(order, outcome, reasons), due: dueOn(order, document) });
}
