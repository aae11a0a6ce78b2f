/**
 * Our voucher in the ledger, with its rows: found by the marker in its text, as there is no reading
 * it by its id alone.
 */
import type { Failure } from "../../../domain/failure.ts";
import { carriesMarker } from "../../../domain/marker.ts";
import { ok, type Result } from "../../../domain/result.ts";
import type { AnsweredVoucher } from "../../../domain/voucher.ts";
import { instantsOf, parseLocal, SOURCE_ZONE } from "../../../domain/zoned-time.ts";
import { findDocuments } from "../../../eaccounting/documents.ts";
import { findVouchers } from "../../../eaccounting/vouchers.ts";
import type { DoubtHit, FlowPorts, JournalEntry } from "../../port.ts";
import { keyed } from "../../settlement.ts";
import type { OrderCase } from "../case.ts";
import type { VoucherIdentity } from "../identity.ts";
import { byAge } from "../look-first.ts";

const HOUR_MS = 3_600_000;

/**
 * All that bear the marker. Where the vendor refuses to filter on the text, what was created since
 * the order's day is read.
 */
export function vouchersWith(
  { ports, order }: Pick<OrderCase, "ports" | "order">,
  { marker }: Pick<VoucherIdentity, "marker">,
): Promise<Result<readonly AnsweredVoucher[], Failure>> {
  const stamp = parseLocal(order.date);
  const since =
    (stamp === null
      ? ports.journalBornAt
      : Math.min(ports.now(), instantsOf(stamp, SOURCE_ZONE).earliest)) -
    24 * HOUR_MS;
  return findVouchers(ports.lookUp, {
    part: marker.code,
    matches: (text) => carriesMarker(text, marker.code),
    since,
    scanOnly: ports.memory["documents"] === "scan",
  });
}

export async function ownVoucher(
  order: OrderCase,
  identity: VoucherIdentity,
  id: string,
): Promise<Result<AnsweredVoucher | null, Failure>> {
  const found = await vouchersWith(order, identity);
  return found.ok ? ok(found.value.find((voucher) => voucher.id === id) ?? null) : found;
}

/**
 * A doubtful voucher. It is looked for without its rows: a figure that can't be read mustn't hide
 * it.
 */
export async function findDoubtfulVoucher(
  ports: FlowPorts,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const code = entry.markerCode;
  if (code === null) throw new Error("a voucher was sent without a marker");
  const found = await findDocuments(ports.lookUp, {
    kind: "voucher",
    fields: [],
    part: code,
    matches: (text) => carriesMarker(text, code),
    since: (entry.sentAt ?? ports.now()) - HOUR_MS,
    scanOnly: ports.memory["documents"] === "scan",
  });
  if (!found.ok) return found;
  const [oldest] = byAge(found.value.documents);
  if (oldest === undefined) return ok(null);
  const { id, number } = oldest;
  // What it holds is compared before it counts as booked. How much a payment was of, the journal knows.
  const paid =
    entry.role === "voucher-payment" && entry.payment != null
      ? { voucher: { charged: entry.payment.amount, currency: "", rate: null, ledgerItem: null } }
      : {};
  return ok({
    documentId: id,
    documentNumber: number,
    document: keyed(entry.key, {
      role: entry.role,
      n: entry.n,
      id,
      number,
      state: "live",
      sourceHash: null,
      ownedHash: null,
      ...paid,
    }),
  });
}
