/** Trial mode and dry runs: the write is shown as it would go out, and the run ends there. */
import type { VendorRequest } from "../../domain/request.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import type { FlowEnd, WriteIntent } from "../port.ts";
import { end, type OrderCase } from "./case.ts";

export function rehearsed(
  order: OrderCase,
  intent: WriteIntent,
  request: VendorRequest,
  reasons: readonly Reason[],
): FlowEnd {
  order.ports.rehearse(intent, request);
  return end(order, "skipped", [reason("trial-mode", { write: intent.kind }), ...reasons]);
}
