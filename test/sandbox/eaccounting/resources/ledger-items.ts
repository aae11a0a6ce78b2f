// Customer ledger items: a receivable that a manual voucher already books, registered as an invoice with a number of its
// own. The number must be free among the invoices; the voucher's receivable must be the item's total. What remains of it
// is paid as an invoice's is, if it shows among them.
import { Big } from "big.js";
import type { Entity, Json, JsonObject } from "../json.ts";
import { textOf } from "../../kit/text.ts";
import { roundMoney, toNumber } from "../money/round.ts";
import { invoiceFields } from "../schema/invoice.ts";
import { ledgerItemFields, ledgerItemWithVoucherFields } from "../schema/ledger-item.ts";
import type { Act } from "../vendor/act.ts";
import { acceptBody } from "../vendor/body.ts";
import { endpoint, ok } from "../vendor/endpoint.ts";
import { shownFields } from "../vendor/extra-fields.ts";
import { invalid, notFound, VendorFault } from "../vendor/fault.ts";
import { mount } from "../vendor/mount.ts";
import { BOOKKEEPING, type Resource, SALES } from "../vendor/resource.ts";
import type { Site } from "../vendor/site.ts";
import { exchangeRate } from "../world/exchange-rates.ts";
import { NOUGHTS } from "./invoices/book.ts";
import { customerOf } from "./invoices/head.ts";
import { movements } from "./ledger/balances.ts";
import { postVoucher, type VoucherToPost } from "./ledger/post.ts";
import { newId } from "./new-id.ts";
import { checkVoucher, MANUAL, SIE_IMPORT, voucherFlags } from "./vouchers/check.ts";

export const ledgerItems: Resource<Entity> = {
  path: "customerledgeritems",
  entity: "CustomerLedgerItem",
  fields: ledgerItemFields,
  scopes: SALES,
  variants: BOOKKEEPING,
  table: (company) => company.ledgerItems,
};

type Values = Readonly<Record<string, Json>>;

export function mountLedgerItems(site: Site): void {
  mount(site, ledgerItems);
  const write = {
    method: "POST",
    scopes: SALES.write,
    variants: BOOKKEEPING,
    body: "required",
  } as const;
  endpoint(site, { ...write, path: "/customerledgeritems" }, (act, { body }) => {
    const value = acceptBody(act, ledgerItemFields, body, null);
    const checked = checkItem(act, value);
    const voucher = manualVoucher(act, textOf(value["VoucherId"]));
    requireReceivable(act, checked.base, sumOn(act, movements(voucher)));
    return ok(shownFields(act, ledgerItemFields, commitItem(act, value, checked, voucher)), 201);
  });
  endpoint(
    site,
    { ...write, path: "/customerledgeritems/customerledgeritemswithvoucher" },
    (act, { query, body }) => {
      const flags = voucherFlags(act, query);
      const value = acceptBody(act, ledgerItemWithVoucherFields, body, null);
      const checked = checkItem(act, value);
      const voucher = checkVoucher(act, value["Voucher"] as JsonObject, flags, "Voucher.Rows");
      requireReceivable(act, checked.base, receivableOf(act, voucher));
      return ok(
        shownFields(
          act,
          ledgerItemFields,
          commitItem(act, value, checked, postVoucher(act, voucher)),
        ),
        201,
      );
    },
  );
}

interface CheckedItem {
  readonly rate: Big;
  /** The total and what remains, in the company's currency. */
  readonly base: Big;
  readonly remainingBase: Big;
}

function checkItem(act: Act, value: Values): CheckedItem {
  const { company } = act;
  customerOf(act, value["CustomerId"], textOf(value["CustomerId"]));
  const currency = textOf(value["CurrencyCode"]).toUpperCase();
  if (company.currencies.find((one) => one.Code === currency) === null)
    throw invalid("CurrencyCode", `The currency ${currency} does not exist.`);
  const number = Number(value["InvoiceNumber"]);
  if (company.isInvoiceNumberTaken(number))
    throw new VendorFault(
      4000,
      `ConflictException - An invoice with number ${number} already exists.`,
    );
  const total = new Big(Number(value["TotalAmountInvoiceCurrency"]));
  const remaining = new Big(Number(value["RemainingAmountInvoiceCurrency"]));
  const sign = value["IsCreditInvoice"] === true ? -1 : 1;
  if (total.times(sign).lt(0))
    throw invalid(
      "TotalAmountInvoiceCurrency",
      "The total amount must be negative for a credit invoice, and positive otherwise.",
    );
  if (remaining.times(sign).lt(0) || remaining.abs().gt(total.abs()))
    throw invalid(
      "RemainingAmountInvoiceCurrency",
      "The remaining amount must be a part of the total amount.",
    );
  const rate = rateOf(act, value, currency);
  return {
    rate,
    base: roundMoney(total.times(rate), "away"),
    remainingBase: roundMoney(remaining.times(rate), "away"),
  };
}

