/**
 * Sealed names of people. The persons whom a timeline is about are sealed within its first entry:
 * hashes under a new key are made from it, as the reads themselves may name nobody. The person whom
 * lists show is sealed apart, as the payload's head: a page of fifty opens a hundred bytes each and
 * not fifty timelines.
 */
import { storedJson } from "../domain/platform/stored-json.ts";
import { z } from "zod";
import type { TimelineEntry } from "./contract/jobs.ts";
import type { ListedPerson } from "../domain/jobs/listed.ts";
import {
  type Keyring,
  openText,
  sealContext,
  type RandomBytes,
  sealText,
  type Sealed,
} from "../store/seal.ts";

const sealedEntry = z.looseObject({ people: z.array(z.string()) });

/** Returns the timeline as it is sealed. */
export function embedPeople(
  timeline: readonly TimelineEntry[],
  people: readonly string[],
): readonly TimelineEntry[] {
  const [first, ...others] = timeline;
  return first === undefined || people.length === 0
    ? timeline
    : [{ ...first, people } as TimelineEntry, ...others];
}

/** Splits an opened timeline into its entries and the persons sealed with it. */
export function extractPeople(opened: unknown): {
  readonly timeline: readonly TimelineEntry[];
  readonly people: readonly string[];
} {
  if (!Array.isArray(opened)) return { timeline: [], people: [] };
  const [sealed, ...others] = opened as TimelineEntry[];
  const read = sealedEntry.safeParse(sealed);
  if (!read.success) return { timeline: opened as TimelineEntry[], people: [] };
  const { people, ...first } = read.data;
  return { timeline: [first as unknown as TimelineEntry, ...others], people };
}

type HeadAt = { readonly tenantId: string; readonly jobId: string };

const placeOf = ({ tenantId, jobId }: HeadAt): string =>
  sealContext(tenantId, "payload-heads", jobId);

/** Without gzip: too short to compress. */
export const sealListedPerson = (
  keyring: Keyring,
  at: HeadAt,
  person: ListedPerson,
  random?: RandomBytes,
): Promise<Sealed> => sealText(keyring, JSON.stringify(person), placeOf(at), random);

/** `null`: no key of the configuration opens it. */
export async function openListedPerson(
  keyring: Keyring,
  at: HeadAt,
  sealed: { readonly keyId: string; readonly bytes: ArrayBuffer },
): Promise<ListedPerson | null> {
  const opened = await openText(
    keyring,
    { keyId: sealed.keyId, bytes: new Uint8Array(sealed.bytes) },
    placeOf(at),
  );
  return opened.ok ? storedJson<ListedPerson>(opened.value) : null;
}
