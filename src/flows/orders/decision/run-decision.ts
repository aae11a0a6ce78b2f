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
import { type Action, type ActionOf, NO_KNOWLEDGE } from "./action.ts";
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
import { endWork, type OrderRun, type StepResult } from "./execution.ts";
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
  let knowledge = NO_KNOWLEDGE;
  let isBegun = false;
  for (let steps = 0; ; steps += 1) {
    const action = decide(order, knowledge);
    if (steps > MAX_STEPS) throw new Error(`an order is decided in circles: ${action.kind}`);
    if (!isBegun && action.kind !== "verify-repeats") {
      isBegun = true;
      await begun();
    }
    if (action.kind === "finish")
      return ok(stillDiffers(action.end, renewed(order.ports.documents, saved)));
    const step = await execute({ order, knowledge, runReport }, action);
    if (!step.ok) return step;
    ({ knowledge } = step.value);
    order = withJournal(step.value.order, settled);
    const { end } = runReport;
    if (end === null) continue;
    const { due = step.value.due ?? [], done = [] } = knowledge.after ?? {};
    const documents = renewed(order.ports.documents, saved);
    knowledge = { ...knowledge, after: { end, due, documents, done } };
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
      return registerMoney(run, action);
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
    unlessCredited === undefined ? ok(null) : await creditedWhole(run.order, unlessCredited);
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
  remember(order.ports, document, knowledge.differs);
  return endWork(run, { ...end(order, outcome, reasons), due: dueOn(order, document) });
}
