/**
 * The marker that makes a document ours: `<order number> #<code>`.
 *
 * The code depends on (administration, order id, role, n) alone, without any key, so it comes out
 * the same after key rotation, a re-created tenant and a restore. It is frozen in the journal
 * before the write is sent, searched by its code and compared exactly. 40 bits: two of a million
 * orders of one administration share a code with a chance of less than a half; the number beside it
 * and the exact comparison tell them apart.
 */
import type { Role } from "../jobs/job.ts";
import { cutTrimmed, legible, utf8 } from "../platform/text.ts";

/** Base 32, as RFC 4648 writes it. */
export const BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

type MarkerIdentity = {
  readonly administrationId: number;
  readonly orderId: string;
  readonly role: Role;
  readonly n: number;
};

/** The first 8 base-32 characters of SHA-256 over the identity. */
export async function markerCode(identity: MarkerIdentity): Promise<string> {
  const text = JSON.stringify([
    identity.administrationId,
    identity.orderId,
    identity.role,
    identity.n,
  ]);
  // An order's marker is asked for as it is planned and as it is written.
  if (latest?.text !== text) latest = { text, code: await shortCode(text) };
  return latest.code;
}

let latest: { readonly text: string; readonly code: string } | null = null;

/** The same for any text: 40 bits, in characters that every field and file name accepts. */
export async function shortCode(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));
  return base32(digest.subarray(0, 5));
}

function base32(bytes: Uint8Array): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE_32[Number.parseInt(five, 2)]).join("");
}

/** `1001 #K7Q2M9XA`. An order without a number (a concept) is marked by its id. */
export function markerText(orderNumber: string | null, orderId: string, code: string): string {
  return `${orderNumber === null ? `id ${orderId}` : legible(orderNumber)} #${code}`;
}

/**
 * The field's whole text: the tenant's own text first (`Anna · 1001 #K7Q2M9XA`). The own text is
 * shortened when the field is too short, the marker never.
 */
export function markedText(own: string, marker: string, maxLength: number): string {
  const left = ownBesideMarker(own, marker, maxLength);
  return left === "" ? marker : `${left} · ${marker}`;
}

/** What of the own text has room beside the marker. */
export const ownBesideMarker = (own: string, marker: string, maxLength: number): string =>
  cutTrimmed(own, Math.max(0, maxLength - marker.length - 3));

/** True when `text` carries exactly this code (not one that merely contains it). */
export function carriesMarker(text: string | null | undefined, code: string): boolean {
  return typeof text === "string" && new RegExp(`(^|[^A-Z0-9])#${code}($|[^A-Z0-9])`).test(text);
}

/** Every marker in a text: its code, and the order's number before it, or "". */
export function markersIn(
  text: string,
): readonly { readonly code: string; readonly order: string }[] {
  return [...text.matchAll(/(?:^|[^A-Z0-9#])(?:(id \S+|\S+) )?#([A-Z2-7]{8})(?![A-Z0-9])/g)].map(
    ([, order, code]) => ({ order: order ?? "", code: code ?? "" }),
  );
}
