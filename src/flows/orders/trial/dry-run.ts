/**
 * Works out what would become of an order, by the code that books it, on ports that show each write
 * instead of sending it. The order is fetched, searched for in the ledger and planned; nothing is
 * written or remembered. A back-fill asks for the orders of its days; a person asks for one, or
 * posts one, which is planned and never stored.
 *
 * A new customer isn't made, so what the ledger itself would say of it is not known. Where the
 * ledger's way of rounding isn't known yet, a real run may add or change a rounding row after the
 * ledger has answered; the plan has both totals. An order whose write is in doubt is left alone:
 * its own job is looking it up.
 */
import { isUnresolved } from "../../../domain/jobs/job.ts";
import { readPostedOrder } from "../../../asperion/orders.ts";
import { plannedEffectOf } from "../../../domain/jobs/planned-effect.ts";
import { orderKey } from "../../../domain/ids.ts";
import { reasonOf } from "../../../domain/vendors/reason-of-failure.ts";
import { reason } from "../../../domain/reasons/index.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import { AS_UNLINKED } from "../../../domain/jobs/run-preview.ts";
import type { FlowEnd, FlowPorts } from "../../port.ts";
import { readOnlyPorts } from "../../read-only-ports.ts";
import { liveDocument } from "../shared/case.ts";
import { toOrder } from "../intake/fetch.ts";
import { listLastOrders } from "../intake/list-past.ts";
import { runFetched, runOrder } from "../run.ts";
import { flowEnd } from "../../flow-end.ts";
import { recordWrites, type DryRunWrites } from "./dry-run-writes.ts";

/** The event type that asks for it: also what lies before the start line is worked out. */
export const ACROSS_START_LINE = "across-start-line";
/** Whether a person asked for this one order. */
export const isRequestedDryRun = (key: string): boolean =>
  key.startsWith(ASKED) && /^\d+$/.test(key.slice(ASKED.length));
/** The order's id stands last, as in the dry runs of a back-fill: whose journal is looked at. */
export const askedKey = (orderId: number): string => `${ASKED}${orderId}`;
/** The key of the dry runs of one listing: `listing` is the job that listed the orders. */
export const lastRunKey = (listing: string): string => `${ASKED}${listing}:`;
export const sampleKey = (n: number): string => `${SAMPLE}${n}`;

/** The key of the job that lists the shop's last orders; the event's type says how many. */
export const LAST_KEY = "dry-run:last";
export const lastType = (count: number): string => `last ${count}`;

const ASKED = "dry-run:asked:";
const SAMPLE = "dry-run:sample:";

export async function dryRunOrder(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  if (ports.key.startsWith(SAMPLE)) return sample(ports);
  if (ports.key === LAST_KEY)
    return listLastOrders(ports, mostOf(ports.eventTypes), (orderId) => ({
      key: `${lastRunKey(ports.jobId)}${orderId}`,
      flow: "dry-run",
      type: ACROSS_START_LINE,
      lane: "sweep",
    }));
  const id = ports.key.split(":").at(-1) ?? "";
  const isReported = ports.key.startsWith(ASKED);
  if (isInDoubt(ports)) return isReported ? asDryRunReport(DOUBTFUL) : DOUBTFUL;
  if (isReported) return runAndMark(asOnceLive(looking(ports, orderKey(id))));
  let of: string | null = null;
  const noted = recordWrites({
    ...looking(ports, orderKey(id)),
    backfill: ports.backfill?.kind === "order" ? ports.backfill : { kind: "order", undo: false },
  });
  const ended = await runOrder(noted.ports, (mark) => (of = mark));
  const isNew = liveDocument(ports.documents) === null;
  return ended.ok ? ok(ofThePast(ended.value, isNew, of, noted.summary())) : ended;
}

/**
 * Returns what a person's action would do with an order now: it is fetched, and compared with the
 * ledger as the action's own run would. `key`: of the order's job.
 */
export async function dryRunAction(
  ports: FlowPorts,
  key: string,
): Promise<Result<FlowEnd, Failure>> {
  if (isInDoubt(ports)) return asDryRunReport(DOUBTFUL);
  const { eventTypes } = ports;
  const documents = eventTypes.includes(AS_UNLINKED)
    ? ports.documents.map((one) =>
        one.state === "live"
          ? { ...one, state: "unlinked" as const, unlinkedAt: ports.now() }
          : one,
      )
    : ports.documents;
  return runAndMark({ ...readOnlyPorts(ports, key), eventTypes, documents });
}

