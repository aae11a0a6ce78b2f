/**
 * The postings of an order as a page and the API show them: predicted from the very plan that its
 * run noted, and read from the ledger where a person asked for that. A reading counts only as long
 * as nothing was written since.
 */
import { z } from "zod";
import type { OperationView, Role } from "../../domain/job.ts";
import { amount, dec, type Decimal, plain, sum } from "../../domain/money.ts";
import type { NameLists } from "../../domain/names.ts";
import type { Chart, Posting, ReadPosting } from "../../domain/posting.ts";
import type { SalesOrder } from "../../domain/sales-order.ts";
import type { Voucher } from "../../domain/voucher.ts";
import type { VoucherInput } from "../../flows/orders/documents/vouchers/voucher-input.ts";
import { PLAN_VERSION, type PlanInput } from "../../flows/orders/documents/plan-input.ts";
import { chartFrom } from "../../flows/orders/posting/chart.ts";
import { type ComparedPosting, comparePosting } from "../../flows/orders/posting/compare.ts";
import { paymentPosting, voucherPosting } from "../../flows/orders/posting/documents.ts";
import { predictPosting } from "../../flows/orders/posting/predict.ts";
import type { WouldBecome } from "../../flows/orders/trial/preview.ts";
import type { JobTimeline, PostingsNote, TimelineEntry } from "../../sync/rpc.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { ask, reach } from "./reach.ts";
import { settled, type Answer } from "./refused.ts";

/** What one document of an order books. */
export type DocumentPosting = {
  /** What it is; `null`: it is planned only, and stands for nothing in the ledger. */
  readonly role: Role | null;
  readonly documentId: string | null;
  readonly number: string | null;
  /** `null`: its plan isn't kept any more. */
  readonly predicted: Posting | null;
  /** As it was read, and nothing was written since; `null`: not read, or stale. */
  readonly booked: (ReadPosting & { readonly readAt: number }) | null;
  /** `null` where one of the two is missing. */
  readonly compared: ComparedPosting | null;
};

export type Postings = {
  readonly documents: readonly DocumentPosting[];
  /** Something is booked that can be read. */
  readonly readable: boolean;
  /** The newest reading is from before the newest write. */
  readonly stale: boolean;
  readonly refused: PostingsNote | null;
  /** The ledger's currency, in which its vouchers are; `null`: no plan tells it. */
  readonly home: string | null;
};

/** Reads the postings of an order's documents from the ledger, now. */
export async function readPostings(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  jobId: string,
): Answer<{ readonly note: PostingsNote }> {
  const found = await reach(deps, actor, tenantId);
  if (!found.ok) return found;
  const asked = await ask(deps, tenantId, (tenant) => tenant.jobs.readPostings(tenantId, jobId));
  return asked.ok ? settled(asked.value) : asked;
}

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

const DOCUMENTS: ReadonlySet<Role> = new Set<Role>([
  "sales-order",
  "invoice-draft",
  "invoice",
  "credit-draft",
  "credit",
  "delta-draft",
  "delta-invoice",
  "delta-credit-draft",
  "delta-credit",
  "voucher",
  "voucher-credit",
]);
/** Read back, though no plan of a timeline is theirs. */
const OTHERS: ReadonlySet<Role> = new Set<Role>(["voucher-reversal", "voucher-payment"]);
const BOOKED: ReadonlySet<Role> = new Set<Role>([
  "invoice",
  "credit",
  "delta-invoice",
  "delta-credit",
  "voucher",
  "voucher-credit",
  ...OTHERS,
]);

export const chartOf = (names: NameLists): Chart =>
  chartFrom(names["eaccounting.accounts"]?.entries ?? []);

