/** Short ways of saying what came of a write. */
import type { DocumentRecord, Settlement, Written } from "./port.ts";

type Details = Partial<Pick<Settlement, "documentId" | "documentNumber" | "document" | "link">>;

export function settlement(
  written: Pick<Written, "opId" | "attempt">,
  state: Settlement["state"],
  details: Details = {},
): Settlement {
  return {
    opId: written.opId,
    attempt: written.attempt,
    state,
    failure: null,
    documentId: null,
    documentNumber: null,
    document: null,
    link: null,
    ...details,
  };
}

/** Hex of SHA-256: content is remembered by its hash, as it may hold personal data. */
export async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const keyed = (
  key: string,
  document: DocumentRecord,
): DocumentRecord & { readonly key: string } => ({ ...document, key });
