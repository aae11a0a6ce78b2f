/**
 * A small shop and its ledger: orders, settings and everything that a plan needs, each with the
 * fields that a test names.
 */
import { sourceOrderId } from "../../../src/domain/ids.ts";
import {
  type LedgerArticle,
  type CustomerTax,
  type LedgerCoding,
  type LedgerCompany,
  type LedgerCountry,
  type LedgerCustomer,
  NOTHING_LEARNT,
} from "../../../src/domain/ledger/ledger.ts";
import type { Address, Debtor, Order, OrderLine } from "../../../src/domain/orders/order.ts";
import type { Reason, ReasonCode } from "../../../src/domain/reasons/index.ts";
import type {
  AnsweredOrder,
  PlannedRow,
  SalesOrder,
  VatRounding,
} from "../../../src/domain/orders/sales-order.ts";
import type { Plan, PlanInput } from "../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import type { DocumentRecord, JournalEntry } from "../../../src/flows/port.ts";
import { type Settings, settingsSchema } from "../../../src/settings/schema.ts";
import { cents, divide, tenThousandths, text } from "./little-ledger.ts";

/** An update of its sales order whose answer was lost. */
export const UNANSWERED: Partial<JournalEntry> = {
  kind: "order.update",
  documentId: "sales-order-1",
  state: "rejected",
  refused: false,
};

/** A voucher that is booked by the day, which isn't closed. */
export const WAITS: Partial<DocumentRecord> = {
  member: { label: "1001", day: "2026-11-24", rows: [], waits: true },
};

export const RATES = ["0", "0.06", "0.09", "0.12", "0.21", "0.25", "0.255"] as const;

export const address = (fields: Partial<Address> = {}): Address => ({
  name: "Anna Svensson",
  street: "Storgatan 1",
  street2: null,
  postCode: "11122",
  city: "Stockholm",
  country: "SE",
  ...fields,
});

export const noAddress: Address = {
  name: null,
  street: null,
  street2: null,
  postCode: null,
  city: null,
  country: null,
};

/** What the buyer sees of a line; its amounts follow, as a shop computes them. */
export type Sold = {
  kind?: OrderLine["kind"];
  sku?: string | null;
  salesTypeId?: string;
  text?: string;
  quantity?: string;
  price?: string;
  discount?: string;
  vatCode?: string;
  rate?: string;
};

/** Six decimals of price and quantity, five of a discount: more than any ledger takes. */
const scaled = (figure: string, places: number): bigint => {
  const [whole, decimals = ""] = figure.replace("-", "").split(".");
  const value = BigInt(`${whole}${decimals.padEnd(places, "0").slice(0, places)}`);
  return figure.startsWith("-") ? -value : value;
};

export function line(sold: Sold, lineNumber: number, pricesIncludeVat: boolean): OrderLine {
  const {
    kind = "article",
    text: words = "A thing",
    quantity = "1",
    price = "0",
    discount = "0",
    rate = "0.25",
  } = sold;
  const sku = sold.sku === undefined ? (kind === "article" ? `G-${rate}` : null) : sold.sku;
  const amount = divide(
    scaled(quantity, 6) * scaled(price, 6) * (100_000n - scaled(discount, 5)),
    1_000_000_000_000_000n,
  );
  const vat = pricesIncludeVat
    ? divide(amount * tenThousandths(rate), 10_000n + tenThousandths(rate))
    : divide(amount * tenThousandths(rate), 10_000n);
  const [net, gross] = pricesIncludeVat ? [amount - vat, amount] : [amount, amount + vat];
  return {
    lineNumber,
    kind,
    sku,
    ...(kind === "sales-type" ? { salesTypeId: sold.salesTypeId ?? null } : {}),
    text: words,
    quantity,
    price,
    discount,
    vatCode: sold.vatCode ?? null,
    vatRate: rate,
    net: text(net),
    vat: text(vat),
    gross: text(gross),
  };
}

