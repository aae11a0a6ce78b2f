/**
 * What a person asks to be linked to an order. It comes from outside with the run, and isn't
 * stored.
 */
import { DOCUMENT_KINDS } from "../../../eaccounting/documents.ts";
import { z } from "zod";

const LINKABLE = [...DOCUMENT_KINDS, "customer"] as const;

const asked = z.object({
  what: z.enum(LINKABLE),
  /** As the ledger shows it; or the id of a document. */
  number: z.string().trim().min(1).max(60),
  /** Told of the differences, the person says that it is right all the same. */
  confirmed: z.boolean(),
  actor: z.string(),
});

export type LinkAsk = z.infer<typeof asked>;

/** `null`: the run came later than the person waited, and nobody knows any more what was asked. */
export const readAsk = (sample: unknown): LinkAsk | null => asked.safeParse(sample).data ?? null;

/** The key of the job that looks. The order's id stands last: its journal is looked at. */
export const linkKey = (orderId: string): string => `link:${orderId}`;

/**
 * A document that a person made isn't ours to change: no mark ever fits this one, so whatever an
 * edit would write into it counts as changed by a person, and the tenant's own choice for that
 * decides.
 */
export const MANUAL = "by-hand";
