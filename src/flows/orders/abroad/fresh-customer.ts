/**
 * A known customer costs no call, and what is remembered of it may be old. At home that harms
 * nobody: the ledger's answer tells. Abroad its VAT number, country, currency and marks decide the
 * sale, and of construction services at home its mark; so they are read where they were never seen,
 * and again when a person asks for it: they may just have been put right in the ledger.
 */
import type { Failure } from "../../../domain/failure.ts";
import type { LedgerCompany, LedgerCustomer } from "../../../domain/ledger.ts";
import { dec } from "../../../domain/money.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { customerById, readCustomer, toLedgerCustomer } from "../../../eaccounting/customers.ts";
import type { CustomerLink } from "../../port.ts";
import type { OrderCase } from "../case.ts";
import { touchesAbroad } from "./sale.ts";

/** The customer as a plan may believe it. `link`: as it was remembered when the run began. */
export async function freshCustomer(
  { ports, order }: OrderCase,
  customer: LedgerCustomer,
  link: CustomerLink | null,
  linkSource: string,
): Promise<Result<LedgerCustomer, Failure>> {
  const { company } = ports.lookups;
  if (company === null || link === null || link.customer.id !== customer.id) return ok(customer);
  const isAbroad =
    order.currency !== company.currency || touchesAbroad(order, company.country, customer.country);
  if (
    !(isAbroad || perhapsReversed(order, company)) ||
    (customer.tax !== undefined && !ports.eventTypes.includes("retry-by-person"))
  )
    return ok(customer);
  const answer = await ports.read(customerById(customer.id));
  // Gone in the ledger: the document's own write will say so.
  if (!answer.ok) return answer.error.kind === "not-found" ? ok(customer) : answer;
  const found = readCustomer(answer.value);
  if (!found.ok) return found;
  const fresh = toLedgerCustomer(found.value);
  ports.saveLink({
    source: linkSource,
    link: { customer: fresh, fingerprint: link.fingerprint },
    owned: null,
  });
  return ok(fresh);
}

/** Charged without VAT at home, by a company that sells under the reverse charge for construction. */
const perhapsReversed = (
  { lines }: OrderCase["order"],
  { usesReverseConstruction }: LedgerCompany,
): boolean =>
  usesReverseConstruction === true &&
  lines.some(({ vatRate, net }) => dec(vatRate).eq(0) && !dec(net).eq(0));
