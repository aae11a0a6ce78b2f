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
  roundingHalf: choice(["away", "even"], "away", "A half cent goes away from zero, or to the even cent."),
  orderAmountBasis: choice(["excl", "incl"], "excl", "Order Amount is without VAT and rounding, or the total to pay."),
  filterOurReference: choice(["yes", "no"], "yes", "Lists can be filtered by OurReference."),
  filterYourReference: choice(["yes", "no"], "yes", "Lists can be filtered by YourReference."),
  filterBuyersOrderReference: choice(["yes", "no"], "yes", "Lists can be filtered by BuyersOrderReference."),
  filterVoucherText: choice(["yes", "no"], "yes", "Lists can be filtered by VoucherText."),
  filterRows: choice(["yes", "no"], "yes", "Rows/any(...) is understood; it is documented for customer invoices only."),
  filterText: choice(["case-insensitive", "case-sensitive"], "case-insensitive", "How the vendor's database compares text."),
  commitVisibleAfterMs: amount(0, "How long after a commit a list doesn't show it yet, by the sandbox's clock. Single objects are always fresh."),
  defaultOrder: choice(["by-id", "by-creation"], "by-id", "The order of a list that the caller didn't sort; undocumented, so by default not the order of creation."),
  pageSizeOverMax: choice(["clamp", "refused"], "clamp", "A page size above 1000 becomes 1000, or is refused with 6000."),
  rowOrder: choice(["kept", "shuffled"], "kept", "Rows of a document come in the order they were sent, or in another."),
  unknownFields: choice(["refused", "ignored"], "refused", "A field that the schema doesn't have is refused with 2000, or ignored. Noted as the client's fault either way."),
  extraFields: choice(["off", "on"], "off", "Objects carry a writable field that no schema names (VendorAddedField), and any that control put on them: a PUT without them loses them."),
  missingValueTypes: choice(["defaulted", "refused"], "defaulted", "A required true/false or number that is left out becomes false or 0, or is refused. Noted either way."),
  emptyCityAllowed: choice(["no", "yes"], "no", "A required text may be empty: the schema says minimum length 0, the framework usually refuses it."),
  customerNumberOmittedByPut: choice(["kept", "renumbered"], "kept", "A PUT without CustomerNumber keeps the number, or draws a new one from the series."),
  statusByPut: choice(["refused", "allowed"], "refused", "A PUT may change the Status of an order, or only the actions may."),
  articleStockWithModule: choice(["ignored", "refused"], "ignored", "StockBalance sent while the stock module is active is ignored, or refused with 2000."),
  stockTouchesChangedUtc: choice(["no", "yes"], "no", "An order that moves stock changes ChangedUtc of its articles."),
  vies: choice(["ok", "invalid", "down"], "ok", "The EU's register of VAT numbers agrees, knows no such number (4025), or can't be reached (4100)."),
  endpointKey: choice(["template", "method+template", "resource"], "template", "What counts as one endpoint for the limit of calls: the path template, with its method, or the whole resource."),
  retryAfterHeader: choice(["no", "yes"], "no", "A 429 carries Retry-After; documented is only the number in the text."),
  countRefusedCalls: choice(["no", "yes"], "no", "A call refused by the limit counts against the limit as well."),
  refreshMode: choice(["rotating", "reusable", "family-revoked"], "rotating", "A refresh token works once, or again and again, or its second use ends the whole grant."),
  status3000: choice(["404", "400"], "404", "HTTP status of 3000 for an object named in a body."),
  status4000: choice(["409", "400"], "409", "HTTP status of 4000, a number that is taken."),
  status4001: choice(["400", "409"], "400", "HTTP status of 4001, an object that can't be deleted."),
  status4002: choice(["400", "403"], "400", "HTTP status of 4002 for a document whose state forbids the act; without the module it is always 403."),
  status4013: choice(["400", "403"], "400", "HTTP status of 4013, a locked year or period."),
  status4100: choice(["400", "503"], "400", "HTTP status of 4100, an outside service that can't be reached."),
} as const;

export type EaccountingSwitches = typeof definitions;
