/**
 * For each kind of write in an order's run: an order in the state that leads to it, and the one
 * right end. The table is typed by the engine's own kinds: a new kind without a row doesn't
 * compile.
 */
import { expect } from "vitest";
import type { OperationKind, OperationState } from "../../src/domain/jobs/job.ts";
import type { Bridge, Json, Tenant } from "./bridge.ts";
import { companyBuyer, grossOf, mug } from "./orders.ts";

/** An order and the event that leads to the write in question. */
export type Case = {
  readonly tenant: Tenant;
  readonly order: Json & { id: number; orderNumber: string };
  readonly type: string;
  readonly email: string;
  readonly documents: number;
  /** The article that it makes. */ readonly article?: string;
};

export type WriteRow = {
  readonly arrange: () => Promise<Case>;
  /** Which of the run's writes it is. */ readonly nth: number;
  readonly route: string;
};

/**
 * Writes of the set-up have no order (that an article is made has its row as an order makes it),
 * and what becomes an invoice isn't one any more: they have tests of their own.
 */
export type OrderWrite = Exclude<
  Extract<OperationKind, `order.${string}` | `customer.${string}` | "article.create">,
  "order.convert"
>;

/** Longer than a lease. */
export const LEASE = 26_000;
export const COALESCE = 6_000;

export class WriteCases {
  readonly #bridge: Bridge;
  readonly #tenant: Tenant;
  #n = 0;

  private constructor(bridge: Bridge, tenant: Tenant) {
    this.#bridge = bridge;
    this.#tenant = tenant;
  }

  /** In a company where the first order of its kind is behind us. */
  static async at(bridge: Bridge): Promise<WriteCases> {
    const cases = new WriteCases(bridge, await bridge.tenant({ orders: { missingSku: "create" } }));
    await cases.#booked({ ...companyBuyer("Warm"), lines: [mug()] });
    return cases;
  }

  readonly writes: { readonly [Kind in OrderWrite]: WriteRow } = {
    "order.create": { arrange: () => this.ofKnownCustomer(), nth: 1, route: "POST /v2/orders" },
    "order.update": {
      arrange: () => this.#bookedBefore({ lines: [mug(5)] }),
      nth: 1,
      route: "PUT /v2/orders/{id}",
    },
    "order.confirm": {
      arrange: () => this.#firstOfItsKind(),
      nth: 3,
      route: "POST /v2/orders/{id}/converteddrafttoorder",
    },
    "order.delete": {
      arrange: () => this.#bookedBefore({ status: 9 }, 0),
      nth: 1,
      route: "DELETE /v2/orders/{id}",
    },
    "order.void": { arrange: () => this.#shipped(), nth: 1, route: "POST /v2/orders/{id}/voided" },
    "customer.create": { arrange: () => this.placed(), nth: 1, route: "POST /v2/customers" },
    "customer.update": {
      arrange: () => this.#ofMovedCustomer(),
      nth: 1,
      route: "PUT /v2/customers/{id}",
    },
    "article.create": { arrange: () => this.#ofNewArticle(), nth: 1, route: "POST /v2/articles" },
  };

  /** A first order of a new customer. */
  async placed(change: Json = {}, known: Json = this.#buyer()): Promise<Case> {
    const order = await this.#bridge.place({ ...known, lines: [mug(2)], ...change });
    return {
      tenant: this.#tenant,
      order,
      type: "order.created",
      email: String(known["emailAddress"]),
      documents: 1,
    };
  }

  async ofKnownCustomer(change: Json = {}): Promise<Case> {
    const known = this.#buyer();
    await this.#booked({ ...known, lines: [mug()] });
    return this.placed(change, known);
  }

  async #ofNewArticle(): Promise<Case> {
    const code = `NEW-${(this.#n += 1)}`;
    const made = await this.ofKnownCustomer({
      lines: [{ articleCode: code, description: code, quantity: 2, price: 10, vatCode: "H" }],
    });
    return { ...made, article: code };
  }

  /** An order whose write is done and then found to be rounded otherwise than was learnt. */
  async turnedRounding(): Promise<Case> {
    const known = await this.ofKnownCustomer();
    const lines = Array.from({ length: 9 }, () => ({
      articleCode: "MUG",
      quantity: 1,
      price: 8.47,
    }));
    await this.#booked({ ...this.#buyer(), lines });
    await this.#bridge.control("eaccounting", "PUT", "/switches", { vatRounding: "rate" });
    await this.#bridge.edit(known.order.id, { lines });
    return known;
  }

  /**
   * Once nothing waits any more: the documents that there should be, each as the shop charged it,
   * and one customer.
   */
  async expectRightEnd({ tenant, order, email, documents, article }: Case): Promise<void> {
    const { job } = await this.#bridge.resolved(tenant, `order:${order.id}`);
    expect([
      job.status,
      job.outcome === "held" || job.outcome === "rejected" ? job.reasons : "well",
    ]).toEqual(["done", "well"]);
    const found = await this.#bridge.ordersOf(order.orderNumber, tenant.company);
    expect(found).toHaveLength(documents);
    const state = (await this.#bridge.control(
      "asperion",
      "GET",
      "/state?administrationId=123",
    )) as { administrations: { orders: Json[] }[] };
    const source = state.administrations[0]?.orders.find((one) => one["id"] === order.id);
    for (const document of found) {
      expect(document["Status"]).toBe(2);
      expect(grossOf(document)).toBe(Number(source?.["amountInclVat"]).toFixed(2));
    }
    const { customers, articles } = await this.#bridge.ledger(tenant.company);
    if (article !== undefined)
      expect(articles?.filter((one) => one["Number"] === article)).toHaveLength(1);
    expect(customers?.filter((customer) => customer["EmailAddress"] === email)).toHaveLength(1);
  }