/** Includes the mark of what is shown, for the confirmation. */
async function runAndMark(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  let of: string | null = null;
  const noted = recordWrites(ports);
  const ended = await runOrder(noted.ports, (mark) => (of = mark));
  return asDryRunReport(ended, of, noted.summary());
}

/** Whether nobody knows yet what became of a write. */
export const isInDoubt = ({ journal }: FlowPorts): boolean => journal.some(isUnresolved);

/** The result for an order with such a write. */
export const DOUBTFUL: Result<FlowEnd, Failure> = ok(flowEnd("held", [reason("outcome-unknown")]));

/** `isNew`: nothing of ours stands for it, so the run that follows would book it. */
function ofThePast(
  ended: FlowEnd,
  isNew: boolean,
  of: string | null,
  writes: DryRunWrites,
): FlowEnd {
  if (!ended.reasons.some((entry) => entry.code === "trial-mode")) return ended;
  const would = expectedOutcome(ended);
  const { figures } = ended;
  const reported =
    isNew && plannedEffectOf(would) === "book"
      ? reason("dry-run-would-book", {
          gross: figures?.gross ?? null,
          currency: figures?.currency ?? null,
          ...markedBy(of),
          ...writes,
        })
      : reason("dry-run", { would, ...markedBy(of), ...writes });
  const others = ended.reasons.filter((entry) => entry.code !== "trial-mode");
  return { ...ended, reasons: would === ended.outcome ? others : [reported, ...others] };
}

const markedBy = (of: string | null): { readonly of?: string } => (of === null ? {} : { of });

const mostOf = (types: readonly string[]): number =>
  Math.max(0, ...types.map((type) => Number(/^last (\d+)$/.exec(type)?.[1] ?? 0)));

/** The order's own ports, without a way to write or to remember. */
const looking = (ports: FlowPorts, key: string): FlowPorts => ({
  ...readOnlyPorts(ports, key),
  ...(ports.eventTypes.includes(ACROSS_START_LINE)
    ? { backfill: { kind: "order" as const, undo: false, shown: true as const } }
    : {}),
});

/** A tenant that isn't live yet is shown what it would get. */
function asOnceLive(ports: FlowPorts): FlowPorts {
  const { orders } = ports.settings;
  return {
    ...ports,
    settings: {
      ...ports.settings,
      orders: { ...orders, enabled: true, startLine: orders.startLine ?? "1970-01-01T00:00:00Z" },
    },
  };
}

async function sample(ports: FlowPorts): Promise<Result<FlowEnd, Failure>> {
  if (ports.sample === null)
    return asDryRunReport(ok(flowEnd("skipped", [reason("dry-run-sample-gone")])));
  const posted = readPostedOrder(ports.sample);
  if (!posted.ok) return asDryRunReport(posted);
  const order = toOrder(posted.value, ports.administrationId);
  if (!order.ok) return asDryRunReport(order);
  const noted = recordWrites({
    ...asOnceLive(looking(ports, orderKey(order.value.id))),
    journal: [],
    documents: [],
  });
  return asDryRunReport(
    await runFetched(noted.ports, order.value, { head: null }),
    null,
    noted.summary(),
  );
}

/** Turns an outcome into an answer that needs no person; passing failures are waited for. */
export function asDryRunReport(
  shown: Result<FlowEnd, Failure>,
  of: string | null = null,
  writes: DryRunWrites = {},
): Result<FlowEnd, Failure> {
  if (shown.ok) {
    const { reasons } = shown.value;
    return ok({
      ...shown.value,
      outcome: "skipped",
      reasons: [
        reason("dry-run", {
          would: expectedOutcome(shown.value),
          ...markedBy(of),
          ...writes,
        }),
        ...reasons.filter((entry) => entry.code !== "trial-mode"),
      ],
    });
  }
  const { kind } = shown.error;
  const held =
    kind === "contract" || kind === "rejected" || kind === "conflict" || kind === "not-found";
  return held
    ? ok(flowEnd("skipped", [reason("dry-run", { would: "held" }), reasonOf(shown.error)]))
    : err(shown.error);
}

/**
 * An order that needs a person needs one, whatever was written before; one that is `skipped`
 * because nothing is written counts as what a real run would have written.
 */
export function expectedOutcome({
  outcome,
  reasons,
}: Pick<FlowEnd, "outcome" | "reasons">): string {
  if (plannedEffectOf(outcome) === "hold") return outcome;
  const writes = reasons.flatMap((entry) =>
    entry.code === "trial-mode" && typeof entry.params["write"] === "string"
      ? [entry.params["write"]]
      : [],
  );
  return writes[0] ?? outcome;
}
