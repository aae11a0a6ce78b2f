/**
 * The VAT evidence of a run's order, from the run's timeline: its last plan, and the ledger's
 * answer to the booking. It is sealed once the document certainly exists.
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

/** Bookings that can't be undone once answered: their evidence needn't wait for the run's end. */
const BOOKS: readonly OperationKind[] = ["draft.convert", "voucher.create", "ledger-item.create"];
/** Outcomes after which the ledger has the last plan, if it has a document of the order. */
const PLAN_APPLIES: readonly Outcome[] = ["booked", "updated", "skipped", "needs-attention"];

/**
 * Returns the evidence; `null`: no document of the last plan exists yet, or the law requires no
 * evidence. `outcome`: of the run; `null` before its end, when only an answered booking counts.
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
  if (outcome === null ? booked === undefined : !PLAN_APPLIES.includes(outcome)) return null;
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
  const { evidence, ...index } = noted;
  const place = { tenantId, key, version: index.version };
  const content = { evidence, people: await Promise.all(people.map(hashEvidencePerson)) };
  const sealed = await sealEvidence(await keyring(), place, content, random);
  return { evidence: { ...index, key, oss: evidence.sale.kind === "oss", ...sealed } };
}
