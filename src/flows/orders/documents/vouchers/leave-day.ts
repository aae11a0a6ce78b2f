/**
 * Takes an order that the shop deleted out of the day that it waits for: nothing of it is in the
 * ledger yet, and its day would book it. What is in a voucher already stays until a person
 * decides.
 */
import { memberDocument } from "../../../../domain/ledger/day-book.ts";
import type { Failure } from "../../../../domain/vendors/failure.ts";
import { dec } from "../../../../domain/money.ts";
import { type Reason, reason } from "../../../../domain/reasons/index.ts";
import { ok, type Result } from "../../../../domain/result.ts";
import { localDay, zoneOfCountry } from "../../../../domain/platform/zoned-time.ts";
import type { DocumentRecord, FlowPorts } from "../../../port.ts";
import { liveDocument, reversalOf, waitsForDay } from "../../shared/case.ts";
import { payments } from "./settled-of-sale.ts";

/**
 * Drops its share, with what was paid on it, and forgets the order's state: one that comes back is
 * booked anew. Returns what was done; nothing where no share waits, or where credits take it back.
 * Should the day close meanwhile, the record becomes a reversal in the next day's voucher.
 */
export async function leaveDay(ports: FlowPorts): Promise<Result<readonly Reason[], Failure>> {
  const own = liveDocument(ports.documents);
  if (own === null || !waitsForDay(own) || ports.settings.trial) return ok([]);
  const { member, n, role } = own;
  if (member === undefined || reversalOf(ports.documents, own) !== undefined) return ok([]);
  if (role === "voucher") {
    const locked = await ports.lockOriginal(ports.key);
    if (!locked.ok) return locked;
    if (!dec(locked.value.credited).eq(0)) return ok([]);
  }
  const { company } = ports.lists;
  const paid = payments(ports.documents);
  const day = company === null ? member.day : localDay(ports.now(), zoneOfCountry(company.country));
  const rows = [own, ...paid].flatMap((document) => document.member?.rows ?? []);
  ports.saveDocument({
    role: "voucher-reversal",
    n,
    id: memberDocument({ key: ports.key, role: "voucher-reversal", n }),
    number: day,
    state: "live",
    sourceHash: null,
    ownedHash: null,
    member: {
      label: member.label,
      day,
      rows: rows.map((row) => ({ ...row, debit: row.credit, credit: row.debit })),
      waits: true,
    },
  });
  for (const document of [own, ...paid]) ports.saveDocument({ ...document, state: "gone" });
  ports.knownState(null);
  return ok([reason("taken-out-of-day", { day: member.day, why: "deleted" })]);
}

/** Its documents in the ledger, by their numbers; a share by that of its day's voucher. */
export const standingNumbers = (documents: readonly DocumentRecord[]): readonly string[] => [
  ...new Set(
    documents
      .filter(({ state }) => state === "live")
      .map(({ number, id, member }) => member?.booked ?? number ?? id),
  ),
];
