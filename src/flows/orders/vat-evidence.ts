/**
 * The evidence of an order's VAT, from the plan of its document. Pure. Only for cross-border sales
 * and other currencies: in a domestic sale in the company's currency the document itself is the
 * evidence.
 */
import { type Decimal, type DecimalInput, plain, same, sum } from "../../domain/money.ts";
import type { Order } from "../../domain/orders/order.ts";
import { vatCountry } from "../../domain/parties/party.ts";
import { fingerprint } from "../../domain/platform/fingerprint.ts";
import type { BookedRate } from "../../domain/ledger/voucher.ts";
import { chargedByRate } from "../../domain/orders/sold-by-rate.ts";
import type { VatEvidence } from "../../domain/orders/vat-evidence.ts";
import type { Plan, PlanInput } from "./shared/plan-input.ts";
import {
  isVoucherInput,
  type VoucherInput,
  type VoucherPlan,
} from "./documents/vouchers/voucher-input.ts";
import { decideSale, taxPlaces, touchesCrossBorder } from "./money/cross-border-sale.ts";
import { splitGiftCards } from "./money/lines.ts";
import { goodsPlace, invoicePlace } from "../parties/customer-addresses.ts";

/** A plan and its input, as a run notes them in its timeline. */
export type Planned = {
  readonly input: PlanInput | VoucherInput;
  readonly plan: Plan | VoucherPlan;
};

/**
 * Returns the evidence. `bookedRate`: the exchange rate at which the ledger booked the invoice.
 * `null`: no evidence is needed, or nothing was written.
 */
export function vatEvidenceOf(
  { input, plan }: Planned,
  bookedRate: Decimal | null,
): VatEvidence | null {
  if (plan.kind !== "write" || input.settings.trial) return null;
  if (isVoucherInput(input))
    return "voucher" in plan ? evidenceOfVoucher(input, plan.voucher) : null;
  return "document" in plan ? evidenceOfDocument(input, plan.document.orderDate, bookedRate) : null;
}

/** Identifies a document's version: a run that finds nothing new makes no other version. */
export function versionOf({ vatNumber, exchange, ...evidence }: VatEvidence): string {
  return fingerprint(
    JSON.stringify({
      ...evidence,
      vatNumber: vatNumber === null ? null : { ...vatNumber, checkedAt: null },
      exchange: exchange?.by ?? null,
    }),
  );
}

/**
 * Returns the calendar year at whose end the legal retention begins: the year in which the
 * document's fiscal year ends, where the ledger's years are known.
 */
export function countsFrom({ input }: Planned, { day }: Pick<VatEvidence, "day">): number {
  const year = (input.years ?? []).find(({ start, end }) => start <= day && day <= end);
  return Number((year?.end ?? day).slice(0, 4));
}

function evidenceOfDocument(
  input: PlanInput,
  day: string,
  bookedRate: Decimal | null,
): VatEvidence | null {
  const { order, company, customer, form = "sales-order" } = input;
  const isForeign = order.currency !== company.currency;
  if (!isForeign && !touchesCrossBorder(order, company.country, customer.country)) return null;
  const sale = decideSale(input);
  // Such an order is held.
  if (!sale.ok) return null;
  const { kind, country, oss } = sale.value;
  return {
    ...headOf(input, day),
    document: form,
    ...(input.part === undefined ? {} : { part: true }),
    buyer: { kind: customer.kind, debtorId: order.debtorId, customerId: customer.id },
    sale: { kind: oss ? "oss" : kind, country, facts: taxPlaces(input) },
    vatNumber:
      kind === "eu-business"
        ? {
            number: customer.vatNumber ?? order.vatNumber,
            country: customer.tax?.vatCountry ?? null,
            checkedAt: customer.vatCheckedAt ?? null,
          }
        : null,
    ...chargedOf(order, form === "credit"),
    exchange: isForeign ? exchangeOf(bookedRate, day) : null,
  };
}

/** The ledger chooses the rate where none was sent. */
const exchangeOf = (rate: Decimal | null, day: string): VatEvidence["exchange"] =>
  rate === null ? { rate: null, day: null, by: "ledger" } : { rate, day, by: "booked" };

/** A voucher's accounts follow the goods' destination; the second fact is the invoice address. */
function evidenceOfVoucher(
  input: VoucherInput,
  { date, rate }: { readonly date: string; readonly rate: BookedRate | null },
): VatEvidence | null {
  const { order, company, customer, form } = input;
  const home = company.country;
  const isForeign = order.currency !== company.currency;
  if (!isForeign && !touchesCrossBorder(order, home, null)) return null;
  const goods = goodsPlace(order, home);
  const uncharged = same(order.vat, 0);
  return {
    ...headOf(input, date),
    document: form,
    buyer: { kind: customer.kind, debtorId: order.debtorId, customerId: customer.id },
    sale: {
      kind: "by-account",
      country: goods.country,
      facts: [goods, invoicePlace(order.invoiceAddress, home)],
    },
    // No customer is looked up for a voucher: the number is the shop's, unchecked.
    vatNumber:
      uncharged && order.vatNumber !== null && goods.country !== home
        ? {
            number: order.vatNumber,
            country: vatCountry(order.vatNumber, order.invoiceAddress.country),
            checkedAt: null,
          }
        : null,
    ...chargedOf(order, form === "voucher-credit"),
    exchange: rate === null ? null : { rate: rate.rate, day: rate.day, by: rate.by },
  };
}

const headOf = ({ order, company }: PlanInput | VoucherInput, day: string) =>
  ({
    v: 1,
    orderId: order.id,
    orderNumber: order.number,
    day,
    seller: {
      country: company.country,
      currency: company.currency,
      oss: company.usesOss === true,
    },
  }) as const;

/**
 * By rate, the lowest first: what was sold, less a discount of the head, with the VAT that the
 * buyer was shown. A gift card that pays takes nothing off the sale. A credit is planned as the
 * sale that it takes back.
 */
function chargedOf(
  order: Order,
  isCredit: boolean,
): Pick<VatEvidence, "charged" | "currency" | "gross"> {
  const { order: sale } = splitGiftCards(order);
  const signed = (figures: readonly DecimalInput[]): Decimal =>
    plain(isCredit ? sum(figures).times(-1) : sum(figures));
  const charged = chargedByRate(sale)
    .toReversed()
    .map(({ rate, net, vat }) => ({
      rate,
      net: signed([net]),
      vat: signed([vat]),
      gross: signed([net, vat]),
    }));
  return { charged, currency: sale.currency, gross: signed([sale.gross]) };
}
