/**
 * Records that stand in for the largest real ones, where none are at hand: with all that one can
 * have.
 */
import { sourceOrderId } from "../../domain/ids.ts";
import type { LedgerCoding } from "../../domain/ledger/ledger.ts";
import type { Order, OrderLine } from "../../domain/orders/order.ts";
import type { LedgerProduct } from "../../domain/goods/product.ts";
import type { CustomerSource } from "./compile.ts";

const WORDS = "A thing with a name of ordinary length, in three colours";
const PLACE = {
  name: "Anna Svensson",
  street: "Storgatan 1",
  street2: "3 tr",
  postCode: "11122",
  city: "Stockholm",
  country: "SE",
};

const line = (lineNumber: number): OrderLine => ({
  lineNumber,
  kind: "article",
  sku: `AB-${lineNumber}`,
  text: WORDS,
  quantity: "2",
  price: "12.50",
  discount: "0",
  vatCode: "1",
  vatRate: "0.25",
  net: "20.00",
  vat: "5.00",
  gross: "25.00",
});

export const MODEL_ORDER: Order = {
  id: sourceOrderId(1),
  administrationId: 1,
  number: "1001",
  buyerReference: "PO 4711",
  debtorId: 55,
  date: "2026-01-31T10:15:00",
  changed: null,
  state: "confirmed",
  payment: "paid",
  currency: "SEK",
  pricesIncludeVat: true,
  companyName: "Shop AB",
  attentionTo: "Anna Svensson",
  email: "anna@example.com",
  phone: "0812345",
  vatNumber: null,
  organisationNumber: null,
  invoiceAddress: PLACE,
  deliveryAddress: PLACE,
  paymentConditionId: "1",
  paymentMethodId: "1",
  deliveryMethodId: "1",
  comments: `${WORDS}. ${WORDS}.`,
  creditsOrderId: null,
  headDiscount: null,
  net: "6000.00",
  vat: "1500.00",
  gross: "7500.00",
  amountPaid: "7500.00",
  paidAt: null,
  lines: Array.from({ length: 300 }, (_, index) => line(index + 1)),
};

export const MODEL_CUSTOMER: CustomerSource = {
  kind: "company",
  debtorId: 55,
  number: "A-55",
  name: "Shop AB",
  contactPerson: "Anna Svensson",
  email: "anna@example.com",
  phone: "0812345",
  mobile: "0701234567",
  organisationNumber: "556000-0000",
  vatNumber: "SE556000000001",
  paymentConditionId: "1",
  invoiceAddress: PLACE,
  deliveryAddress: PLACE,
};

/** An article of the ledger, as `PRODUCT_RECORD` declares it. */
export const MODEL_ARTICLE = {
  number: "AB-1001",
  name: WORDS.slice(0, 50),
  nameEnglish: WORDS.slice(0, 50),
  note: `${WORDS}. `.repeat(17),
  netPrice: "100.00",
  grossPrice: "125.00",
  vatRate: "25",
  coding: "Goods 25 %",
  unit: "pcs",
  active: true,
  service: false,
  labels: Array.from({ length: 20 }, (_, index) => `Group: T-SHIRT ${index}`),
  barcodes: ["7310000000010", "7310000000027"],
  stockLocation: "A-12",
  supplierNumber: "S-1001",
};

const { coding: CODING, vatRate: _, ...KNOWN } = MODEL_ARTICLE;
/** That article as the ledger describes it, with its coding. */
export const MODEL_PRODUCT: LedgerProduct = { ...KNOWN, id: "model", codingId: "model" };
export const MODEL_CODING: LedgerCoding = {
  id: "model",
  name: CODING,
  kind: "goods",
  vatRate: "0.25",
  active: true,
  accounts: {
    domestic: null,
    domesticExempt: null,
    withinEu: null,
    triangular: null,
    outsideEu: null,
    oss: null,
    withinEuWithVat: null,
    reversed: null,
  },
};

/** The figures of one article, as the calculation of stock sees them. */
export const MODEL_STOCK = {
  available: "1234.5",
  balance: "1300.5",
  reserved: "66",
  number: "AB-1001",
};
