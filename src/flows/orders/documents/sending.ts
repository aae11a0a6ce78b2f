/**
 * Sends an order's booked documents where the tenant chose that. A sending can't be undone, and the
 * vendor doesn't tell whether one succeeded. So each is journaled before it goes out, and one
 * without an answer is reported to a person and never repeated automatically: better unsent than
 * sent twice.
 *
 * Sending is the last step of a run, after payments, so that the document shows what is still
 * unpaid. Documents booked before the tenant chose sending, by a person, or by a back-fill are
 * never sent from here.
 */
import { hasSucceeded, isUnanswered } from "../../../domain/jobs/job.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { sendingMethodsIn, type SendingMethod } from "../../../domain/orders/sending.ts";
import { MAX_EMAIL, sendInvoice } from "../../../eaccounting/sending.ts";
import type { DocumentRecord, JournalEntry, JournalPort, RunFacts } from "../../port.ts";
import { settlement } from "../../settlement.ts";
import { report, reportToPerson, type StepReport } from "../shared/run-report.ts";
import { fixedDebtor } from "../shared/filled-fields.ts";
import { nextNumber } from "../shared/identity.ts";

export type DocumentToSend = DocumentRecord & { readonly sending: SendingMethod };

/** Returns what is booked and not sent yet. `documents`: as they are after the run. Pure. */
export function waitingToBeSent(
  { settings, journal }: RunFacts,
  documents: readonly DocumentRecord[],
): readonly DocumentToSend[] {
  const { trial, orders } = settings;
  const stopped = orders.sending.company === "none" && orders.sending.private === "none";
  return trial || stopped
    ? []
    : documents.filter(
        (document): document is DocumentToSend =>
          document.state === "live" && document.sending !== undefined && !isSent(journal, document),
      );
}

/** Sends them. What can't be sent needs a person; the document stays. */
export async function sendBooked(
  ports: RunFacts & JournalPort,
  order: Order,
  waiting: readonly DocumentToSend[],
): Promise<Result<StepReport, Failure>> {
  const sent: Reason[] = [];
  const unsent: Reason[] = [];
  for (const document of waiting) {
    const to = addressee(ports, order, document);
    if ("code" in to) {
      unsent.push(to);
      continue;
    }
    const n = identity(ports.journal, document, sent.length + unsent.length);
    const written = await ports.write(
      {
        key: ports.key,
        role: "sending",
        n,
        kind: "sending.create",
        marker: null,
        markerCode: null,
        markerField: null,
        documentId: document.id,
      },
      sendInvoice(document.id, document.sending, to.email),
    );
    if (written.ok) {
      ports.settle(settlement(written.value, "compared", { documentId: document.id }));
      sent.push(reason("invoice-sent", sendingParams(document)));
    } else if (written.error.kind === "rejected")
      unsent.push(
        reason("sending-refused", { ...sendingParams(document), code: written.error.code }),
      );
    else return written;
  }
  return ok(unsent.length > 0 ? reportToPerson(unsent, sent) : report(...sent));
}

const sendingParams = ({ id, number, sending }: DocumentToSend) => ({
  number: number ?? id,
  way: sending,
});

/** Returns the address, or why nothing is sent. `email: null`: the customer's own address. */
function addressee(
  ports: RunFacts,
  order: Order,
  document: DocumentToSend,
): { readonly email: string | null } | Reason {
  const last = sendings(ports.journal, document).at(-1);
  if (last !== undefined && isUnanswered(last) && !ports.eventTypes.includes("retry-by-person"))
    return reason("sending-in-doubt", sendingParams(document));
  const country = ports.lists.company?.country ?? "";
  if (!sendingMethodsIn(country).includes(document.sending))
    return reason("sending-not-available", { ...sendingParams(document), country });
  // One customer stands for many buyers: the address in the ledger belongs to none of them.
  if (fixedDebtor({ ports, order }) === null) return { email: null };
  if (document.sending !== "email")
    return reason("sending-to-shared-customer", sendingParams(document));
  return order.email === null || order.email.length > MAX_EMAIL
    ? reason("sending-no-address", sendingParams(document))
    : { email: order.email };
}

const sendings = (
  journal: readonly JournalEntry[],
  { id }: DocumentRecord,
): readonly JournalEntry[] =>
  journal.filter((entry) => entry.kind === "sending.create" && entry.documentId === id);

const isSent = (journal: readonly JournalEntry[], document: DocumentRecord): boolean =>
  sendings(journal, document).some(hasSucceeded);

/**
 * A sending that certainly failed is repeated under its own number; `made`: how many this run has
 * reported already.
 */
function identity(
  journal: readonly JournalEntry[],
  document: DocumentRecord,
  made: number,
): number {
  const again = sendings(journal, document).findLast(
    (entry) => entry.state === "planned" || entry.refused,
  );
  return nextNumber(
    journal.filter((entry) => entry.kind === "sending.create"),
    again,
    made,
  );
}

/**
 * Decides whether a document that was just booked is to be sent, by the tenant's choice on that
 * day; the answer is kept with the document. Only a document booked as planned is sent, and none of
 * a back-fill (unless `shown`), which would send thousands of invoices that buyers already know.
 */
export function sendingChoice(
  { settings, backfill }: Pick<RunFacts, "settings" | "backfill">,
  toPrivate: boolean,
): { readonly sending?: SendingMethod } {
  const way = settings.orders.sending[toPrivate ? "private" : "company"];
  const past = backfill?.kind === "order" && backfill.shown !== true;
  return way === "none" || past ? {} : { sending: way };
}
