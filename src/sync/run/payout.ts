/**
 * Books one payout: as it was approved, or not at all. Its lines are claimed before the write, so
 * that a line that two payouts hold is booked once.
 */
import type { Failure } from "../../domain/failure.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { bookPayout, end } from "../../flows/payouts/book.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import type { Session } from "./session.ts";

export async function runPayout(
  ports: FlowPorts,
  session: Pick<Session, "engine" | "ref" | "halt">,
): Promise<Result<FlowEnd, Failure>> {
  let answer = await session.engine.runs.payout(session.ref, { ask: "plan", inSteps: true });
  while (answer.kind === "planning")
    answer = await session.engine.runs.payout(session.ref, { ask: "plan", inSteps: true });
  if (answer.kind === "fenced") return session.halt();
  if (answer.kind !== "plan")
    return ok({ outcome: "skipped", reasons: [reason("payout-gone")], label: null, figures: null });
  const { head, plan, mark, approved } = answer;
  if (plan.kind === "held") return ok(end({ head }, "held", plan.reasons));
  const isBooked = ports.documents.some(({ role }) => role === "payout");
  if (!isBooked && mark !== approved)
    return ok(end({ head }, "held", [reason("payout-changed", { payout: head.payout })]));
  let claimed = await session.engine.runs.payout(session.ref, { ask: "claim", inSteps: true });
  while (claimed.kind === "claiming")
    claimed = await session.engine.runs.payout(session.ref, {
      ask: "claim",
      from: claimed.from,
      inSteps: true,
    });
  if (claimed.kind === "fenced") return session.halt();
  if (claimed.kind === "overlaps") {
    const { count, payout } = claimed;
    return ok(end({ head }, "held", [reason("payout-overlaps", { count, payout })]));
  }
  if (claimed.kind !== "claimed")
    return ok(end({ head }, "held", [reason("payout-changed", { payout: head.payout })]));
  return bookPayout(ports, { head, date: plan.date, rows: plan.rows });
}
