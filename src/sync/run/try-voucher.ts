/**
 * Tries the voucher of a day or payout: the code that books it, on ports that show the voucher
 * instead of sending it.
 */
import type { Failure } from "../../domain/failure.ts";
import { dayKey } from "../../domain/ids.ts";
import { ok, type Result } from "../../domain/result.ts";
import { DOUBTFUL, isInDoubt, reported } from "../../flows/orders/trial/dry-run.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import { readOnlyPorts } from "../../flows/read-only-ports.ts";
import { tryDay } from "./day.ts";
import { tryPayout } from "./payout.ts";
import type { Session } from "./session.ts";

export type VoucherSession = Pick<Session, "engine" | "ref" | "halt">;

const PAYOUT = "payout:";

/** Whether a job of this key books the voucher of a day or a payout. */
export const isVoucherKey = (key: string): boolean =>
  key.startsWith(dayKey("")) || key.startsWith(PAYOUT);

/** `key`: of the job that books it. */
export async function tryVoucher(
  ports: FlowPorts,
  key: string,
  session: VoucherSession,
): Promise<Result<FlowEnd, Failure>> {
  if (isInDoubt(ports)) return reported(DOUBTFUL);
  const { eventTypes } = ports;
  const looking = { ...readOnlyPorts(ports, key), eventTypes, remember: () => undefined };
  // A payout is bound to its approved plan.
  if (key.startsWith(PAYOUT)) return reported(asTried(await tryPayout(looking, session)));
  let of: string | null = null;
  const ended = await tryDay(looking, session, (mark) => (of = mark));
  return reported(asTried(ended), of);
}

/** A voucher that isn't sent because of test mode counts as one that would be. */
const asTried = (ended: Result<FlowEnd, Failure>): Result<FlowEnd, Failure> =>
  ended.ok && ended.value.reasons.some(({ code }) => code === "trial-mode")
    ? ok({ ...ended.value, outcome: "skipped" })
    : ended;
