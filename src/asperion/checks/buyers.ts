/**
 * Checks whether guests' orders have no debtor, or share one: several buyers with nothing in common
 * on one debtor whose card names none of them.
 */
import { type BuyerSigns, isAnotherBuyer, isSameBuyer } from "../../domain/parties/party.ts";
import {
  bodyOf,
  differs,
  holds,
  isOk,
  isRow,
  num,
  readCheck,
  type ReadCheck,
  type Row,
  str,
  unclear,
} from "../../domain/vendors/checks.ts";
import { PATHS } from "../contract.ts";
import { sampleOrders } from "./read.ts";

/** Debtor cards to read, those with the most buyers first. */
const MAX_CARDS = 5;

/** Companies have several contacts, so the sample contains only private persons. */
const isPerson = (order: Row): boolean =>
  ["companyName", "cocNumber", "vatNumber"].every((name) => str(order[name]) === null);

function buyerOf(order: Row): BuyerSigns {
  const address = isRow(order["invoiceAddress"]) ? order["invoiceAddress"] : {};
  return {
    name: str(address["name"]) ?? str(order["attentionTo"]),
    email: str(order["emailAddress"]),
    street: str(address["address"]),
    postCode: str(address["postCode"]),
    isCompany: false,
  };
}

/** A debtor's card has the address among its own fields. */
const onCard = (card: Row): BuyerSigns => ({
  name: str(card["name"]),
  email: str(card["emailAddress"]),
  street: str(card["address"]),
  postCode: str(card["postCode"]),
  isCompany: false,
});

/** Returns buyers that certainly differ from all before them. */
function apart(buyers: readonly BuyerSigns[]): readonly BuyerSigns[] {
  const different: BuyerSigns[] = [];
  for (const buyer of buyers)
    if (different.every((other) => isAnotherBuyer(buyer, other))) different.push(buyer);
  return different;
}

const debtorOf = (order: Row): number => num(order["debtorId"]) ?? 0;

export const guests: ReadCheck = readCheck(
  "P12",
  ["guestDebtor"],
  async (asker) => {
    const orders = (await sampleOrders(asker)).filter(isPerson);
    const suspects = [...Map.groupBy(orders, debtorOf)]
      .map(([id, sold]) => ({ id, buyers: apart(sold.map(buyerOf)) }))
      .filter(({ id, buyers }) => id !== 0 && buyers.length > 1)
      .toSorted((a, b) => b.buyers.length - a.buyers.length)
      .slice(0, MAX_CARDS);
    const shared = [];
    for (const { id, buyers } of suspects) {
      const answer = await asker.get(PATHS.debtor, { ids: { id } });
      if (!isOk(answer)) continue;
      const card = onCard(bodyOf(answer));
      const others = buyers.filter((buyer) => !isSameBuyer(buyer, card)).length;
      if (others > 1) shared.push({ id, others });
    }
    return { orders, shared };
  },
  ({ orders, shared }) => {
    const without = orders.filter((order) => debtorOf(order) === 0);
    if (shared.length > 0)
      return differs({
        guestDebtor: "collective",
        debtors: shared.map(({ id }) => id).join(", "),
        buyers: shared.reduce((sum, { others }) => sum + others, 0),
      });
    if (without.length === 0) return unclear();
    const isZero = without.some((order) => order["debtorId"] === 0);
    return holds({ guestDebtor: isZero ? "zero" : "none", orders: without.length });
  },
);