/** An order of these lines; the head is their sum, or has its VAT rounded once per rate. */
export function order(
  sold: readonly Sold[],
  fields: Partial<Order> = {},
  vatBy: "line" | "rate" = "line",
): Order {
  const pricesIncludeVat = fields.pricesIncludeVat ?? true;
  const lines = sold.map((one, index) => line(one, index + 1, pricesIncludeVat));
  return {
    id: sourceOrderId(501),
    administrationId: 7,
    number: "1001",
    buyerReference: null,
    debtorId: 55,
    date: "2026-11-24T10:15:00",
    changed: null,
    state: "confirmed",
    payment: "paid",
    currency: "SEK",
    pricesIncludeVat,
    companyName: null,
    attentionTo: null,
    email: "anna@example.com",
    phone: null,
    vatNumber: null,
    organisationNumber: null,
    invoiceAddress: address(),
    deliveryAddress: noAddress,
    paymentConditionId: null,
    paymentMethodId: null,
    deliveryMethodId: null,
    comments: null,
    creditsOrderId: null,
    headDiscount: null,
    amountPaid: null,
    paidAt: null,
    ...headOf(lines, pricesIncludeVat, vatBy),
    lines,
    ...fields,
  };
}

function headOf(
  lines: readonly OrderLine[],
  pricesIncludeVat: boolean,
  vatBy: "line" | "rate",
): Pick<Order, "net" | "vat" | "gross"> {
  const total = (field: "net" | "vat" | "gross", of = lines): bigint =>
    of.reduce((sum, one) => sum + cents(one[field]), 0n);
  if (vatBy === "line")
    return { net: text(total("net")), vat: text(total("vat")), gross: text(total("gross")) };
  const rates = [...new Set(lines.map((one) => one.vatRate))];
  const vat = rates.reduce((sum, rate) => {
    const own = lines.filter((one) => one.vatRate === rate);
    const fraction = tenThousandths(rate);
    return (
      sum +
      (pricesIncludeVat
        ? divide(total("gross", own) * fraction, 10_000n + fraction)
        : divide(total("net", own) * fraction, 10_000n))
    );
  }, 0n);
  return pricesIncludeVat
    ? { net: text(total("gross") - vat), vat: text(vat), gross: text(total("gross")) }
    : { net: text(total("net")), vat: text(vat), gross: text(total("net") + vat) };
}

export const company: LedgerCompany = {
  companyId: "c0000000-0000-0000-0000-000000000001",
  name: "Shop AB",
  organisationNumber: "556000-0000",
  country: "SE",
  currency: "SEK",
  showPricesExclVatForPrivate: false,
  domesticRounding: "none",
  modules: [],
  termsOfPaymentId: "terms-30",
};

export const customer = (
  kind: LedgerCustomer["kind"],
  fields: Partial<LedgerCustomer> = {},
): LedgerCustomer => ({
  id: "d0000000-0000-0000-0000-000000000001",
  number: "AS55",
  kind,
  country: "SE",
  vatNumber: null,
  termsOfPaymentId: "terms-30",
  ...fields,
});

export const codingId = (rate: string, kind: "goods" | "service" = "goods"): string =>
  `coding-${kind}-${rate}`;

/** Codings that settings may name: their ids are the ledger's kind of ids. */
export const GIFT_CODING = "6f000000-0000-4000-8000-000000000001";
export const TIP_CODING = "6f000000-0000-4000-8000-000000000002";
export const SERVICE_CODING = "6f000000-0000-4000-8000-000000000003";

const special = (id: string, name: string, vatRate: string, exempt: number): LedgerCoding => ({
  id,
  name,
  kind: "service",
  vatRate,
  active: true,
  accounts: {
    domestic: vatRate === "0" ? null : 3001,
    domesticExempt: exempt,
    withinEu: null,
    triangular: null,
    outsideEu: null,
    oss: null,
    withinEuWithVat: null,
    reversed: null,
  },
});

const perCoding: readonly LedgerCoding[] = [
  special(GIFT_CODING, "Gift cards", "0", 2421),
  special(TIP_CODING, "Tips", "0", 2899),
  special(SERVICE_CODING, "Services 25", "0.25", 3044),
];

