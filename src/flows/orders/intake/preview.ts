/** How many orders the next look for orders would take up: found by the look itself. */
import type { Failure } from "../../../domain/failure.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { type RunPreview, runPreview } from "../../../domain/run-preview.ts";
import type { FlowPorts } from "../../port.ts";
import { previewPorts } from "../../read-only-ports.ts";
import { isOfNight, ORDER_SWEEP_KEY, sweepOrders } from "./sweep.ts";

/** `untilNight`: also those that only the check of the next night would take up. */
export async function previewOrders(
  ports: FlowPorts,
  untilNight = false,
): Promise<Result<RunPreview, Failure>> {
  const { settings } = ports;
  const taken = new Set<string>();
  let longer = 0;
  const swept = await sweepOrders({
    ...previewPorts(ports, ORDER_SWEEP_KEY),
    ...(untilNight ? atNight(ports) : {}),
    // The marks of a trial are others.
    settings: { ...settings, trial: false, orders: { ...settings.orders, enabled: true } },
    enqueue: async (items) => {
      for (const { key, flow } of items)
        if (flow === "orders") taken.add(key);
        else longer = 1;
      return ok(undefined);
    },
  });
  if (!swept.ok) return swept;
  return ok(
    runPreview({
      flow: "orders",
      stopped: settings.orders.startLine === null ? swept.value.reasons : [],
      read: taken.size,
      total: taken.size,
      unlooked: longer,
      later: taken.size,
      same: 0,
      left: [],
      held: [],
      rows: [],
    }),
  );
}

/**
 * A night that begins with this look. Orders that it meets aren't marked as met, so those that it
 * doesn't meet can't be told: they stand in the ledger already.
 */
const atNight = (ports: FlowPorts): Partial<FlowPorts> => ({
  eventTypes: ["nightly"],
  remembered: (name) => (isOfNight(name) ? null : ports.remembered(name)),
  recall: (keys) => ports.recall(keys),
  openKeys: async () => ok([]),
});
