/**
 * Carries out what was decided of an order, and asks again until nothing is left to do: its
 * document first, then what follows on it.
 */
import type { Failure } from "../../../domain/failure.ts";
import { type Reason, reason } from "../../../domain/reasons.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { DocumentRecord, FlowEnd, RunFacts, Settlement } from "../../port.ts";
import {
  type DocumentEnd,
  type DocumentIdentity,
  type Due,
  dueOn,
  end,
  listening,
  liveDocument,
  type OrderCase,
  renewed,
  resettled,
} from "../case.ts";
import { createDocument } from "../documents/create.ts";
import { lowerOrder, raiseOrder } from "../documents/credits/lower-order.ts";
import { findOriginal } from "../documents/credits/original.ts";
import { changedAfterBooking, creditCancelled } from "../documents/deltas/changed-after-booking.ts";
import { handlerOf } from "../documents/document-kinds.ts";
import { editDocument } from "../documents/edit.ts";
import { identityOf, nextIdentity, nextVoucher } from "../documents/identity.ts";
import { linkAsSent, linkInvoice } from "../documents/invoices/booked.ts";
import { removeDocument } from "../documents/remove.ts";
import { sendBooked } from "../documents/sending.ts";
import { bookVoucher } from "../documents/vouchers/book-voucher.ts";
import { paidByHand } from "../documents/vouchers/reverse.ts";
import { changeVoucher, takeBack } from "../documents/vouchers/change-voucher.ts";
import { payVoucher } from "../documents/vouchers/paid-later.ts";
import { writeBack } from "../documents/write-back.ts";
import { registerRefund, registerRefundOfEdits } from "../payments/refund.ts";
import { registerPayment } from "../payments/register.ts";
import { attachPdf } from "../supporting/attach.ts";
import { tellOriginal, unexplainedMoney } from "../payments/unexplained-money.ts";
import {
  type Action,
  type After,
  bookedAgain,
  makesAgain,
  NOTHING_SEEN,
  type Seen,
  type Subject,
} from "./action.ts";
import { unlikeShown } from "./as-shown.ts";
import { perhapsForCustomer } from "./customer.ts";
import { decide } from "./decide.ts";
import { lookAtDocuments } from "./deleted.ts";
import { agreed, remember, stillDiffers } from "./differences.ts";
import { existingDocuments } from "./existing-documents.ts";
import { NO_IDENTITY, prepare } from "./prepare.ts";
import { verifyRepeat } from "./repeats.ts";
import { Said, tell, tellPerson, type Told } from "./said.ts";

/** A run takes some ten steps. */
const STEPS_MAX = 50;

/** `begun`: called once, before the first action that isn't about an earlier run's doubts. */
export async function carryOut(
  before: OrderCase & Subject,
  begun: () => Promise<void>,
): Promise<Result<FlowEnd, Failure>> {
  const said = new Said();
  const { ports, kept, settled } = listening(before.ports);
  let order: OrderCase & Subject = { ...before, ports };
  let seen = NOTHING_SEEN;
  let isBegun = false;
  for (let steps = 0; ; steps += 1) {
    const action = decide(order, seen);
    if (steps > STEPS_MAX) throw new Error(`an order is decided in circles: ${action.kind}`);
    if (!isBegun && action.kind !== "verify-repeats") {
      isBegun = true;
      await begun();
    }
    if (action.kind === "finish")
      return ok(stillDiffers(action.end, renewed(order.ports.documents, kept)));
    const step = await carry(order, seen, action, said);
    if (!step.ok) return step;
    ({ seen } = step.value);
    order = withJournal(step.value.order, settled);
    const { end } = said;
    if (end === null) continue;
    const { due = step.value.due ?? [], done = [] } = seen.after ?? {};
    const documents = renewed(order.ports.documents, kept);
    seen = { ...seen, after: { end, due, documents, done } };
  }
}

const withJournal = (
  order: OrderCase & Subject,
  settled: readonly Settlement[],
): OrderCase & Subject => ({
  ...order,
  ports: { ...order.ports, journal: resettled(order.ports.journal, settled) },
});

/** More is known now. `due`: on a document that has come to an end. */
type Step = {
  readonly order: OrderCase & Subject;
  readonly seen: Seen;
  readonly due?: readonly Due[];
};

const OUTCOMES = {
  skip: "skipped",
  "before-start": "before-start",
  hold: "held",
  report: "needs-attention",
} as const;

