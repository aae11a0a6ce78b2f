/** Looks for a correction order whose write got no answer, by the marker it was sent with. */
import { bySortKeys } from "../../asperion/sorting.ts";
import { readOrderReferences } from "../../asperion/stock.ts";
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import { localStamp, SOURCE_ZONE } from "../../domain/zoned-time.ts";
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
  const since = (entry.sentAt ?? ports.now()) - REACH_MS;
  const orders = await readOrderReferences(
    bySortKeys(ports.readPage, ports.memory["orders-sort"] === "one-key", () => undefined),
    ports.administrationId,
    localStamp(since, SOURCE_ZONE),
  );
  if (!orders.ok) return orders;
  const found = orders.value.find((order) => order.reference === entry.marker);
  return ok(
    found === undefined
      ? null
      : { documentId: String(found.id), documentNumber: found.number, document: null },
  );
}
