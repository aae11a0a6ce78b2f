/**
 * Which flow runs a job, and which look-up resolves a doubtful write of each kind. Code that seldom
 * runs is imported on use, so that it doesn't slow an isolate's start.
 */
import type { FlowName, OperationKind } from "../../domain/jobs/job.ts";
import { type Result, ok, type Failure } from "../../domain/result.ts";
import { previewedAction, previewedAsTyped, previewedBy } from "../../domain/jobs/run-preview.ts";
import { runCustomers } from "../../flows/customers/run.ts";
import {
  findDoubtfulConvert,
  findDoubtfulDocument,
  findDoubtfulInvoicing,
} from "../../flows/orders/existing/find-doubtful-document.ts";
import { listPastOrders } from "../../flows/orders/intake/list-past.ts";
import { findDoubtfulAttachment, findDoubtfulLink } from "../../flows/orders/supporting/attach.ts";
import { findDoubtfulPayment } from "../../flows/orders/payments/registered-money.ts";
import { runOrder } from "../../flows/orders/run.ts";
import { sweepOrders } from "../../flows/orders/intake/sweep.ts";
import { findDoubtfulVoucher } from "../../flows/orders/existing/system-voucher.ts";
import { findDoubtfulCustomer } from "../../flows/parties/find-or-create.ts";
import { findDoubtfulDay } from "../../flows/days/book.ts";
import { findDoubtfulPayout } from "../../flows/payouts/book.ts";
import { findDoubtfulProduct, runProducts } from "../../flows/products/run.ts";
import { findDoubtfulArticle, findDoubtfulLabel } from "../../flows/setup/find-doubtful.ts";
import { findDoubtfulCorrection } from "../../flows/stock/last-correction.ts";
import { runStock } from "../../flows/stock/run.ts";
import { refreshLists } from "../../flows/ledger-lists.ts";
import type { DoubtHit, FlowEnd, FlowPorts, JournalEntry } from "../../flows/port.ts";
import { runDay } from "./day.ts";
import { runNames } from "./find.ts";
import { runLink } from "./link.ts";
import { runPayout } from "./payout.ts";
import type { ObjectSession } from "./session.ts";
import { bySortKeys } from "../../asperion/sorting.ts";
import { stateOf } from "../../flows/settlement.ts";
import type {
  ReconciliationAnswer,
  ReconciliationRequest,
} from "../../monitor/reconciliation/port.ts";
import { flowEnd } from "../../flows/flow-end.ts";

/** Previews an order, a flow's run, or the retry of a job. */
async function runPreview(
  ports: FlowPorts,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> {
  const { previewAgain, previewRun, previewTyped } = await import("./preview.ts");
  const again = previewedAction(ports.key);
  if (again !== null) return previewAgain(ports, again, session);
  const typed = previewedAsTyped(ports.key);
  if (typed !== null) return previewTyped(ports, typed);
  const flow = previewedBy(ports.key);
  if (flow !== null) return previewRun(ports, flow);
  return (await import("../../flows/orders/trial/dry-run.ts")).dryRunOrder(ports);
}

/** Compares both systems. It queries the object and reads the vendors through the run's ports. */
async function runReconciliation(
  ports: FlowPorts,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> {
  const ask = async <K extends ReconciliationAnswer["kind"]>(
    kind: K,
    input: ReconciliationRequest,
  ): Promise<Result<Extract<ReconciliationAnswer, { kind: K }>, Failure>> => {
    const answer = await session.object.runs.reconciliation(session.ref, input);
    if (answer.kind === "fenced") return session.halt();
    if (answer.kind !== kind) throw new Error(`asked for ${kind}, got ${answer.kind}`);
    return ok(answer as Extract<ReconciliationAnswer, { kind: K }>);
  };
  const { now, administrationId, eventTypes } = ports;
  const read = bySortKeys(
    ports.readPage,
    ports.memory["orders-sort"] === "one-key",
    () => undefined,
  );
  const { compareSides } = await import("../../monitor/reconciliation/run.ts");
  const compared = await compareSides({
    now,
    administrationId,
    eventTypes,
    read,
    stateOf: (state) => stateOf({ state }, ports.settings.trial),
    ask,
  });
  if (!compared.ok) return compared;
  const { ended, reasons } = compared.value;
  return ok(flowEnd(ended.enqueued + ended.findings > 0 ? "updated" : "skipped", reasons));
}

type Flow = (ports: FlowPorts, session: ObjectSession) => Promise<Result<FlowEnd, Failure>>;

export const FLOWS: Readonly<Record<FlowName, Flow>> = {
  orders: (ports) => runOrder(ports),
  "order-sweep": (ports) => sweepOrders(ports),
  "back-fill": listPastOrders,
  "dry-run": runPreview,
  lookups: refreshLists,
  names: runNames,
  setup: async (ports) => (await import("../../flows/setup/run.ts")).runSetup(ports),
  link: runLink,
  customers: runCustomers,
  products: runProducts,
  stock: runStock,
  reconciliation: runReconciliation,
  payouts: runPayout,
  days: runDay,
};

/**
 * Searches for the result of a doubtful write. `"plan-anew"`: the write didn't take effect, as what
 * it would have removed still exists. `null`: nothing was found.
 */
type DoubtSearch = (
  ports: FlowPorts,
  entry: JournalEntry,
) => Promise<Result<DoubtHit | "plan-anew" | null, Failure>>;

const SEARCHES: Partial<Readonly<Record<OperationKind, DoubtSearch>>> = {
  "order.create": findDoubtfulDocument,
  "draft.create": findDoubtfulDocument,
  "draft.convert": findDoubtfulConvert,
  "order.convert": findDoubtfulInvoicing,
  "payment.create": findDoubtfulPayment,
  "attachment.create": findDoubtfulAttachment,
  "attachment-link.create": findDoubtfulLink,
  "voucher.create": findDoubtfulVoucher,
  "ledger-item.create": findDoubtfulVoucher,
  "payout.create": findDoubtfulPayout,
  "day-voucher.create": findDoubtfulDay,
  "customer.create": findDoubtfulCustomer,
  "article.create": findDoubtfulArticle,
  "label.create": findDoubtfulLabel,
  "product.create": findDoubtfulProduct,
  "stock-order.create": findDoubtfulCorrection,
};

export async function searchDoubt(
  ports: FlowPorts,
  entry: JournalEntry,
): Promise<Result<DoubtHit | "plan-anew" | null, Failure>> {
  const lookUp = SEARCHES[entry.kind];
  if (lookUp === undefined) throw new Error(`no look-up for ${entry.kind}: it is planned anew`);
  return lookUp(ports, entry);
}
