/**
 * Previews the run of a flow: its own reads and its own plan, on ports that write nothing and
 * remember nothing.
 */
import type { Failure } from "../../domain/failure.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { PreviewedFlow, RunPreview } from "../../domain/run-preview.ts";
import { previewCustomers } from "../../flows/customers/preview.ts";
import { previewOrders } from "../../flows/orders/intake/preview.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import { previewProducts } from "../../flows/products/preview.ts";
import { previewStock } from "../../flows/stock/preview.ts";

const PREVIEWS: Readonly<
  Record<PreviewedFlow, (ports: FlowPorts) => Promise<Result<RunPreview, Failure>>>
> = {
  orders: previewOrders,
  customers: previewCustomers,
  products: previewProducts,
  stock: previewStock,
};

/** The preview itself stands in the job's timeline. */
export async function previewRun(
  ports: FlowPorts,
  flow: PreviewedFlow,
): Promise<Result<FlowEnd, Failure>> {
  const preview = await PREVIEWS[flow](ports);
  if (!preview.ok) return preview;
  ports.note("plan", flow, preview.value);
  return ok({
    outcome: "skipped",
    reasons: [reason("run-previewed"), ...preview.value.stopped],
    label: null,
    figures: null,
  });
}
