/** Looks for a correction order whose write got no answer, by the marker it was sent with. */
import { bySortKeys } from "../../asperion/sorting.ts";
import { readOrderReferences } from "../../asperion/stock.ts";
import type { Failure } from "../../domain/vendors/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import { localStamp, SOURCE_ZONE } from "../../domain/platform/zoned-time.ts";
import type { ClockPort, JournalEntry, RunFacts, VendorPort } from "../port.ts";

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
export async function findCorrection(
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
