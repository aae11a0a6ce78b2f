/** A write's place in the journal. */
import type { FlowPorts, WriteIntent } from "../port.ts";
import type { DocumentIdentity } from "./case.ts";

export function intent(
  ports: Pick<FlowPorts, "key">,
  kind: WriteIntent["kind"],
  identity: DocumentIdentity,
  documentId: string | null,
  role: WriteIntent["role"] = identity.role,
): WriteIntent {
  return {
    key: ports.key,
    role,
    n: identity.n,
    kind,
    marker: identity.marker.text,
    markerCode: identity.marker.code,
    markerField: identity.field,
    documentId,
  };
}
