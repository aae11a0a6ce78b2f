// The body of the control call that places an order: all optional but the lines, and strict about names.
// Credits are written with negative quantities, whatever the `creditSign` switch serves.
import { z } from "zod";
import { LINE_TYPES, ORDER_STATUSES, PAYMENT_STATUSES } from "./order-types.ts";

const text = z.string().nullable().optional();
const stamp = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/, "YYYY-MM-DDTHH:MM:SS without a zone");

const force = z.strictObject({
  amountExclVat: z.number().optional(),
  vatAmount: z.number().optional(),
  amountInclVat: z.number().optional(),
});

const address = z.strictObject({
  name: text,
  address: text,
  addressLine2: text,
  postCode: text,
  city: text,
  countryCode: text,
});

export const lineBody = z.strictObject({
  lineType: z.enum(LINE_TYPES).optional(),
  articleId: z.int().nullable().optional(),
  /** Need not exist: an order with an article that the shop no longer has. */
  articleCode: text,
  description: z.string().optional(),
  quantity: z.number().optional(),
  price: z.number().optional(),
  discountPercentage: z.number().optional(),
  vatCode: text,
  /** Only to contradict the VAT code. */
  vatPercentage: z.number().optional(),
  salesTypeId: z.int().nullable().optional(),
  deliveryState: text,
  force: force.optional(),
});

const head = {
  orderNumber: z.string().optional(),
  reference: text,
  debtorId: z.int().nullable().optional(),
  debtorCustomerNumber: text,
  date: stamp.optional(),
  status: z.literal(ORDER_STATUSES).optional(),
  paymentStatus: z.enum(PAYMENT_STATUSES).optional(),
  currencyCode: z.string().length(3).optional(),
  currencyRate: z.number().positive().nullable().optional(),
  pricesIncludeVat: z.boolean().optional(),
  companyName: text,
  attentionTo: text,
  emailAddress: text,
  phoneNumber: text,
  vatNumber: text,
  cocNumber: text,
  invoiceAddress: address.nullable().optional(),
  deliveryAddress: address.nullable().optional(),
  paymentConditionId: z.int().nullable().optional(),
  paymentMethodId: text,
  deliveryMethodId: text,
  comments: text,
  creditsOrderId: z.int().nullable().optional(),
  discountPercentage: z.number().nullable().optional(),
  amountPaid: z.number().nullable().optional(),
  paidAt: stamp.nullable().optional(),
  force: force.optional(),
};

export const orderBody = z.strictObject({ ...head, lines: z.array(lineBody) });
export type OrderBody = z.output<typeof orderBody>;

const place = {
  administrationId: z.int().optional(),
  /** Left out: what the vendor would set. */
  dateLastChange: stamp.nullable().optional(),
  /** false: no webhook for this one. */
  notify: z.boolean().default(true),
};

export const placeBody = orderBody.extend({ ...place, id: z.int().min(1).optional() });
export const patchBody = orderBody.partial().extend(place);
