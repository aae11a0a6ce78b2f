/**
 * Short helpers for the outcome of a write, and for what is kept of an order or of a predecessor.
 *
 * A tenant may have a predecessor in its company: another deployment that it was taken over from,
 * or a retired tenant of this one. Our journal doesn't have what the predecessor booked last, so
 * orders dated up to a while after its end are searched for in the ledger before their first write.
 * Orders are dated by the shop's clock and the end by ours, hence a margin.
 */
import { MINUTE_MS } from "../domain/platform/durations.ts";
import { encodeBase64Url, utf8 } from "../domain/platform/text.ts";
import type { VendorAnswer } from "../domain/vendors/request.ts";
import type { Result, Failure } from "../domain/result.ts";
import type {
  DocumentRecord,
  JournalEntry,
  JournalPort,
  KeyMemory,
  RunFacts,
  Settlement,
  Written,
} from "./port.ts";
import type { OrderHead } from "../asperion/orders.ts";
import type { OwnCorrections } from "../domain/goods/stock.ts";
import { carriesMarker } from "../domain/orders/marker.ts";

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
  new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text)));

/** Bytes kept of a hash: it is stored with each document for good. */
const KEPT_BYTES = 16;

/** 128 bits of SHA-256, base64url: only the hash is remembered, as content may be personal. */
export async function hashOf(text: string): Promise<string> {
  return encodeBase64Url((await digestOf(text)).slice(0, KEPT_BYTES));
}

/** Returns this many hex digits of SHA-256. */
export async function hexOf(text: string, digits: number): Promise<string> {
  return [...(await digestOf(text))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
    .slice(0, digits);
}

/**
 * Reads a write's answer. It was made; where its answer can't be read, nobody knows what it made,
 * so it is in doubt.
 */
export function readWritten<T>(
  ports: Pick<JournalPort, "settle">,
  written: Written,
  read: (answer: VendorAnswer) => Result<T, Failure>,
): Result<T, Failure> {
  const made = read(written.answer);
  if (!made.ok) ports.settle({ ...settlement(written, "in-doubt"), failure: made.error });
  return made;
}

/** Records the outcome of a write with the document that it made. */
export const settleRecord = (
  ports: Pick<JournalPort, "settle"> & Pick<RunFacts, "key">,
  written: Pick<Written, "opId" | "attempt">,
  state: Settlement["state"],
  record: DocumentRecord,
): void =>
  ports.settle(
    settlement(written, state, {
      documentId: record.id,
      documentNumber: record.number,
      document: keyed(ports.key, record),
    }),
  );

/** The write of an entry of the journal. */
export const writeOf = ({ id, attempt }: JournalEntry): Pick<Written, "opId" | "attempt"> => ({
  opId: id,
  attempt,
});

/** How documents with this marker of ours are searched for, of those created since an instant. */
export const byMarker = ({ memory }: Pick<RunFacts, "memory">, code: string, since: number) => ({
  part: code,
  matches: (text: string) => carriesMarker(text, code),
  since,
  scanOnly: memory["documents"] === "scan",
});

/** The record of a document of which only that it is there, or gone, is known. */
export const bareRecord = (
  of: Pick<DocumentRecord, "role" | "n">,
  { id, number }: Pick<DocumentRecord, "id" | "number">,
  state: DocumentRecord["state"] = "live",
): DocumentRecord => ({ ...of, id, number, state, sourceHash: null, ownedHash: null });

export const keyed = (
  key: string,
  document: DocumentRecord,
): DocumentRecord & { readonly key: string } => ({ ...document, key });

/** More than clocks that are kept in step differ by, and than a run lasts. */
const MARGIN_MS = 15 * MINUTE_MS;

/** The name in the tenant's memory: until when (ms) a predecessor may have booked. */
const UNTIL = "others-until";
const RETIRED = "retired-predecessor ";

type Memory = Readonly<Record<string, string>>;

/** Returns what is remembered of a predecessor that may have worked until now. */
export const predecessorMemory = (now: number): Memory => ({ [UNTIL]: String(now + MARGIN_MS) });

export const hasPredecessor = (memory: Memory): boolean => UNTIL in memory;

/** The name in the tenant's memory: since when (ms) orders are booked that were left out before. */
const TAKEN_SINCE = "taken-since";

/** What is remembered where settings include earlier orders, which a person may have booked. */
export const earlierOrdersMemory = (now: number): Memory => ({ [TAKEN_SINCE]: String(now) });

/** Orders dated before this instant may have been booked without our journal. */
export const otherBookingsUntil = (memory: Memory, journalBornAt: number): number =>
  Math.max(journalBornAt, Number(memory[UNTIL] ?? 0), Number(memory[TAKEN_SINCE] ?? 0));

/** A tenant that was retired stays it: it is asked for once. */
export const isKnownRetired = (memory: Memory, tenantId: string): boolean =>
  `${RETIRED}${tenantId}` in memory;

/** What is remembered of a label that a retired tenant left in the company. */
export const retiredTenantMemory = (tenantId: string, now: number): Memory => ({
  ...predecessorMemory(now),
  [`${RETIRED}${tenantId}`]: String(now),
});

/**
 * Returns the state in which an order was read, short enough to be kept for each: another value
 * means that it changed. A trial writes nothing, so its states count separately.
 */
export async function stateOf(head: Pick<OrderHead, "state">, trial: boolean): Promise<string> {
  return `${trial ? TRIAL : ""}${await hexOf(head.state, 16)}`;
}

const TRIAL = "trial:";

/**
 * Whether an order in this state was reported, and is taken because of the settings: it was read in
 * this state (test mode ended), or wasn't read at all (the sync was off).
 */
export const isReported = (memory: KeyMemory | undefined, state: string): boolean =>
  memory?.known === true &&
  (memory.knownState === null || memory.knownState.replace(TRIAL, "") === state.replace(TRIAL, ""));

/** The debtor of corrections to whom nothing was sold when that was asked. */
export const UNSOLD = "stock-debtor-unsold";

/** The ids of our newest correction orders. */
export const CORRECTIONS = "stock-corrections";

/** Each claim has them: those of a day, when a run writes one each time. */
const MOST = 100;

/** What is remembered once this order was written. */
export const withCorrection = (before: string | null, id: string): string =>
  [...idsIn(before), id].slice(-MOST).join(" ");

const idsIn = (text: string | null): readonly string[] =>
  (text ?? "").split(" ").filter((id) => id !== "");

export function ownCorrections({
  memory,
  settings: {
    stock: { correctionDebtor },
  },
}: Pick<RunFacts, "memory" | "settings">): OwnCorrections {
  const debtors = [correctionDebtor, Number(memory[UNSOLD] ?? 0)];
  return {
    ids: new Set(idsIn(memory[CORRECTIONS] ?? null)),
    debtors: new Set(
      debtors.flatMap((debtor) => (debtor === null || debtor === 0 ? [] : [debtor])),
    ),
  };
}
