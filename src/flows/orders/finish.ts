/**
 * From the ledger's first answer to a document that counts: not let go of before the answer equals
 * the prediction. Confirmed or booked once it is right, deleted at once if it is wrong. A crash in
 * between is found by the marker and compared again.
 */
import type { Failure } from "../../domain/failure.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { AnsweredOrder } from "../../domain/sales-order.ts";
import { dayUnknown } from "../../eaccounting/invoice-drafts.ts";
import { confirmOrder } from "../../eaccounting/orders.ts";
import { loadLookups } from "../ledger-lookups.ts";
import type { FlowEnd } from "../port.ts";
import { type DocumentIdentity, end, type OrderCase, type Prepared } from "./case.ts";
import { compareAndCorrect, type Finishing } from "./correct.ts";
import { answeredOrRead, remove, settleCompared } from "./document-steps.ts";
import { signUnknown, turnedSign } from "./credits/sign.ts";
import { type DocumentForm, FORMS } from "./forms.ts";
import { intent } from "./intent.ts";
import { bookDraft } from "./invoices/book-draft.ts";
import { booksClosed } from "./invoices/books-closed.ts";
import { invoiceDelivered, wantsInvoice } from "./invoices/invoice-order.ts";
import { makePlan } from "./prepare.ts";

/** From the ledger's answer to the end of the job. */
export async function finish(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  state: Finishing,
): Promise<Result<FlowEnd, Failure>> {
  const compared = await compareAndCorrect(order, prepared, identity, state);
  if (!compared.ok) return compared;
  if (compared.value.kind === "held") {
    if (state.edited === true) return ok(end(order, "needs-attention", compared.value.reasons));
    const removed = await remove(order, identity, state.read.order.id);
    return removed.ok ? ok(end(order, "held", compared.value.reasons)) : removed;
  }
  const { planned, answer, reasons } = compared.value;
  const invoice = identity.role === "sales-order" && wantsInvoice(order);
  const done = booked(FORMS[identity.role], state.edited === true, answer);
  if (invoice && answer.status !== "draft")
    return invoiceDelivered(order, identity, answer.id, planned, [done, ...reasons]);
  if (!state.confirm || answer.status !== "draft")
    return ok(end(order, state.edited === true ? "updated" : "booked", [done, ...reasons]));
  // Found as it should be, and nothing more: trial mode books nothing that an earlier run left as a draft.
  if (order.ports.settings.trial)
    return ok(
      end(order, "skipped", [
        reason("trial-mode", {
          write: FORMS[identity.role].kind === "invoice-draft" ? "draft.convert" : "order.confirm",
        }),
        ...reasons,
      ]),
    );
  if (FORMS[identity.role].kind === "invoice-draft") {
    const ended = await bookDraft(order, identity, {
      planned,
      draft: answer,
      learnt: compared.value.learnt,
      reasons,
    });
    if (ended.ok) return ended;
    const right: Finishing = {
      ...state,
      planned,
      read: compared.value.read,
      learnt: compared.value.learnt,
      reasons,
    };
    if (booksClosed(ended.error)) return onAnOpenDay(order, prepared, identity, right);
    return signUnknown(planned, ended.error, compared.value.learnt)
      ? withTurnedRows(order, prepared, identity, right)
      : ended;
  }
  const confirmed = await confirm(order, identity, answer);
  if (invoice && confirmed.ok)
    return invoiceDelivered(order, identity, answer.id, planned, [done, ...reasons]);
  return confirmed.ok
    ? ok(
        end(order, "booked", [
          booked(FORMS[identity.role], state.edited === true, confirmed.value),
          ...reasons,
          reason("confirmed-after-comparison"),
        ]),
      )
    : confirmed;
}

/**
 * The ledger refused the draft's day: what is known of its years and locks is old. Read anew and
 * planned anew, which holds the draft or moves it to an open day, as the tenant wants. The draft
 * stays: it is booked once that is settled.
 */
async function onAnOpenDay(
  before: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  state: Finishing,
): Promise<Result<FlowEnd, Failure>> {
  const lookups = await loadLookups(before.ports);
  if (!lookups.ok) return lookups;
  const order: OrderCase = {
    ...before,
    ports: { ...before.ports, lookups: { ...lookups.value, learnt: state.learnt } },
  };
  const refused = reason("period-closed", {
    date: state.planned.orderDate,
    why: "refused",
    document: state.read.order.id,
  });
  const plan = makePlan(order, prepared, identity, state.learnt);
  if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
  const request = FORMS[identity.role].update(
    state.read.order.id,
    dayUnknown(state.read.raw),
    plan.document,
  );
  if (request === null || plan.document.orderDate === state.planned.orderDate)
    return ok(end(order, "held", [refused]));
  const updated = await order.ports.write(
    intent(order.ports, FORMS[identity.role].kinds.update, identity, state.read.order.id),
    request,
  );
  if (!updated.ok) return updated;
  const read = await answeredOrRead(
    order.ports,
    FORMS[identity.role],
    updated.value,
    state.read.order.id,
  );
  if (!read.ok) return read;
  const again = await finish(order, prepared, identity, {
    ...state,
    planned: plan.document,
    read: read.value,
    written: updated.value,
    reasons: plan.reasons,
  });
  return again;
}

/**
 * The booking of its draft was refused, perhaps for the sign of its rows: nothing was booked, and
 * they are turned.
 */
async function withTurnedRows(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  state: Finishing,
): Promise<Result<FlowEnd, Failure>> {
  const learnt = turnedSign(state.learnt);
  const plan = makePlan(order, prepared, identity, learnt);
  if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
  const form = FORMS[identity.role];
  const request = form.update(state.read.order.id, state.read.raw, plan.document);
  if (request === null) throw new Error("turned rows are the same rows");
  const updated = await order.ports.write(
    intent(order.ports, form.kinds.update, identity, state.read.order.id),
    request,
  );
  if (!updated.ok) return updated;
  const read = await answeredOrRead(order.ports, form, updated.value, state.read.order.id);
  return read.ok
    ? finish(order, prepared, identity, {
        ...state,
        planned: plan.document,
        read: read.value,
        written: updated.value,
        learnt,
        reasons: plan.reasons,
      })
    : read;
}

function booked(form: DocumentForm, edited: boolean, answer: AnsweredOrder): Reason {
  if (form.plan === "credit" && !edited)
    return reason("credit-draft-made", { document: answer.id });
  if (form.kind === "invoice-draft")
    return reason(edited ? "invoice-draft-updated" : "invoice-draft-made", { document: answer.id });
  return reason(edited ? "order-updated" : "order-booked", {
    number: answer.number,
    status: answer.status,
  });
}

/** A draft whose figures were seen to be right becomes what the tenant asked for. */
async function confirm(
  order: OrderCase,
  identity: DocumentIdentity,
  draft: AnsweredOrder,
): Promise<Result<AnsweredOrder, Failure>> {
  const { ports } = order;
  const written = await ports.write(
    intent(ports, "order.confirm", identity, draft.id),
    confirmOrder(draft.id),
  );
  if (!written.ok) return written;
  const answered = await answeredOrRead(ports, FORMS[identity.role], written.value, draft.id);
  if (!answered.ok) return answered;
  await settleCompared(order, identity, written.value, answered.value.order, order.sourceHash);
  return ok(answered.value.order);
}
