/**
 * What a test does at the two vendors, through their sandboxes' controls: a shop's owner, a
 * bookkeeper, and bad luck.
 */
import { Contract } from "../contract/contract.ts";
import { createAsperionSandbox } from "../sandbox/asperion/sandbox.ts";
import { createEaccountingSandbox } from "../sandbox/eaccounting/index.ts";
import { serveSandbox, type ServedSandbox } from "../sandbox/kit/serve.ts";

export type Json = Record<string, unknown>;

export const DEMO_COMPANY = "Demo AB";

export type ServedVendors = {
  readonly asperion: ServedSandbox;
  readonly eaccounting: ServedSandbox;
};

/** For all sandboxes of a process: making its checks takes a second of processor time. */
const contract = new Contract();

export async function serveVendors(): Promise<ServedVendors> {
  return {
    asperion: await serveSandbox(createAsperionSandbox().app, { port: 0 }),
    eaccounting: await serveSandbox(createEaccountingSandbox({ contract }).app, { port: 0 }),
  };
}

const LOOK_AT_THE_CLAIM = "GET /v2/customerlabels";

export class Vendors {
  readonly asperion: ServedSandbox;
  readonly eaccounting: ServedSandbox;

  constructor({ asperion, eaccounting }: ServedVendors) {
    this.asperion = asperion;
    this.eaccounting = eaccounting;
  }

  async control(
    vendor: "asperion" | "eaccounting",
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Json> {
    const response = await this[vendor].ask(`/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${vendor} ${method} ${path}: ${response.status} ${text}`);
    return text === "" ? {} : (JSON.parse(text) as Json);
  }

  /**
   * The id of a company in the ledger, which is its subject at sign-in; a company that isn't there
   * yet is made.
   */
  async companyId(name: string): Promise<string> {
    const { companies } = (await this.control("eaccounting", "GET", "/companies")) as {
      companies: { id: string; name: string }[];
    };
    const found = companies.find((company) => company.name === name);
    return (
      found?.id ?? String((await this.control("eaccounting", "POST", "/companies", { name }))["id"])
    );
  }

  /** Places an order in the shop. Swedish, in SEK, as the ledger's company is; `order` overrides. */
  async place(order: Json): Promise<{ id: number; orderNumber: string } & Json> {
    const address = {
      street: undefined,
      address: "Storgatan 1",
      postCode: "111 22",
      city: "Stockholm",
      countryCode: "SE",
    };
    const placed = await this.control("asperion", "POST", "/orders", {
      currencyCode: "SEK",
      invoiceAddress: address,
      deliveryAddress: address,
      ...order,
    });
    return placed as { id: number; orderNumber: string } & Json;
  }

  async edit(id: number, change: Json): Promise<void> {
    await this.control("asperion", "PATCH", `/orders/${id}`, change);
  }

  /** The ledger's own state of the company (the demo company unless named); of one list, if named. */
  async ledger(
    company = DEMO_COMPANY,
    only: string | null = null,
  ): Promise<Record<string, readonly Json[]>> {
    const asked = new URLSearchParams({ company, ...(only === null ? {} : { only }) });
    const { companies } = (await this.control("eaccounting", "GET", `/state?${asked}`)) as {
      companies: (Record<string, readonly Json[]> & { name: string })[];
    };
    const found = companies.find((candidate) => candidate.name === company);
    if (found === undefined) throw new Error(`the ledger has no company ${company}`);
    return found;
  }

  /** The ledger's orders that carry this order number before a marker, in any reference field. */
  async ordersOf(orderNumber: string, company = DEMO_COMPANY): Promise<readonly Json[]> {
    const { orders } = await this.ledger(company, "orders");
    const marked = new RegExp(`(^|\\W)${orderNumber} #[A-Z2-7]{8}$`);
    return (orders ?? []).filter((order) =>
      [order["OurReference"], order["YourReference"], order["BuyersOrderReference"]].some(
        (text) => typeof text === "string" && marked.test(text),
      ),
    );
  }

  /** What no careful client does: unknown fields, read-only fields with another value, and the like. */
  async clientFaults(): Promise<readonly Json[]> {
    return (await this.control("eaccounting", "GET", "/faultsofclient"))[
      "faults"
    ] as readonly Json[];
  }

  /**
   * The calls that both vendors got while `work` ran, by route; without the look at the company's
   * claim, which comes beside the work once in five minutes of a moved clock
   * (test/sync/lookup-calls.test.ts).
   */
  async counting(work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
    const before = { ...(await this.calls("asperion")), ...(await this.calls("eaccounting")) };
    await work();
    const after: Record<string, number> = {
      ...(await this.calls("asperion")),
      ...(await this.calls("eaccounting")),
    };
    delete after[LOOK_AT_THE_CLAIM];
    return Object.fromEntries(
      Object.entries(after).flatMap(([route, count]) =>
        count > (before[route] ?? 0) ? [[route, count - (before[route] ?? 0)]] : [],
      ),
    );
  }

  async calls(vendor: "asperion" | "eaccounting"): Promise<Record<string, number>> {
    return (await this.control(vendor, "GET", "/calls/counts"))["counts"] as Record<string, number>;
  }

  async fault(vendor: "asperion" | "eaccounting", fault: Json): Promise<void> {
    await this.control(vendor, "POST", "/faults", fault);
  }
}
