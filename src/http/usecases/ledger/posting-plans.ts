/** What documents of an order book, out of the plans and the requests that a timeline keeps. */
import { z } from "zod";
import { amount, dec, plain } from "../../../domain/money.ts";
import type { OperationView } from "../../../domain/jobs/job.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { Chart, Posting } from "../../../domain/ledger/posting.ts";
import type { SalesOrder } from "../../../domain/orders/sales-order.ts";
import type { Voucher } from "../../../domain/ledger/voucher.ts";
import { PLAN_VERSION, type PlanInput } from "../../../flows/orders/shared/plan-input.ts";
import type { VoucherInput } from "../../../flows/orders/documents/vouchers/voucher-input.ts";
import { paymentPosting, voucherPosting } from "../../../flows/orders/posting/documents.ts";
import { predictPosting } from "../../../flows/orders/posting/predict.ts";
import type { TimelineEntry } from "../../../sync/contract/index.ts";

const version = z.looseObject({ version: z.literal(PLAN_VERSION), kind: z.literal("write") });
const planNote = z.looseObject({
  input: z.looseObject({
    order: z.looseObject({ lines: z.array(z.unknown()) }),
    settings: z.looseObject({}),
    marker: z.looseObject({ text: z.string() }),
  }),
  plan: version.extend({ document: z.looseObject({ rows: z.array(z.unknown()) }) }),
});
const voucherNote = z.looseObject({
  input: z.looseObject({
    company: z.looseObject({ currency: z.string() }),
    marker: z.looseObject({ text: z.string() }),
  }),
  plan: version.extend({ voucher: z.looseObject({ rows: z.array(z.unknown()) }) }),
});

type Predicted = { readonly marker: string; readonly posting: Posting };

/** The version of a plan vouches for the rest of its shape. */
function predictedOf({ what, detail }: TimelineEntry, chart: Chart): Predicted | null {
  if (what !== "plan") return null;
  if (planNote.safeParse(detail).success) {
    const { input, plan } = detail as { input: PlanInput; plan: { document: SalesOrder } };
    return { marker: input.marker.text, posting: predictPosting(input, plan.document, chart) };
  }
  if (!voucherNote.safeParse(detail).success) return null;
  const { input, plan } = detail as { input: VoucherInput; plan: { voucher: Voucher } };
  return {
    marker: input.marker.text,
    posting: voucherPosting(plan.voucher, input.company.currency, chart),
  };
}

/** The last plan of each marker; the newest comes last. */
export function plansIn(
  timeline: readonly TimelineEntry[],
  chart: Chart,
): ReadonlyMap<string, Posting> {
  const predicted = new Map<string, Posting>();
  for (const entry of timeline) {
    const one = predictedOf(entry, chart);
    if (one === null) continue;
    predicted.delete(one.marker);
    predicted.set(one.marker, one.posting);
  }
  return predicted;
}

const sent = z.looseObject({
  VoucherDate: z.string(),
  Rows: z.array(
    z.looseObject({
      AccountNumber: z.int(),
      DebitAmount: z.number().nullish(),
      CreditAmount: z.number().nullish(),
    }),
  ),
});

/** The request itself, without what surrounds it. */
const bodyOf = (request: unknown): unknown =>
  typeof request === "object" && request !== null && "body" in request ? request.body : request;

/**
 * What a voucher books that no plan is kept of, as what takes another one back: as it was sent.
 * `null`: that isn't kept any more.
 */
export function sentVoucher(
  { request }: Pick<OperationView, "request">,
  home: string | null,
): Posting | null {
  const body = bodyOf(request);
  const own =
    sent.safeParse(body).data ?? sent.safeParse(Reflect.get(Object(body), "Voucher")).data;
  if (own === undefined || home === null) return null;
  return {
    currency: home,
    converted: false,
    date: own.VoucherDate.slice(0, 10),
    lines: own.Rows.map((row) => ({
      role: "revenue",
      account: row.AccountNumber,
      debit: amount(dec(row.DebitAmount ?? 0)),
      credit: amount(dec(row.CreditAmount ?? 0)),
      vatCode: null,
      lines: [],
      reasons: [],
    })),
  };
}

const takesBack = z.looseObject({ role: z.literal("voucher-reversal"), body: z.unknown() });

/** Returns what the newest dry run would take back of a booked voucher; of none, nothing. */
export function plannedReversals(
  timeline: readonly TimelineEntry[],
  home: string | null,
): readonly Posting[] {
  const before = timeline.slice(0, -1).findLastIndex(({ what }) => what === "outcome");
  return timeline.slice(before + 1).flatMap(({ what, detail }) => {
    const back = what === "rehearsal" ? takesBack.safeParse(detail).data : undefined;
    return back === undefined ? [] : (sentVoucher({ request: back }, home) ?? []);
  });
}

const payment = z.looseObject({
  CompanyBankAccountId: z.string(),
  PaymentDate: z.string(),
  PaymentAmount: z.number(),
  PaymentCurrency: z.string(),
  PaymentType: z.number(),
});
const ROUNDING = 3;

/**
 * What a payment books, as it was sent; a refund is sent without a minus. `null`: that isn't kept
 * any more.
 */
export function sentPayment(
  { role, request }: Pick<OperationView, "role"> & { readonly request: unknown },
  names: NameLists,
  home: string | null,
): { readonly posting: Posting; readonly isRounding: boolean } | null {
  const sent = payment.safeParse(bodyOf(request)).data;
  if (sent === undefined) return null;
  const entry = names["eaccounting.bankAccounts"]?.entries.find(
    ({ id }) => id.toLowerCase() === sent.CompanyBankAccountId.toLowerCase(),
  );
  const account = Number(entry?.note?.split(",")[0]);
  const isRounding = sent.PaymentType === ROUNDING;
  const paid = dec(sent.PaymentAmount);
  const posting = paymentPosting(
    {
      amount: plain(role === "refund" ? paid.abs().times(-1) : paid),
      currency: sent.PaymentCurrency,
      date: sent.PaymentDate.slice(0, 10),
      isRounding,
    },
    entry === undefined
      ? null
      : { name: entry.name, account: Number.isInteger(account) ? account : null },
    home ?? sent.PaymentCurrency,
  );
  return { posting, isRounding };
}

const company = z.looseObject({
  input: z.looseObject({ company: z.looseObject({ currency: z.string() }) }),
});

/** The ledger's currency, as the newest plan has it; `null`: no plan says it. */
export function homeCurrencyOf(timeline: readonly TimelineEntry[]): string | null {
  for (const { what, detail } of timeline.toReversed()) {
    const read = what === "plan" ? company.safeParse(detail) : null;
    if (read?.success === true) return read.data.input.company.currency;
  }
  return null;
}
