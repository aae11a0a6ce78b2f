/** The end of a run that is named by no order and moves no money. */
import type { FlowEnd } from "./port.ts";

export const flowEnd = (
  outcome: FlowEnd["outcome"],
  reasons: FlowEnd["reasons"] = [],
): FlowEnd => ({ outcome, reasons, label: null, figures: null });