export function postingsOf(
  { operations, timeline }: Pick<JobTimeline, "operations" | "timeline">,
  names: NameLists,
): Postings {
  const chart = chartOf(names);
  const predicted = new Map<string, Posting>();
  for (const entry of timeline) {
    const one = predictedOf(entry, chart);
    if (one !== null) predicted.set(one.marker, one.posting);
  }
  const reading = timeline.findLast(({ what }) => what === "posting");
  const note = noteOf(reading);
  const lastWrite = Math.max(
    0,
    ...operations.map(({ settledAt, sentAt }) => settledAt ?? sentAt ?? 0),
  );
  const stale = reading !== undefined && reading.at < lastWrite;
  const standing = newest(operations);
  const booked = (id: string | null): DocumentPosting["booked"] => {
    const found =
      stale || note?.kind !== "read" ? undefined : note.postings.find((one) => one.id === id);
    return found === undefined ? null : { ...found, readAt: reading?.at ?? 0 };
  };
  const documents = standing.map((operation): DocumentPosting => {
    const { role, documentId, documentNumber, marker } = operation;
    return withComparison({
      role,
      documentId,
      number: documentNumber,
      predicted: marker === null ? null : (predicted.get(marker) ?? null),
      booked: booked(documentId),
    });
  });
  const linked = note?.kind === "read" && !stale ? note.postings : [];
  const told = new Set(standing.map(({ documentId }) => documentId));
  const home = homeOf(timeline);
  return {
    documents: [
      ...documents,
      ...linked
        .filter(({ id }) => !told.has(id))
        .map(({ id, number }) =>
          withComparison({
            role: null,
            documentId: id,
            number,
            predicted: null,
            booked: booked(id),
          }),
        ),
      ...(documents.length > 0 ? [] : planned(predicted)),
      ...payments(operations, names, home),
    ],
    readable: standing.some(({ role }) => BOOKED.has(role)),
    stale,
    refused: note?.kind === "refused" && !stale ? note : null,
    home,
  };
}

/** What a tried run would book: by its own plan, and by the payments that it would send. */
export function postingsOfTry(
  { plan, writes }: Pick<WouldBecome, "plan" | "writes">,
  names: NameLists,
): Postings {
  const timeline: readonly TimelineEntry[] =
    plan === null ? [] : [{ at: 0, what: "plan", title: "", detail: plan }];
  const tried = postingsOf({ operations: [], timeline }, names);
  const paid = writes.flatMap(({ kind, request }) =>
    kind === "payment.create" ? paymentOf("payment", request, names, tried.home) : [],
  );
  return { ...tried, documents: [...tried.documents, ...paid] };
}

function noteOf(entry: TimelineEntry | undefined): PostingsNote | null {
  const kind = z.looseObject({ kind: z.enum(["read", "refused"]) }).safeParse(entry?.detail);
  return kind.success ? (entry?.detail as PostingsNote) : null;
}

/** Nothing stands in the ledger yet: a dry run, an order on hold, test mode. */
const planned = (predicted: ReadonlyMap<string, Posting>): readonly DocumentPosting[] => {
  const last = [...predicted.values()].at(-1);
  return last === undefined
    ? []
    : [
        {
          role: null,
          documentId: null,
          number: null,
          predicted: last,
          booked: null,
          compared: null,
        },
      ];
};

function withComparison(one: Omit<DocumentPosting, "compared">): DocumentPosting {
  const { predicted, booked } = one;
  return {
    ...one,
    compared:
      predicted === null || booked === null || typeof booked.voucher === "string"
        ? null
        : comparePosting(predicted, booked.voucher, booked.rate),
  };
}

/** The last write of each document that stands, an invoice in place of its draft. */
function newest(operations: readonly OperationView[]): readonly OperationView[] {
  const last = new Map<string, OperationView>();
  for (const operation of operations)
    if (
      operation.documentId !== null &&
      (DOCUMENTS.has(operation.role) || OTHERS.has(operation.role))
    ) {
      const key = OTHERS.has(operation.role)
        ? `${operation.role} ${operation.n}`
        : (operation.marker ?? operation.documentId);
      last.set(key, operation);
    }
  return [...last.values()].filter(
    ({ kind }) => kind !== "order.delete" && kind !== "draft.delete",
  );
}

