/**
 * Whether documents of an order stand in the ledger that nothing here knows of: by our marker, or
 * by the order's number.
 */
import type { Failure } from "../../domain/failure.ts";
import type { Order } from "../../domain/order.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../../domain/zoned-time.ts";
import type { DocumentRecord, FlowEnd, RunFacts } from "../port.ts";
import { othersUntil } from "../predecessor.ts";
import { end, type OrderCase } from "./case.ts";
import { codesUpTo } from "./identity.ts";
import { lookForDocuments } from "./look-first.ts";

/**
 * The journal knows nothing of what came before its birth, nor of what a predecessor did last:
 * another one may have written it.
 */
export function olderThanJournal(ports: RunFacts, order: Order): boolean {
  const stamp = parseLocal(order.date);
  return (
    stamp === null ||
    instantsOf(stamp, SOURCE_ZONE).earliest < othersUntil(ports.memory, ports.journalBornAt)
  );
}

const MOST_DOCUMENTS = 9;

type Seen =
  | { readonly kind: "end"; readonly end: FlowEnd }
  | { readonly kind: "document"; readonly document: DocumentRecord };

export async function sightings(
  order: OrderCase,
  withNumber: boolean,
): Promise<Result<Seen | null, Failure>> {
  const { ports } = order;
  const stamp = parseLocal(order.order.date);
  const made = Math.max(0, ...[...ports.journal, ...ports.documents].map(({ n }) => n));
  // A journal that is gone may have made more than one, after deletions: all of them bear the order's number.
  const ours = await codesUpTo(ports, order.order, Math.max(made + 1, MOST_DOCUMENTS));
  const seen = await lookForDocuments(ports, {
    sent: ours.filter((own) => own.n <= made + 1),
    ours,
    number: order.order.number,
    byHand: withNumber || olderThanJournal(ports, order.order),
    orderInstant: stamp === null ? ports.now() : instantsOf(stamp, SOURCE_ZONE).earliest,
  });
  if (!seen.ok) return seen;
  switch (seen.value.kind) {
    case "nothing":
      return ok(null);
    case "perhaps-by-hand":
      return ok({ kind: "end", end: end(order, "held", [seen.value.reason]) });
    case "booked": {
      const { document, role, n } = seen.value;
      if (document.kind === "invoice" || role === "voucher" || role === "voucher-credit")
        return ok({
          kind: "document",
          document: {
            role,
            n,
            id: document.id,
            number: document.number,
            state: "live",
            sourceHash: null,
            ownedHash: null,
          },
        });
      return ok({
        kind: "end",
        end: end(order, "booked", [
          reason("document-booked-by-person", {
            document: document.kind,
            number: document.number ?? document.id,
          }),
        ]),
      });
    }
    case "ours": {
      const { document, others, role, n } = seen.value;
      if (others.length > 0)
        return ok({
          kind: "end",
          end: end(order, "needs-attention", [
            reason("marker-found-twice", {
              count: others.length + 1,
              first: document.number ?? document.id,
            }),
          ]),
        });
      return ok({
        kind: "document",
        document: {
          role,
          n,
          id: document.id,
          number: document.number,
          state: "live",
          sourceHash: null,
          ownedHash: null,
        },
      });
    }
  }
}