  /** What the journal says of an order's writes of one kind. */
  async statesOf({ tenant, order }: Case, kind: OperationKind): Promise<readonly OperationState[]> {
    const storage = await this.#bridge.storage(tenant);
    const rows = (await storage.exec(
      "SELECT o.state AS state FROM operations o JOIN jobs j ON j.id = o.job_id WHERE j.key = ? AND o.kind = ?",
      `order:${order.id}`,
      kind,
    )) as unknown as Iterable<{ state: OperationState }>;
    return [...rows].map((row) => row.state);
  }

  /** Booked already, so that the next event is about the document that is there. */
  async #bookedBefore(edit: Json, documents = 1): Promise<Case> {
    const made = await this.placed();
    expect((await this.#bridge.book(this.#tenant, made.order.id)).job.outcome).toBe("booked");
    await this.#bridge.edit(made.order.id, edit);
    await this.#bridge.advance(COALESCE);
    return { ...made, type: "order.updated", documents };
  }

  /** Cancelled after a person shipped it: taken back, then deleted. */
  async #shipped(): Promise<Case> {
    const made = await this.#bookedBefore({ status: 9 }, 0);
    const [document] = await this.#bridge.ordersOf(made.order.orderNumber, made.tenant.company);
    await this.#bridge.control("eaccounting", "PATCH", `/orders/${String(document?.["Id"])}`, {
      Status: 3,
    });
    return made;
  }

  async #ofMovedCustomer(): Promise<Case> {
    const known = this.#buyer();
    await this.#booked({ ...known, lines: [mug()] });
    return this.placed({ phoneNumber: "08-123456" }, known);
  }

  /** Nothing is learnt in a company of its own: the first order is a draft that is confirmed. */
  async #firstOfItsKind(): Promise<Case> {
    const fresh = await this.#bridge.tenant({ company: `Company ${(this.#n += 1)} AB` });
    return { ...(await this.placed()), tenant: fresh };
  }

  async #booked(order: Json): Promise<void> {
    const placed = await this.#bridge.place(order);
    expect((await this.#bridge.book(this.#tenant, placed.id)).job.outcome).toBe("booked");
  }

  #buyer(): Json {
    return companyBuyer(`Case${(this.#n += 1)}`);
  }
}

/** The kinds by themselves, for tables that are laid out before anything runs. */
export const ORDER_WRITES = Object.keys({
  "order.create": true,
  "order.update": true,
  "order.confirm": true,
  "order.delete": true,
  "order.void": true,
  "customer.create": true,
  "customer.update": true,
  "article.create": true,
} satisfies Record<OrderWrite, true>) as readonly OrderWrite[];
