/**
 * Booked invoices (`/customerinvoices`; scope ea:sales): read only. The vendor has neither PUT nor
 * DELETE for them.
 */
import { defined } from "../domain/platform/defined.ts";
import { z } from "zod";
import type { AnsweredInvoice } from "../domain/orders/invoice.ts";
import { amount, dec } from "../domain/money.ts";
import type { Address, SoldArticle } from "../domain/orders/order.ts";
import { type VendorAnswer, type VendorRequest, type SendRead } from "../domain/vendors/request.ts";
import { type Result, type Failure, ok } from "../domain/result.ts";
import { creditedByOf } from "./marked-documents.ts";
import {
  afterWrite,
  guid,
  money,
  optionalGuid,
  optionalText,
  readBody,
  request,
  vatFraction,
} from "./request.ts";

export const invoiceById = (id: string): VendorRequest =>
  request("GET", "/customerinvoices/{id}", "customer-invoices", { ids: { id } });

type Part = "CustomerName" | "Address1" | "Address2" | "PostalCode" | "City" | "CountryCode";
type Addresses = Readonly<Record<`${"Invoice" | "Delivery"}${Part}`, string | null>>;

const soldAt = (said: Addresses): Required<AnsweredInvoice>["soldAt"] => ({
  invoice: addressOf(said, "Invoice"),
  delivery: addressOf(said, "Delivery"),
});

const addressOf = (said: Addresses, of: "Invoice" | "Delivery"): Address => ({
  name: said[`${of}CustomerName`],
  street: said[`${of}Address1`],
  street2: said[`${of}Address2`],
  postCode: said[`${of}PostalCode`],
  city: said[`${of}City`],
  country: said[`${of}CountryCode`],
});

const articleSold = (row: {
  readonly ArticleId: string | null;
  readonly ArticleNumber: string | null;
}): readonly SoldArticle[] =>
  row.ArticleId === null
    ? []
    : [{ id: row.ArticleId, ...defined({ number: row.ArticleNumber ?? undefined }) }];

const invoiceSchema = z
  .looseObject({
    Id: guid,
    InvoiceNumber: z.int().nullish(),
    IsCreditInvoice: z.boolean().nullish(),
    CustomerId: guid,
    CustomerIsPrivatePerson: z.boolean(),
    IncludesVat: z.boolean(),
    CurrencyCode: optionalText,
    InvoiceDate: optionalText,
    TotalAmountInvoiceCurrency: money,
    TotalVatAmountInvoiceCurrency: money,
    TotalRoundings: money.nullish(),
    RemainingAmountInvoiceCurrency: money,
    SetOffAmountInvoiceCurrency: money.nullish(),
    VatSpecification: z
      .array(
        z.looseObject({
          AmountInvoiceCurrency: money,
          VatAmountInvoiceCurrency: money,
          VatPercent: vatFraction,
        }),
      )
      .nullish(),
    OurReference: optionalText,
    YourReference: optionalText,
    BuyersOrderReference: optionalText,
    CreatedUtc: optionalText,
    SendType: z.int().nullish(),
    EuThirdParty: z.boolean().nullish(),
    Rows: z
      .array(z.looseObject({ ArticleId: optionalGuid, ArticleNumber: optionalText }))
      .nullish(),
    InvoiceCustomerName: optionalText,
    InvoiceAddress1: optionalText,
    InvoiceAddress2: optionalText,
    InvoicePostalCode: optionalText,
    InvoiceCity: optionalText,
    InvoiceCountryCode: optionalText,
    DeliveryCustomerName: optionalText,
    DeliveryAddress1: optionalText,
    DeliveryAddress2: optionalText,
    DeliveryPostalCode: optionalText,
    DeliveryCity: optionalText,
    DeliveryCountryCode: optionalText,
  })
  .transform((invoice): AnsweredInvoice => ({
    id: invoice.Id,
    number: invoice.InvoiceNumber ?? null,
    isCredit: invoice.IsCreditInvoice ?? false,
    customerId: invoice.CustomerId,
    customerIsPrivate: invoice.CustomerIsPrivatePerson,
    pricesIncludeVat: invoice.IncludesVat,
    currency: invoice.CurrencyCode,
    date: invoice.InvoiceDate === null ? null : invoice.InvoiceDate.slice(0, 10),
    total: invoice.TotalAmountInvoiceCurrency,
    vat: invoice.TotalVatAmountInvoiceCurrency,
    roundings: invoice.TotalRoundings ?? "0.00",
    remaining: invoice.RemainingAmountInvoiceCurrency,
    credited: amount(dec(invoice.SetOffAmountInvoiceCurrency ?? "0").abs()),
    ...creditedByOf("invoice", invoice),
    perRate:
      invoice.VatSpecification?.map((one) => ({
        rate: one.VatPercent,
        net: one.AmountInvoiceCurrency,
        vat: one.VatAmountInvoiceCurrency,
      })) ?? null,
    createdUtc: invoice.CreatedUtc,
    references: {
      OurReference: invoice.OurReference ?? "",
      YourReference: invoice.YourReference ?? "",
      BuyersOrderReference: invoice.BuyersOrderReference ?? "",
    },
    sendType: invoice.SendType ?? 0,
    ...(typeof invoice.EuThirdParty === "boolean" ? { triangular: invoice.EuThirdParty } : {}),
    ...defined({ buyerName: invoice.InvoiceCustomerName ?? undefined }),
    ...(invoice.DeliveryCountryCode === null ? {} : { soldAt: soldAt(invoice) }),
    ...(invoice.Rows === undefined || invoice.Rows === null
      ? {}
      : { articles: invoice.Rows.flatMap(articleSold) }),
  }));

export const readInvoice = (answer: VendorAnswer): Result<AnsweredInvoice, Failure> =>
  readBody(invoiceSchema, answer);

/** Reads an invoice or a credit as it is now. */
export async function currentInvoice(
  send: SendRead,
  id: string,
): Promise<Result<AnsweredInvoice, Failure>> {
  const answer = await send(invoiceById(id));
  return answer.ok ? readInvoice(answer.value) : answer;
}

/** The same of one that may be gone: then `null`. */
export async function findInvoiceById(
  send: SendRead,
  id: string,
): Promise<Result<AnsweredInvoice | null, Failure>> {
  const read = await currentInvoice(send, id);
  return read.ok || read.error.kind !== "not-found" ? read : ok(null);
}

/** Reads these one after the other; those that are gone are left out. */
export async function existingInvoices(
  send: SendRead,
  ids: readonly string[],
): Promise<Result<readonly AnsweredInvoice[], Failure>> {
  const there: AnsweredInvoice[] = [];
  for (const id of ids) {
    const read = await findInvoiceById(send, id);
    if (!read.ok) return read;
    if (read.value !== null) there.push(read.value);
  }
  return ok(there);
}

/** Reads a convert's invoice. It is booked even if unreadable, and must then be looked up. */
export const readBookedInvoice = (answer: VendorAnswer): Result<AnsweredInvoice, Failure> =>
  afterWrite(readInvoice(answer));
