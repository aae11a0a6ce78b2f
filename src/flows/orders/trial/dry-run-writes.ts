/**
 * Sums up the writes that a dry run showed: the document that stands in the end, its date, and what
 * would be registered as paid.
 */
import { documentOf } from "../../../domain/jobs/planned-effect.ts";
import type { FinalDocument } from "../../../domain/reasons/words.ts";
import { amount, type Decimal, sum } from "../../../domain/money.ts";
import type { VendorRequest } from "../../../domain/vendors/request.ts";
import type { FlowPorts } from "../../port.ts";

/** Parameters of the reasons `dry-run` and `dry-run-would-book`. */
export type DryRunWrites = {
  readonly document?: FinalDocument;
  /** `YYYY-MM-DD`; left out where the document gets the date of its booking. */
  readonly dated?: string;
  readonly paid?: Decimal;
  readonly paidIn?: string;
};

type Write = { readonly kind: string; readonly request: VendorRequest };

/** Ports that also note what would be written, and what was noted. */
export function recordWrites(ports: FlowPorts): {
  readonly ports: FlowPorts;
  summary: () => DryRunWrites;
} {
  const writes: Write[] = [];
  return {
    ports: {
      ...ports,
      rehearse: (intent, request) => {
        writes.push({ kind: intent.kind, request });
        ports.rehearse(intent, request);
      },
    },
    summary: () => summaryOf(writes),
  };
}

function summaryOf(writes: readonly Write[]): DryRunWrites {
  const document = documentOf(writes);
  return document === null ? {} : { document, ...dateOf(document, writes), ...paidBy(writes) };
}

const DATES = ["InvoiceDate", "OrderDate", "VoucherDate"] as const;

function dateOf(document: FinalDocument, writes: readonly Write[]): Pick<DryRunWrites, "dated"> {
  if (document === "sales-order-invoiced") return {};
  const made = writes.find(({ kind }) => MAKES.has(kind))?.request;
  const dated = DATES.map((name) => fieldOf(made, name)).find((one) => typeof one === "string");
  return typeof dated === "string" ? { dated: dated.slice(0, 10) } : {};
}

const MAKES: ReadonlySet<string> = new Set([
  "order.create",
  "draft.create",
  "voucher.create",
  "ledger-item.create",
]);

/** A rounding moves no money, so it isn't counted. */
function paidBy(writes: readonly Write[]): Pick<DryRunWrites, "paid" | "paidIn"> {
  const payments = writes.flatMap(({ kind, request }) => {
    const paid = kind === "payment.create" ? fieldOf(request, "PaymentAmount") : undefined;
    return typeof paid !== "number" || fieldOf(request, "PaymentType") === ROUNDING
      ? []
      : [{ paid: amount(String(paid)), paidIn: fieldOf(request, "PaymentCurrency") }];
  });
  const [first] = payments;
  return typeof first?.paidIn === "string"
    ? { paid: amount(sum(payments.map(({ paid }) => paid))), paidIn: first.paidIn }
    : {};
}

const ROUNDING = 3;

const fieldOf = (request: VendorRequest | undefined, name: string): unknown =>
  (request?.body as Readonly<Record<string, unknown>> | undefined)?.[name];