async function carry(
  order: OrderCase & Subject,
  seen: Seen,
  action: Exclude<Action, { readonly kind: "finish" }>,
  said: Said,
): Promise<Result<Step, Failure>> {
  const { ports } = order;
  const on = (more: Partial<Seen>, changed: OrderCase = order): Result<Step, Failure> =>
    ok({ order: { ...order, ...changed }, seen: { ...seen, ...more } });
  const ended = ({ due = [], ...value }: DocumentEnd, isAlone = false): Result<Step, Failure> => {
    said.ends(value, isAlone);
    return ok({ order, seen, due });
  };
  const alone = (value: FlowEnd): Result<Step, Failure> => ended(value, true);
  const run = async (
    work: Promise<Result<DocumentEnd, Failure>>,
  ): Promise<Result<Step, Failure>> => {
    const done = await work;
    return done.ok ? ended(done.value) : done;
  };
  /** What is refused, perhaps for its customer, is done once more with the customer read anew. */
  const forCustomer = async (
    work: Promise<Result<DocumentEnd, Failure>>,
    ended: (done: Promise<Result<DocumentEnd, Failure>>) => Promise<Result<Step, Failure>> = run,
  ): Promise<Result<Step, Failure>> => {
    const done = await work;
    if (done.ok || order.refusedFor !== undefined || !perhapsForCustomer(done.error))
      return ended(Promise.resolve(done));
    said.prepareAgain();
    return on({ prepared: null }, { ...order, refusedFor: done.error });
  };
  /** What somebody deleted meanwhile may be made again, where a person wants that. */
  const keep = async (
    document: DocumentRecord,
    work: Promise<Result<DocumentEnd, Failure>>,
  ): Promise<Result<Step, Failure>> => {
    const done = await work;
    if (!done.ok) return done;
    const isGone = done.value.reasons.some(({ code }) => code === "document-gone");
    return isGone && makesAgain(ports) ? on({ deleted: [document] }) : ended(done.value);
  };
  /** On what was known of the ledger when that was booked; the next one is seen to after it. */
  const register = async (
    due: Due,
    work: (paid: OrderCase) => Promise<Result<Told, Failure>>,
  ): Promise<Result<Step, Failure>> => {
    const told = await work({ ...order, ports: { ...ports, lookups: due.lookups } });
    if (!told.ok || seen.after === null) return told.ok ? on({}) : told;
    said.tells(told.value, "money");
    const open = seen.after.due.slice(seen.after.due.indexOf(due) + 1);
    return on({ after: { ...seen.after, due: open } });
  };
  const follow = (
    step: After["done"][number],
    told: Result<Told, Failure>,
  ): Result<Step, Failure> => {
    if (!told.ok || seen.after === null) return told.ok ? on({}) : told;
    said.tells(told.value, "rest");
    return on({ after: { ...seen.after, due: [], done: [...seen.after.done, step] } });
  };

  switch (action.kind) {
    case "skip":
    case "before-start":
    case "hold":
    case "report":
      return ended(end(order, OUTCOMES[action.kind], action.reasons));
    case "leave":
      remember(ports, action.document, seen.differs);
      return ended({
        ...end(order, action.outcome, action.reasons),
        due: dueOn(order, action.document),
      });

    case "verify-repeats":
      for (const document of action.documents) {
        const verified = await verifyRepeat(order, document);
        if (!verified.ok) return verified;
        if (verified.value !== null) return alone(verified.value);
      }
      return on({ verified: true });
    case "lookup-first": {
      const lookedUp = await existingDocuments(order, action.withNumber);
      if (!lookedUp.ok) return lookedUp;
      if (lookedUp.value === null) {
        said.add(action.reasons);
        return on({ nothingThere: true });
      }
      if (lookedUp.value.kind === "end") return alone(lookedUp.value.end);
      const { document } = lookedUp.value;
      said.stands = stands(ports, document);
      return on({ document, found: true });
    }
    case "lookup-deleted": {
      const looked = await lookAtDocuments(order, action.document);
      if (!looked.ok) return looked;
      const { deleted, differs } = looked.value;
      if (deleted.length === 0) said.stands = stands(ports, action.document);
      return on(looked.value, differs?.length === 0 ? agreed(order, action.document) : order);
    }
    case "find-original": {
      const original = await findOriginal(order);
      if (!original.ok) return original;
      if (original.value.kind === "end") return alone(original.value.end);
      return on({ original: original.value }, original.value.order);
    }
    case "prepare": {
      const preparation = await prepare(order, await identityFor(order, action), action.asks);
      if (!preparation.ok) return preparation;
      const { value } = preparation;
      if (value.kind === "held") return ended(end(value.order, "held", value.reasons));
      said.prepared(value.prepared.reasons);
      return on({ prepared: value.prepared }, value.order);
    }
    case "compare-as-sent": {
      const linked = await linkAsSent(order, action.document, action.cancelled);
      if (!linked.ok) return linked;
      return linked.value === null
        ? on({ asSent: false })
        : on({ asSent: true, document: linked.value });
    }

    case "forget": {
      const changed = unlikeShown(order);
      if (changed !== null) return ended(changed);
      const gone = action.documents.map((document): DocumentRecord => ({
        ...document,
        state: "gone",
      }));
      // On trial nothing is made, so nothing is forgotten either.
      if (!ports.settings.trial) for (const document of gone) ports.saveDocument(document);
      said.forget();
      return ok(forgotten(order, seen, gone));
    }
    case "create": {
      const identity = await nextIdentity(ports, order.order, action.form);
      const repeated = ports.journal.some(
        (entry) =>
          entry.kind.endsWith(".create") &&
          entry.role === identity.role &&
          entry.n === identity.n &&
          entry.repeats > 0,
      );
      said.add([
        ...action.reasons,
        ...(repeated ? [reason("sent-again", { marker: identity.marker.text })] : []),
      ]);
      return forCustomer(createDocument(order, action.prepared, identity, action.book));
    }
    case "book-voucher": {
      const identity = await nextVoucher(ports, order.order, action.form);
      const wanted = {
        form: action.form,
        asks: true as const,
        ...(action.anew ? { anew: true as const } : {}),
      };
      const held = action.anew ? await paidByHand(order) : ok(null);
      if (!held.ok) return held;
      return forCustomer(
        held.value === null
          ? bookVoucher(order, identity, wanted, action.reasons)
          : Promise.resolve(ok(end(order, "held", [held.value]))),
      );
    }
    case "update":
      said.add(action.reasons);
      return forCustomer(editDocument(order, action.prepared, action.document, action), (done) =>
        keep(action.document, done),
      );
    case "change-voucher":
      return keep(action.document, changeVoucher(order, action.document));
    case "link-invoice": {
      const { prepared, document } = action;
      return keep(document, linkInvoice(order, prepared, document, document.id));
    }
    case "correct":
      return keep(action.document, changedAfterBooking(order, action.prepared, action.document));
    case "remove": {
      const removed = await removeDocument(order, action);
      if (!removed.ok) return removed;
      const { value } = removed;
      return "found" in value ? on({ document: value.found, found: true }) : ended(value);
    }
    case "lower-order":
      return run(lowerOrder(order, action.open));
    case "raise-order":
      return run(raiseOrder(order, action.document));
    case "reverse-voucher":
      return run(takeBack(order, action.document, action.why));
    case "credit":
      return run(creditCancelled(order, action.document));

    case "register-payment":
      return register(action.due, (paid) =>
        registerPayment(paid, { ...action.due, further: action.further }),
      );
    case "register-refund":
      return register(action.due, (paid) => registerRefund(paid, action.due));
    case "register-refund-of-edits":
      return register(action.due, (paid) => registerRefundOfEdits(paid, action.refund));
    case "pay-voucher":
      return register(action.due, (paid) => payVoucher(paid, action.document));
    case "write-back":
      return follow("write-back", await writeBack(ports, order.placed, action));
    case "send":
      return follow("send", await sendBooked(ports, order.placed, action.documents));
    case "attach":
      return follow("attach", await attachPdf(ports, order.placed, action.document));
    case "tell-original": {
      const told = await tellOriginal(ports, action.key);
      return told.ok ? follow("tell-original", ok(tell())) : told;
    }
    case "check-money": {
      const why = await unexplainedMoney(ports, order.placed, action.question);
      if (!why.ok) return why;
      return follow("money", ok(why.value === null ? tell() : unexplained(said, [why.value])));
    }
    case "say":
      return follow(
        action.of,
        ok(action.toPerson ? unexplained(said, action.reasons) : tell(...action.reasons)),
      );
  }
}

