/** A tenant whose stock flow is on, and articles of one's own that stand on both sides. */
import { expect } from "vitest";
import type { ToldTimeline } from "./asked.ts";
import type { Bridge, Json, Tenant } from "./bridge.ts";

/** The debtor of the demo shop that stands for corrections of stock. */
export const CORRECTIONS = 205;

type Lines = { readonly lines: { readonly _data: readonly Json[] } };

export class Shelves {
  /** All shelves of a file stand in one shop: no two articles share a code. */
  static #made = 0;

  private constructor(
    readonly bridge: Bridge,
    readonly tenant: Tenant,
  ) {}

  /** Connected, and with both sides in step: what the sandboxes are seeded with differs. */
  static async of(bridge: Bridge, company: string, stock: Json = {}): Promise<Shelves> {
    const shelves = await Shelves.fresh(bridge, company, stock);
    for (let runs = 0; runs < 20; runs += 1) {
      const { job } = await shelves.run();
      if (job.reasons[0]?.code === "stock-equal") return shelves;
    }
    throw new Error("the seeded articles were never in step");
  }

  /**
   * Connected, with the flow on but never by itself, and orders told of by tests alone; nothing has
   * been written or learnt yet.
   */
  static async fresh(bridge: Bridge, company: string, stock: Json = {}): Promise<Shelves> {
    const tenant = await bridge.tenant({
      company,
      settings: {
        stock: { enabled: true, correctionDebtor: CORRECTIONS, ...stock },
        schedules: { stock: "never", orders: "never" },
      },
    });
    return new Shelves(bridge, tenant);
  }

  /** An article in both systems, with its stock in each. */
  async article(
    inLedger: number,
    inShop: number,
    more: { ledger?: Json; shop?: Json } = {},
  ): Promise<string> {
    const code = `SHELF-${(Shelves.#made += 1)}`;
    await this.bridge.control(
      "eaccounting",
      "POST",
      `/articles?company=${encodeURIComponent(this.tenant.company)}`,
      { Number: code, IsStock: true, StockBalance: inLedger, NetPrice: 10, ...more.ledger },
    );
    await this.bridge.control("asperion", "POST", "/articles", {
      articleCode: code,
      currentStock: inShop,
      salesPrice: 10,
      ...more.shop,
    });
    return code;
  }

  /** Lets the flow run now, and answers its outcome. */
  async run(): Promise<ToldTimeline> {
    await this.bridge.ask("POST", `/tenants/${this.tenant.id}/flows/stock/run`);
    return this.bridge.resolved(this.tenant, "stock");
  }

  async inShop(code: string): Promise<Json> {
    const { articles } = await this.#shop();
    return articles.find((article) => article["articleCode"] === code) ?? {};
  }

  async stock(code: string): Promise<unknown> {
    return (await this.inShop(code))["currentStock"];
  }

  /** Orders that correct this article. */
  async corrections(code: string): Promise<readonly Json[]> {
    const { orders } = await this.#shop();
    return orders.filter(
      (order) =>
        order["debtorId"] === CORRECTIONS &&
        (order as Json & Lines).lines._data.some((line) => line["articleCode"] === code),
    );
  }

  /** Nothing is written to the shop by a run. */
  async expectQuiet(): Promise<void> {
    const calls = await this.bridge.counting(() => this.run());
    expect(Object.keys(calls).filter((route) => /^(POST|PUT) .v1/.test(route))).toEqual([]);
  }

  async #shop(): Promise<{ articles: readonly Json[]; orders: readonly Json[] }> {
    const { administrations } = (await this.bridge.control(
      "asperion",
      "GET",
      `/state?administrationId=${this.tenant.administrationId}`,
    )) as { administrations: { articles: Json[]; orders: Json[] }[] };
    return administrations[0] ?? { articles: [], orders: [] };
  }
}
