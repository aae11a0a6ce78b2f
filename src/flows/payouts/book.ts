/**
 * Books a payout that a person approved, as one voucher. Looked for by its marker before anything
 * is sent again; one that is found is held against the plan, and one that isn't is a person's.
 */
import type { Failure } from "../../domain/failure.ts";
import { carriesMarker, markerCode, markerText } from "../../domain/marker.ts";
import { amount, dec, type Decimal } from "../../domain/money.ts";
import type { PayoutHead } from "../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../domain/reasons.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { cut } from "../../domain/text.ts";
import type { AnsweredVoucher, AnsweredVoucherRow, BookableVoucher } from "../../domain/voucher.ts";
import { findDocuments } from "../../eaccounting/documents.ts";
import {
  createVoucher,
  findVouchers,
  readWrittenVoucher,
  ROW_TEXT_MAX,
  VOUCHER_TEXT_MAX,
} from "../../eaccounting/vouchers.ts";
import type {
  ClockPort,
  DocumentRecord,
  DoubtHit,
  FlowEnd,
  FlowPorts,
  JournalEntry,
  RunFacts,
  VendorPort,
  WriteIntent,
} from "../port.ts";
import { keyed, settlement } from "../settlement.ts";
import type { PayoutRow } from "./plan.ts";

/** What was approved. */
export type ApprovedPayout = {
  readonly head: PayoutHead;
  readonly date: string;
  readonly rows: readonly PayoutRow[];
};

const ROLE = "payout";
const HOUR_MS = 3_600_000;
const MOST_NUMBER = 40;

export async function bookPayout(
  ports: FlowPorts,
  payout: ApprovedPayout,
): Promise<Result<FlowEnd, Failure>> {
  const known = ports.documents.find(({ role, state }) => role === ROLE && state === "live");
  if (known !== undefined) return booked(ports, payout, known);
  const attempts = ports.journal.filter(
    ({ role, kind }) => role === ROLE && kind === "payout.create",
  );
  for (const entry of attempts.filter(isClosed)) {
    // Closed without an answer: somebody was asked about it, and pressed on.
    const found = await findDoubtfulPayout(ports, entry);
    if (!found.ok) return found;
    if (found.value?.document == null) continue;
    const { key: _, ...document } = found.value.document;
    ports.saveDocument(document);
    return booked(ports, payout, document);
  }
  const open = attempts.findLast((entry) => entry.state === "planned" || entry.refused);
  const n = open?.n ?? Math.max(0, ...attempts.map((entry) => entry.n)) + 1;
  return send(ports, payout, n);
}

const isClosed = ({ state, refused, attempt }: JournalEntry): boolean =>
  state === "rejected" && !refused && attempt > 0;

async function send(
  ports: FlowPorts,
  payout: ApprovedPayout,
  n: number,
): Promise<Result<FlowEnd, Failure>> {
  const { head } = payout;
  const code = await markerCode({
    administrationId: ports.administrationId,
    orderId: ports.key,
    role: ROLE,
    n,
  });
  const marker = markerText(cut(head.payout, MOST_NUMBER), head.payout, code);
  const voucher = voucherOf(ports, payout, marker);
  const intent: WriteIntent = {
    key: ports.key,
    role: ROLE,
    n,
    kind: "payout.create",
    marker,
    markerCode: code,
    markerField: "VoucherText",
    documentId: null,
  };
  ports.note("plan", "payout", voucher);
  if (ports.settings.trial) {
    ports.rehearse(intent, createVoucher(voucher));
    return ok(end(payout, "skipped", [reason("trial-mode")]));
  }
  const written = await ports.write(intent, createVoucher(voucher));
  if (!written.ok) return written;
  const read = readWrittenVoucher(written.value.answer);
  if (!read.ok) {
    ports.settle({ ...settlement(written.value, "in-doubt"), failure: read.error });
    return err(read.error);
  }
  const differs = compare(payout, read.value);
  ports.note("comparison", differs.length === 0 ? "equal" : "differs", { voucher, differs });
  const document = recordOf(n, read.value, "compared");
  ports.settle(
    settlement(written.value, "compared", {
      documentId: read.value.id,
      documentNumber: read.value.number,
      document: keyed(ports.key, document),
    }),
  );
  return ok(finished(payout, read.value.number, differs));
}