function rateOf(act: Act, value: Values, currency: string): Big {
  const given = Number(value["CurrencyRate"]);
  if (given > 0) return new Big(given).div(Number(value["CurrencyRateUnit"]) || 1);
  return (
    exchangeRate(currency, act.company.settings.CurrencyCode, textOf(value["InvoiceDate"])) ??
    new Big(1)
  );
}

function manualVoucher(act: Act, id: string): Entity {
  const voucher = act.company.vouchers.get(id);
  if (voucher === null) throw notFound("Voucher", id);
  if (voucher["VoucherType"] !== MANUAL && voucher["VoucherType"] !== SIE_IMPORT)
    throw invalid("VoucherId", "The voucher must be a manual voucher or imported by SIE.");
  return voucher;
}

function requireReceivable(act: Act, base: Big, booked: Big): void {
  if (act.switches.get("ledgerItemMatchesVoucher") === "no" || booked.eq(base)) return;
  throw invalid(
    "TotalAmountInvoiceCurrency",
    `The amount on the account ${act.company.plan.roles.receivables}, receivables, is not equal to the total amount.`,
  );
}

function sumOn(act: Act, rows: readonly [account: number, amount: Big][]): Big {
  return rows
    .filter(([account]) => account === act.company.plan.roles.receivables)
    .reduce((sum, [, amount]) => sum.plus(amount), new Big(0));
}

function receivableOf(act: Act, voucher: VoucherToPost): Big {
  return sumOn(
    act,
    voucher.postings.map((posting): [number, Big] => [posting.account, posting.amount.neg()]),
  );
}

function commitItem(act: Act, value: Values, checked: CheckedItem, voucher: Entity): Entity {
  const { company, world } = act;
  const number = Number(value["InvoiceNumber"]);
  const { Voucher: _, ...own } = value;
  const item: Entity = {
    ...own,
    Id: newId(),
    CurrencyCode: textOf(value["CurrencyCode"]).toUpperCase(),
    CurrencyRate: toNumber(checked.rate),
    CurrencyRateUnit: Number(value["CurrencyRateUnit"]) || 1,
    VoucherId: voucher.Id,
    ModifiedUtc: world.stamp(),
  };
  company.takeInvoiceNumber(number);
  if (act.switches.get("ledgerItemsAsInvoices") === "yes") {
    company.invoices.commit(asInvoice(act, item, checked, voucher), world.now());
    company.booked.set(item.Id, {
      toPay: checked.base,
      vat: new Big(0),
      sale: [],
      isPosted: true,
      openedWith: checked.remainingBase,
    });
  }
  return company.ledgerItems.commit(item, world.now());
}

/** A quick invoice: no rows, no lines, only what is owed. */
function asInvoice(
  act: Act,
  item: Entity,
  { base, remainingBase }: CheckedItem,
  voucher: Entity,
): Entity {
  const customer = customerOf(act, item["CustomerId"], textOf(item["CustomerId"]));
  const remaining = Number(item["RemainingAmountInvoiceCurrency"]);
  return {
    ...Object.fromEntries(
      Object.keys(invoiceFields).map((name): [string, Json] => [
        name,
        item[name] ?? NOUGHTS[name] ?? null,
      ]),
    ),
    Id: item.Id,
    CustomerNumber: customer.CustomerNumber,
    CustomerName: customer.Name,
    CustomerEmail: customer.EmailAddress,
    CustomerIsPrivatePerson: customer.IsPrivatePerson,
    IncludesVat: false,
    EuThirdParty: false,
    RotReducedInvoicingType: 0,
    IsQuickInvoice: true,
    Rows: [],
    VatSpecification: [],
    TermsOfPaymentId: customer.TermsOfPaymentId,
    TotalAmount: toNumber(base),
    TotalVatAmount: item["VATAmountInvoiceCurrency"] ?? 0,
    TotalRoundings: item["RoundingsAmountInvoiceCurrency"] ?? 0,
    TotalVatAmountInvoiceCurrency: item["VATAmountInvoiceCurrency"] ?? 0,
    SetOffAmountInvoiceCurrency: 0,
    RemainingAmount: toNumber(remainingBase),
    PaymentStatus: remaining === 0 ? 0 : 1,
    SendType: 0,
    VoucherNumber: voucher["NumberAndNumberSeries"] ?? null,
    CreatedUtc: item["ModifiedUtc"] ?? null,
  };
}
