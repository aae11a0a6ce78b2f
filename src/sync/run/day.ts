/** Books the voucher of one day, as it was closed, and attaches the list of its orders. */
import type { Failure } from "../../domain/failure.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { bookDay } from "../../flows/days/book.ts";
import {
  attachDayList,
  type ListedShare,
  withList,
} from "../../flows/orders/supporting/day-list.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import type { Session } from "./session.ts";

type DaySession = Pick<Session, "engine" | "ref" | "halt">;

export async function runDay(
  ports: FlowPorts,
  session: DaySession,
): Promise<Result<FlowEnd, Failure>> {
  const answer = await session.engine.runs.day(session.ref);
  if (answer.kind === "fenced") return session.halt();
  if (answer.kind === "none")
    return ok({ outcome: "skipped", reasons: [reason("day-gone")], label: null, figures: null });
  const { closed, language } = answer;
  const booked = await bookDay(ports, closed);
  if (!booked.ok) return booked;
  const { end, document } = booked.value;
  if (document === null || end.outcome !== "booked") return ok(end);
  const told = await attachDayList(ports, document, {
    ...closed,
    language,
    shares: () => allShares(session),
  });
  return told.ok ? ok(withList(end, told.value)) : told;
}

async function allShares({
  engine,
  ref,
  halt,
}: DaySession): Promise<Result<readonly ListedShare[], Failure>> {
  const shares: ListedShare[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof engine.runs.dayShares>> = await engine.runs.dayShares(
      ref,
      cursor,
    );
    if (page.kind === "fenced") return halt();
    shares.push(...page.shares);
    ({ cursor } = page);
  } while (cursor !== null);
  return ok(shares);
}
