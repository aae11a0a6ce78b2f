/** Makes an order's document. What is done about the answer stands in finish.ts and correct.ts. */
import type { Failure } from "../../../domain/failure.ts";
import { reason } from "../../../domain/reasons.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  alsoSaid,
  type DocumentEnd,
  type DocumentIdentity,
  end,
  type OrderCase,
  type Prepared,
} from "../case.ts";
import { planOf } from "../decision/prepare.ts";
import { rehearseRest } from "../trial/rehearse.ts";
import { rehearsed } from "../trial/recording-ports.ts";
import { signUnknown, withTurnedSign } from "./credits/sign.ts";
import { finish } from "./finish.ts";
import { DOCUMENT_HANDLERS } from "./document-kinds.ts";
import { booksClosed } from "./invoices/booking.ts";
import { intent, settleDone, unreadable } from "./steps.ts";

/**
 * The first document of an order, or the next one after one that was deleted. `book`: an invoice is
 * booked once its draft is right. A credit that the ledger refuses for the sign of its rows is sent
 * once more with the other one.
 */
export async function createDocument(
  before: OrderCase,
  prepared: Prepared,
  identity: DocumentIdentity,
  book: boolean,
): Promise<Result<DocumentEnd, Failure>> {
  const { ports } = before;
  const form = DOCUMENT_HANDLERS[identity.role];
  let order = before;
  let refused: Failure | null = null;
  for (;;) {
    const { learnt } = order.ports.lookups;
    const plan = planOf(order, prepared, identity);
    if (plan.kind === "hold") return ok(end(order, "held", plan.reasons));
    const wanted = intent(ports, form.kinds.create, identity, null);
    const request = form.create(plan.document);
    if (ports.settings.trial) {
      const shown = rehearsed(order, wanted, request, plan.reasons);
      const rest = await rehearseRest(order, identity, plan.document, {
        book,
        confirm: plan.confirmAfterComparison,
        toPrivate: prepared.customer.kind === "private",
      });
      return rest.ok ? ok(alsoSaid(shown, ...rest.value)) : rest;
    }
    const written = await ports.write(wanted, request);
    if (!written.ok) {
      const { error } = written;
      if (booksClosed(error))
        return ok(
          end(order, "held", [
            reason("period-closed", { date: plan.document.orderDate, why: "refused" }),
          ]),
        );
      if (signUnknown(plan.document, error, learnt)) {
        refused = error;
        order = withTurnedSign(order);
        continue;
      }
      // Refused with either sign, it wasn't for the sign.
      return err(refused !== null && error.kind === "rejected" ? refused : error);
    }
    if (refused !== null) ports.saveLookups({ learnt });
    const read = form.readWritten(written.value.answer);
    if (!read.ok) return unreadable(order, identity, written.value, read.error);
    settleDone(order, identity, written.value, read.value.order);
    return finish(order, prepared, identity, {
      planned: plan.document,
      read: read.value,
      written: written.value,
      learnt,
      reasons: plan.reasons,
      confirm: book || plan.confirmAfterComparison,
    });
  }
}
