/** Books the voucher of one day, as it was closed. */
import type { Failure } from "../../domain/failure.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { bookDay } from "../../flows/days/book.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import type { Session } from "./session.ts";

export async function runDay(
  ports: FlowPorts,
  session: Pick<Session, "engine" | "ref" | "halt">,
): Promise<Result<FlowEnd, Failure>> {
  const answer = await session.engine.runs.day(session.ref);
  if (answer.kind === "fenced") return session.halt();
  return answer.kind === "none"
    ? ok({ outcome: "skipped", reasons: [reason("day-gone")], label: null, figures: null })
    : bookDay(ports, answer.closed);
}
