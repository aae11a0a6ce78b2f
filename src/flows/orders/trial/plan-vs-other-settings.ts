/**
 * Compares an order's plan with its plan under other settings: field by field and row by row, from
 * the same inputs. Pure.
 */
import { type Reason, reason } from "../../../domain/reasons/index.ts";
import type { PlannedRow, SalesOrder } from "../../../domain/orders/sales-order.ts";
import type { VoucherRow } from "../../../domain/ledger/voucher.ts";
import { OrderRules } from "../../../settings/rules/apply.ts";
import type { Settings } from "../../../settings/schema.ts";
import { lookupFacts } from "../shared/filled-fields.ts";
import { type Plan, PLAN_VERSION, type PlanInput } from "../shared/plan-input.ts";
import { planOrder } from "../preparation/plan.ts";
import {
  isVoucherInput,
  type VoucherInput,
  type VoucherPlan,
} from "../documents/vouchers/voucher-input.ts";
import { skusOf } from "../money/lines.ts";

export type FieldDifference = {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** A plan as a timeline keeps it: of a document that can be changed, or of a voucher. */
export type StoredPlan = { readonly input: PlanInput; readonly plan: Plan } | StoredVoucher;
type StoredVoucher = { readonly input: VoucherInput; readonly plan: VoucherPlan };

const isVoucher = (stored: StoredPlan): stored is StoredVoucher => isVoucherInput(stored.input);

/**
 * Returns the differing fields and rows of two plans that write. A document and a voucher share no
 * field, so their rows are shown whole.
 */
export function asksDifferently(before: StoredPlan, after: StoredPlan): readonly FieldDifference[] {
  if (isVoucher(before) && isVoucher(after)) return voucherDifferences(before.plan, after.plan);
  if (!isVoucher(before) && !isVoucher(after)) return planDifferences(before.plan, after.plan);
  const [old, now] = [rowsOf(before), rowsOf(after)];
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index) => index).flatMap(
    (index) => differ(`Row ${index + 1}`, old[index] ?? null, now[index] ?? null),
  );
}

function rowsOf(stored: StoredPlan): readonly string[] {
  if (isVoucher(stored))
    return stored.plan.kind === "hold"
      ? []
      : stored.plan.voucher.rows.map((row) => voucherRowText(row) ?? "");
  return stored.plan.kind === "hold"
    ? []
    : stored.plan.document.rows
        .filter(({ articleId }) => articleId !== null)
        .map((row) => `${row.text}: ${row.amount}`);
}

/**
 * Plans the stored inputs under other settings. A given marker stays in its field. Settings that
 * lead to articles that weren't looked up have no plan, as a missing look-up isn't a missing
 * article.
 */
export function planAgain(
  input: PlanInput,
  settings: Settings,
  rules: OrderRules = new OrderRules(),
): Plan {
  const facts = lookupFacts(input.order, input, input.customer.kind);
  return (
    unasked(input, skusOf(input.order, settings, facts)) ??
    planOrder(
      {
        ...input,
        settings: {
          ...settings,
          orders: { ...settings.orders, markerField: input.settings.orders.markerField },
        },
      },
      rules,
    )
  );
}

function unasked(
  { articles }: Pick<PlanInput, "articles">,
  skus: readonly string[],
): Extract<Plan, { kind: "hold" }> | null {
  const missing = skus.filter((number) => !Object.hasOwn(articles, number));
  return missing.length === 0
    ? null
    : {
        version: PLAN_VERSION,
        kind: "hold",
        reasons: missing.map((sku) => reason("article-not-looked-up", { sku })),
      };
}

