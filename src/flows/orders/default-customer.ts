/**
 * The tenant's one fixed customer: for guests, or always. Its own kind always counts, and nothing
 * is held for that.
 */
import type { Failure } from "../../domain/failure.ts";
import { reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { customerById, readCustomer, toLedgerCustomer } from "../../eaccounting/customers.ts";
import type { CustomerLink } from "../port.ts";
import type { CustomerAnswer } from "../parties/context.ts";
import type { OrderCase } from "./case.ts";
import { fixedDebtor } from "./lookups/debtor.ts";

/** `null`: this order has a customer of its own. Read once, then known by its link. */
export async function defaultCustomer(
  { ports, order }: OrderCase,
  link: CustomerLink | null,
): Promise<Result<CustomerAnswer | null, Failure>> {
  const id = fixedDebtor({ ports, order })?.id ?? null;
  if (id === null) return ok(null);
  const used = reason("default-debtor-used", { customer: id });
  if (link !== null && link.fingerprint !== "")
    return ok({ kind: "customer", customer: link.customer, reasons: [used] });
  const answer = await ports.read(customerById(id));
  if (!answer.ok)
    return answer.error.kind === "not-found"
      ? ok({ kind: "held", reasons: [reason("default-debtor-missing", { customer: id })] })
      : answer;
  const found = readCustomer(answer.value);
  if (!found.ok) return found;
  if (!found.value.active)
    return ok({ kind: "held", reasons: [reason("customer-inactive", { customer: id })] });
  const customer = toLedgerCustomer(found.value);
  ports.saveLink({
    source: `default:${id}`,
    link: { customer, fingerprint: "fixed" },
    owned: null,
  });
  return ok({ kind: "customer", customer, reasons: [used] });
}
