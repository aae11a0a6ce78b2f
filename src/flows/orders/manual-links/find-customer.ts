/**
 * Reads the customer that a person names for an order's buyer. Later orders of that buyer go to
 * this customer; the first of them reads the customer again and updates it as the settings say.
 */
import { sourceOrderId } from "../../../domain/ids.ts";
import { reason, type Reason } from "../../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { customersBy, readCustomersBy, toLedgerCustomer } from "../../../eaccounting/customers.ts";
import { STALE_FINGERPRINT } from "../../journal.ts";
import type { FlowPorts, SavedLink } from "../../port.ts";
import { linkSourceOf } from "../preparation/customer.ts";
import { orderCase } from "../intake/order-case.ts";
import { fetchOrder } from "../intake/fetch.ts";
import type { LinkAsk } from "../shared/link-request.ts";

type FoundCustomerToLink =
  | { readonly kind: "refused"; readonly reasons: readonly Reason[] }
  | { readonly kind: "found"; readonly link: SavedLink; readonly number: string };

export async function findCustomerToLink(
  ports: FlowPorts,
  orderId: string,
  { number }: LinkAsk,
): Promise<Result<FoundCustomerToLink, Failure>> {
  const fetched = await fetchOrder(ports, sourceOrderId(orderId));
  if (!fetched.ok) return fetched;
  const order = await orderCase(ports, fetched.value.order);
  const answer = await ports.lookUp(customersBy("customer-number", number));
  if (!answer.ok) return answer;
  const read = readCustomersBy(answer.value, "customer-number", number);
  if (!read.ok) return read;
  const [customer, second] = read.value.customers;
  if (customer === undefined)
    return refused(reason("link-not-found", { document: "customer", number }));
  if (second !== undefined)
    return refused(reason("link-ambiguous", { count: read.value.customers.length, number }));
  if (!customer.active) return refused(reason("customer-inactive", { customer: customer.id }));
  // The customer is read at the next order.
  return ok({
    kind: "found",
    number,
    link: {
      source: linkSourceOf(order),
      link: {
        customer: toLedgerCustomer(customer),
        fingerprint: STALE_FINGERPRINT,
        byPerson: true,
      },
      owned: null,
    },
  });
}

const refused = (...reasons: readonly Reason[]): Result<FoundCustomerToLink, Failure> =>
  ok({ kind: "refused", reasons });
