/**
 * What would become of an order of the past, worked out by the same code that books it, on ports that can't write: it is
 * fetched, looked for in the ledger, planned, and left as it was. Nothing of it is remembered either.
 *
 * A new customer isn't made, so what the ledger itself would say of it is not known. An order whose write is in doubt is
 * left alone: its own job is looking it up.
 */
import type { Failure } from "../../domain/failure.ts";
import { orderKey } from "../../domain/ids.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowEnd, FlowPorts, Resolved } from "../port.ts";
import { runOrder } from "./run.ts";

export async function dryRunOrder(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  const id = ports.key.split(":").at(-1) ?? "";
  if (ports.journal.some((entry) => entry.state === "sent" || entry.state === "in-doubt"))
    return ok({ outcome: "held", reasons: [reason("outcome-unknown")], label: null, figures: null });
  const ended = await runOrder(looking(ports, orderKey(id)));
  if (!ended.ok || !ended.value.reasons.some((entry) => entry.code === "trial-mode")) return ended;
  const others = ended.value.reasons.filter((entry) => entry.code !== "trial-mode");
  return ok({ ...ended.value, reasons: [reason("dry-run-would-book", { gross: ended.value.figures?.gross ?? null, currency: ended.value.figures?.currency ?? null }), ...others] });
}

/** The order's own ports, without a way to write or to remember. */
function looking(ports: FlowPorts, key: string): FlowPorts {
  let resolved: Resolved | null = null;
  const nothing = (): void => undefined;
  return {
    ...ports,
    key,
    eventTypes: [],
    before: null,
    settings: { ...ports.settings, trial: true },
    backfill: { kind: "order", undo: false },
    resolve: async (input) => {
      const answer = await ports.resolve(input);
      if (answer.ok) resolved = answer.value;
      return answer;
    },
    // Nobody is kept waiting by a look: what is known of the party is good enough to plan with.
    lockParty: async () => ok({ link: resolved?.link ?? null, journal: [] }),
    lockCustomer: async () => ok(null),
    write: async () => {
      throw new Error("a dry run writes nothing");
    },
    enqueue: async () => ok(undefined),
    // A look doesn't wait: that a credit would is what it says.
    waitFor: async (_key, why) => ok({ outcome: "held", reasons: [why], label: null, figures: null }),
    settle: nothing,
    saveLink: nothing,
    saveDocument: nothing,
    correctCustomer: nothing,
    met: nothing,
  };
}
