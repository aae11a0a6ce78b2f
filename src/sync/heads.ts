/**
 * The head of a payload: the person whom it is about, as lists show it. Sealed apart from the
 * timeline, so that a page of fifty opens a hundred bytes each and not fifty timelines.
 */
import type { ListedPerson } from "../domain/listed.ts";
import {
  type Keyring,
  openText,
  place,
  type RandomBytes,
  sealText,
  type Sealed,
} from "../store/seal.ts";

type HeadAt = { readonly tenantId: string; readonly jobId: string };

const placeOf = ({ tenantId, jobId }: HeadAt): string => place(tenantId, "payload-heads", jobId);

/** Without gzip: too short to compress. */
export const sealHead = (
  keyring: Keyring,
  at: HeadAt,
  person: ListedPerson,
  random?: RandomBytes,
): Promise<Sealed> => sealText(keyring, JSON.stringify(person), placeOf(at), random);

/** `null`: no key of the configuration opens it. */
export async function openHead(
  keyring: Keyring,
  at: HeadAt,
  sealed: { readonly keyId: string; readonly bytes: ArrayBuffer },
): Promise<ListedPerson | null> {
  const opened = await openText(
    keyring,
    { keyId: sealed.keyId, bytes: new Uint8Array(sealed.bytes) },
    placeOf(at),
  );
  return opened.ok ? (JSON.parse(opened.value) as ListedPerson) : null;
}
