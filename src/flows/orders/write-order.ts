/** Makes an order's document. What is done about the answer stands in finish.ts and correct.ts. */
import type { Failure } from "../../domain/failure.ts";
import { reason } from "../../domain/reasons.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import type { FlowEnd } from "../port.ts";
import { type DocumentIdentity, end, type OrderCase, type Prepared } from "./case.ts";
import { signUnknown, withTurnedSign } from "./credits/sign.ts";
import { settleDone, unreadable } from "./document-steps.ts";
import { finish } from "./finish.ts";
import { FORMS } from "./forms.ts";
import { intent } from "./intent.ts";
import { booksClosed } from "./invoices/books-closed.ts";
import { makePlan } from "./prepare.ts";
import { rehearsed } from "./rehearse.ts";
import { rehearseRest } from "./rehearse-rest.ts";

/**
 * The first document of an order, or the next one after one that was deleted. `book`: an invoice is
 * booked once its draft is right. `refused`: how the ledger refused it with the rows' other sign.
 */
export async function createDocument(
  order: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  book: boolean,
  refused: Failure | null = null,
): Promise<Result<FlowEnd, Failure>> {
  const { ports } = order;
  const form = FORMS[identity.role];
  const plan = makePlan(order, prepared, identity, ports.lookups.learnt);
  if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
  const create = form.create(plan.document);
  if (ports.settings.trial) {
    const shown = rehearsed(
      order,
      intent(ports, form.kinds.create, identity, null),
      create,
      plan.reasons,
    );
    const rest = await rehearseRest(order, identity, plan.document, {
      book,
      confirm: plan.confirmAfterComparison,
      toPrivate: prepared.customer.kind === "private",
    });
    return shown.ok && rest.ok
      ? ok({ ...shown.value, reasons: [...shown.value.reasons, ...rest.value] })
      : rest.ok
        ? shown
        : rest;
  }
  const written = await ports.write(intent(ports, form.kinds.create, identity, null), create);
  if (!written.ok) {
    if (booksClosed(written.error))
      return ok(
        end(order, "held", [
          reason("period-closed", { date: plan.document.orderDate, why: "refused" }),
        ]),
      );
    if (signUnknown(plan.document, written.error, ports.lookups.learnt))
      return createDocument(withTurnedSign(order), prepared, identity, book, written.error);
    // Refused with either sign, it wasn't for the sign.
    return err(refused !== null && written.error.kind === "rejected" ? refused : written.error);
  }
  if (refused !== null) ports.saveLookups({ learnt: ports.lookups.learnt });
  const read = form.readWritten(written.value.answer);
  if (!read.ok) return unreadable(order, identity, written.value, read.error);
  settleDone(order, identity, written.value, read.value.order);
  return finish(order, prepared, identity, {
    planned: plan.document,
    read: read.value,
    written: written.value,
    learnt: ports.lookups.learnt,
    reasons: plan.reasons,
    confirm: book || plan.confirmAfterComparison,
  });
}
