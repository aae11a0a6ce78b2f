/**
 * The customer of an order that is invoiced: the invoice's, whatever the shop says of the buyer by
 * now. A shop deletes its buyers' data, corrects an e-mail address or makes a person a company;
 * what was invoiced stays that customer's, and none is looked for, made or changed for it.
 */
import { sameBuyer } from "../../../domain/jobs/requested-actions.ts";
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import { type Failure, ok, type Result } from "../../../domain/result.ts";
import { findInvoiceById } from "../../../eaccounting/customer-invoices.ts";
import { findCustomerById, toLedgerCustomer } from "../../../eaccounting/customers.ts";
import { type CustomerAnswer, foundCustomer, held } from "../../parties/guard.ts";
import { isGuest } from "../../parties/party.ts";
import { nameDiffers } from "../../parties/update.ts";
import type { CustomerLink } from "../../port.ts";
import type { OrderCase } from "../shared/case.ts";
import { fixedDebtor } from "../shared/filled-fields.ts";
import { resolveCustomer } from "./customer.ts";

/**
 * Returns the customer of the order's invoice, without a call where the buyer is remembered.
 * `null`: the order isn't invoiced, or is a default customer's.
 */
export async function customerOfInvoice(
  order: OrderCase,
  link: CustomerLink | null,
): Promise<Result<CustomerAnswer | null, Failure>> {
  const { soldTo } = order.order;
  if ((soldTo ?? order.invoiceId) === undefined || fixedDebtor(order) !== null) return ok(null);
  if (link !== null && (soldTo ?? link.customer.id) === link.customer.id)
    return rememberedCustomer(link.customer, ...nameDiffers(link));
  const id = soldTo ?? (await customerIdOf(order));
  if (typeof id !== "string") return id.ok ? ok(null) : id;
  const read = await findCustomerById(order.ports.read, id);
  if (!read.ok) return read;
  if (read.value === null)
    return held(reason("customer-inactive", { customer: id, of: "deleted" }));
  return read.value.active
    ? rememberedCustomer(toLedgerCustomer(read.value))
    : held(reason("customer-inactive", { customer: id, of: "invoice" }));
}

/** Says of an inactive customer that it is the invoice's: another one that is linked won't do. */
export const ofInvoice = (why: Reason): Reason =>
  why.code === "customer-inactive"
    ? reason("customer-inactive", { customer: String(why.params["customer"]), of: "invoice" })
    : why;

const rememberedCustomer = (
  customer: CustomerLink["customer"],
  ...reasons: readonly Reason[]
): Result<CustomerAnswer, Failure> =>
  foundCustomer(customer, reason("customer-known", { customer: customer.id }), ...reasons);

async function customerIdOf({
  ports,
  invoiceId,
}: OrderCase): Promise<string | Result<null, Failure>> {
  if (invoiceId === undefined) return ok(null);
  const read = await findInvoiceById(ports.read, invoiceId);
  if (!read.ok) return read;
  return read.value?.customerId ?? ok(null);
}

/** What the search for a customer says where the buyer is none of those that eAccounting has. */
const NOBODY: ReadonlySet<string> = new Set([
  "customer-not-made",
  "customer-other-company",
  "customer-not-identifiable",
  "debtor-gone",
]);

/**
 * Returns why nothing is booked where the buyer is by now another one than `soldTo`, to whom the
 * order was invoiced: another customer that is known here, or a debtor who isn't that customer
 * (`differs`); or why that can't be told, as where several customers fit. `null`: the same one; a
 * guest whom nobody knows, as their data were corrected or deleted; or a person answered that this
 * buyer is the same. A customer may be looked for, but isn't made.
 */
export async function buyerChangedReasons(
  order: OrderCase,
  link: CustomerLink | null,
  linkSource: string,
  differs: (soldTo: string, now: string) => Reason,
): Promise<Result<readonly Reason[] | null, Failure>> {
  const { ports } = order;
  const { soldTo } = order.order;
  if (soldTo === undefined || fixedDebtor(order) !== null) return ok(null);
  const asked = (now: string): Result<readonly Reason[] | null, Failure> =>
    ok(now === soldTo || ports.eventTypes.includes(sameBuyer(now)) ? null : [differs(soldTo, now)]);
  if (link !== null) return asked(link.customer.id);
  if (isGuest(order.order, ports.settings) || ports.eventTypes.includes(sameBuyer(linkSource)))
    return ok(null);
  const found = await resolveCustomer(order, null, linkSource, false, false);
  if (!found.ok) return found;
  if (found.value.kind === "customer") return asked(found.value.customer.id);
  const { reasons } = found.value;
  return reasons.some(({ code }) => NOBODY.has(code)) ? asked(linkSource) : ok(reasons);
}
