/**
 * A shop that is open: orders of every kind are placed, changed, paid, cancelled and taken back, by
 * chance. What was asked for is kept here only as far as the shop itself doesn't say it.
 */
import type { Json, Operator } from "../../scripts/local/operator.ts";
import type { Chance } from "../support/seeded.ts";
import type { Kind } from "./auditor.ts";
import { Buyers } from "./buyers.ts";
import { kindOf, METHODS, type Profile } from "./profiles.ts";

export type Told = { readonly id: number; readonly type: string };

/** What was done in the shop, counted. */
export type Done = {
  placed: number;
  edited: number;
  cancelled: number;
  credited: number;
  paid: number;
};

/** An order that may still be changed or taken back. `lines` are what it was charged for last. */
type Open = {
  readonly id: number;
  readonly kind: Kind;
  readonly head: Json;
  lines: readonly Json[];
  readonly credited: Set<number>;
  edited: boolean;
  /** Of an invoice: in part, which comes before all of it. */ partly: boolean;
  paid: boolean;
};

const ARTICLES = ["MUG", "BOOK", "TEA", "TSHIRT"];
/** Kronor for a euro, by the order itself. */
export const EURO_RATE = 11.2;
/** A booked document is never changed: what comes after it is booked beside it. */
const BOOKED: readonly Kind[] = ["invoice", "voucher"];
const NO_LINE = -1;

export class Shop {
  readonly operator: Operator;
  readonly profile: Profile;
  readonly chance: Chance;
  readonly done: Done = { placed: 0, edited: 0, cancelled: 0, credited: 0, paid: 0 };
  /** Ids of all orders of this run: what the shop had before isn't ours. */
  readonly ids = new Set<number>();
  /** Of those: changed after they were placed; credits of more than there is. */
  readonly edited = new Set<number>();
  readonly refused = new Set<number>();
  /** A payment provider has paid these out. */
  readonly settled = new Set<number>();
  /** Of those: their payout isn't booked yet, and until then nobody changes or cancels them. */
  readonly awaited = new Set<number>();
  /** Cents of orders that came to the bank: no payment provider has them. */
  readonly atBank = new Map<number, number>();
  readonly #open: Open[] = [];
  readonly #buyers: Buyers;

  constructor(operator: Operator, profile: Profile, chance: Chance) {
    this.operator = operator;
    this.profile = profile;
    this.chance = chance;
    this.#buyers = new Buyers(operator, profile.administrationId, chance);
  }

