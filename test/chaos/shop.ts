/**
 * A shop that is open: orders of every kind are placed, some are edited, some cancelled, by chance. How an order is paid
 * says what it becomes in the ledger, so that the auditor needs to ask nobody.
 */
import type { Json } from "../local/operator.ts";
import type { Mortal } from "../support/mortal.ts";
import { companyBuyer, privateBuyer } from "../support/orders.ts";
import type { Chance } from "../support/seeded.ts";
import type { Kind } from "./auditor.ts";

/** By Asperion's payment method. */
const KINDS: Readonly<Record<string, Kind>> = { CARD: "invoice", SWISH: "invoice", INVOICE: "draft-invoice", KLARNA: "sales-order", IDEAL: "sales-order" };

export const kindOfPayment = (method: string): Kind => KINDS[method] ?? "sales-order";

/** The tenant's rules that follow from it. */
export const TYPE_RULES = (["invoice", "draft-invoice"] as const).map((type) => ({ paymentMethods: Object.keys(KINDS).filter((method) => KINDS[method] === type), type }));

export type Told = { readonly id: number; readonly type: string };

const ARTICLES = ["MUG", "BOOK", "TEA", "TSHIRT"];

export class Shop {
  readonly mortal: Mortal;
  readonly chance: Chance;
  /** Ids of all orders that were placed here: what the shop had before isn't ours. */
  readonly placed: number[] = [];
  edited = 0;
  cancelled = 0;
  /** What may still be changed: a booked invoice is nobody's to change here. */
  readonly #open: number[] = [];
  readonly #buyers: string[] = [];

  constructor(mortal: Mortal, chance: Chance) {
    this.mortal = mortal;
    this.chance = chance;
  }

  /** Something happens in the shop; mostly, an order is placed. */
  async change(): Promise<Told> {
    const luck = this.chance.below(100);
    if (luck < 10 && this.#open.length > 0) return this.#edit();
    if (luck < 15 && this.#open.length > 0) return this.#cancel();
    return this.#place();
  }

  async #place(): Promise<Told> {
    const { chance } = this;
    if (this.#buyers.length === 0 || chance.in100(30)) this.#buyers.push(`Storm${this.#buyers.length + 1}`);
    const name = chance.one(this.#buyers);
    const paymentMethodId = chance.one(Object.keys(KINDS));
    const kind = kindOfPayment(paymentMethodId);
    // A buyer is one kind of customer for ever.
    const buyer = Number(name.slice("Storm".length)) % 3 === 0 ? privateBuyer(name) : companyBuyer(name);
    const order = await this.mortal.place({ ...buyer, notify: false, paymentMethodId, paymentStatus: kind === "invoice" && chance.in100(60) ? "Paid" : "Open", lines: this.#lines() });
    this.placed.push(order.id);
    if (kind !== "invoice") this.#open.push(order.id);
    return { id: order.id, type: "order.created" };
  }

  async #edit(): Promise<Told> {
    const id = this.chance.one(this.#open);
    await this.#patch(id, { lines: this.#lines() });
    this.edited += 1;
    return { id, type: "order.updated" };
  }

  async #cancel(): Promise<Told> {
    const id = this.chance.one(this.#open);
    this.#open.splice(this.#open.indexOf(id), 1);
    await this.#patch(id, { status: 9 });
    this.cancelled += 1;
    return { id, type: "order.cancelled" };
  }

  async #patch(id: number, change: Json): Promise<void> {
    await this.mortal.world.operator.control("asperion", "PATCH", `/orders/${id}`, { notify: false, ...change });
  }

  #lines(): Json[] {
    const { chance } = this;
    const lines: Json[] = chance.shuffled(ARTICLES).slice(0, 1 + chance.below(3)).map((articleCode) => ({ articleCode, quantity: 1 + chance.below(7), ...(chance.in100(40) ? { price: (100 + chance.below(9_900)) / 100 } : {}) }));
    return chance.in100(30) ? [...lines, { lineType: "Shipping", description: "Shipping", quantity: 1, price: 0.49, vatCode: "H" }] : lines;
  }
}
