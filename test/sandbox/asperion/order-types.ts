// A sales order: what was entered (the draft) and what the shop's own arithmetic made of it.
// Credit orders are kept with negative quantities and amounts, whatever the switch says; the view turns them round.

export const LINE_TYPES = [
  "Article",
  "SalesType",
  "Text",
  "Shipping",
  "Discount",
  "Fee",
  "Tip",
  "GiftCard",
] as const;
type LineType = (typeof LINE_TYPES)[number];

export const PAYMENT_STATUSES = ["Open", "PartlyPaid", "Paid", "Refunded"] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** 1 Concept, 2 Confirmed, 3 PartlyDelivered, 4 Delivered, 5 Invoiced, 9 Cancelled. */
export const ORDER_STATUSES = [1, 2, 3, 4, 5, 9] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface Address {
  readonly name: string | null;
  readonly address: string | null;
  readonly addressLine2: string | null;
  readonly postCode: string | null;
  readonly city: string | null;
  readonly countryCode: string | null;
}

export interface Figures {
  readonly amountExclVat: number;
  readonly vatAmount: number;
  readonly amountInclVat: number;
}

/** Figures said instead of computed: how a dishonest or broken shop is played. */
export type Forced = { readonly [Name in keyof Figures]?: number | undefined };

export interface LineDraft {
  readonly lineType: LineType;
  readonly articleId: number | null;
  readonly articleCode: string | null;
  readonly description: string;
  readonly quantity: number;
  readonly price: number;
  readonly discountPercentage: number;
  readonly vatCode: string | null;
  readonly vatPercentage: number;
  readonly salesTypeId: number | null;
  readonly deliveryState: string | null;
  readonly force: Forced;
}

export interface OrderLine extends Omit<LineDraft, "force">, Figures {
  readonly id: number;
  readonly lineNumber: number;
}

export interface OrderDraft {
  readonly orderNumber: string;
  readonly reference: string | null;
  readonly debtorId: number | null;
  readonly debtorCustomerNumber: string | null;
  readonly date: string;
  readonly status: OrderStatus;
  readonly paymentStatus: PaymentStatus;
  readonly currencyCode: string;
  /** Of shops that keep it: units of the administration's currency for one of the order's. */
  readonly currencyRate: number | null;
  readonly pricesIncludeVat: boolean;
  readonly companyName: string | null;
  readonly attentionTo: string | null;
  readonly emailAddress: string | null;
  readonly phoneNumber: string | null;
  readonly vatNumber: string | null;
  readonly cocNumber: string | null;
  readonly invoiceAddress: Address | null;
  readonly deliveryAddress: Address | null;
  readonly paymentConditionId: number | null;
  readonly paymentMethodId: string | null;
  readonly deliveryMethodId: string | null;
  readonly comments: string | null;
  readonly creditsOrderId: number | null;
  /** Over the whole order; most shops write Discount lines instead. */
  readonly discountPercentage: number | null;
  /** null: follows from paymentStatus. */
  readonly amountPaid: number | null;
  readonly paidAt: string | null;
  readonly lines: readonly LineDraft[];
  readonly force: Forced;
}

/**
 * How an order moves stock, as the switches stood when it was written: what it once took it gives
 * back the same way.
 */
export interface StockRules {
  readonly movesAt: "confirmed" | "delivered";
  readonly negativeQuantity: "in" | "refused" | "ignored" | "out";
}

export interface Order extends Omit<OrderDraft, "lines" | "force" | "amountPaid">, Figures {
  readonly id: number;
  readonly dateLastChange: string | null;
  readonly amountPaid: number;
  readonly lines: readonly OrderLine[];
  readonly draft: OrderDraft;
  readonly stockRules: StockRules;
}