const payment = z.looseObject({
  CompanyBankAccountId: z.string(),
  PaymentDate: z.string(),
  PaymentAmount: z.number(),
  PaymentCurrency: z.string(),
  PaymentType: z.number(),
});
const ROUNDING = 3;

/** The ledger names no voucher of a payment: what it books is told from what was sent. */
function payments(
  operations: readonly OperationView[],
  names: NameLists,
  home: string | null,
): readonly DocumentPosting[] {
  return operations.flatMap(({ kind, state, role, request }) =>
    kind !== "payment.create" || state === "rejected"
      ? []
      : paymentOf(role, bodyOf(request), names, home),
  );
}

function paymentOf(
  role: Role,
  body: unknown,
  names: NameLists,
  home: string | null,
): readonly DocumentPosting[] {
  const sent = payment.safeParse(bodyOf(body)).data;
  if (sent === undefined) return [];
  const entry = names["eaccounting.bankAccounts"]?.entries.find(
    ({ id }) => id.toLowerCase() === sent.CompanyBankAccountId.toLowerCase(),
  );
  const account = Number(entry?.note?.split(",")[0]);
  const posting = paymentPosting(
    {
      amount: plain(dec(sent.PaymentAmount)) as Decimal,
      currency: sent.PaymentCurrency,
      date: sent.PaymentDate.slice(0, 10),
      isRounding: sent.PaymentType === ROUNDING,
    },
    entry === undefined
      ? null
      : { name: entry.name, account: Number.isInteger(account) ? account : null },
    home ?? sent.PaymentCurrency,
  );
  return [
    {
      role: sent.PaymentType === ROUNDING ? "rounding" : role,
      documentId: null,
      number: null,
      predicted: posting,
      booked: null,
      compared: null,
    },
  ];
}

const bodyOf = (request: unknown): unknown =>
  typeof request === "object" && request !== null && "body" in request ? request.body : request;

const company = z.looseObject({
  input: z.looseObject({ company: z.looseObject({ currency: z.string() }) }),
});

function homeOf(timeline: readonly TimelineEntry[]): string | null {
  for (const { what, detail } of timeline.toReversed()) {
    const read = what === "plan" ? company.safeParse(detail) : null;
    if (read?.success === true) return read.data.input.company.currency;
  }
  return null;
}

const MONEY_SIDE: ReadonlySet<string> = new Set(["receivable", "clearing", "gift-card-used"]);

/**
 * What the booked documents were charged with, as they were read: the sum of their money side.
 * `null`: one of them wasn't read, or can't be told apart.
 */
export function bookedTotal({ documents }: Postings): Decimal | null {
  const booked = documents.filter(
    ({ role }) => role !== null && BOOKED.has(role) && !OTHERS.has(role),
  );
  const sums = booked.map(moneyRead);
  return sums.length === 0 || sums.some((one) => one === null)
    ? null
    : amount(sum(sums.map((one) => (one ?? dec("0")).toFixed())));
}

/** The money side as it was read; `null`: it wasn't, or can't be told apart. */
function moneyRead({ compared }: DocumentPosting): ReturnType<typeof sum> | null {
  const money = compared?.lines.filter(({ predicted }) =>
    predicted.some(({ role }) => MONEY_SIDE.has(role)),
  );
  return money === undefined || money.some(({ found }) => found === null)
    ? null
    : sum(money.map(({ found }) => found ?? "0"));
}

/**
 * What one document charges, or pays back below zero, in its own currency: as it was read where
 * that is in this currency, else as it was planned. `null`: neither is known.
 */
export function moneyOf(
  one: DocumentPosting | undefined,
): { readonly figure: Decimal; readonly currency: string } | null {
  if (one?.predicted == null) return null;
  const { converted, currency, lines } = one.predicted;
  const money = lines.filter(({ role }) => MONEY_SIDE.has(role));
  if (money.length === 0) return null;
  const planned = sum(money.map(({ debit, credit }) => dec(debit).minus(credit).toFixed()));
  return { figure: amount((converted ? null : moneyRead(one)) ?? planned), currency };
}
