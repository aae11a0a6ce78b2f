// The body of POST and PUT /v1/SalesOrderWithLines. A full answer may be sent back: what the vendor computes is taken
// and has no effect, as ASP.NET does with read-only properties. PUT replaces: what is left out is not kept, but filled
// from debtor and articles as for a new order.
import { z } from "zod";
import { LINE_TYPES, ORDER_STATUSES, type OrderDraft, PAYMENT_STATUSES } from "./order-types.ts";
import { type DraftContext, readDraft } from "./order-draft.ts";
import type { FieldErrors } from "./problem.ts";
import { readOnly, text } from "./request-body.ts";

const stamp = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/, "Must be a date without a zone.");
const address = z.strictObject({
  name: text(100),
  address: text(100),
  addressLine2: text(100),
  postCode: text(20),
  city: text(100),
  countryCode: text(2),
});

const line = z.strictObject({
  id: readOnly,
  lineNumber: readOnly,
  lineType: z.enum(LINE_TYPES).optional(),
  articleId: z.int().nullable().optional(),
  articleCode: text(50),
  description: text(255),
  quantity: z.number(),
  price: z.number().nullable().optional(),
  discountPercentage: z.number().min(0).max(100).nullable().optional(),
  vatCode: text(10),
  vatPercentage: readOnly,
  amountExclVat: readOnly,
  vatAmount: readOnly,
  amountInclVat: readOnly,
  salesTypeId: z.int().nullable().optional(),
  deliveryState: readOnly,
});

export const orderApiBody = z.strictObject({
  _meta: readOnly,
  id: readOnly,
  orderNumber: text(50),
  reference: text(100),
  debtorId: z.int().nullable().optional(),
  debtorCustomerNumber: text(20),
  date: stamp.nullable().optional(),
  dateLastChange: readOnly,
  status: z.literal(ORDER_STATUSES).optional(),
  paymentStatus: z.enum(PAYMENT_STATUSES).optional(),
  currencyCode: text(3),
  pricesIncludeVat: z.boolean().optional(),
  companyName: text(100),
  attentionTo: text(100),
  emailAddress: text(255),
  phoneNumber: text(50),
  vatNumber: text(20),
  cocNumber: text(20),
  invoiceAddress: address.nullable().optional(),
  deliveryAddress: address.nullable().optional(),
  paymentConditionId: z.int().nullable().optional(),
  paymentMethodId: text(20),
  deliveryMethodId: text(20),
  comments: text(4000),
  creditsOrderId: z.int().nullable().optional(),
  discountPercentage: readOnly,
  amountExclVat: readOnly,
  vatAmount: readOnly,
  amountInclVat: readOnly,
  amountPaid: z.number().nullable().optional(),
  paidAt: stamp.nullable().optional(),
  lines: z.strictObject({ _data: z.array(line).min(1), _meta: readOnly }),
});

export type OrderApiBody = z.output<typeof orderApiBody>;
type LineBody = z.output<typeof line>;

/**
 * The draft, or what is wrong with the body field by field. `sign` is -1 where the vendor speaks of
 * credits in plus.
 */
export function readApiOrder(
  body: OrderApiBody,
  context: DraftContext,
  sign: 1 | -1,
): OrderDraft | { readonly errors: FieldErrors } {
  const errors: Record<string, string[]> = {};
  const debtor = [...context.books.debtors.values()].find((other) =>
    typeof body.debtorId === "number"
      ? other.id === body.debtorId
      : other.customerNumber === body.debtorCustomerNumber,
  );
  if (debtor === undefined) errors["debtorId"] = ["A debtor that exists is required."];
  const credited = body.creditsOrderId ?? null;
  if (credited !== null && !context.books.orders.has(credited))
    errors["creditsOrderId"] = ["There is no such order."];
  body.lines._data.forEach((row, at) =>
    Object.assign(errors, checkLine(row, `lines._data[${at}]`, context)),
  );
  if (Object.keys(errors).length > 0 || debtor === undefined) return { errors };

  const draft = readDraft(
    {
      ...body,
      orderNumber: body.orderNumber ?? undefined,
      debtorId: debtor.id,
      debtorCustomerNumber: debtor.customerNumber,
      date:
        body.date === null || body.date === undefined
          ? undefined
          : `${body.date}T00:00:00`.slice(0, 19),
      currencyCode: body.currencyCode ?? undefined,
      paymentStatus: body.paymentStatus ?? "Open",
      paidAt: body.paidAt ?? null,
      paymentMethodId: body.paymentMethodId ?? null,
      deliveryMethodId: body.deliveryMethodId ?? null,
      discountPercentage: null,
      force: undefined,
      amountPaid: typeof body.amountPaid === "number" ? body.amountPaid * sign : null,
      lines: body.lines._data.map((row) => ({
        ...row,
        description: row.description ?? undefined,
        quantity: row.quantity * sign,
        price: row.price ?? undefined,
        discountPercentage: row.discountPercentage ?? undefined,
        vatCode: row.vatCode ?? undefined,
        vatPercentage: undefined,
        deliveryState: null,
      })),
    },
    context,
  );
  return typeof draft === "string" ? { errors: { lines: [draft] } } : draft;
}

function checkLine(row: LineBody, name: string, { books }: DraftContext): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  const code = row.articleCode ?? null;
  const byCode = code === null ? undefined : books.articleByCode(code);
  const byId = typeof row.articleId === "number" ? books.articles.get(row.articleId) : undefined;
  if ((row.lineType ?? "Article") === "Article" && byCode === undefined && byId === undefined) {
    errors[`${name}.articleCode`] = ["An article that exists is required."];
  }
  if (byCode !== undefined && byId !== undefined && byCode.id !== byId.id)
    errors[`${name}.articleId`] = ["Not the article of articleCode."];
  if (
    typeof row.vatCode === "string" &&
    !books.lookups.vatcodes.some((vat) => vat.id === row.vatCode)
  ) {
    errors[`${name}.vatCode`] = ["There is no such VAT code."];
  }
  if (
    typeof row.salesTypeId === "number" &&
    !books.lookups.salestypes.some((type) => type.id === row.salesTypeId)
  ) {
    errors[`${name}.salesTypeId`] = ["There is no such sales type."];
  }
  return errors;
}