  /** Something happens in the shop; mostly, an order is placed. */
  async change(): Promise<Told> {
    const luck = this.chance.below(100);
    const untouched = ({ id, credited }: Open): boolean =>
      credited.size === 0 && !this.awaited.has(id);
    if (luck < 11) return this.#with(untouched, (order) => this.#edit(order));
    if (luck < 16) return this.#with(untouched, (order) => this.#cancel(order));
    if (luck < 26)
      return this.#with(
        (order) => BOOKED.includes(order.kind) && !order.edited && this.#left(order).length > 0,
        (order) => this.#credit(order),
      );
    if (luck < 32)
      return this.#with(
        (order) =>
          order.kind === "invoice" &&
          !order.paid &&
          !this.settled.has(order.id) &&
          untouched(order),
        (order) => this.#pay(order),
      );
    return this.#place();
  }

  /** With one of those that it can be done with; a new order where there is none. */
  async #with(can: (order: Open) => boolean, act: (order: Open) => Promise<Told>): Promise<Told> {
    const found = this.#open.filter(can);
    return found.length === 0 ? this.#place() : act(this.chance.one(found));
  }

  /** What becomes of an order that may still be changed; `null`: it isn't one of those. */
  kindOf(id: number): Kind | null {
    return this.#open.find((order) => order.id === id)?.kind ?? null;
  }

  /** A buyer corrects what was just ordered. `null`: it can't be changed any more. */
  async correct(id: number): Promise<Told | null> {
    const order = this.#open.find((one) => one.id === id);
    return order === undefined || order.credited.size > 0 || this.awaited.has(id)
      ? null
      : this.#edit(order);
  }

  /** Somebody new places two orders at one instant; every other one signs in for one of them. */
  async twins(): Promise<readonly Told[]> {
    if (this.chance.in100(50)) {
      const [account, guest] = await this.#buyers.newcomerBothWays();
      return [await this.#place(account), await this.#place(guest)];
    }
    const buyer = await this.#buyers.newcomer();
    return [await this.#place(buyer), await this.#place(buyer)];
  }

  /**
   * Of a booked invoice so much was paid to the bank: a person has registered it in the ledger, and
   * says so in the shop. `null`: there is no such order.
   */
  async paidAtBank(id: number, amount: number): Promise<Told | null> {
    const order = this.#open.find((one) => one.id === id);
    if (order === undefined || order.paid || order.partly || order.edited) return null;
    if (order.credited.size > 0 || this.settled.has(id)) return null;
    order.partly = true;
    this.atBank.set(id, amount * 100);
    await this.#patch(id, { paymentStatus: "PartlyPaid", amountPaid: amount });
    return { id, type: "order.paid" };
  }

  /**
   * Booked orders that a payment provider may pay out: all of their money is known of, or none.
   * Those of which too much was asked back are left alone.
   */
  payable(): readonly { readonly id: number; readonly kind: Kind; readonly paid: boolean }[] {
    return this.#open.filter(
      ({ id, kind, paid, partly, credited }) =>
        BOOKED.includes(kind) &&
        (paid || !partly) &&
        !credited.has(NO_LINE) &&
        !this.settled.has(id),
    );
  }

  /** A buyer paid an order at the provider. `null`: the shop has said so before. */
  async paidAtProvider(id: number): Promise<Told | null> {
    const order = this.#open.find((one) => one.id === id);
    if (order === undefined || order.paid) return null;
    order.paid = true;
    await this.#patch(id, { paymentStatus: "Paid" });
    return { id, type: "order.paid" };
  }

  async #place(by?: Json): Promise<Told> {
    const { chance, profile } = this;
    const paymentMethodId = chance.one(METHODS);
    const kind = kindOf(profile, paymentMethodId);
    const currency = chance.in100(12)
      ? { currencyCode: "EUR", currencyRate: EURO_RATE }
      : { currencyCode: "SEK" };
    const buyer = by ?? (await this.#buyers.one());
    const head = { ...buyer, ...currency, paymentMethodId };
    const lines = this.#lines();
    const paid = BOOKED.includes(kind) && chance.in100(50);
    const id = await this.#order({ ...head, lines, paymentStatus: paid ? "Paid" : "Open" });
    this.#open.push({
      id,
      kind,
      head,
      lines,
      credited: new Set(),
      edited: false,
      partly: false,
      paid,
    });
    this.done.placed += 1;
    return { id, type: "order.created" };
  }

  /**
   * Beside a credit order a reduction may mean the same: that is held, and not this storm's matter.
   * So is a cancellation.
   */
  async #edit(order: Open): Promise<Told> {
    order.lines = this.#lines();
    order.edited = true;
    this.edited.add(order.id);
    await this.#patch(order.id, { lines: order.lines });
    this.done.edited += 1;
    return { id: order.id, type: "order.updated" };
  }

  async #cancel(order: Open): Promise<Told> {
    this.#open.splice(this.#open.indexOf(order), 1);
    await this.#patch(order.id, { status: 9 });
    this.done.cancelled += 1;
    return { id: order.id, type: "order.cancelled" };
  }

  /**
   * All of an order comes back, a part of one line, or, wrongly, more than was sold. A line comes
   * back once.
   */
  async #credit(order: Open): Promise<Told> {
    const { chance } = this;
    const luck = chance.below(100);
    const untouched = order.credited.size === 0;
    const tooMuch = luck < 10;
    const taken =
      tooMuch || (untouched && luck < 50)
        ? order.lines.map((_, at) => at)
        : [chance.one(this.#left(order))];
    const lines = order.lines.flatMap((line, at) =>
      taken.includes(at)
        ? [{ ...line, quantity: this.#back(Number(line["quantity"]), tooMuch, taken.length > 1) }]
        : [],
    );
    const id = await this.#order({
      ...order.head,
      lines,
      creditsOrderId: order.id,
      paymentStatus: order.paid && chance.in100(60) ? "Refunded" : "Open",
    });
    if (tooMuch) this.refused.add(id);
    // An edit could make it right in hindsight: this order is changed no more.
    for (const at of tooMuch ? [NO_LINE] : taken) order.credited.add(at);
    this.done.credited += 1;
    return { id, type: "order.created" };
  }

  /** Lines of which nothing came back yet; none of an order of which too much was asked back. */
  #left(order: Open): readonly number[] {
    return order.credited.has(NO_LINE)
      ? []
      : order.lines.map((_, at) => at).filter((at) => !order.credited.has(at));
  }

  #back(quantity: number, tooMuch: boolean, whole: boolean): number {
    if (tooMuch) return -quantity - 1;
    return whole ? -quantity : -(1 + this.chance.below(quantity));
  }

  /**
   * A part of an invoice, or all of it; what was paid never becomes less. What is paid after a
   * voucher was booked isn't the voucher's matter.
   */
  async #pay(order: Open): Promise<Told> {
    order.paid = !this.chance.in100(50) || order.partly;
    order.partly = true;
    await this.#patch(
      order.id,
      order.paid
        ? { paymentStatus: "Paid" }
        : { paymentStatus: "PartlyPaid", amountPaid: 1 + this.chance.below(5) },
    );
    this.done.paid += 1;
    return { id: order.id, type: "order.paid" };
  }

  async #order(order: Json): Promise<number> {
    const { id } = await this.operator.control("asperion", "POST", "/orders", {
      administrationId: this.profile.administrationId,
      notify: false,
      ...order,
    });
    this.ids.add(Number(id));
    return Number(id);
  }

  async #patch(id: number, change: Json): Promise<void> {
    await this.operator.control("asperion", "PATCH", `/orders/${id}`, {
      administrationId: this.profile.administrationId,
      notify: false,
      ...change,
    });
  }

  #lines(): readonly Json[] {
    const { chance } = this;
    const lines: Json[] = chance
      .shuffled(ARTICLES)
      .slice(0, 1 + chance.below(3))
      .map((articleCode) => ({
        articleCode,
        quantity: 1 + chance.below(7),
        ...(chance.in100(40) ? { price: (1_000 + chance.below(9_000)) / 100 } : {}),
      }));
    return chance.in100(30)
      ? [
          ...lines,
          { lineType: "Shipping", description: "Shipping", quantity: 1, price: 0.49, vatCode: "H" },
        ]
      : lines;
  }
}
