// Each switch is an assumption about the vendor that nobody could check yet. The usual position is the likelier one by
// the public evidence; where the evidence says nothing, the one that catches a careless client.
import { amount, choice } from "../kit/switches.ts";

export const definitions = {
  includesVatReading: choice(
    ["private-unless-setting", "inverted", "never", "always"],
    "private-unless-setting",
    "When unit prices include VAT: for private persons unless the company shows them prices without; for private persons only with that setting; never; always. The vendor's texts contradict each other.",
  ),
  vatRounding: choice(["row", "rate"], "row", "VAT is rounded on each row, or once for each rate."),
  roundingHalf: choice(
    ["away", "even"],
    "away",
    "A half cent goes away from zero, or to the even cent.",
  ),
  orderAmountBasis: choice(
    ["excl", "incl"],
    "excl",
    "Order Amount is without VAT and rounding, or the total to pay.",
  ),
  filterOurReference: choice(["yes", "no"], "yes", "Lists can be filtered by OurReference."),
  filterYourReference: choice(["yes", "no"], "yes", "Lists can be filtered by YourReference."),
  filterBuyersOrderReference: choice(
    ["yes", "no"],
    "yes",
    "Lists can be filtered by BuyersOrderReference.",
  ),
  filterVoucherText: choice(["yes", "no"], "yes", "Lists can be filtered by VoucherText."),
  filterNumbers: choice(
    ["yes", "no"],
    "yes",
    "Orders, invoices and vouchers can be filtered by their numbers.",
  ),
  filterCreatedUtc: choice(
    ["yes", "no", "ignored"],
    "yes",
    "Orders, drafts, invoices and vouchers can be filtered by CreatedUtc; or not (6000); or the filter counts for nothing and all are listed.",
  ),
  filterStartsWith: choice(
    ["yes", "no", "ignored"],
    "yes",
    "Lists can be asked for the beginning of a text (startswith); or not (6000); or such a filter counts for nothing and all are listed.",
  ),
  filterRows: choice(
    ["yes", "no"],
    "yes",
    "Rows/any(...) is understood; it is documented for customer invoices only.",
  ),
  filterText: choice(
    ["case-insensitive", "case-sensitive"],
    "case-insensitive",
    "How the vendor's database compares text.",
  ),
  exchangeRateOf: choice(
    ["one", "turned", "hundred"],
    "one",
    "Rate of /currencies/exchangerate: units of the target for one of the source; the other way round; or for a hundred of a small unit, as some central banks quote.",
  ),
  listRows: choice(
    ["whole", "heads"],
    "whole",
    "Lists of orders, drafts, invoices and vouchers carry Rows and VatSpecification as single reads do, or null in their place.",
  ),
  commitVisibleAfterMs: amount(
    0,
    "How long after a commit a list doesn't show it yet, by the sandbox's clock. Single objects are always fresh.",
  ),
  defaultOrder: choice(
    ["by-id", "by-creation"],
    "by-id",
    "The order of a list that the caller didn't sort; undocumented, so by default not the order of creation.",
  ),
  pageSizeOverMax: choice(
    ["clamp", "refused"],
    "clamp",
    "A page size above 1000 becomes 1000, or is refused with 6000.",
  ),
  rowOrder: choice(
    ["kept", "shuffled"],
    "kept",
    "Rows of a document come in the order they were sent, or in another.",
  ),
  unknownFields: choice(
    ["refused", "ignored"],
    "refused",
    "A field that the schema doesn't have is refused with 2000, or ignored. Noted as the client's fault either way.",
  ),
  extraFields: choice(
    ["off", "on"],
    "off",
    "Objects carry a writable field that no schema names (VendorAddedField), and any that control put on them: a PUT without them loses them.",
  ),
  missingValueTypes: choice(
    ["defaulted", "refused"],
    "defaulted",
    "A required true/false or number that is left out becomes false or 0, or is refused. Noted either way.",
  ),
  emptyCityAllowed: choice(
    ["no", "yes"],
    "no",
    "A required text may be empty: the schema says minimum length 0, the framework usually refuses it.",
  ),
  customerNumberOmittedByPut: choice(
    ["kept", "renumbered"],
    "kept",
    "A PUT without CustomerNumber keeps the number, or draws a new one from the series.",
  ),
  readOnlyFields: choice(
    ["ignored", "refused"],
    "ignored",
    "A read-only field that is sent with another value than is stored is ignored, or refused with 2000. Noted as the client's fault either way.",
  ),
  draftTotalBasis: choice(
    ["incl", "excl"],
    "incl",
    "TotalAmount of an invoice draft is all there is to pay, as a booked invoice's is, or the amount without VAT.",
  ),
  draftRowAmount: choice(
    ["filled", "nought"],
    "filled",
    "Rows of invoice drafts show their Amount, or 0: one client saw it empty.",
  ),
  keepDateNeedsOverride: choice(
    ["yes", "no"],
    "yes",
    "keepOriginalDraftDate counts only together with overrideCompanyKeepOriginalDraftDate, or by itself.",
  ),
  creditRows: choice(
    ["positive", "negative"],
    "positive",
    "Rows of a credit invoice come with the quantities that were sold and the vendor turns the sign, or come with it turned already.",
  ),
  creditTotals: choice(
    ["negative", "positive"],
    "negative",
    "TotalAmount and the like of a credit invoice are shown below nought, or above; RemainingAmount is below nought either way (measured).",
  ),
  creditOfWrongSign: choice(
    ["taken", "refused"],
    "taken",
    "A credit invoice whose rows make it a debit is booked as one, or refused with 2000.",
  ),
  creditDraftOfWrongSign: choice(
    ["taken", "refused"],
    "taken",
    "The draft of a credit whose rows make it a debit is taken, or refused with 2000 when it is written.",
  ),
  creditExpectedRows: choice(
    ["as-row", "as-total"],
    "as-row",
    "Rows of a convert's expected totals have the sign of the draft's rows, or that of its totals.",
  ),
  zeroInvoice: choice(
    ["refused", "allowed"],
    "refused",
    "An invoice of nought is refused with 2000, or booked as paid.",
  ),
  invoiceQuantityDecimals: choice(
    ["2", "4"],
    "2",
    "Quantities of a directly booked invoice have two decimals, as their pattern says, or four, as their text says.",
  ),
  vatPercentForm: choice(["percent", "fraction"], "percent", "VatSpecification tells 25 or 0.25."),
  convertInvoices: choice(
    ["ordered", "delivered"],
    "ordered",
    "Converting an order invoices the ordered quantities, or the delivered ones (4031 where there are none).",
  ),
  convertKeepsReferences: choice(
    ["yes", "no"],
    "yes",
    "An invoice that was made from an order has its reference fields, or none.",
  ),
  convertOtherCurrency: choice(
    ["refused", "customer-currency"],
    "refused",
    "Converting an order in another currency than its customer's is refused with 2000, or its figures are taken for the customer's currency.",
  ),
  attachmentsFollowBooking: choice(
    ["no", "yes"],
    "no",
    "An invoice that is booked from a draft or an order has the files that were attached to that one, or none.",
  ),
  attachmentMaxBytes: amount(
    5_000_000,
    "The largest file that is taken; the vendor names no limit. A larger one is refused with 2000.",
  ),
  eInvoiceWithoutAddress: choice(
    ["refused", "taken"],
    "refused",
    "An electronic invoice to a customer without an electronic address is 4017, or is taken.",
  ),
  completePaymentDiffers: choice(
    ["refused", "closes"],
    "refused",
    "A complete payment of less than what remains is refused with 2000, or closes the invoice and books the rest as rounding.",
  ),
  creditPaymentSign: choice(
    ["positive", "negative"],
    "positive",
    "The payment of a credit is sent without a minus, as one client does, or with one.",
  ),
  negativeRoundingPayment: choice(
    ["refused", "allowed"],
    "refused",
    "A payment of type rounding may be below nought, so that more can be paid than was invoiced.",
  ),
  paymentLockCode: choice(
    ["4026", "4013"],
    "4026",
    "A payment in a locked period is 4026 (4038 in a locked year) as for vouchers, or 4013 as for invoices.",
  ),
  bankTransactionReference: choice(
    ["payment", "invoice"],
    "payment",
    "Reference of a bank transaction is that of the payment, or the invoice's payment reference number.",
  ),
  convertSends: choice(
    ["no", "print"],
    "no",
    "Converting a draft or an order sends nothing by itself, or has the invoice printed and posted.",
  ),
  voucherCostCenter1: choice(
    ["writable", "ignored"],
    "writable",
    "CostCenterItemId1 of a voucher's row is taken, or ignored: the latest schema calls it read-only, the one before didn't.",
  ),
  voucherTypeByHand: choice(
    ["2", "1", "14"],
    "2",
    "VoucherType of a voucher that a client wrote: 2 (manual), or another, or that of an invoice's voucher.",
  ),
  voucherVatCodes: choice(
    ["of-account", "none", "another", "one-dropped"],
    "of-account",
    "Rows of a voucher take the VAT codes of their accounts; or none, so that the VAT return leaves them out; or another than the account's; or the last row with one loses it.",
  ),
  draftKeepsReferences: choice(
    ["yes", "no"],
    "yes",
    "An invoice made from a draft has its references, or none. Not written down anywhere.",
  ),
  deliveredShips: choice(
    ["no", "yes"],
    "no",
    "An ongoing order that is delivered in full by its rows stays ongoing, or is shipped by it.",
  ),
  paymentAboveRemaining: choice(
    ["refused", "taken"],
    "refused",
    "A payment of more than what remains is refused (2000), or taken, and what remains is below nought.",
  ),
  attachmentsListed: choice(
    ["yes", "no"],
    "yes",
    "A sales document names the files that are attached to it, or only those that a person attached.",
  ),
  unmatchedListed: choice(
    ["yes", "no"],
    "yes",
    "An upload that is linked to nothing is listed with includeMatched=false, or not at once.",
  ),
  putKeepsFiles: choice(
    ["yes", "no"],
    "yes",
    "A PUT of an order or a draft keeps its files, or takes them off.",
  ),
  ledgerItemMatchesVoucher: choice(
    ["yes", "no"],
    "yes",
    "The voucher of a customer ledger item must have the item's total on the receivables account.",
  ),
  ledgerItemsAsInvoices: choice(
    ["yes", "no"],
    "yes",
    "A customer ledger item shows among the invoices, as a quick invoice that can be paid, or only among its own.",
  ),
  unlockedAs: choice(
    ["null", "year-one"],
    "null",
    "AccountingLockedTo of a company that locked nothing is null, or the first day of the year 1, as the schema allows no null.",
  ),
  paymentDateForm: choice(
    ["instant", "day"],
    "instant",
    "PaymentDate of an invoice is written as an instant or as a day; both were measured.",
  ),
  statusByPut: choice(
    ["refused", "allowed"],
    "refused",
    "A PUT may change the Status of an order, or only the actions may.",
  ),
  articleStockWithModule: choice(
    ["ignored", "refused"],
    "ignored",
    "StockBalance sent while the stock module is active is ignored, or refused with 2000.",
  ),
  ongoingReserves: choice(
    ["yes", "no"],
    "yes",
    "An ongoing order reserves what it has: StockBalanceReserved and, with it, StockBalanceAvailable follow. Not written down anywhere.",
  ),
  creditMovesStock: choice(
    ["by-row", "in"],
    "by-row",
    "A row of a credit invoice against the others takes out of stock what they bring in, or all of its rows bring in. Not written down anywhere.",
  ),
  stockTouchesChangedUtc: choice(
    ["no", "yes"],
    "no",
    "An order that moves stock changes ChangedUtc of its articles.",
  ),
  ossCountry: choice(
    ["vat-country", "delivery"],
    "vat-country",
    "Under OSS the rate is of the country by which VAT goes (the customer's, or the delivery's for a customer marked so, as that mark's text says), or always of the delivery's.",
  ),
  vies: choice(
    ["ok", "invalid", "down"],
    "ok",
    "The EU's register of VAT numbers agrees, knows no such number (4025), or can't be reached (4100).",
  ),
  endpointKey: choice(
    ["template", "method+template", "resource"],
    "template",
    "What counts as one endpoint for the limit of calls: the path template, with its method, or the whole resource.",
  ),
  retryAfterHeader: choice(
    ["no", "yes"],
    "no",
    "A 429 carries Retry-After; documented is only the number in the text.",
  ),
  countRefusedCalls: choice(
    ["no", "yes"],
    "no",
    "A call refused by the limit counts against the limit as well.",
  ),
  refreshMode: choice(
    ["rotating", "reusable", "family-revoked"],
    "rotating",
    "A refresh token works once, or again and again, or its second use ends the whole grant.",
  ),
  status3000: choice(["404", "400"], "404", "HTTP status of 3000 for an object named in a body."),
  status3001: choice(["400", "404"], "400", "HTTP status of 3001, a day in no fiscal year."),
  status4000: choice(["409", "400"], "409", "HTTP status of 4000, a number that is taken."),
  status4001: choice(
    ["400", "409"],
    "400",
    "HTTP status of 4001, an object that can't be deleted.",
  ),
  status4002: choice(
    ["400", "403"],
    "400",
    "HTTP status of 4002 for a document whose state forbids the act; without the module it is always 403.",
  ),
  status4013: choice(["400", "403"], "400", "HTTP status of 4013, a locked year or period."),
  status4023: choice(["400", "403"], "400", "HTTP status of 4023, a day in the future."),
  status4024: choice(["400", "403"], "400", "HTTP status of 4024, a coding without the account."),
  status4025: choice(
    ["400", "404"],
    "400",
    "HTTP status of 4025, a VAT number that the register doesn't know.",
  ),
  status4026: choice(["400", "403"], "400", "HTTP status of 4026, a voucher in a locked period."),
  status4038: choice(["400", "403"], "400", "HTTP status of 4038, a voucher in a locked year."),
  status4100: choice(
    ["400", "503"],
    "400",
    "HTTP status of 4100, an outside service that can't be reached.",
  ),
} as const;

export type EaccountingSwitches = typeof definitions;