/** One that is there already. Where its answer was lost it is read before it counts. */
async function booked(
  ports: FlowPorts,
  payout: ApprovedPayout,
  document: DocumentRecord,
): Promise<Result<FlowEnd, Failure>> {
  if (document.sourceHash !== null) return ok(finished(payout, document.number, []));
  const code = ports.journal.find(
    ({ role, n, markerCode: one }) => role === ROLE && n === document.n && one !== null,
  )?.markerCode;
  if (code == null) throw new Error("a payout was sent without a marker");
  const found = await findVouchers(ports.lookUp, search(ports, code, null));
  if (!found.ok) return found;
  const voucher = found.value.find(({ id }) => id === document.id);
  const differs =
    voucher === undefined
      ? [reason("voucher-differs", { field: "total", planned: null, booked: null })]
      : compare(payout, voucher);
  if (differs.length === 0) ports.saveDocument({ ...document, sourceHash: "compared" });
  return ok(finished(payout, document.number, differs));
}

export async function findDoubtfulPayout(
  ports: RunFacts & VendorPort & ClockPort,
  entry: JournalEntry,
): Promise<Result<DoubtHit | null, Failure>> {
  const code = entry.markerCode;
  if (code === null) throw new Error("a payout was sent without a marker");
  const found = await findDocuments(ports.lookUp, {
    kind: "voucher",
    fields: [],
    ...search(ports, code, entry.sentAt),
  });
  if (!found.ok) return found;
  const [oldest] = found.value.documents.toSorted((a, b) =>
    (a.createdUtc ?? "").localeCompare(b.createdUtc ?? ""),
  );
  if (oldest === undefined) return ok(null);
  const { id, number } = oldest;
  return ok({
    documentId: id,
    documentNumber: number,
    document: keyed(entry.key, recordOf(entry.n, { id, number }, null)),
  });
}

const search = (
  ports: RunFacts & ClockPort,
  code: string,
  sentAt: number | null,
): Parameters<typeof findVouchers>[1] => ({
  part: code,
  matches: (text) => carriesMarker(text, code),
  since: (sentAt ?? ports.journalBornAt) - HOUR_MS,
  scanOnly: ports.memory["documents"] === "scan",
});

const recordOf = (
  n: number,
  { id, number }: { readonly id: string; readonly number: string | null },
  seen: "compared" | null,
): DocumentRecord => ({
  role: ROLE,
  n,
  id,
  number,
  state: "live",
  sourceHash: seen,
  ownedHash: null,
});

function voucherOf(
  { settings }: FlowPorts,
  { head, date, rows }: ApprovedPayout,
  marker: string,
): BookableVoucher {
  const { series } = settings.payouts;
  return {
    date,
    text: cut([marker, head.provider, head.payout, head.day].join(" · "), VOUCHER_TEXT_MAX),
    series: series === "" ? null : series,
    rows: rows.map(({ account, debit, credit, of }) => ({
      account,
      debit,
      credit,
      text: cut(
        [head.provider, of, head.payout].filter((part) => part !== "").join(" "),
        ROW_TEXT_MAX,
      ),
    })),
  };
}

/** Each account's movement, and the day. What differs is a person's. */
function compare(
  { date, rows }: ApprovedPayout,
  answered: Pick<AnsweredVoucher, "date" | "rows">,
): readonly Reason[] {
  const [mine, theirs] = [movements(rows), movements(answered.rows)];
  const accounts = [...new Set([...mine.keys(), ...theirs.keys()])].toSorted((a, b) => a - b);
  return [
    ...accounts.flatMap((account) => {
      const [planned, there] = [mine.get(account) ?? "0.00", theirs.get(account) ?? "0.00"];
      return planned === there
        ? []
        : [reason("voucher-differs", { account: String(account), planned, booked: there })];
    }),
    ...(date === answered.date
      ? []
      : [reason("voucher-differs", { field: "date", planned: date, booked: answered.date })]),
  ];
}

function movements(
  rows: readonly Pick<AnsweredVoucherRow, "account" | "debit" | "credit">[],
): ReadonlyMap<number, Decimal> {
  const moved = new Map<number, Decimal>();
  for (const { account, debit, credit } of rows)
    moved.set(
      account,
      amount(
        dec(moved.get(account) ?? "0")
          .plus(debit)
          .minus(credit),
      ),
    );
  return new Map([...moved].filter(([, figure]) => figure !== "0.00"));
}

const finished = (
  payout: ApprovedPayout,
  number: string | null,
  differs: readonly Reason[],
): FlowEnd =>
  differs.length > 0
    ? end(payout, "needs-attention", differs)
    : end(payout, "booked", [
        reason("payout-booked", { payout: payout.head.payout, number, date: payout.date }),
      ]);

export const end = (
  { head }: Pick<ApprovedPayout, "head">,
  outcome: FlowEnd["outcome"],
  reasons: readonly Reason[],
): FlowEnd => ({ outcome, reasons, label: head.payout, figures: null });
