/**
 * Writes status and document number back into the order of the shop, once its document stands in
 * the ledger. Never an echo: what we wrote is taken out of the order before anything is made of it,
 * and the state in which it left the order is the one in which the sweep knows it. A write-back in
 * doubt is read again, as it only ever writes what isn't there.
 *
 * An order that somebody edited while it was worked on is not known in that state: it would be left
 * alone for good. It is handed in again, and its next run finds the edit.
 */
import {
  type OrderChange,
  orderToChange,
  seenWhole,
  updateOrder,
} from "../../../asperion/orders.ts";
import type { Failure } from "../../../domain/failure.ts";
import type { Order, OrderState } from "../../../domain/order.ts";
import { type Reason, reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
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
import { noteSeen, type Observer } from "../../seen-at-work.ts";
import { settlement } from "../../settlement.ts";
import { liveDocument } from "../case.ts";
import { tell, tellPerson, type Told } from "../decision/said.ts";
import { stateOf } from "../../known-state.ts";
import { fetchOrder, NOTE, orderOf, type ReadOrder, sameOrder } from "../intake/fetch.ts";

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

/** What the order of the shop lacks: `status` and `note` are `null` where it says that already. */
export type ToWriteBack = {
  readonly document: DocumentRecord;
  readonly status: number | null;
  readonly note: { readonly field: "comments" | "reference"; readonly text: string } | null;
};

/** Pure. `documents`: as they are after the run. `null`: nothing is to be written. */
export function toWriteBack(
  { settings }: RunFacts,
  order: Order,
  { outcome }: FlowEnd,
  documents: readonly DocumentRecord[],
): ToWriteBack | null {
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

/** By the day an order has no number of its own: it has that of its day's voucher. */
const numberInLedger = ({ number, member }: DocumentRecord): string | null =>
  member === undefined ? number : (member.booked ?? null);

/** Whether orders are told at all what they were booked as. */
export const writesBack = ({ trial, orders: { writeBack: to } }: Settings): boolean =>
  !trial && (to.status !== null || to.number !== "none");

const isGuest = ({ debtorId }: Order): boolean => debtorId === null || debtorId === 0;

const leftOut = (why: "no-debtor" | "too-long"): Reason => reason("write-back-left-out", { why });

/**
 * Asperion refused it once, as the order has no debtor: it isn't asked again with every event.
 * Pure; `null`: it is asked.
 */
export const refusedBefore = ({ eventTypes, journal }: RunFacts, order: Order): Reason | null =>
  isGuest(order) &&
  !eventTypes.includes("retry-by-person") &&
  journal.some(
    ({ kind, state, refused }) => kind === "shop-order.update" && state === "rejected" && refused,
  )
    ? leftOut("no-debtor")
    : null;

/** What Asperion refuses needs a person; the document stands. */
export async function writeBack(
  ports: RunFacts & VendorPort & JournalPort & MemoryPort & WorkPort & Observer,
  order: Order,
  { document, status, note }: ToWriteBack,
): Promise<Result<Told, Failure>> {
  const id = Number(order.id);
  const answer = await ports.read(orderToChange(id));
  if (!answer.ok) return answer;
  const raw =
    typeof answer.value.body === "object" && answer.value.body !== null
      ? (answer.value.body as Readonly<Record<string, unknown>>)
      : {};
  const change = changeOf(raw, { status, note });
  if (change === null) return ok(tell());
  const found = orderOf(raw, ports.administrationId);
  if (found?.order.state === "cancelled") return handInAgain(ports, tell());
  if (change === "too-long") return ok(tell(leftOut("too-long")));
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
        ? tell(leftOut("no-debtor"))
        : tellPerson([reason("write-back-refused", { status: written.error.status })]),
    );
  if (!written.ok) return written;
  ports.settle(settlement(written.value, "compared", { documentId: String(order.id) }));
  noteSeen(ports, "P65", seenWhole({ ...raw, ...change }, written.value.answer.body));
  const reported = tell(reason("written-back"));
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
async function handInAgain(ports: RunFacts & WorkPort, told: Told): Promise<Result<Told, Failure>> {
  const again: WorkItem = { key: ports.key, flow: "orders", type: EDITED, lane: "update" };
  const handed = await ports.enqueue([again]);
  return handed.ok ? ok(told) : handed;
}

/**
 * Against the order as it was just read: `null` where it says all of it already. A status is never
 * lowered.
 */
function changeOf(
  raw: Readonly<Record<string, unknown>>,
  wanted: Pick<ToWriteBack, "status" | "note">,
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
