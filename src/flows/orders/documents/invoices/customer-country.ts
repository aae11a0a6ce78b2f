/**
 * The ledger computes VAT by the country that its record of the customer has when a document is
 * written. That may have changed since it was remembered, and where both countries have one rate,
 * no figure of the answer shows it: only the accounts differ.
 */
import type { LedgerCustomer } from "../../../../domain/ledger/ledger.ts";
import type { AnsweredOrder } from "../../../../domain/orders/sales-order.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { type Failure, ok, type Result } from "../../../../domain/result.ts";
import { findCustomerById, toLedgerCustomer } from "../../../../eaccounting/customers.ts";
import { goodsPlace } from "../../../parties/customer-addresses.ts";
import { sharedCustomer } from "../../../parties/party.ts";
import type { OrderCase } from "../../shared/case.ts";

/**
 * Whether a draft's country isn't the one of the customer that it was planned for. It is of no
 * account where VAT follows the delivery.
 */
export const isOtherCountry = (
  order: OrderCase,
  customer: LedgerCustomer,
  { invoiceCountry }: Pick<AnsweredOrder, "invoiceCountry">,
): boolean =>
  invoiceCountry !== undefined &&
  customer.tax?.byDelivery !== true &&
  invoiceCountry !== countryOf(order, customer);

const countryOf = ({ ports }: OrderCase, { country }: LedgerCustomer): string | undefined =>
  (country ?? ports.lists.company?.country)?.toUpperCase();

/**
 * Returns the customer as the ledger has it now, to be planned for again, and keeps that; or why
 * the draft can't stay: no customer, or its country isn't the draft's either.
 */
export async function readCurrentCustomer(
  order: OrderCase,
  known: LedgerCustomer,
  answer: AnsweredOrder,
): Promise<Result<LedgerCustomer | readonly Reason[], Failure>> {
  const { ports } = order;
  const read = await findCustomerById(ports.read, known.id);
  if (!read.ok) return read;
  if (read.value === null) return ok([placeDiffers(order, known, answer)]);
  const customer = toLedgerCustomer(read.value);
  ports.customerSeen(customer);
  return ok(
    isOtherCountry(order, customer, answer) ? [placeDiffers(order, customer, answer)] : customer,
  );
}

const folded = (name: string): string => name.replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/**
 * A credit's draft bears the name that its customer has by now, which eAccounting lets nobody
 * change on it: told where its invoice bears another one (E232).
 */
export const otherBuyerName = (
  { order: { partOf } }: Pick<OrderCase, "order">,
  { id, number }: LedgerCustomer,
  { buyerName }: Pick<AnsweredOrder, "buyerName">,
): readonly Reason[] =>
  partOf?.buyerName === undefined ||
  buyerName === undefined ||
  folded(partOf.buyerName) === folded(buyerName)
    ? []
    : [reason("customer-name-differs", { customer: number ?? id, credit: true })];

export const placeDiffers = (
  { ports, order }: OrderCase,
  customer: LedgerCustomer,
  { invoiceCountry = "" }: Pick<AnsweredOrder, "invoiceCountry">,
): Reason =>
  reason("sale-place-differs", {
    goods: goodsPlace(order, ports.lists.company?.country ?? "").country,
    ledger: invoiceCountry,
    byDelivery: customer.tax?.byDelivery ?? false,
    ...sharedCustomer({ customer, settings: ports.settings }),
  });
