/** Executes the look-ups that must come first; nothing of the order's document is written here. */
import { type Reason, reason } from "../../../domain/reasons.ts";
import type { DocumentRecord, RunFacts } from "../../port.ts";
import { type DocumentIdentity, end, type OrderCase } from "../model/case.ts";
import { findOriginal } from "../documents/credits/original.ts";
import { handlerOf } from "../model/document-kinds.ts";
import { identityOf, nextIdentity } from "../model/identity.ts";
import { linkAsSent } from "../documents/invoices/booked.ts";
import { type ActionOf, bookedAgain } from "./action.ts";
import { lookAtDocuments } from "./deleted.ts";
import { agreed } from "./differences.ts";
import { ended, type Found, known, type Stepped } from "./execution.ts";
import { existingDocuments } from "../existing/existing-documents.ts";
import { NO_IDENTITY, prepare } from "../preparation/prepare.ts";
import { verifyRepeat } from "./repeats.ts";

/** Checks whether a write that was sent twice exists twice. */
export async function verifyRepeats(
  found: Found,
  { documents }: ActionOf<"verify-repeats">,
): Promise<Stepped> {
  for (const document of documents) {
    const verified = await verifyRepeat(found.order, document);
    if (!verified.ok) return verified;
    if (verified.value !== null) return ended(found, verified.value, true);
  }
  return known(found, { verified: true });
}

/** Checks whether the order is booked already. */
export async function searchFirst(
  found: Found,
  { withNumber, reasons }: ActionOf<"search-first">,
): Promise<Stepped> {
  const { order, said } = found;
  const lookedUp = await existingDocuments(order, withNumber);
  if (!lookedUp.ok) return lookedUp;
  if (lookedUp.value === null) {
    said.add(reasons);
    return known(found, { nothingThere: true });
  }
  if (lookedUp.value.kind === "end") return ended(found, lookedUp.value.end, true);
  const { document } = lookedUp.value;
  said.stands = stands(order.ports, document);
  return known(found, { document, found: true });
}

/** Checks whether the journal's documents are still in the ledger and agree with the shop. */
export async function searchDeleted(
  found: Found,
  { document }: ActionOf<"search-deleted">,
): Promise<Stepped> {
  const { order, said } = found;
  const looked = await lookAtDocuments(order, document);
  if (!looked.ok) return looked;
  const { deleted, differs } = looked.value;
  if (deleted.length === 0) said.stands = stands(order.ports, document);
  return known(found, looked.value, differs?.length === 0 ? agreed(order, document) : order);
}

const stands = (ports: RunFacts, { number, id }: DocumentRecord): readonly Reason[] =>
  bookedAgain(ports) ? [reason("document-stands", { document: number ?? id })] : [];

/** Finds the order that a credit takes back. */
export async function searchOriginal(found: Found): Promise<Stepped> {
  const original = await findOriginal(found.order);
  if (!original.ok) return original;
  if (original.value.kind === "end") return ended(found, original.value.end, true);
  found.said.add(original.value.told);
  return known(found, { original: original.value }, original.value.order);
}

/** Finds or creates the order's customer and articles. */
export async function prepareOrder(found: Found, action: ActionOf<"prepare">): Promise<Stepped> {
  const { order, said } = found;
  const preparation = await prepare(order, await identityFor(order, action), action.asks);
  if (!preparation.ok) return preparation;
  const { value } = preparation;
  if (value.kind === "held") return ended(found, end(value.order, "held", value.reasons));
  said.prepared(value.prepared.reasons);
  return known(found, { prepared: value.prepared }, value.order);
}

/**
 * Returns the identity of the document to write; none where it is planned as another kind than it
 * has.
 */
async function identityFor(
  { ports, order }: OrderCase,
  { as, document }: ActionOf<"prepare">,
): Promise<DocumentIdentity> {
  if (document === null) return nextIdentity(ports, order, as);
  return handlerOf(document.role).role === as
    ? identityOf(ports, order, document)
    : { ...NO_IDENTITY, role: as };
}

/** Checks whether a booked document that was found has the figures that it was sent with. */
export async function compareAsSent(
  found: Found,
  { document, cancelled }: ActionOf<"compare-as-sent">,
): Promise<Stepped> {
  const linked = await linkAsSent(found.order, document, cancelled);
  if (!linked.ok) return linked;
  return linked.value === null
    ? known(found, { asSent: false })
    : known(found, { asSent: true, document: linked.value });
}
