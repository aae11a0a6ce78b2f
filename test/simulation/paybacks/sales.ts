/** A shop's sales, their credit orders, and what else happens to them: when, chance says. */
import { companyBuyer } from "../../support/orders.ts";
import { Chance } from "../../support/seeded.ts";
import type { Json, Operator } from "../../../scripts/local/operator.ts";
import { machine } from "../current.ts";
import { hashOf } from "../faults.ts";
import { type House, tell } from "../people.ts";
import type { Deployment } from "../platform/deployment.ts";
import type { Sendings } from "./payouts.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** So long things happen. */
export const OPEN_MS = 2 * HOUR;
/** So often somebody looks whether the sales are paid. */
const LOOKS = 6;
/** What an edit leaves of a sale. */
const EDITED = 2_500;

const CHANGES = ["cancel-credit", "edit-sale", "cancel-sale"] as const;
type Change = (typeof CHANGES)[number];

/** How the shop's tenant registers what the shop says. */
export type Ways = {
  readonly payments: "register" | "none";
  readonly refunds: "register" | "none";
};

type Credit = {
  id: number | null;
  number: string | null;
  readonly takes: Json;
  /** Cents of what was paid back at the provider, and of all of it. */
  back: number;
  all: number;
  readonly share: "all" | "part" | "nothing";
  isGone: boolean;
};
export type Sale = {
  readonly id: number;
  readonly number: string;
  readonly cents: number;
  readonly head: Json;
  readonly credits: Credit[];
  /** Edited or cancelled, or one of its credit orders was. */
  isChanged: boolean;
  /** Cents by which an edit made it smaller: they went back as well, as the shop says. */
  editedBy: number;
};

export type PaybackOptions = {
  readonly seed: number;
  readonly sales: number;
  /** Orders are edited and cancelled as well. */
  readonly changes?: boolean;
  /** Things go wrong. */
  readonly faults?: boolean;
  readonly trace?: boolean;
};

export const stream = (seed: number, name: string): Chance => new Chance(hashOf(`${seed} ${name}`));
const cents = (figure: unknown): number => Math.abs(Math.round(Number(figure) * 100));

type Place = {
  readonly operator: Operator;
  readonly deployment: Deployment;
  readonly house: House;
  readonly ways: Ways;
  readonly options: PaybackOptions;
};

export class Sales {
  readonly #place: Place;
  readonly sales: Sale[] = [];
  readonly #payouts: Sendings;

  constructor(place: Place, payouts: Sendings) {
    this.#place = place;
    this.#payouts = payouts;
  }

