/**
 * Gift cards of an order. A sold one is a debt to whoever will use it: it is booked on an article
 * whose coding has no VAT and leads to such an account. A used one is a payment of the sale (see
 * sale.ts). What is neither is held.
 */
import { exemptAccount, isRevenue } from "../../domain/accounts.ts";
import type { LedgerCoding } from "../../domain/ledger.ts";
import { dec, same } from "../../domain/money.ts";
import type { Order } from "../../domain/order.ts";
import { reason, type Reason } from "../../domain/reasons.ts";
import { choose } from "../../mapping/lookup.ts";
import { partyOf } from "../parties/party.ts";
import { lookupFacts } from "./lookups/facts.ts";
import type { PlanInput } from "./plan-input.ts";
import type { Sale } from "./sale.ts";

/** Why the cards of this order can't be booked; empty where they can, or where there are none. */
export function giftCardFaults(
  { order, company, countries = [], settings, codings, form }: PlanInput,
  sale: Sale,
): readonly Reason[] {
  const withVat = order.lines
    .filter(({ kind, vat }) => kind === "gift-card" && !same(vat, 0))
    .map(({ lineNumber, vat }) => reason("gift-card-with-vat", { line: lineNumber, vat }));
  return [
    ...withVat,
    ...soldFaults(sale.order, settings.orders.giftCardCoding, codings, company.country),
    ...usedFaults(order, sale, { company, countries, settings, form }),
  ];
}

function soldFaults(
  sold: Order,
  wanted: string | null,
  codings: readonly LedgerCoding[],
  country: string,
): readonly Reason[] {
  if (!sold.lines.some(({ kind }) => kind === "gift-card")) return [];
  if (wanted === null)
    return [reason("gift-card-coding-unfit", { coding: null, why: "not-chosen", account: null })];
  const coding = codings.find(({ id }) => id.toLowerCase() === wanted.toLowerCase());
  const account = coding === undefined ? null : exemptAccount(coding);
  const why =
    coding === undefined || !coding.active || account === null
      ? "not-found"
      : !same(coding.vatRate, 0)
        ? "vat"
        : isRevenue(account, country) === true
          ? "revenue"
          : null;
  return why === null ? [] : [reason("gift-card-coding-unfit", { coding: wanted, why, account })];
}

function usedFaults(
  order: Order,
  { cards }: Sale,
  {
    company,
    countries,
    settings,
    form,
  }: Required<Pick<PlanInput, "company" | "countries" | "settings">> & {
    readonly form: PlanInput["form"] | undefined;
  },
): readonly Reason[] {
  const [first] = cards;
  if (first === undefined) return [];
  if (form === "credit")
    return [reason("gift-card-in-credit", { line: first.line, amount: first.amount })];
  if (dec(order.gross).lt(0)) return [reason("gift-card-exceeds-order", { total: order.gross })];
  if (form !== "invoice") return [];
  // The payment is planned by the order's own word on its buyer: so is this.
  const facts = lookupFacts(order, { company, countries }, partyOf(order, null, settings).kind);
  const homeless = cards.filter(
    (card) => choose(settings.lookups.giftCard, card.code, facts).value === null,
  );
  return homeless.map((card) =>
    reason("gift-card-account-missing", { line: card.line, card: card.code }),
  );
}
