/**
 * Links a document or customer that a person names, as a job: it reads through the run's ports,
 * then the object links in one step. The person waits for the answer, so no outcome raises an
 * alert. After a temporary failure (a limit, an outage) nothing is linked.
 */
import { reasonOf } from "../../domain/vendors/reason-of-failure.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { type LinkAsk, readAsk } from "../../flows/orders/shared/link-request.ts";
import { findCustomerToLink } from "../../flows/orders/manual-links/find-customer.ts";
import { findDocumentToLink } from "../../flows/orders/manual-links/find-document.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import type { ManualLink } from "../contract/runs.ts";
import type { ObjectSession } from "./session.ts";
import { flowEnd } from "../../flows/flow-end.ts";

export async function runLink(
  ports: FlowPorts,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> {
  const ask = readAsk(ports.sample);
  if (ask === null) return reported(reason("link-not-carried-out"));
  const orderId = ports.key.slice("link:".length);
  const request = await requestOf(ports, orderId, ask);
  if (!request.ok) return isTemporary(request.error) ? request : reported(reasonOf(request.error));
  if (request.value.kind === "refused") return reported(...request.value.reasons);
  const answer = await session.object.runs.takeLink(session.ref, request.value.link);
  if (answer.kind === "fenced") return session.halt();
  return answer.kind === "linked"
    ? ok(flowEnd("updated", answer.reasons))
    : reported(...answer.reasons);
}

type Request =
  | { readonly kind: "refused"; readonly reasons: readonly Reason[] }
  | { readonly kind: "link"; readonly link: ManualLink };

async function requestOf(
  ports: FlowPorts,
  orderId: string,
  ask: LinkAsk,
): Promise<Result<Request, Failure>> {
  const { what, actor, confirmed } = ask;
  const orderKey = `order:${orderId}`;
  if (what === "customer") {
    const found = await findCustomerToLink(ports, orderId, ask);
    if (!found.ok) return found;
    if (found.value.kind === "refused") return ok(found.value);
    return ok({
      kind: "link",
      link: { orderKey, actor, confirmed, number: found.value.number, customer: found.value.link },
    });
  }
  const found = await findDocumentToLink(ports, orderId, { ...ask, what });
  if (!found.ok) return found;
  if (found.value.kind === "refused") return ok(found.value);
  const { document, codes, differs, label, figures } = found.value;
  if (differs.length > 0 && !confirmed) return ok({ kind: "refused", reasons: differs });
  return ok({
    kind: "link",
    link: {
      orderKey,
      actor,
      confirmed,
      number: document.number ?? ask.number,
      document: { kind: what, record: document, codes, differs, label, figures },
    },
  });
}

/** Whether the failure passes by itself, so that the person can try again. */
const isTemporary = ({ kind }: Failure): boolean =>
  kind !== "contract" && kind !== "rejected" && kind !== "conflict" && kind !== "not-found";

const reported = (...reasons: readonly Reason[]): Result<FlowEnd, Failure> =>
  ok(flowEnd("skipped", reasons));
