/**
 * What answers to our own writes show about assumptions on a vendor, where no read can
 * (docs/vendor-assumptions.md). Stored for the tenant's health page, once: an equal finding is not
 * stored again.
 */
import {
  differs,
  holds,
  type Observation,
  type WorkObservations,
  type WorkRow,
} from "../domain/vendors/checks.ts";
import type { AnsweredInvoice } from "../domain/orders/invoice.ts";
import { carriesMarker } from "../domain/orders/marker.ts";
import type { AnsweredVoucher } from "../domain/ledger/voucher.ts";
import type { ListsPatch } from "./lists-patch.ts";

export type Observer = {
  readonly lists: { readonly seenAtWork?: WorkObservations };
  saveLists(patch: ListsPatch): void;
};

/** `null`: the answer doesn't tell. */
export function noteSeen(ports: Observer, row: WorkRow, seen: Observation | null): void {
  if (seen === null || ports.lists.seenAtWork?.[row]?.verdict === seen.verdict) return;
  ports.saveLists({ seenAtWork: { [row]: seen } });
}

/** A check that takes a call of its own is repeated until it holds once. */
export const isOpen = ({ lists }: Observer, row: WorkRow): boolean =>
  lists.seenAtWork?.[row]?.verdict !== "holds";

/**
 * Whether an invoice has the marker of what it was made from (E91, E94): by it a convert whose
 * answer is lost is found again.
 */
export function seenMarker(
  { references }: Pick<AnsweredInvoice, "references">,
  field: string,
  code: string,
): Observation | null {
  if (references === undefined) return null;
  return carriesMarker(references[field] ?? "", code) ? holds() : differs({ missing: field });
}

/**
 * Whether the ledger counts a booked voucher among its own (E172), which the comparison of both
 * sides leaves out. What its rows show of VAT codes (E118): vat-codes.ts.
 */
export function noteVoucher(
  ports: Observer,
  { isDerived }: Pick<AnsweredVoucher, "isDerived">,
): void {
  if (isDerived !== undefined) noteSeen(ports, "E172", isDerived ? differs() : holds());
}