/** Empty where the document would be the same, or held for the same reasons. */
export function planDifferences(before: Plan, after: Plan): readonly FieldDifference[] {
  if (before.kind === "hold" || after.kind === "hold") {
    const [was, is] = [outcomeOf(before), outcomeOf(after)];
    return was === is ? [] : [{ field: "outcome", before: was, after: is }];
  }
  const [old, now] = [headOf(before.document), headOf(after.document)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return [
    ...names.flatMap((name) => differ(name, old[name] ?? null, now[name] ?? null)),
    ...rowDifferences(before.document.rows, after.document.rows),
  ];
}

const outcomeOf = (plan: Plan | VoucherPlan): string =>
  plan.kind === "write" ? "written" : `held: ${plan.reasons.map(codeOf).join(", ")}`;

const codeOf = ({ code, params }: Reason): string =>
  code === "rule-failed" ? `${code} (${String(params["field"])})` : code;

/** One difference, or none. */
export const differ = (
  field: string,
  before: string | null,
  after: string | null,
): readonly FieldDifference[] => (before === after ? [] : [{ field, before, after }]);

function voucherDifferences(before: VoucherPlan, after: VoucherPlan): readonly FieldDifference[] {
  if (before.kind === "hold" || after.kind === "hold") {
    const [was, is] = [outcomeOf(before), outcomeOf(after)];
    return was === is ? [] : [{ field: "outcome", before: was, after: is }];
  }
  const [old, now] = [before.voucher, after.voucher];
  const rows = Array.from(
    { length: Math.max(old.rows.length, now.rows.length) },
    (_, index) => index,
  );
  return [
    ...(["date", "text", "series"] as const).flatMap((name) => differ(name, old[name], now[name])),
    ...differ("item", old.ledgerItem?.total ?? null, now.ledgerItem?.total ?? null),
    ...rows.flatMap((index) =>
      differ(`Row ${index + 1}`, voucherRowText(old.rows[index]), voucherRowText(now.rows[index])),
    ),
  ];
}

function voucherRowText(row: VoucherRow | undefined): string | null {
  if (row === undefined) return null;
  const amount = row.debit === "0.00" ? `-${row.credit}` : row.debit;
  const mapped = row.mapped === undefined ? "" : ` (${Object.values(row.mapped).join(", ")})`;
  return `${row.account}: ${amount} ${row.text}${mapped}`;
}

function headOf(document: SalesOrder): Readonly<Record<string, string | null>> {
  const { invoiceAddress, deliveryAddress, deliveryMethod, prediction, rounding } = document;
  return {
    OurReference: document.ourReference,
    YourReference: document.yourReference,
    BuyersOrderReference: document.buyersOrderReference,
    OrderDate: document.orderDate,
    Status: document.status,
    Currency: document.currency,
    TermsOfPaymentId: document.termsOfPaymentId,
    DeliveryMethod: deliveryMethod?.name ?? null,
    InvoiceAddress: Object.values(invoiceAddress).join(", "),
    DeliveryAddress: Object.values(deliveryAddress).join(", "),
    Gross: prediction[rounding].gross,
    Vat: prediction[rounding].vat,
    ...mappedText(document.mapped),
  };
}

const mappedText = (mapped: SalesOrder["mapped"]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(mapped ?? {}).map(([name, value]) => [name, String(value)]));

function rowDifferences(
  before: readonly PlannedRow[],
  after: readonly PlannedRow[],
): readonly FieldDifference[] {
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap(
    (index) => {
      const [old, now] = [rowText(before[index]), rowText(after[index])];
      return Object.keys({ ...old, ...now }).flatMap((name) =>
        differ(`Row ${index + 1}: ${name}`, old[name] ?? null, now[name] ?? null),
      );
    },
  );
}

function rowText(row: PlannedRow | undefined): Readonly<Record<string, string>> {
  if (row === undefined) return {};
  if (row.articleId === null) return { Text: row.text };
  return {
    ArticleId: row.articleId,
    Text: row.text,
    Quantity: row.quantity,
    UnitPrice: row.unitPrice,
    Discount: row.discount,
    Amount: row.amount,
    ...mappedText(row.mapped),
  };
}
