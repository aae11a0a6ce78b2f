/**
 * Writes status and document number back into the order of the shop, once its document stands in
 * the ledger. Never an echo: what we wrote is taken out of the order before anything is made of it,
 * and the state in which it left the order is the one in which the sweep knows it. A write-back in
 * doubt is read again, as it only ever writes what isn't there.
 *
 * An order that somebody edited while it was worked on is not known in that state: it would be left
 * alone for good. It is handed in again, and its next run finds the edit.
 */
import { type OrderChange, orderToChange, updateOrder } from "../../../asperion/order-writes.ts";
import type { Failure } from "../../../domain/failure.ts";
import type { Order, OrderState } from "../../../domain/order.ts";
import { reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type {
  DocumentRecord,
  FlowEnd,
  FlowPorts,
  MemoryPort,
  RunFacts,
  VendorPort,
  WorkItem,
  WorkPort,
} from "../../port.ts";
import { settlement } from "../../settlement.ts";
import { alsoSaid, liveDocument, needsPerson } from "../case.ts";
import { fetchOrder, NOTE, orderOf, type ReadOrder, sameOrder, stateOf } from "../intake/fetch.ts";

/** The event with which an order is handed in that was edited while it was worked on. */
const EDITED = "edited-meanwhile";

const STATUS: Readonly<Record<OrderState, number>> = {
  concept: 1,
  confirmed: 2,
  "partly-delivered": 3,
  delivered: 4,
  invoiced: 5,
  cancelled: 9,
};

const noted = (number: string): string => `[eAccounting ${number}]`;

/**
 * The buyer's reference is short, and what the buyer wrote in it is never cut. How long Asperion
 * takes one isn't known (assumption P65).
 */
const REFERENCE_MAX = 100;

/** The two fields of an order that hold free text. */
const FIELD = { comments: "comments", reference: "buyerReference" } as const;

/**
 * `documents`: as they are after the run. What Asperion refuses needs a person; the document
 * stands.
 */
export async function writeBack(
  ports: FlowPorts,
  order: Order,
  ended: FlowEnd,
  documents: readonly DocumentRecord[],
): Promise<Result<FlowEnd, Failure>> {
  const { status, number } = ports.settings.orders.writeBack;
  const document = liveDocument(documents);
  if ((status === null && number === "none") || ports.settings.trial || order.state === "cancelled")
    return ok(ended);
  if (
    (ended.outcome !== "booked" && ended.outcome !== "updated") ||
    document === null ||
    document.number === null
  )
    return ok(ended);
  const raises = status !== null && STATUS[order.state] < status;
  const tells =
    number !== "none" && order[FIELD[number]]?.includes(noted(document.number)) !== true;
  if (!raises && !tells) return ok(ended);
  const leftOut = (why: "no-debtor" | "too-long"): Result<FlowEnd, Failure> =>
    ok(alsoSaid(ended, reason("write-back-left-out", { why })));
  // Asperion refused it once, as the order has no debtor: it isn't asked again with every event.
  const isGuest = order.debtorId === null || order.debtorId === 0;
  if (
    isGuest &&
    !ports.eventTypes.includes("retry-by-person") &&
    ports.journal.some(
      ({ kind, state, refused }) => kind === "shop-order.update" && state === "rejected" && refused,
    )
  )
    return leftOut("no-debtor");
  const id = Number(order.id);
  const answer = await ports.read(orderToChange(id));
  if (!answer.ok) return answer;
  const raw =
    typeof answer.value.body === "object" && answer.value.body !== null
      ? (answer.value.body as Readonly<Record<string, unknown>>)
      : {};
  const change = changeOf(raw, {
    status: raises ? status : null,
    note: tells ? { field: number, text: noted(document.number) } : null,
  });
  if (change === null) return ok(ended);
  const found = orderOf(raw, ports.administrationId);
  if (found?.order.state === "cancelled") return handInAgain(ports, ended);
  if (change === "too-long") return leftOut("too-long");
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
  if (!written.ok && written.error.kind === "rejected" && isGuest) return leftOut("no-debtor");
  if (!written.ok)
    return written.error.kind === "rejected"
      ? ok(needsPerson(ended, reason("write-back-refused", { status: written.error.status })))
      : written;
  ports.settle(settlement(written.value, "compared", { documentId: String(order.id) }));
  const reported: FlowEnd = alsoSaid(ended, reason("written-back"));
  const sent = orderOf({ ...raw, ...change }, ports.administrationId);
  const now =
    orderOf(written.value.answer.body, ports.administrationId) ?? (await readAgain(ports, order));
  if (found === null || sent === null || now === null || !sameOrder(order, found.order))
    return handInAgain(ports, reported);
  if (!sameOrder({ ...sent.order, state: found.order.state }, now.order, sent.order.state))
    return handInAgain(ports, reported);
  ports.knownState(await stateOf(now.head, ports.settings.trial));
  return ok(reported);
}

/** Where the answer doesn't show the order as the write left it. */
async function readAgain(
  ports: RunFacts & VendorPort & MemoryPort,
  order: Order,
): Promise<ReadOrder | null> {
  const fetched = await fetchOrder(ports, order.id);
  return fetched.ok ? fetched.value : null;
}

/** Somebody edited it meanwhile, or that can't be told: its job goes on with a fresh look. */
async function handInAgain(
  ports: RunFacts & WorkPort,
  ended: FlowEnd,
): Promise<Result<FlowEnd, Failure>> {
  const again: WorkItem = { key: ports.key, flow: "orders", type: EDITED, lane: "update" };
  const handed = await ports.enqueue([again]);
  return handed.ok ? ok(ended) : handed;
}

/**
 * Against the order as it was just read: `null` where it says all of it already. A status is never
 * lowered.
 */
function changeOf(
  raw: Readonly<Record<string, unknown>>,
  wanted: {
    readonly status: number | null;
    readonly note: { readonly field: "comments" | "reference"; readonly text: string } | null;
  },
): OrderChange | "too-long" | null {
  const status =
    wanted.status !== null && typeof raw["status"] === "number" && raw["status"] < wanted.status
      ? { status: wanted.status }
      : {};
  const note = wanted.note === null ? {} : noteOf(raw, wanted.note);
  // A status is raised all the same.
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
  return field === "reference" && after.length > REFERENCE_MAX ? "too-long" : { [field]: after };
}