/** What holds the order up is said first: its money is looked at again when that is over. */
const unexplained = ({ end: ended }: Said, reasons: readonly Reason[]): Told =>
  ended?.outcome === "held" || ended?.outcome === "needs-attention"
    ? tell(...reasons)
    : tellPerson(reasons);

/** Of the document that comes of it; of none where it is planned as another than it has. */
async function identityFor(
  { ports, order }: OrderCase,
  { as, document }: Extract<Action, { readonly kind: "prepare" }>,
): Promise<DocumentIdentity> {
  if (document === null) return nextIdentity(ports, order, as);
  return handlerOf(document.role).role === as
    ? identityOf(ports, order, document)
    : { ...NO_IDENTITY, role: as };
}

const stands = (ports: RunFacts, { number, id }: DocumentRecord): readonly Reason[] =>
  bookedAgain(ports) ? [reason("document-stands", { document: number ?? id })] : [];

/** From the start, without what somebody deleted. */
function forgotten(
  order: OrderCase & Subject,
  seen: Seen,
  gone: readonly DocumentRecord[],
): { readonly order: OrderCase & Subject; readonly seen: Seen } {
  const own = seen.document ?? liveDocument(order.ports.documents);
  const isOwn = gone.some(({ id, role }) => id === own?.id && role === own.role);
  const documents = renewed(order.ports.documents, gone);
  return {
    order: { ...order, ports: { ...order.ports, documents } },
    seen: {
      ...NOTHING_SEEN,
      verified: true,
      deleted: [],
      forgotten: true,
      // What is left doesn't come to what the order says: by its figures that is seen, whatever the
      // marks of the first one are.
      document: isOwn || own === null ? null : { ...own, sourceHash: "", ownedHash: null },
    },
  };
}