export const codings: readonly LedgerCoding[] = [
  ...RATES.flatMap((rate) =>
    (["goods", "service"] as const).map((kind) => ({
      id: codingId(rate, kind),
      name: `${kind} ${rate}`,
      kind,
      vatRate: rate,
      active: true,
      accounts: {
        domestic: 3001,
        domesticExempt: 3004,
        withinEu: 3108,
        triangular: 3107,
        outsideEu: 3105,
        oss: 3109,
        withinEuWithVat: 3106,
        reversed: 3231,
      },
    })),
  ),
  ...perCoding,
];

export const article = (
  number: string,
  rate: string,
  fields: Partial<LedgerArticle> = {},
): LedgerArticle => ({
  id: `article-${number}`,
  number,
  name: `Article ${number}`,
  codingId: codingId(rate, fields.service === true ? "service" : "goods"),
  active: true,
  stock: false,
  service: false,
  usesOss: false,
  ...fields,
});

/**
 * `G-0.25` goods, `S-0.25` services, `W-0.25` goods in the warehouse, `O-0.25` goods that are
 * marked for OSS, for every rate.
 */
export const articles: PlanInput["articles"] = Object.fromEntries(
  RATES.flatMap((rate) => [
    [`G-${rate}`, { kind: "found", article: article(`G-${rate}`, rate) }],
    [`S-${rate}`, { kind: "found", article: article(`S-${rate}`, rate, { service: true }) }],
    [`W-${rate}`, { kind: "found", article: article(`W-${rate}`, rate, { stock: true }) }],
    [
      `ROT-${rate}`,
      { kind: "found", article: article(`ROT-${rate}`, rate, { service: true, taxReduced: true }) },
    ],
    [`O-${rate}`, { kind: "found", article: article(`O-${rate}`, rate, { usesOss: true }) }],
  ]),
);

const perRate = (role: string): Record<string, string> =>
  Object.fromEntries(RATES.map((rate) => [rate, `own-${role}-${rate}`]));

export const systemArticles: PlanInput["systemArticles"] = {
  adjusting: Object.fromEntries(codings.map((coding) => [coding.id, `own-adjusting-${coding.id}`])),
  shipping: perRate("shipping"),
  discount: perRate("discount"),
  fee: perRate("fee"),
  item: Object.fromEntries(
    [...RATES.map((rate) => codingId(rate)), GIFT_CODING, TIP_CODING, SERVICE_CODING].map((id) => [
      id,
      `own-item-${id}`,
    ]),
  ),
  closing: "own-closing",
  oss: {
    adjusting: Object.fromEntries(
      codings.map((coding) => [coding.id, `own-oss-adjusting-${coding.id}`]),
    ),
    shipping: perRate("oss-shipping"),
    discount: perRate("oss-discount"),
  },
  shippingAbroad: "own-shipping-abroad",
};

/** As the ledger lists them. */
export const countries: readonly LedgerCountry[] = [
  ...["SE", "NL", "DE", "FI", "FR", "ES", "PT", "GR", "DK"].map((code) => ({ code, eu: true })),
  ...["NO", "GB", "US", "CH", "AX", "MC"].map((code) => ({ code, eu: false })),
];

/** What the ledger says of a customer that nobody marked. */
export const tax = (fields: Partial<CustomerTax> = {}): CustomerTax => ({
  currency: null,
  vatCountry: null,
  byDelivery: false,
  forceVat: false,
  northernIreland: false,
  reverseConstruction: false,
  ...fields,
});

type Deep<T> = { [K in keyof T]?: Partial<T[K]> };
type DeepLookups = Deep<Settings["lookups"]>;

const PARSED = new Map<string, Settings>();

/** Properties ask for the same thousands of times, and to read settings takes as long as a plan. */
export function settings(
  fields: {
    orders?: Deep<Settings>["orders"];
    lookups?: DeepLookups | undefined;
    customers?: Deep<Settings>["customers"];
    mapping?: Deep<Settings>["mapping"];
  } = {},
): Settings {
  const asked = JSON.stringify(fields);
  const known = PARSED.get(asked);
  if (known !== undefined) return known;
  const parsed = settingsSchema.parse({
    ...fields,
    orders: { enabled: true, startLine: "2026-11-01T00:00:00+01:00", ...fields.orders },
  });
  PARSED.set(asked, parsed);
  return parsed;
}

