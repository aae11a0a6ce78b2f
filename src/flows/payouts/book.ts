/**
 * Books a payout that a person approved, as one voucher. Looked for by its marker before anything
 * is sent again, and before the first time as well: a new journal must not book it twice. A
 * recorded voucher is compared with the plan. A voucher with its marker that the journal doesn't
 * record is left to a person.
 */
import { DAY_MS } from "../../domain/platform/durations.ts";
import { markerText } from "../../domain/orders/marker.ts";
import type { PayoutHead } from "../../domain/payouts/lines.ts";
import { type Reason, reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { cut } from "../../domain/platform/text.ts";
import type { BookableVoucher } from "../../domain/ledger/voucher.ts";
import { MAX_ROW_TEXT, MAX_VOUCHER_TEXT } from "../../eaccounting/vouchers.ts";
import {
  findUnrecordedVoucher,
  codeOf,
  findDoubtful,
  foundDeletedVoucher,
  type OwnVoucher,
  verifyVoucher,
  sendVoucher,
  voucherState,
  adoptFoundVoucher,
  noteIfDeleted,
} from "../own-voucher.ts";
import type { DocumentRecord, FlowEnd, FlowPorts } from "../port.ts";
import type { PayoutRow } from "./plan-voucher.ts";

/** What was approved. */
type ApprovedPayout = {
  readonly head: PayoutHead;
  readonly date: string;
  readonly rows: readonly PayoutRow[];
};

const OWN: OwnVoucher = { role: "payout", kind: "payout.create", note: "payout" };
const MAX_NUMBER = 40;
/** A file may name a day of the payout that is still to come. */
const AHEAD_MS = 31 * DAY_MS;

/** The event type by which a person says that the voucher that was found is this payout's. */
export const TAKES_FOUND = "payout-takes-found";

/** `takes`: an unrecorded voucher is the payout's, and is compared with its plan. */
export async function bookPayout(
  ports: FlowPorts,
  payout: ApprovedPayout,
  takes = false,
): Promise<Result<FlowEnd, Failure>> {
  const there = await voucherState(ports, OWN);
  if (!there.ok) return there;
  const { document } = there.value;
  if (document !== null) return heldAgainst(ports, payout, document);
  const gone = foundDeletedVoucher(ports, OWN);
  return gone === null
    ? send(ports, payout, there.value, takes)
    : ok(end(payout, "held", [voucherGone(payout, gone)]));
}

async function heldAgainst(
  ports: FlowPorts,
  payout: ApprovedPayout,
  document: DocumentRecord,
): Promise<Result<FlowEnd, Failure>> {
  const { head, date, rows } = payout;
  const deleted = await noteIfDeleted(ports, document, date);
  if (!deleted.ok) return deleted;
  if (deleted.value) return ok(end(payout, "held", [voucherGone(payout, document)]));
  const planned = { dates: [date], rows, since: sinceOf(head) } as const;
  const read = await verifyVoucher(ports, OWN, document, planned);
  return read.ok ? ok(finished(payout, document.number, read.value.differs)) : read;
}

const voucherGone = (
  { head: { payout } }: Pick<ApprovedPayout, "head">,
  { number, id }: Pick<DocumentRecord, "number" | "id">,
): Reason => reason("payout-voucher-gone", { payout, number: number ?? id });

const sinceOf = ({ day }: PayoutHead): number => Date.parse(day) - AHEAD_MS;

async function send(
  ports: FlowPorts,
  payout: ApprovedPayout,
  { n, fresh }: { readonly n: number; readonly fresh: boolean },
  takes: boolean,
): Promise<Result<FlowEnd, Failure>> {
  const { head } = payout;
  const code = await codeOf(ports, OWN, n);
  const before = await findUnrecordedVoucher(ports, { fresh, code, since: sinceOf(head) });
  if (!before.ok) return before;
  if (before.value !== null) {
    if (takes && !ports.settings.trial)
      return heldAgainst(ports, payout, adoptFoundVoucher(ports, OWN, n, before.value));
    const { number } = before.value;
    return ok(
      end(payout, "held", [reason("payout-booked-before", { payout: head.payout, number })]),
    );
  }
  const marker = markerText(cut(head.payout, MAX_NUMBER), head.payout, code);
  const voucher = voucherOf(ports, payout, marker);
  const sent = await sendVoucher(ports, OWN, { n, code, marker, voucher });
  if (!sent.ok) return sent;
  return ok(
    sent.value.rehearsed
      ? end(payout, "skipped", [reason("trial-mode", { write: OWN.kind })])
      : finished(payout, sent.value.document.number, sent.value.differs),
  );
}

/** A doubtful one, by its marker. */
export const findDoubtfulPayout = findDoubtful(OWN);

function voucherOf(
  { settings }: FlowPorts,
  { head, date, rows }: ApprovedPayout,
  marker: string,
): BookableVoucher {
  const { series } = settings.payouts;
  return {
    date,
    text: cut([marker, head.provider, head.payout, head.day].join(" · "), MAX_VOUCHER_TEXT),
    series: series === "" ? null : series,
    rows: rows.map(({ account, debit, credit, of }) => ({
      account,
      debit,
      credit,
      text: cut(
        [head.provider, of, head.payout].filter((part) => part !== "").join(" "),
        MAX_ROW_TEXT,
      ),
    })),
  };
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
