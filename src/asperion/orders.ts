/**
 * Sales orders (`/v1/SalesOrderWithLines`; the path is documented, the fields are assumed). Only
 * fields that are read are named; src/flows/orders/intake/fetch.ts decides what they mean.
 */
import { z } from "zod";
import { differs, holds, isRow, type Observation } from "../domain/vendors/checks.ts";
import { plain } from "../domain/money.ts";
import type { SendRead, VendorAnswer, VendorRequest } from "../domain/vendors/request.ts";
import type { Result, Failure } from "../domain/result.ts";
import { FILTERS, ORDER_BY, PATHS, type Sorting } from "./contract.ts";
import { type OrderSums, sumsOf } from "./order-sums.ts";
import { listQuery, type Page, readList } from "./paging.ts";
import { type OneOf, type ReadMode, type ReadOne, readOne } from "./read-one.ts";
import {
  blankToNull,
  figure,
  get,
  optionalId,
  optionalStamp,
  readBody,
  stamp,
  write,
  withoutFloatNoise,
} from "./request.ts";

const addressSchema = z.object({
  name: blankToNull,
  address: blankToNull,
  addressLine2: blankToNull,
  postCode: blankToNull,
  city: blankToNull,
  countryCode: blankToNull,
});
export type AsperionAddress = z.infer<typeof addressSchema>;

const lineSchema = z.object({
  lineNumber: z.int(),
  lineType: z.string(),
  articleCode: blankToNull,
  salesTypeId: optionalId,
  description: blankToNull,
  quantity: figure.nullish(),
  price: figure.nullish(),
  /** 0 to 100. */
  discountPercentage: figure.nullish(),
  vatCode: blankToNull,
  /** 0 to 100. */
  vatPercentage: figure.nullish(),
  amountExclVat: figure.nullish(),
  vatAmount: figure.nullish(),
  amountInclVat: figure.nullish(),
});
export type AsperionLine = z.infer<typeof lineSchema>;

export const orderSchema = z.object({
  id: z.int(),
  /** `null` in a concept. */
  orderNumber: optionalId,
  reference: blankToNull,
  debtorId: z.int().nullish(),
  date: z.string().min(10).pipe(stamp),
  dateLastChange: optionalStamp,
  status: z.int(),
  paymentStatus: z.string(),
  currencyCode: z.string(),
  /** A: units of the administration's currency for one of the order's, if the source has it. */
  currencyRate: figure.nullish(),
  pricesIncludeVat: z.boolean(),
  companyName: blankToNull,
  attentionTo: blankToNull,
  emailAddress: blankToNull,
  phoneNumber: blankToNull,
  vatNumber: blankToNull,
  cocNumber: blankToNull,
  invoiceAddress: addressSchema.nullish(),
  deliveryAddress: addressSchema.nullish(),
  paymentConditionId: optionalId,
  paymentMethodId: optionalId,
  deliveryMethodId: optionalId,
  comments: blankToNull,
  creditsOrderId: z.int().nullish(),
  discountPercentage: figure.nullish(),
  amountExclVat: figure,
  vatAmount: figure,
  amountInclVat: figure,
  amountPaid: figure.nullish(),
  paidAt: optionalStamp,
  /** Absent in lists without lines. */
  lines: z.object({ _data: z.array(lineSchema) }).nullish(),
});
export type AsperionOrder = z.infer<typeof orderSchema>;

const ORDER: OneOf<AsperionOrder> = {
  list: PATHS.orders,
  single: PATHS.order,
  capability: "orders",
  schema: orderSchema,
  idOf: (order) => order.id,
  isWhole: (order) => order.lines != null,
};

/** Reads one order, always with its lines. `mode`: how the tenant's last order was read. */
export function readOrder(
  send: SendRead,
  id: number,
  administrationId: number,
  mode: ReadMode,
): Promise<Result<ReadOne<AsperionOrder>, Failure>> {
  return readOne(send, ORDER, id, administrationId, mode);
}

/** Reads an order that a person posted in the vendor's form: a sample for a dry run. */
export function readPostedOrder(posted: unknown): Result<AsperionOrder, Failure> {
  return readBody(orderSchema, { body: posted });
}

/** What a sweep needs of an order: its id, its dates, and whether its state is new. */
export type OrderHead = {
  readonly id: number;
  readonly number: string | null;
  readonly date: string;
  readonly changed: string | null;
  readonly status: number;
  /**
   * The head's fields that tell one state of an order from the next, in one text. The change stamp
   * alone isn't enough: it is in whole seconds, and missing on an order that was never changed.
   */
  readonly state: string;
  /** Its sums, where requested and shown by the list. */
  readonly sums?: OrderSums | undefined;
};

/** Also for an order that was read before, whose figures are text. */
const headFigure = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => {
    if (value == null) return null;
    return typeof value === "number" ? withoutFloatNoise(value) : plain(value);
  });

