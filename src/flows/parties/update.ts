/**
 * A customer that is there: its kind and state are looked at, what differs is written if the tenant wants that, and it
 * is linked. What a person corrected in the ledger since our last write stays, unless the tenant wants it otherwise.
 */
import type { CustomerFields, FoundCustomer } from "../../domain/party.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { plannedCustomerFields } from "../../eaccounting/customer-body.ts";
import { readWrittenCustomer, toLedgerCustomer, updateCustomer } from "../../eaccounting/customers.ts";
import type { OwnedHashes, SavedLink } from "../port.ts";
import { settlement } from "../settlement.ts";
import { type Answer, type Context, held, intent, known, planFor } from "./context.ts";
import { type Guard, guardOf } from "./guard.ts";

/** `ours`: what is known of its fields, read under its lock before the customer was. */
export async function updateFound(context: Context, found: FoundCustomer, ours: OwnedHashes | null, how: Reason): Answer {
  const { ports, party, linkSource, fingerprint } = context;
  const { orders, customers, trial } = ports.settings;
  if (!found.active) return held(reason("customer-inactive", { customer: found.id }));
  if (found.kind !== party.kind && orders.customerKindConflict === "hold") return held(reason("customer-kind-differs", { customer: found.id, ledger: found.kind, order: party.kind }));
  const planned = planFor(context);
  if (!planned.ok) return held(...planned.error);
  const fields = owned(planned.value.fields, found);
  const customer = toLedgerCustomer(found);
  const linked = (print: string, hashes: OwnedHashes | null): SavedLink => ({ source: linkSource, link: { customer, fingerprint: print }, owned: hashes });
  const guard = await guardOf(found.id, found.raw, plannedCustomerFields(fields), ours);
  if (!orders.updateCustomer) {
    // Nothing is written. Who is met for the first time is remembered as it is, should updates be switched on later.
    ports.saveLink(linked(fingerprint, ours === null ? await guard.settled(found.raw, []) : null));
    return known(customer, how, ...planned.value.reasons);
  }
  const { byPerson } = guard;
  if (byPerson.length > 0 && customers.changedByPerson === "hold") return held(changed("customer-changed-by-person", found.id, guard));
  const kept = customers.changedByPerson === "leave" ? byPerson : [];
  const reasons = [how, ...planned.value.reasons, ...(kept.length > 0 ? [changed("customer-fields-kept", found.id, guard)] : [])];
  const request = updateCustomer(found.id, found.raw, fields, kept);
  if (request === null) {
    ports.saveLink(linked(fingerprint, await guard.settled(found.raw, kept)));
    return known(customer, ...reasons);
  }
  // Not written, so not up to date either: the next order looks again.
  if (trial) {
    ports.saveLink(linked("", null));
    return known(customer, ...reasons, reason("trial-mode"));
  }
  // Should the answer be lost, the old values and the new ones are ours, and the customer is looked at again.
  ports.saveLink(linked("", guard.pending(kept)));
  const written = await ports.write(intent(context, "customer.update", found.id), request);
  if (!written.ok) return written;
  const answer = readWrittenCustomer(written.value.answer);
  if (!answer.ok) {
    ports.settle({ ...settlement(written.value, "in-doubt"), failure: answer.error });
    return answer;
  }
  ports.settle(settlement(written.value, "compared", { documentId: found.id, link: linked(fingerprint, await guard.settled(answer.value.raw, kept)) }));
  const overwritten = kept.length === 0 && byPerson.length > 0 ? byPerson.join(", ") : null;
  return known(customer, ...reasons, reason("customer-updated", { customer: found.id, overwritten }));
}

/** Names fields of the ledger, never what stands in them. */
const changed = (code: "customer-changed-by-person" | "customer-fields-kept", customer: string, { byPerson, byBoth }: Guard): Reason =>
  reason(code, { customer, fields: byPerson.join(", "), both: byBoth.join(", ") || null });

/** What we don't write again: the kind and the number that the ledger's record has. */
const owned = (fields: CustomerFields, found: FoundCustomer): CustomerFields => ({ ...fields, kind: found.kind, number: found.number ?? fields.number });
