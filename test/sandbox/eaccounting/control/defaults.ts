// What a person at the screen needn't type: a control call names only what it is about, and everything else is what the
// vendor's form would have in it.
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { textOf } from "../../kit/text.ts";
import { type Act, today } from "../vendor/act.ts";
import { invalid } from "../vendor/fault.ts";

export function customerDefaults(act: Act, body: JsonObject): JsonObject {
  const { TermsOfPaymentId, CountryCode } = act.company.settings;
  const { place } = act.company.plan;
  return {
    Name: "Typed by hand",
    IsPrivatePerson: false,
    IsActive: true,
    InvoicePostalCode: place.postalCode,
    InvoiceCity: place.city,
    InvoiceCountryCode: CountryCode,
    TermsOfPaymentId,
    ...body,
  };
}

/** `CodingName` chooses the coding by its name; goods at the country's standard rate if left out. */
export function articleDefaults(act: Act, body: JsonObject): JsonObject {
  const { CodingName = `Goods ${act.company.plan.rates.standard}`, ...rest } = body;
  const coding = act.company.codings.find((one) => one.Name === CodingName);
  const [unit] = act.company.units.all();
  if (coding === null || unit === undefined)
    throw invalid("CodingName", `There is no coding "${textOf(CodingName)}".`);
  return {
    Name: textOf(body["Number"] ?? "Typed by hand"),
    IsActive: true,
    CodingId: coding.Id,
    UnitId: unit.Id,
    IsStock: false,
    ...rest,
  };
}

export function guestOf(act: Act): string | null {
  return act.company.customers.find((customer) => customer.Name === "Guest sales")?.Id ?? null;
}

export function orderDefaults(act: Act, body: JsonObject): JsonObject {
  const head = {
    CustomerId: guestOf(act),
    Status: 2,
    CurrencyCode: act.company.settings.CurrencyCode,
    OrderDate: today(act),
    EuThirdParty: false,
    ReverseChargeOnConstructionServices: false,
    RotReducedInvoicingType: 0,
  };
  return {
    ...head,
    ...body,
    Rows: rowDefaults(act, body["Rows"] ?? [{ ArticleNumber: "TSHIRT" }]),
  };
}

/** All that remains, today, on the business account. */
export function paymentDefaults(act: Act, invoice: JsonObject, body: JsonObject): JsonObject {
  const remaining = Number(invoice["RemainingAmountInvoiceCurrency"]);
  const bank = act.company.bankAccounts.find(
    (one) => one.LedgerAccountNumber === act.company.plan.roles.bank,
  );
  const amount =
    act.switches.get("creditPaymentSign") === "negative" ? remaining : Math.abs(remaining);
  return {
    CompanyBankAccountId: bank?.Id ?? null,
    PaymentDate: today(act),
    PaymentAmount: amount,
    PaymentCurrency: invoice["CurrencyCode"] ?? null,
    PaymentType: body["PaymentAmount"] === undefined ? 2 : 1,
    ...body,
  };
}

/** A row may name its article by number; price and quantity come from the article and 1. */
export function rowDefaults(act: Act, rows: Json): Json {
  if (!Array.isArray(rows)) return rows;
  return rows.map((row: Json, index): Json => {
    if (!isJsonObject(row)) return row;
    const isText =
      row["IsTextRow"] === true ||
      (row["ArticleId"] === undefined && row["ArticleNumber"] === undefined);
    const article = act.company.articles.find(
      (one) => one.Id === row["ArticleId"] || one.Number === row["ArticleNumber"],
    );
    const ofArticle = isText
      ? {}
      : {
          ArticleId: article?.Id ?? null,
          Quantity: 1,
          DeliveredQuantity: 0,
          UnitPrice: article?.NetPrice ?? 0,
        };
    return {
      LineNumber: index,
      IsTextRow: isText,
      IsWorkCost: false,
      EligibleForReverseChargeOnVat: false,
      ...ofArticle,
      ...row,
    };
  });
}
