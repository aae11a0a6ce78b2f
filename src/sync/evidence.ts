/**
 * Evidence of VAT as it is sealed: by runs, and again under a new key or in another deployment. The
 * buyer's e-mail address isn't kept for so many years. Its hash is, within the seal, and beside the
 * seal a keyed hash of that: by it a person is found who asks what is kept.
 */
import type { VatEvidence } from "../domain/vat-evidence.ts";
import { hexOf } from "../flows/settlement.ts";
import { hmacs, type Keyring, place, type RandomBytes, sealJson } from "../store/seal.ts";
import type { SealedEvidence } from "./engine-rpc.ts";

/** What is sealed. */
export type KeptEvidence = { readonly evidence: VatEvidence; readonly people: readonly string[] };

/** Where one lies: it is opened there and nowhere else. */
export const evidencePlace = (tenantId: string, key: string, version: string): string =>
  place(tenantId, "evidence", `${key} ${version}`);

const DIGITS = 32;

/** `identity`: a person as `identitiesIn` (src/domain/party.ts) writes them. */
export const evidencePerson = (identity: string): Promise<string> =>
  hexOf(`evidence ${identity}`, DIGITS);

export const evidenceHashes = async (
  keyring: Keyring,
  people: readonly string[],
): Promise<string> =>
  (await Promise.all(people.map((person) => hmacs(keyring, person))))
    .flat()
    .map(({ keyId, hmac }) => `${keyId}:${hmac}`)
    .join(" ");

/** Sealed for its place, and with the hashes that find its buyer. */
export async function sealEvidence(
  keyring: Keyring,
  at: { readonly tenantId: string; readonly key: string; readonly version: string },
  kept: KeptEvidence,
  random?: RandomBytes,
): Promise<Pick<SealedEvidence, "people" | "sealed">> {
  return {
    people: await evidenceHashes(keyring, kept.people),
    sealed: await sealJson(keyring, kept, evidencePlace(at.tenantId, at.key, at.version), random),
  };
}
