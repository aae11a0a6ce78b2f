/**
 * Whether the last correction order stands in the shop as it was sent: with our reference, free of
 * charge, with our quantities. Where the vendor fills in a price or drops the reference, nothing is
 * corrected any more until a person has looked; the order itself is known by its id.
 */
import { z } from "zod";
import { readOrder } from "../../asperion/orders.ts";
import { readMode } from "../../asperion/read-one.ts";
import { compareCorrection, DEVIATIONS } from "../../asperion/stock-writes.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type { ClockPort, MemoryPort, RunFacts, VendorPort, JournalEntry } from "../port.ts";
import { bySortKeys } from "../../asperion/sorting.ts";
import { readOrderReferences } from "../../asperion/stock.ts";
import { localStamp, SOURCE_ZONE } from "../../domain/platform/zoned-time.ts";

/** Key of the tenant's memory: the last correction, until it was seen to be as it was sent. */
export const SENT = "stock-sent";

const sentSchema = z.object({
  id: z.string().nullable(),
  number: z.string().nullable(),
  reference: z.string(),
  shown: z.enum(DEVIATIONS).optional(),
  at: z.number().optional(),
});
type SentStock = z.infer<typeof sentSchema>;

/** What is remembered of a correction whose answer showed this. */
export const sentText = ({
  shown,
  ...sent
}: Omit<SentStock, "shown"> & { readonly shown: SentStock["shown"] | "not-shown" }): string =>
  JSON.stringify({ ...sent, ...(shown === "not-shown" ? {} : { shown }) });

export function readSent(text: string | undefined): SentStock | null {
  if (text === undefined || text === "") return null;
  const parsed = sentSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : null;
}

const changed = (
  { id, number, reference }: SentStock,
  what: NonNullable<SentStock["shown"]>,
): Reason => reason("stock-correction-changed", { order: number ?? id ?? reference, what });

/** The reason for which this run's correction stops the next one; `null`: nothing is known so. */
export function changedNow(memory: MemoryPort): Reason | null {
  const sent = readSent(memory.remembered(SENT) ?? undefined);
  return sent?.shown === undefined ? null : changed(sent, sent.shown);
}

/**
 * The reason for which the last correction stops the next one. A person's retry says that one more
 * may be written; one that was never compared is compared even so.
 */
export async function changedSince(
  ports: RunFacts & VendorPort & MemoryPort & ClockPort,
): Promise<Result<Reason | null, Failure>> {
  const sent = readSent(ports.memory[SENT]);
  if (sent === null) return ok(null);
  if (sent.shown !== undefined) {
    if (!ports.eventTypes.includes("retry-by-person")) return ok(changed(sent, sent.shown));
    ports.remember(SENT, "");
    return ok(null);
  }
  const found = await shownOf(ports, sent);
  if (!found.ok) return found;
  const shown = found.value;
  ports.remember(SENT, shown === null ? "" : sentText({ ...sent, shown }));
  return ok(shown === null ? null : changed(sent, shown));
}

/** Reads the order; one without an id is looked for by its reference. `null`: it is as sent. */
async function shownOf(
  ports: RunFacts & VendorPort & ClockPort,
  { id, reference, at }: SentStock,
): Promise<Result<NonNullable<SentStock["shown"]> | null, Failure>> {
  if (id === null) {
    const found = await findCorrection(ports, reference, at ?? ports.now());
    if (!found.ok) return found;
    return found.value === null
      ? ok("reference")
      : shownOf(ports, { id: String(found.value.id), number: null, reference });
  }
  const mode = readMode(ports.memory["asperion-orders"]);
  const order = await readOrder(ports.readPage, Number(id), ports.administrationId, mode);
  // A person deleted it: the shop's stock says what became of it.
  if (!order.ok) return order.error.kind === "not-found" ? ok(null) : order;
  const shown = compareCorrection({ reference }, order.value.item);
  return ok(shown === "as-sent" || shown === "not-shown" ? null : shown);
}

/** An hour for two clocks, and more than an hour for a local time that comes twice. */
const REACH_MS = 8_100_000;

export async function findDoubtfulCorrection(
  ports: RunFacts & VendorPort & ClockPort,
  entry: JournalEntry,
): Promise<
  Result<
    {
      readonly documentId: string;
      readonly documentNumber: string | null;
      readonly document: null;
    } | null,
    Failure
  >
> {
  const found = await findCorrection(ports, entry.marker, entry.sentAt ?? ports.now());
  if (!found.ok) return found;
  return ok(
    found.value === null
      ? null
      : {
          documentId: String(found.value.id),
          documentNumber: found.value.number,
          document: null,
        },
  );
}

/** The order with this reference, of those dated about when it was sent. */
async function findCorrection(
  ports: RunFacts & VendorPort,
  marker: string | null,
  sentAt: number,
): Promise<Result<{ readonly id: number; readonly number: string | null } | null, Failure>> {
  const orders = await readOrderReferences(
    bySortKeys(ports.readPage, ports.memory["orders-sort"] === "one-key", () => undefined),
    ports.administrationId,
    localStamp(sentAt - REACH_MS, SOURCE_ZONE),
  );
  if (!orders.ok) return orders;
  return ok(orders.value.find((order) => order.reference === marker) ?? null);
}
