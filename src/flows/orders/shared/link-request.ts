/** A person's request to link a record to an order. It comes with the run, and isn't stored. */
import { DOCUMENT_KINDS } from "../../../eaccounting/documents.ts";
import { z } from "zod";

const LINKABLE = [...DOCUMENT_KINDS, "customer"] as const;

const asked = z.object({
  what: z.enum(LINKABLE),
  /** The ledger's number, or the id of a document. */
  number: z.string().trim().min(1).max(60),
  /** The person saw the differences and confirms the link. */
  confirmed: z.boolean(),
  actor: z.string(),
});

export type LinkAsk = z.infer<typeof asked>;

/** `null`: the run came after the person stopped waiting, and the request is gone. */
export const readAsk = (sample: unknown): LinkAsk | null => asked.safeParse(sample).data ?? null;

/** The key of the job that reads the record. The order's id comes last, as its journal is used. */
export const linkKey = (orderId: string): string => `link:${orderId}`;

/**
 * The mark of a document that a person made and that isn't ours to change. It matches no content,
 * so an edit counts as changed by a person, and the tenant's choice for that applies.
 */
export const MANUAL = "by-hand";
