/**
 * Test mode and dry runs: what follows a document is computed by the real code, on ports that show
 * each write instead of sending it.
 */
import type { OperationKind } from "../../../domain/jobs/job.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import type { VendorRequest } from "../../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { FlowEnd, FlowPorts, WriteIntent } from "../../port.ts";
import { end, type OrderCase } from "./case.ts";
import type { StepReport } from "./run-report.ts";
import { TO_BE_MADE } from "./plan-input.ts";

/** Reasons that report a finished write. A shown write reports none of them. */
export const REPORTS_OF_WRITES: ReadonlySet<Reason["code"]> = new Set<Reason["code"]>([
  "payment-registered",
  "gift-card-registered",
  "rounding-registered",
  "refund-registered",
  "invoice-sent",
]);

/** A write is shown, and answered with nothing; and nothing is added to a day. */
export function recordingPorts(
  ports: FlowPorts,
  reported: (kind: OperationKind) => void = () => undefined,
): FlowPorts {
  return {
    ...ports,
    settings: { ...ports.settings, trial: false },
    showsWrites: true,
    write: async (wanted, request) => {
      reported(wanted.kind);
      ports.rehearse(wanted, request);
      return ok({
        opId: 0,
        attempt: 0,
        answer: {
          status: 200,
          body: Object.assign({}, request.body, { Id: TO_BE_MADE }),
          isJson: true,
          headers: {},
        },
      });
    },
    settle: () => undefined,
    saveDocument: (document) => {
      if (document.member === undefined) ports.saveDocument(document);
    },
  };
}

/** Shows what an existing document would still get; returns the run's own end where nothing is. */
export async function simulateWrites(
  order: OrderCase,
  run: (order: OrderCase) => Promise<Result<StepReport, Failure>>,
): Promise<Result<StepReport, Failure>> {
  const kinds: OperationKind[] = [];
  const shownRun = await run({
    ...order,
    ports: recordingPorts(order.ports, (kind) => kinds.push(kind)),
  });
  const [first] = kinds;
  if (!shownRun.ok || first === undefined || shownRun.value.outcome === "needs-attention")
    return shownRun;
  return ok({
    outcome: "skipped",
    first: [reason("trial-mode", { write: first }), ...shownRun.value.first],
    also: shownRun.value.also.filter(({ code }) => !REPORTS_OF_WRITES.has(code)),
  });
}

/** Trial mode and dry runs: the write is shown as it would go out, and the run ends there. */
export function rehearse(
  order: OrderCase,
  intent: WriteIntent,
  request: VendorRequest,
  reasons: readonly Reason[],
): FlowEnd {
  order.ports.rehearse(intent, request);
  return end(order, "skipped", [reason("trial-mode", { write: intent.kind }), ...reasons]);
}
