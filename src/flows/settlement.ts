/** Short ways of saying what came of a write. */
import { encodeBase64Url } from "../domain/encoding.ts";
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

const digestOf = async (text: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));

/** What is kept of a hash: it stands with each document for good. */
const KEPT_BYTES = 16;

/**
 * 128 bits of SHA-256, as base64url: content is remembered by its hash, as it may hold personal
 * data.
 */
export async function hashOf(text: string): Promise<string> {
  return encodeBase64Url((await digestOf(text)).slice(0, KEPT_BYTES));
}

/** So many hex digits of SHA-256. */
export async function hexOf(text: string, digits: number): Promise<string> {
  return [...(await digestOf(text))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, digits);
}

export const keyed = (
  key: string,
  document: DocumentRecord,
): DocumentRecord & { readonly key: string } => ({ ...document, key });
