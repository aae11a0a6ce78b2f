/**
 * Books the voucher of a closed day, attaches the list of its orders, and enqueues the orders if
 * the shop is to be told how they were booked.
 */
import { DAY_BOOKED } from "../../domain/ledger/day-book.ts";
import { reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { bookDay } from "../../flows/days/book.ts";
import { writesBack } from "../../flows/orders/decision/write-back.ts";
import {
  attachDayList,
  type ListedShare,
  withList,
} from "../../flows/orders/supporting/day-list.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import type { ObjectSession } from "./session.ts";
import { flowEnd } from "../../flows/flow-end.ts";

const GONE: FlowEnd = flowEnd("skipped", [reason("day-gone")]);

/** Plans what a run would book now, on ports that write nothing. `shows`: as in `bookDay`. */
export async function previewDay(
  ports: FlowPorts,
  session: ObjectSession,
  shows: (mark: string) => void,
): Promise<Result<FlowEnd, Failure>> {
  const answer = await session.object.runs.day(session.ref);
  if (answer.kind === "fenced") return session.halt();
  if (answer.kind === "none") return ok(GONE);
  const booked = await bookDay(ports, answer.closed, shows);
  return booked.ok ? ok(booked.value.end) : booked;
}

/** Books the day, attaches its list, and tells the shop. */
export async function runDay(
  ports: FlowPorts,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> {
  const answer = await session.object.runs.day(session.ref);
  if (answer.kind === "fenced") return session.halt();
  if (answer.kind === "none") return ok(GONE);
  const { closed, language } = answer;
  const booked = await bookDay(ports, closed);
  if (!booked.ok) return booked;
  const { end, document } = booked.value;
  if (document === null || end.outcome !== "booked") return ok(end);
  const list = await attachDayList(ports, document, {
    ...closed,
    language,
    shares: () => allShares(session),
  });
  if (!list.ok) return list;
  const enqueued = writesBack(ports.settings)
    ? await enqueueDayOrders(ports, session)
    : ok(undefined);
  return enqueued.ok ? ok(withList(end, list.value)) : enqueued;
}

/** Orders per call: each takes a few statements of the tenant's object, in one transaction. */
const AT_ONCE = 200;

/**
 * Enqueues the day's orders, each as a job in the lane of back-fills: there may be ten thousand,
 * and new orders must not wait for them. A run that dies continues after the last enqueued page.
 */
export async function enqueueDayOrders(
  ports: FlowPorts,
  { object, ref, halt }: ObjectSession,
): Promise<Result<void, Failure>> {
  const place = `handed in ${ports.key}`;
  const stored = ports.remembered(place) ?? "";
  let cursor = stored === "" ? null : stored;
  do {
    const page: Awaited<ReturnType<typeof object.runs.dayShares>> = await object.runs.dayShares(
      ref,
      cursor,
    );
    if (page.kind === "fenced") return halt();
    const keys = [
      ...new Set(page.shares.flatMap(({ key, role }) => (isReported(role) ? key : []))),
    ];
    for (let from = 0; from < keys.length; from += AT_ONCE) {
      const enqueued = await ports.enqueue(
        keys
          .slice(from, from + AT_ONCE)
          .map((key) => ({ key, flow: "orders", type: DAY_BOOKED, lane: "back-fill" })),
      );
      if (!enqueued.ok) return enqueued;
    }
    ({ cursor } = page);
    if (cursor !== null) ports.remember(place, cursor);
  } while (cursor !== null);
  if (ports.remembered(place) !== null) ports.remember(place, "");
  return ok(undefined);
}

/** Whether the shop is told of such a document: not of a reversal or a payment. */
const isReported = (role: string): boolean =>
  role !== "voucher-reversal" && role !== "voucher-payment";

async function allShares({
  object,
  ref,
  halt,
}: ObjectSession): Promise<Result<readonly ListedShare[], Failure>> {
  const shares: ListedShare[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof object.runs.dayShares>> = await object.runs.dayShares(
      ref,
      cursor,
    );
    if (page.kind === "fenced") return halt();
    shares.push(...page.shares);
    ({ cursor } = page);
  } while (cursor !== null);
  return ok(shares);
}
