/**
 * Answers that are filled in before anybody has answered: which term of the ledger a payment
 * condition of the shop means, and the like. Pure, by what both sides call their things, and only
 * where it isn't a guess: what isn't clear stays open, and an order then goes by the customer's own
 * or the company's. Nothing that a person chose is replaced.
 */
import { SWITCHED_FLOWS, type SwitchedFlow } from "../../domain/jobs/job.ts";
import type { NameEntry, NameLists } from "../../domain/ledger/names.ts";
import type { Settings } from "../schema.ts";

/** `salesOrders`: whether this company can have them. */
type ProposalFacts = { readonly names: NameLists; readonly salesOrders: boolean };

/** `flows`: those whose settings aren't answered yet. */
export function propose(
  settings: Settings,
  facts: ProposalFacts,
  flows: readonly SwitchedFlow[] = SWITCHED_FLOWS,
): Settings {
  const ofOrders = flows.includes("orders") ? orderAnswers(settings, facts) : settings;
  return flows.includes("products") ? productAnswers(ofOrders, facts) : ofOrders;
}

const listOf = (names: NameLists, name: keyof NameLists): readonly NameEntry[] =>
  names[name]?.entries ?? [];

function orderAnswers(settings: Settings, { names, salesOrders }: ProposalFacts): Settings {
  const list = (name: keyof NameLists): readonly NameEntry[] => listOf(names, name);
  const { orders, lookups } = settings;
  const filled = (
    lookup: Settings["lookups"]["termsOfPayment"],
    pairs: Readonly<Record<string, string>>,
  ) => ({ ...lookup, table: { ...pairs, ...lookup.table } });
  return {
    ...settings,
    orders: {
      ...orders,
      type: orders.type === "sales-order" && !salesOrders ? "draft-invoice" : orders.type,
    },
    lookups: {
      ...lookups,
      termsOfPayment: filled(
        lookups.termsOfPayment,
        pairUp(list("asperion.paymentConditions"), list("eaccounting.termsOfPayment"), [
          sameName,
          sameDays,
        ]),
      ),
      deliveryMethod: filled(
        lookups.deliveryMethod,
        pairUp(list("asperion.deliveryMethods"), list("eaccounting.deliveryMethods"), [
          sameName,
          sameCode,
        ]),
      ),
      paymentMethod: filled(
        lookups.paymentMethod,
        pairUp(list("asperion.paymentMethods"), list("eaccounting.bankAccounts"), [sameName]),
      ),
    },
  };
}

function productAnswers(settings: Settings, { names }: ProposalFacts): Settings {
  const { products } = settings;
  return {
    ...settings,
    products: {
      ...products,
      vatCode: {
        ...products.vatCode,
        table: { ...vatCodes(listOf(names, "asperion.vatCodes")), ...products.vatCode.table },
      },
    },
  };
}

type Alike = (shop: NameEntry, ledger: NameEntry) => boolean;

/** By the first kind of likeness that has exactly one match. */
function pairUp(
  shop: readonly NameEntry[],
  ledger: readonly NameEntry[],
  likenesses: readonly Alike[],
): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const entry of shop) {
    const found = likenesses
      .map((alike) => ledger.filter((other) => alike(entry, other)))
      .find((fits) => fits.length === 1);
    if (found?.[0] !== undefined) pairs[entry.id] = found[0].id;
  }
  return pairs;
}

const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

const sameName: Alike = (shop, ledger) => fold(shop.name) === fold(ledger.name);

/** The shop's id is the code that the ledger has for it. */
const sameCode: Alike = (shop, ledger) =>
  ledger.note !== null && fold(shop.id) === fold(ledger.note);

/** "14 days net" and a term of 14 days. */
const sameDays: Alike = (shop, ledger) => {
  const [days, ...more] = shop.name.match(/\d+/g) ?? [];
  return days !== undefined && more.length === 0 && ledger.note === String(Number(days));
};

/** Per cent → the shop's code for it, the first that the shop lists. */
function vatCodes(codes: readonly NameEntry[]): Record<string, string> {
  const byRate: Record<string, string> = {};
  for (const { id, note } of codes) {
    const rate = /^(\d+(?:\.\d+)?) %$/.exec(note ?? "")?.[1];
    if (rate !== undefined) byRate[rate] ??= id;
  }
  return byRate;
}
