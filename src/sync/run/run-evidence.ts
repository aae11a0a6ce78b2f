/**
 * The evidence of the VAT of this run's order, from what the run recorded: its last plan, and the
 * ledger's answer to the booking. Sealed once the document certainly exists.
 */
import type { OperationKind, Outcome } from "../../domain/jobs/job.ts";
import type { Decimal } from "../../domain/money.ts";
import { quarterOf, type VatEvidence } from "../../domain/orders/vat-evidence.ts";
import { readBookedRate } from "../../eaccounting/exchange-rates.ts";
import {
  countsFrom,
  type Planned,
  vatEvidenceOf,
  versionOf,
} from "../../flows/orders/vat-evidence.ts";
import type { PendingUpdates, Claim } from "../contract/runs.ts";
import { hashEvidencePerson, sealEvidence } from "../evidence.ts";
import type { TimelineEntry } from "../contract/index.ts";
import type { RunnerDeps } from "./deps.ts";
import type { RunTimeline } from "./run-timeline.ts";

type NotedEvidence = {
  readonly evidence: VatEvidence;
  readonly quarter: string;
  readonly version: string;
  readonly countsFrom: number;
};

/** Writes that can't be undone once answered: their evidence needn't wait for the run's end. */
const BOOKS: readonly OperationKind[] = ["draft.convert", "voucher.create", "ledger-item.create"];
/** Outcomes after which the last plan is in the ledger, if a document is. */
const STANDS: readonly Outcome[] = ["booked", "updated", "skipped", "needs-attention"];

/**
 * Returns the evidence, or `null` where no document follows the last plan yet, or where none must
 * be kept. `outcome`: of the run; `null` before its end, when only what is booked counts.
 */
export function findEvidence(
  timeline: readonly TimelineEntry[],
  outcome: Outcome | null,
): NotedEvidence | null {
  const at = timeline.findLastIndex(({ what }) => what === "plan");
  const planned = timeline[at]?.detail;
  if (!isPlanned(planned)) return null;
  const booked = timeline
    .slice(at)
    .find(({ what, title, detail }) => what === "answer" && isBooking(title) && isTaken(detail));
  if (outcome === null ? booked === undefined : !STANDS.includes(outcome)) return null;
  const evidence = vatEvidenceOf(planned, bookedRate(booked));
  return evidence === null
    ? null
    : {
        evidence,
        quarter: quarterOf(evidence.day),
        version: versionOf(evidence),
        countsFrom: countsFrom(planned, evidence),
      };
}

const isBooking = (title: string): boolean => BOOKS.some((kind) => kind === title);

const isTaken = (detail: unknown): detail is { readonly body: unknown } =>
  typeof detail === "object" && detail !== null && "body" in detail;

const bookedRate = (entry: TimelineEntry | undefined): Decimal | null =>
  entry !== undefined && isTaken(entry.detail) ? readBookedRate(entry.detail.body) : null;

const isPlanned = (detail: unknown): detail is Planned =>
  typeof detail === "object" && detail !== null && "input" in detail && "plan" in detail;

/** Seals the evidence for the run's next call, if there is any. */
export async function sealedEvidence(
  { keyring, random }: Pick<RunnerDeps, "keyring" | "random">,
  tenantId: string,
  { flow, key }: Pick<Claim, "flow" | "key">,
  { entries, people }: Pick<RunTimeline, "entries" | "people">,
  outcome: Outcome | null,
): Promise<Pick<PendingUpdates, "evidence">> {
  const noted = flow === "orders" ? findEvidence(entries, outcome) : null;
  if (noted === null) return {};
  const { evidence, ...told } = noted;
  const at = { tenantId, key, version: told.version };
  const kept = { evidence, people: await Promise.all(people.map(hashEvidencePerson)) };
  const sealed = await sealEvidence(await keyring(), at, kept, random);
  return { evidence: { ...told, key, oss: evidence.sale.kind === "oss", ...sealed } };
}
