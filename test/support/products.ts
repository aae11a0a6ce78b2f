/** One tenant whose products go to the shop, and what the tests of that do on both sides. */
import type { JobPage } from "../../src/sync/contract/index.ts";
import type { Bridge, Json, Tenant } from "./bridge.ts";

/** Whole, as what a test leaves out would stay as the one before had it. */
export const PRODUCTS = {
  enabled: true,
  variants: null,
  priceDecimals: 2,
  fields: {},
  filter: { labels: ["Web"] },
  vatCode: { table: { "25": "H", "12": "M", "6": "L", "0": "N" } },
};
export const BY_LABEL = {
  ...PRODUCTS,
  variants: { by: "label", label: "Group", attributes: ["Size"] },
};
export const QUARTER = 15 * 60_000;

export const labels = (...names: string[]): Json[] => names.map((Name) => ({ Name }));
export const keyOf = (article: Json): string => `product:${String(article["Id"]).toLowerCase()}`;

export class ProductShop {
  #n = 0;

  private constructor(
    readonly bridge: Bridge,
    readonly tenant: Tenant,
  ) {}

  static async open(bridge: Bridge): Promise<ProductShop> {
    await bridge.toMorning();
    const shop = new ProductShop(bridge, await bridge.tenant({ settings: { products: PRODUCTS } }));
    await shop.passed();
    return shop;
  }

  async reset(): Promise<void> {
    const { bridge } = this;
    await bridge.break({ crash: null });
    for (const vendor of ["asperion", "eaccounting"] as const)
      await bridge.control(vendor, "DELETE", "/faults");
    await bridge.control("asperion", "PUT", "/switches", {
      articleCodeTaken: "refused",
      articleTypeChange: "allowed",
      articlePrices: "kept",
    });
    await bridge.reconfigure(this.tenant, { products: PRODUCTS, trial: false });
  }

  /** Runs the flow by hand, or lets its turn come, until nothing of it is left to do now. */
  async passed(how: "by-hand" | "turn" = "by-hand"): Promise<void> {
    const { bridge, tenant } = this;
    if (how === "by-hand") {
      await bridge.advance(6_000);
      await bridge.ask("POST", `/tenants/${tenant.id}/flows/products/run`);
    } else await bridge.advance(QUARTER);
    // What is in doubt waits for longer; everything else is done in a moment. What a run hands in is
    // there when it ends: lists that are read one after the other may miss both.
    await bridge.until(async () => {
      await bridge.settled(tenant.id);
      const open = (
        await Promise.all(
          ["queued", "running", "waiting"].map((status) => bridge.jobs(tenant.id, { status })),
        )
      ).flat();
      const toCome = open.filter(({ wait }) => wait !== "in-doubt");
      for (const { due } of toCome) await bridge.passTo(due);
      return toCome.length === 0;
    }, "nothing is left to do but what is in doubt");
  }

  /** An article number that no other test has. */
  code(): string {
    return `P${(this.#n += 1)}-${process.pid}`;
  }

  made(article: Json): Promise<Json> {
    return this.bridge.control("eaccounting", "POST", "/articles", {
      Name: "Cap",
      NetPrice: 100,
      ArticleLabels: labels("Web"),
      ...article,
    });
  }

  changed(article: Json, change: Json): Promise<Json> {
    return this.bridge.control(
      "eaccounting",
      "PATCH",
      `/articles/${String(article["Id"])}`,
      change,
    );
  }

  async inShop(articleCode: string): Promise<readonly Json[]> {
    const { administrations } = (await this.bridge.control(
      "asperion",
      "GET",
      `/state?administrationId=${this.tenant.administrationId}`,
    )) as unknown as { administrations: { articles: Json[] }[] };
    return (administrations[0]?.articles ?? []).filter(
      (article) => article["articleCode"] === articleCode,
    );
  }

  async jobOf(article: Json): Promise<JobPage["jobs"][number] | undefined> {
    return (await this.bridge.jobs(this.tenant.id, { key: keyOf(article) }))[0];
  }
}
