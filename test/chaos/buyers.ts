/**
 * Who buys: debtors of the shop and guests, companies and private persons, most of them more than
 * once.
 */
import type { Json, Operator } from "../../scripts/local/operator.ts";
import { companyBuyer, homeAddress, privateBuyer } from "../support/orders.ts";
import type { Chance } from "../support/seeded.ts";

const guest = (name: string, isPrivate: boolean): Json =>
  isPrivate ? privateBuyer(name) : companyBuyer(name);

export class Buyers {
  readonly operator: Operator;
  readonly administrationId: number;
  readonly chance: Chance;
  readonly #known: Json[] = [];

  constructor(operator: Operator, administrationId: number, chance: Chance) {
    this.operator = operator;
    this.administrationId = administrationId;
    this.chance = chance;
  }

  /** What an order says of its buyer, who is one kind of customer for ever. */
  async one(): Promise<Json> {
    if (this.#known.length === 0 || this.chance.in100(30)) await this.newcomer();
    return this.chance.one(this.#known);
  }

  /** Somebody who never bought here. */
  async newcomer(): Promise<Json> {
    const buyer = await this.#new(this.#nextName());
    this.#known.push(buyer);
    return buyer;
  }

  /** Somebody new who buys by an account of the shop, and without signing in. */
  async newcomerBothWays(): Promise<readonly [account: Json, guest: Json]> {
    const name = this.#nextName();
    const isPrivate = this.chance.in100(33);
    const both = [await this.#account(name, isPrivate), guest(name, isPrivate)] as const;
    this.#known.push(both[0]);
    return both;
  }

  #nextName(): string {
    return `Storm${this.administrationId}x${this.#known.length + 1}`;
  }

  async #new(name: string): Promise<Json> {
    const isPrivate = this.chance.in100(33);
    if (this.chance.in100(50)) return guest(name, isPrivate);
    return this.#account(name, isPrivate);
  }

  async #account(name: string, isPrivate: boolean): Promise<Json> {
    const called = isPrivate ? `${name} Person` : `${name} AB`;
    const address = homeAddress(called);
    const { id } = await this.operator.control("asperion", "POST", "/debtors", {
      administrationId: this.administrationId,
      notify: false,
      emailAddress: `${name.toLowerCase()}@example.com`,
      cocNumber: isPrivate ? null : "556000-2222",
      ...address,
    });
    return {
      debtorId: id,
      pricesIncludeVat: isPrivate,
      invoiceAddress: address,
      deliveryAddress: address,
    };
  }
}