/** Everything learnt, so that nothing but the rows is in question. */
export const learnt = (vatRounding: VatRounding | null = "rate"): PlanInput["learnt"] => ({
  pricesIncludeVat: { company: false, private: true },
  vatRounding,
  amountIncludesVat: true,
});

export function input(of: Order, fields: Partial<PlanInput> = {}): PlanInput {
  return {
    order: of,
    settings: settings(),
    company,
    customer: customer("private"),
    articles,
    codings,
    systemArticles,
    learnt: learnt(),
    countries,
    currencies: ["SEK", "EUR", "NOK"],
    terms: [
      { id: "terms-30", name: "30 days", days: 30 },
      { id: "terms-10", name: "10 days", days: 10 },
    ],
    deliveryMethods: [{ id: "post", name: "Post", code: "P" }],
    marker: { code: "K7Q2M9XA", text: "1001 #K7Q2M9XA" },
    ...fields,
  };
}

/** The plan of a company's order, where prices exclude VAT. */
export const forCompany = (of: Order, fields: Partial<PlanInput> = {}): Plan =>
  planOrder(input(of, { customer: customer("company"), ...fields }));
export const forPerson = (of: Order, fields: Partial<PlanInput> = {}): Plan =>
  planOrder(input(of, fields));

export function documentOf(plan: Plan): SalesOrder {
  if (plan.kind !== "write") throw new Error(`held: ${JSON.stringify(plan.reasons)}`);
  return plan.document;
}

export const codesOf = (plan: { readonly reasons: readonly Reason[] }): readonly ReasonCode[] =>
  plan.reasons.map(({ code }) => code);

/** Rows with an article as "quantity × price −discount = amount". */
export const shown = (rows: readonly PlannedRow[]): readonly string[] =>
  rows
    .filter((row) => row.articleId !== null)
    .map(
      (row) =>
        `${row.quantity} × ${row.unitPrice}${row.discount === "0" ? "" : ` -${row.discount}`} = ${row.amount}`,
    );

export const rowsOf = (document: SalesOrder, role: PlannedRow["role"]): readonly PlannedRow[] =>
  document.rows.filter((row) => row.role === role);

/** The ledger's answer to this document, as it ought to be. */
export function answerTo(
  document: SalesOrder,
  rounding: VatRounding = document.rounding,
  fields: Partial<AnsweredOrder> = {},
): AnsweredOrder {
  const totals = document.prediction[rounding];
  return {
    id: "e0000000-0000-0000-0000-000000000001",
    number: 12,
    status: document.status === "draft" ? "draft" : "ongoing",
    customerId: document.customerId,
    customerIsPrivate: document.pricesIncludeVat,
    pricesIncludeVat: document.pricesIncludeVat,
    currency: document.currency,
    triangular: document.triangular ?? false,
    amount: totals.gross,
    vatAmount: totals.vat,
    roundingsAmount: "0.00",
    ourReference: document.ourReference,
    yourReference: document.yourReference,
    buyersOrderReference: document.buyersOrderReference,
    createdUtc: null,
    modifiedUtc: null,
    rows: document.rows.map((row) => ({
      lineNumber: row.lineNumber,
      articleId: row.articleId,
      isTextRow: row.articleId === null,
      text: row.text,
      quantity: row.quantity,
      unitPrice: row.unitPrice,
      discount: row.discount,
      vatRate: row.vatRate,
      amount: row.amount,
    })),
    ...fields,
  };
}

export const debtor = (fields: Partial<Debtor> = {}): Debtor => ({
  id: 55,
  customerNumber: "10055",
  name: "Svensson, Anna",
  attentionTo: null,
  email: null,
  phone: null,
  mobile: null,
  address: address(),
  organisationNumber: null,
  vatNumber: null,
  paymentConditionId: null,
  kindId: null,
  characteristic4: null,
  characteristic5: null,
  blocked: false,
  ...fields,
});

export { NOTHING_LEARNT };
