/**
 * Which fields of an invoice's head an order says otherwise by now. Three characters of a hash are
 * kept of each with the booked invoice, for good: no name and no address is in them.
 */
import type { PostalAddress, SalesOrder } from "../../../../domain/orders/sales-order.ts";
import { hashOf } from "../../../settlement.ts";

/** Characters of each field. Two values may share them: then the field isn't named. */
const KEPT = 3;

const placeOf = ({ name: _, ...place }: PostalAddress): unknown =>
  Object.entries(place).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** By the ledger's names. What is kept goes by their order, so further ones come last. */
const FIELDS: Readonly<Record<string, (planned: SalesOrder) => unknown>> = {
  Name: ({ invoiceAddress }) => invoiceAddress.name,
  InvoiceAddress1: ({ invoiceAddress }) => placeOf(invoiceAddress),
  DeliveryCustomerName: ({ deliveryAddress }) => deliveryAddress.name,
  DeliveryAddress1: ({ deliveryAddress }) => placeOf(deliveryAddress),
  OurReference: ({ ourReference }) => ourReference,
  YourReference: ({ yourReference }) => yourReference,
  BuyersOrderReference: ({ buyersOrderReference }) => buyersOrderReference,
  DeliveryMethodId: ({ deliveryMethod }) => [deliveryMethod?.name, deliveryMethod?.code],
  TermsOfPaymentId: ({ termsOfPaymentId }) => termsOfPaymentId,
};

/** What is kept of the head's fields. */
export async function headFields(planned: SalesOrder): Promise<string> {
  const kept = await Promise.all(
    Object.values(FIELDS).map(async (of) => {
      const hash = await hashOf(JSON.stringify(of(planned)));
      return hash.slice(0, KEPT);
    }),
  );
  return kept.join("");
}

/** Returns the names of the fields that differ; `null`: none that is known. */
export function changedFields(booked: string | undefined, now: string): string | null {
  if (booked === undefined) return null;
  const part = (of: string, at: number): string => of.slice(at * KEPT, (at + 1) * KEPT);
  const changed = Object.keys(FIELDS).filter((_, at) => part(booked, at) !== part(now, at));
  return changed.length === 0 ? null : changed.join(", ");
}