const heads = z.looseObject({
  id: z.int(),
  orderNumber: optionalId,
  date: stamp,
  dateLastChange: optionalStamp,
  status: z.int(),
  paymentStatus: z.string().nullish(),
  debtorId: z.int().nullish(),
  amountExclVat: headFigure,
  vatAmount: headFigure,
  amountInclVat: headFigure,
  amountPaid: headFigure,
  paidAt: optionalStamp,
});

const toHead = (order: z.infer<typeof heads>): OrderHead => ({
  id: order.id,
  number: order.orderNumber,
  date: order.date,
  changed: order.dateLastChange,
  status: order.status,
  state: JSON.stringify([
    order.orderNumber,
    order.date,
    order.dateLastChange,
    order.status,
    order.paymentStatus ?? null,
    order.debtorId ?? null,
    order.amountExclVat,
    order.vatAmount,
    order.amountInclVat,
    order.amountPaid,
    order.paidAt,
  ]),
});

const headSchema = heads.transform(toHead);
/** Adding up takes longer than everything else, so only the reconciliation asks for it. */
const summedHead = heads.transform((order) => ({ ...toHead(order), sums: sumsOf(order) }));

/** Returns the head of an order that was read whole, as a list shows it. */
export function headOf(order: AsperionOrder): OrderHead {
  return headSchema.parse(order);
}

/**
 * Requests orders changed at or after a local stamp of the vendor's zone. An order that was never
 * changed has no such stamp. Pages of this list move while they are read: see order-sweep.ts.
 */
export const ordersChangedFrom = (
  stamp: string,
  page: number,
  sorting: Sorting = "oldestFirst",
): VendorRequest =>
  get(PATHS.orders, "orders", {
    query: listQuery({ [FILTERS.changedFrom]: stamp }, page, ORDER_BY.changed[sorting]),
  });

/** Requests orders dated at or after a local stamp or day. */
export const ordersDatedFrom = (
  stamp: string,
  page: number,
  sorting: Sorting = "oldestFirst",
): VendorRequest =>
  get(PATHS.orders, "orders", {
    query: listQuery({ [FILTERS.datedFrom]: stamp }, page, ORDER_BY.dated[sorting]),
  });

/** Requests a range of order dates, both inclusive, for back-fills and the reconciliation. */
export const ordersDatedBetween = (
  from: string,
  to: string,
  page: number,
  sorting: Sorting,
): VendorRequest =>
  get(PATHS.orders, "orders", {
    query: listQuery(
      { [FILTERS.datedFrom]: from, [FILTERS.datedTo]: to },
      page,
      ORDER_BY.dated[sorting],
    ),
  });

/** `summed`: with each order's sums. */
export const readOrderHeads = (
  answer: VendorAnswer,
  administrationId: number,
  summed = false,
): Result<Page<OrderHead>, Failure> =>
  readList(summed ? summedHead : headSchema, answer, administrationId);

type Raw = Readonly<Record<string, unknown>>;

/** Requests an order's raw answer; its administration was checked when the order was fetched. */
export const orderToChange = (id: number): VendorRequest =>
  get(PATHS.order, "orders", { ids: { id } });

export type OrderChange = {
  readonly status?: number;
  readonly comments?: string;
  readonly reference?: string;
};

const KEPT_BY_VENDOR = new Set(["_meta", "id", "dateLastChange"]);

/**
 * Writes fields back into an order of the shop. PUT replaces the order (assumed, P65): the body is
 * the whole answer of a read just made, less what the vendor maintains itself, with the changed
 * fields.
 */
export function updateOrder(id: number, raw: Raw, change: OrderChange): VendorRequest {
  const kept = Object.fromEntries(
    Object.entries(raw).filter(([name]) => !KEPT_BY_VENDOR.has(name)),
  );
  return write("PUT", PATHS.order, "orders", { ids: { id }, body: { ...kept, ...change } });
}

/** Fields that bookings use, but those that a write-back sets or that follow from the status. */
const COMPARED = [
  "orderNumber",
  "debtorId",
  "date",
  "currencyCode",
  "pricesIncludeVat",
  "amountExclVat",
  "vatAmount",
  "amountInclVat",
  "companyName",
  "attentionTo",
  "emailAddress",
  "phoneNumber",
  "vatNumber",
  "cocNumber",
  "invoiceAddress",
  "deliveryAddress",
  "paymentConditionId",
  "paymentMethodId",
  "deliveryMethodId",
  "creditsOrderId",
];

/**
 * Whether the answer to a write-back contains what was sent (P65). `null`: it isn't the order, or
 * has none of the fields.
 */
export function observedWhole(sent: Raw, answered: unknown): Observation | null {
  if (!isRow(answered) || answered["id"] !== sent["id"]) return null;
  const notEmpty = [...COMPARED, "comments", "reference"].filter(
    (name) => name in sent && name in answered,
  );
  if (notEmpty.length === 0) return null;
  const lost = notEmpty.filter(
    (name) => JSON.stringify(answered[name]) !== JSON.stringify(sent[name]),
  );
  return lost.length === 0 ? holds() : differs({ hidden: lost.join(", ") });
}
