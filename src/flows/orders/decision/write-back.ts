/**
 * Writes status and document number back into the shop's order once its document is in the ledger.
 * It never echoes: what we wrote is taken out of the order before anything is made of it, and the
 * sweep knows the order by the state in which we left it. A write-back in doubt is read again, as
 * it only writes what is missing.
 *
 * An order that was edited while it was worked on isn't recorded as known, or it would be left
 * alone for good. It is handed in again, and its next run finds the edit.
 */
import {
  type OrderChange,
  orderToChange,
  observedWhole,
  updateOrder,
} from "../../../asperion/orders.ts";
import type { Order, OrderStatus } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import type { Settings } from "../../../settings/schema.ts";
import type {
  DocumentRecord,
  FlowEnd,
  JournalPort,
  MemoryPort,
  RunFacts,
  VendorPort,
  WorkItem,
  WorkPort,
} from "../../port.ts";
import { recordObservation, type Observer } from "../../vendor-observations.ts";
import { settlement, stateOf } from "../../settlement.ts";
import { liveDocument } from "../shared/case.ts";
import { report, reportToPerson, type StepReport } from "../shared/run-report.ts";
import { fetchOrder, NOTE, parseOrder, type ReadOrder, sameOrder } from "../intake/fetch.ts";

/** The event for an order that was edited while it was worked on. */
const EDITED = "edited-meanwhile";

const STATUS: Readonly<Record<OrderStatus, number>> = {
  concept: 1,
  confirmed: 2,
  "partly-delivered": 3,
  delivered: 4,
  invoiced: 5,
  cancelled: 9,
};

const noted = (number: string): string => `[eAccounting ${number}]`;

/**
 * The buyer's reference is short, and the buyer's own text is never cut. Asperion's limit isn't
 * known (assumption P65).
 */
const MAX_REFERENCE = 100;

/** The two free text fields of an order. */
const FIELD = { comments: "comments", reference: "buyerReference" } as const;

/** What the shop's order lacks: `status` and `note` are `null` where it has them already. */
export type PlannedWriteBack = {
  readonly document: DocumentRecord;
  readonly status: number | null;
  readonly note: { readonly field: "comments" | "reference"; readonly text: string } | null;
};

/** Returns what to write. `documents`: as they are after the run. `null`: nothing. Pure. */
export function planWriteBack(
  { settings }: RunFacts,
  order: Order,
  { outcome }: FlowEnd,
  documents: readonly DocumentRecord[],
): PlannedWriteBack | null {
  const { status, number } = settings.orders.writeBack;
  const document = liveDocument(documents);
  const name = document === null ? null : numberInLedger(document);
  if (
    settings.trial ||
    order.state === "cancelled" ||
    (outcome !== "booked" && outcome !== "updated") ||
    document === null ||
    name === null
  )
    return null;
  const raises = status !== null && STATUS[order.state] < status;
  const tells = number !== "none" && order[FIELD[number]]?.includes(noted(name)) !== true;
  if (!raises && !tells) return null;
  return {
    document,
    status: raises ? status : null,
    note: tells ? { field: number, text: noted(name) } : null,
  };
}

/** An order that is booked by the day has the number of its day's voucher. */
const numberInLedger = ({ number, member }: DocumentRecord): string | null =>
  member === undefined ? number : (member.booked ?? null);

/** Whether orders are told at all how they were booked. */
export const writesBack = ({ trial, orders: { writeBack: to } }: Settings): boolean =>
  !trial && (to.status !== null || to.number !== "none");

const isGuest = ({ debtorId }: Order): boolean => debtorId === null || debtorId === 0;

const leftOut = (why: "no-debtor" | "too-long"): Reason => reason("write-back-left-out", { why });

/**
 * Asperion refused it once, as the order has no debtor: it isn't asked again at every event.
 * `null`: it is asked. Pure.
 */
export const refusedBefore = ({ eventTypes, journal }: RunFacts, order: Order): Reason | null =>
  isGuest(order) &&
  !eventTypes.includes("retry-by-person") &&
  journal.some(
    ({ kind, state, refused }) => kind === "shop-order.update" && state === "rejected" && refused,
  )
    ? leftOut("no-debtor")
    : null;

