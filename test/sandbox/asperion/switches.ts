// Every assumption about Asperion that nobody could check yet, and the other way it could turn out to be.
// The first position is what the product expects; the product has to hold under all of them.
import type { Kit } from "../kit/kit.ts";
import { amount, choice } from "../kit/switches.ts";

export const asperionSwitches = {
  idFilter: choice(
    ["works", "refused", "ignored"],
    "works",
    "Filter Id on sales orders: no client has been seen using it.",
  ),
  guestDebtor: choice(
    ["none", "zero", "collective"],
    "none",
    "debtorId of an order without an account: null, 0, or the debtor that stands for all guests.",
  ),
  stampZone: choice(
    ["amsterdam", "utc"],
    "amsterdam",
    "Of which zone the local times are: none names one.",
  ),
  changeFilter: choice(
    ["works", "refused", "ignored", "by-day"],
    "works",
    "DateLastChange_from/_to on orders and articles; by-day looks at the date only, as the one known client writes it.",
  ),
  severalSortKeys: choice(
    ["works", "refused"],
    "works",
    "orderBy with more than one key: the one known client sorts by one.",
  ),
  debtorChangeFilter: choice(
    ["refused", "works", "ignored"],
    "refused",
    "DateLastChange_from/_to on debtors: the one known client's list of filters has none.",
  ),
  debtorSearch: choice(
    ["works", "refused", "ignored"],
    "works",
    "Text filters CustomerNumber, EmailAddress and Name on debtors: in the one known client's list, and nobody has seen them at work.",
  ),
  debtorFilter: choice(
    ["works", "refused", "ignored"],
    "works",
    "Filter DebtorId on sales orders: in the one known client's list, and nobody has seen it at work.",
  ),
  listsCarryLines: choice(
    ["yes", "no"],
    "yes",
    "Whether a list of sales orders carries each order's lines.",
  ),
  creditSign: choice(
    ["negative", "positive"],
    "negative",
    "Sign of quantities and amounts on an order with creditsOrderId.",
  ),
  vatRounding: choice(
    ["line", "rate"],
    "line",
    "How the shop rounds VAT: each line, or once for each rate. Counts when an order is written.",
  ),
  usedGiftCards: choice(
    ["inside", "outside"],
    "inside",
    "A used gift card stands among the lines below nought: the head's amounts count it, or leave it to the payments. Counts when an order is written.",
  ),
  singleReadMeta: choice(
    ["absent", "present"],
    "absent",
    "Whether a single read carries _meta with the administration.",
  ),
  refreshMode: choice(
    ["rotating", "reusable", "family-revoked"],
    "rotating",
    "Refresh tokens: once each; or good for ever; or once each, and an old one used again revokes all that came from its consent.",
  ),
  errorContentType: choice(["json", "problem+json"], "json", "Content type of errors."),
  unknownAdministration: choice(
    ["default", "refused"],
    "default",
    "X-Tenant-Id with an administration the user can't reach: the default one is served silently, or 403.",
  ),
  orderNumberInConcept: choice(
    ["present", "null"],
    "present",
    "Whether an order in status 1 (Concept) already has a number.",
  ),
  currentStockWrite: choice(
    ["refused", "refused-if-different", "ignored"],
    "refused",
    "currentStock in a body: it can't be written; whether sending it is an error is not said.",
  ),
  articleCodeTaken: choice(
    ["refused", "conflict", "allowed"],
    "refused",
    "POST or PUT of an article with a code that is in use: 400, or 409, or a second article with the same code.",
  ),
  articleCodeComparison: choice(
    ["works", "refused", "ignored"],
    "works",
    "ArticleCode_comparison: seen for invoice numbers only; refused as unknown, or taken without effect, so that parts of codes are found.",
  ),
  articleTypeChange: choice(
    ["allowed", "refused"],
    "allowed",
    "Whether a PUT may turn a simple article into a variant, or back.",
  ),
  articleTexts: choice(
    ["stored", "ignored"],
    "stored",
    "shortDescription of an article is stored, or unknown by that name, and taken without effect.",
  ),
  articlePrices: choice(
    ["kept", "two-decimals"],
    "kept",
    "Prices with more than two decimals: kept, or rounded when they are stored.",
  ),
  stockMovesAt: choice(
    ["confirmed", "delivered"],
    "confirmed",
    "When a sales order moves currentStock: once it is confirmed, or once it is delivered (status 4 or 5). Counts for orders written from then on.",
  ),
  negativeQuantity: choice(
    ["in", "refused", "ignored", "out"],
    "in",
    "A line with a negative quantity on an order that credits nothing: brings stock in; is refused; moves nothing; takes its size out.",
  ),
  requestsPerSecond: amount(
    0,
    "Rate limit for each administration; 0 is none. None is documented.",
  ),
};

export type AsperionKit = Kit<typeof asperionSwitches>;
