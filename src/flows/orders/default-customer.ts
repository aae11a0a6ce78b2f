/**
 * The tenant's one fixed customer: for guests, or always. Its own kind always counts, and nothing
 * is held for that.
 */
import type { Failure } from "../../domain/failure.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { ok, type Result } from "../../domain/result.ts";
import { customerById, readCustomer, toLedgerCustomer } from "../../eaccounting/customers.ts";
import type { CustomerLink, FlowPorts } from "../port.ts";
import type { CustomerAnswer } from "../parties/context.ts";

const used = (id: string): Reason => reason("default-debtor-used", { customer: id });

/** Read once, then known by its link. */
export const knownDefault = (id: string, link: CustomerLink): CustomerAnswer | null =>
  link.fingerprint === ""
    ? null
    : { kind: "customer", customer: link.customer, reasons: [used(id)] };

export async function defaultCustomer(
  ports: FlowPorts,
  id: string,
): Promise<Result<CustomerAnswer, Failure>> {
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
  return ok({ kind: "customer", customer, reasons: [used(id)] });
}