  #order(body: Json, id?: number): Promise<Json> {
    return this.#place.operator.control(
      "asperion",
      id === undefined ? "POST" : "PATCH",
      id === undefined ? "/orders" : `/orders/${id}`,
      { administrationId: this.#place.house.profile.administrationId, notify: false, ...body },
    ) as Promise<Json>;
  }

  #tell(id: number, type: string): Promise<void> {
    const { deployment, house } = this.#place;
    return tell(deployment, house.tenant, { id, type }, "acknowledged");
  }

  /** All sales are placed, booked and paid out. */
  async sell(): Promise<void> {
    const { seed, sales } = this.#place.options;
    for (let n = 0; n < sales; n += 1) {
      const own = stream(seed, `sale ${n}`);
      const head = {
        ...companyBuyer(`Back${n}`),
        paymentMethodId: own.in100(75) ? "CARD" : "IDEAL",
        currencyCode: "SEK",
      };
      const lines = ["MUG", "TSHIRT", "MUG"].map((articleCode) => ({
        articleCode,
        quantity: 2,
        price: own.one([10, 10, 12.72, 20]),
      }));
      const placed = await this.#order({ ...head, lines, paymentStatus: "Paid" });
      const sale: Sale = {
        id: Number(placed["id"]),
        number: String(placed["orderNumber"]),
        cents: cents(placed["amountInclVat"]),
        head,
        credits: [],
        isChanged: false,
        editedBy: 0,
      };
      for (const line of own.shuffled(lines).slice(0, 1 + own.below(3)))
        sale.credits.push({
          id: null,
          number: null,
          takes: { ...line, quantity: -(1 + own.below(2)) },
          back: 0,
          all: 0,
          share: own.one(["all", "all", "all", "part", "nothing"]),
          isGone: false,
        });
      this.sales.push(sale);
      await this.#tell(sale.id, "order.created");
    }
    await machine.time.wait(HOUR / 2);
    const paid = this.#payouts.make();
    for (const { number, cents: all } of this.sales)
      paid.lines.push({ kind: "sale", ref: number, cents: all, fee: 0 });
    await this.#payouts.upload(paid);
    for (let tries = 0; tries < LOOKS && !paid.isBooked; tries += 1) {
      await this.#payouts.handle(paid);
      await machine.time.wait(10 * MINUTE);
    }
    if (!paid.isBooked)
      throw new Error(`the sales aren't paid: ${JSON.stringify(this.#payouts.held)}`);
  }

  /** What happens to each sale, and when. */
  plan(): void {
    const { seed, changes } = this.#place.options;
    const { time } = machine;
    const from = time.now();
    for (const [n, sale] of this.sales.entries()) {
      const own = stream(seed, `back ${n}`);
      // All within a few seconds of each other, or at any time. A payout with other sales would
      // wait for what is missing of those.
      const isTight = own.in100(60);
      const around = from + own.below(OPEN_MS - MINUTE);
      const at = (): number =>
        isTight ? around + own.below(24_000) : from + own.below(OPEN_MS - MINUTE);
      const files = Array.from({ length: 1 + own.below(2) }, () => ({
        made: this.#payouts.make(),
        at: at(),
      }));
      for (const credit of sale.credits) {
        const placed = at();
        // What is said later of a voucher is booked only where refunds are.
        const atOnce = this.#place.ways.refunds === "none" || own.in100(50);
        time.at(placed, () => void this.#credit(sale, credit, atOnce, at()));
        if (credit.share === "nothing") continue;
        const file = own.one(files);
        const bySale = own.in100(75);
        const isSplit = own.in100(15);
        time.at(file.at - 1, () => {
          // What went back is known as the credit is decided, whether or not the shop has it.
          const all = Math.round(
            Math.abs(Number(credit.takes["quantity"])) * Number(credit.takes["price"]) * 125,
          );
          const back = credit.share === "all" ? all : Math.floor(all / 2);
          const ref = bySale || credit.number === null ? sale.number : credit.number;
          const parts = isSplit ? [Math.floor(back / 3), back - Math.floor(back / 3)] : [back];
          for (const part of parts)
            file.made.lines.push({ kind: "refund", ref, cents: part, fee: 0 });
        });
      }
      if (changes === true && own.in100(40)) {
        const which = this.#change(sale, own, at());
        const edited = stream(seed, `edit ${n}`);
        const file = edited.one(files);
        // What an edit takes off goes back at the provider as well, or otherwise.
        if (which === "edit-sale" && edited.in100(50))
          time.at(file.at - 1, () =>
            file.made.lines.push({
              kind: "refund",
              ref: sale.number,
              cents: sale.cents - EDITED,
              fee: 0,
            }),
          );
      }
      for (const { made, at: then } of files)
        time.at(then, () => void (made.lines.length === 0 ? null : this.#payouts.send(made, own)));
    }
  }

  /** A credit order. `atOnce`: the shop says with it what went back; else at `then`. */
  async #credit(sale: Sale, credit: Credit, atOnce: boolean, then: number): Promise<void> {
    const { time } = machine;
    const said = (all: number): Json => {
      const back = credit.share === "all" ? all : Math.floor(all / 2);
      return credit.share === "nothing"
        ? { paymentStatus: "Open" }
        : credit.share === "all"
          ? { paymentStatus: "Refunded" }
          : { paymentStatus: "PartlyPaid", amountPaid: -back / 100 };
    };
    const all = Math.round(
      Math.abs(Number(credit.takes["quantity"])) * Number(credit.takes["price"]) * 125,
    );
    const placed = await this.#order({
      ...sale.head,
      creditsOrderId: sale.id,
      lines: [credit.takes],
      ...(atOnce ? said(all) : { paymentStatus: "Open" }),
    });
    credit.id = Number(placed["id"]);
    credit.number = String(placed["orderNumber"]);
    credit.all = cents(placed["amountInclVat"]);
    if (credit.all !== all) throw new Error(`a credit of ${all} comes to ${credit.all}`);
    credit.back =
      credit.share === "nothing" ? 0 : credit.share === "all" ? all : Math.floor(all / 2);
    time.trace(`credit ${credit.number} of ${sale.number}: ${credit.back} of ${all}`);
    await this.#tell(credit.id, "order.created");
    if (atOnce || credit.share === "nothing") return;
    await time.wait(Math.max(0, then - time.now()));
    if (credit.isGone) return;
    await this.#order(said(all), credit.id);
    time.trace(`credit ${credit.number} says ${credit.back}`);
    await this.#tell(credit.id, "order.updated");
  }

  #change(sale: Sale, own: Chance, at: number): Change {
    const which = own.one(CHANGES);
    machine.time.at(at, () => {
      sale.isChanged = true;
      machine.time.trace(`${which} of ${sale.number}`);
      void this.#changed(sale, which);
    });
    return which;
  }

  async #changed(sale: Sale, which: Change): Promise<void> {
    const credit = sale.credits.find(({ id }) => id !== null);
    if (which === "cancel-credit") {
      if (credit?.id == null) return;
      credit.isGone = true;
      await this.#order({ status: 9 }, credit.id);
      return this.#tell(credit.id, "order.cancelled");
    }
    if (which === "edit-sale") sale.editedBy = sale.cents - EDITED;
    await this.#order(
      which === "cancel-sale"
        ? { status: 9 }
        : { lines: [{ articleCode: "MUG", quantity: 1, price: 20 }] },
      sale.id,
    );
    return this.#tell(sale.id, which === "cancel-sale" ? "order.cancelled" : "order.updated");
  }
}
