/**
 * Runs the reconciliation of both sides as a job: questions go to the object, reads through the
 * run's ports.
 */
import { bySortKeys } from "../../asperion/sorting.ts";
import type { Failure } from "../../domain/vendors/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import { stateOf } from "../../flows/settlement.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import type {
  ReconciliationAnswer,
  ReconciliationRequest,
} from "../../monitor/reconciliation/port.ts";
import { compareSides } from "../../monitor/reconciliation/run.ts";
import type { Session } from "./session.ts";

export async function runReconciliation(
  ports: FlowPorts,
  session: Pick<Session, "object" | "ref" | "halt">,
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
  return ok({
    outcome: ended.enqueued + ended.findings > 0 ? "updated" : "skipped",
    reasons,
    label: null,
    figures: null,
  });
}