/** Writes back. A refusal of Asperion needs a person; the document stays. */
export async function writeBack(
  ports: RunFacts & VendorPort & JournalPort & MemoryPort & WorkPort & Observer,
  order: Order,
  { document, status, note }: PlannedWriteBack,
): Promise<Result<StepReport, Failure>> {
  const id = Number(order.id);
  const answer = await ports.read(orderToChange(id));
  if (!answer.ok) return answer;
  const raw =
    typeof answer.value.body === "object" && answer.value.body !== null
      ? (answer.value.body as Readonly<Record<string, unknown>>)
      : {};
  const change = changeOf(raw, { status, note });
  if (change === null) return ok(report());
  const found = parseOrder(raw, ports.administrationId);
  if (found?.order.state === "cancelled") return handInAgain(ports, report());
  if (change === "too-long") return ok(report(leftOut("too-long")));
  const written = await ports.write(
    {
      key: ports.key,
      role: document.role,
      n: document.n,
      kind: "shop-order.update",
      marker: null,
      markerCode: null,
      markerField: null,
      documentId: String(order.id),
    },
    updateOrder(id, raw, change),
  );
  if (!written.ok && written.error.kind === "rejected")
    return ok(
      isGuest(order)
        ? report(leftOut("no-debtor"))
        : reportToPerson([reason("write-back-refused", { status: written.error.status })]),
    );
  if (!written.ok) return written;
  ports.settle(settlement(written.value, "compared", { documentId: String(order.id) }));
  recordObservation(ports, "P65", observedWhole({ ...raw, ...change }, written.value.answer.body));
  const reported = report(reason("written-back"));
  const sent = parseOrder({ ...raw, ...change }, ports.administrationId);
  const now =
    parseOrder(written.value.answer.body, ports.administrationId) ??
    (await readAgain(ports, order));
  if (found === null || sent === null || now === null || !sameOrder(order, found.order))
    return handInAgain(ports, reported);
  if (!sameOrder({ ...sent.order, state: found.order.state }, now.order, sent.order.state))
    return handInAgain(ports, reported);
  ports.knownState(await stateOf(now.head, ports.settings.trial));
  return ok(reported);
}

/** Reads the order where the answer doesn't show it as the write left it. */
async function readAgain(
  ports: RunFacts & VendorPort & MemoryPort,
  order: Order,
): Promise<ReadOrder | null> {
  const fetched = await fetchOrder(ports, order.id);
  return fetched.ok ? fetched.value : null;
}

/** The order was edited meanwhile, or that can't be told: hands it in again. */
async function handInAgain(
  ports: RunFacts & WorkPort,
  stepReport: StepReport,
): Promise<Result<StepReport, Failure>> {
  const again: WorkItem = { key: ports.key, flow: "orders", type: EDITED, lane: "update" };
  const handed = await ports.enqueue([again]);
  return handed.ok ? ok(stepReport) : handed;
}

/** Compares with the order as just read; `null`: it has everything. A status is never lowered. */
function changeOf(
  raw: Readonly<Record<string, unknown>>,
  wanted: Pick<PlannedWriteBack, "status" | "note">,
): OrderChange | "too-long" | null {
  const status =
    wanted.status !== null && typeof raw["status"] === "number" && raw["status"] < wanted.status
      ? { status: wanted.status }
      : {};
  const note = wanted.note === null ? {} : noteOf(raw, wanted.note);
  // The status is still raised.
  if (note === "too-long") return Object.keys(status).length === 0 ? note : status;
  const change = { ...status, ...note };
  return Object.keys(change).length === 0 ? null : change;
}

function noteOf(
  raw: Readonly<Record<string, unknown>>,
  { field, text }: { readonly field: "comments" | "reference"; readonly text: string },
): OrderChange | "too-long" {
  const before = typeof raw[field] === "string" ? raw[field] : "";
  if (before.includes(text)) return {};
  const after = `${before.replaceAll(NOTE, "").trim()} ${text}`.trim();
  return field === "reference" && after.length > MAX_REFERENCE ? "too-long" : { [field]: after };
}
