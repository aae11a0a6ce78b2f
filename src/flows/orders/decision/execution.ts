/**
 * What the executions of all actions share: the order as an action finds it, and how its outcome is
 * handed back. What the run says in the end is collected in `said` on the way.
 */
import type { Failure } from "../../../domain/failure.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { DocumentRecord } from "../../port.ts";
import type { DocumentEnd, Due, OrderCase } from "../case.ts";
import { makesAgain, type Seen, type Subject } from "./action.ts";
import { perhapsForCustomer } from "./customer.ts";
import type { Said } from "./said.ts";

/** The order as an action finds it. */
export type Found = {
  readonly order: OrderCase & Subject;
  readonly seen: Seen;
  readonly said: Said;
};

/** More is known now. `due`: on a document that has come to an end. */
type Step = {
  readonly order: OrderCase & Subject;
  readonly seen: Seen;
  readonly due?: readonly Due[];
};

export type Stepped = Result<Step, Failure>;

/** Nothing came to an end: it is decided again with what is known now. */
export function known(
  { order, seen }: Found,
  more: Partial<Seen>,
  changed: OrderCase = order,
): Stepped {
  return ok({ order: { ...order, ...changed }, seen: { ...seen, ...more } });
}

/** The document has come to an end. `isAlone`: what this run looked up doesn't concern that. */
export function ended(
  { order, seen, said }: Found,
  { due = [], ...value }: DocumentEnd,
  isAlone = false,
): Stepped {
  said.ends(value, isAlone);
  return ok({ order, seen, due });
}

/** The end that a document's work comes to. */
export async function endOf(
  found: Found,
  work: Promise<Result<DocumentEnd, Failure>>,
): Promise<Stepped> {
  const done = await work;
  return done.ok ? ended(found, done.value) : done;
}

/** What somebody deleted meanwhile may be made again, where a person wants that. */
export async function endOrDeleted(
  found: Found,
  document: DocumentRecord,
  work: Promise<Result<DocumentEnd, Failure>>,
): Promise<Stepped> {
  const done = await work;
  if (!done.ok) return done;
  const isGone = done.value.reasons.some(({ code }) => code === "document-gone");
  return isGone && makesAgain(found.order.ports)
    ? known(found, { deleted: [document] })
    : ended(found, done.value);
}

/**
 * What is refused, perhaps for its customer, is done once more with the customer read anew.
 * `finish`: what comes of it otherwise.
 */
export async function forCustomer(
  found: Found,
  work: Promise<Result<DocumentEnd, Failure>>,
  finish: (done: Promise<Result<DocumentEnd, Failure>>) => Promise<Stepped>,
): Promise<Stepped> {
  const { order, said } = found;
  const done = await work;
  if (done.ok || order.refusedFor !== undefined || !perhapsForCustomer(done.error))
    return finish(Promise.resolve(done));
  said.prepareAgain();
  return known(found, { prepared: null }, { ...order, refusedFor: done.error });
}
