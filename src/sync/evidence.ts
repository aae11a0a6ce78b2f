/**
 * Seals evidence of VAT: by runs, and again under a new key or in another deployment. The buyer's
 * e-mail address isn't kept for so many years. Its hash is inside the seal, with a keyed hash of
 * that beside the seal, which finds a person who asks for their data.
 */
import type { VatEvidence } from "../domain/orders/vat-evidence.ts";
import { hexOf } from "../flows/settlement.ts";
import { hmacs, type Keyring, sealContext, type RandomBytes, sealJson } from "../store/seal.ts";
import type { SealedEvidence } from "./contract/runs.ts";

/** The sealed content. */
export type RetainedEvidence = {
  readonly evidence: VatEvidence;
  readonly people: readonly string[];
};

/** Returns the place of one record. It is part of the seal, which opens only there. */
export const evidencePlace = (tenantId: string, key: string, version: string): string =>
  sealContext(tenantId, "evidence", `${key} ${version}`);

const DIGITS = 32;

/** Hashes a person's identity, as `identitiesIn` (src/domain/parties/party.ts) writes it. */
export const hashEvidencePerson = (identity: string): Promise<string> =>
  hexOf(`evidence ${identity}`, DIGITS);

export const evidenceHashes = async (
  keyring: Keyring,
  people: readonly string[],
): Promise<string> =>
  (await Promise.all(people.map((person) => hmacs(keyring, person))))
    .flat()
    .map(({ keyId, hmac }) => `${keyId}:${hmac}`)
    .join(" ");

/** Seals evidence for its place, with the hashes that find its buyer. */
export async function sealEvidence(
  keyring: Keyring,
  at: { readonly tenantId: string; readonly key: string; readonly version: string },
  kept: RetainedEvidence,
  random?: RandomBytes,
): Promise<Pick<SealedEvidence, "people" | "sealed">> {
  return {
    people: await evidenceHashes(keyring, kept.people),
    sealed: await sealJson(keyring, kept, evidencePlace(at.tenantId, at.key, at.version), random),
  };
}
