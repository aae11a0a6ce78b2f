/**
 * What goes wrong, by chance: at both vendors, in the webhooks, and with the runtime itself.
 * Nothing here outlives `mend`.
 */
import type { Json, Operator, Vendor } from "../../scripts/local/operator.ts";
import type { Mortal } from "../support/mortal.ts";
import type { Chance } from "../support/seeded.ts";
import type { Tenant } from "../support/webhook.ts";
import type { Told } from "./shop.ts";

/** Whose webhook it is. */
export type News = Told & { readonly tenant: Tenant };

const LEDGER_WRITES = [
  "POST /v2/orders",
  "PUT /v2/orders/{id}",
  "DELETE /v2/orders/{id}",
  "POST /v2/customers",
  "POST /v2/customerinvoicedrafts",
  "PUT /v2/customerinvoicedrafts/{id}",
  "DELETE /v2/customerinvoicedrafts/{id}",
  "POST /v2/customerinvoicedrafts/{id}/convert",
  "POST /v2/customerinvoices/{id}/payments",
  "POST /v2/vouchers",
  "POST /v2/customerledgeritems/customerledgeritemswithvoucher",
];
const READS: Readonly<Record<Vendor, readonly string[]>> = {
  eaccounting: [
    "GET /v2/orders",
    "GET /v2/orders/{id}",
    "GET /v2/customers",
    "GET /v2/customerinvoicedrafts",
    "GET /v2/customerinvoices",
    "GET /v2/customerinvoices/{id}",
    "GET /v2/vouchers",
    "GET /v2/articles",
  ],
  asperion: ["GET /v1/SalesOrderWithLines", "GET /v1/debtors"],
};
const VENDORS = ["asperion", "eaccounting"] as const;

/** A late commit comes within 4 minutes: the last of the look-ups, after 15, is sure to see it. */
const LATEST_COMMIT_MS = 240_000;

const busy: Json = { kind: "status", status: 429, headers: { "retry-after": "2" } };
const READ_FAULTS: readonly Json[] = [
  busy,
  { kind: "status", status: 500 },
  { kind: "status", status: 503, body: "<html>Service Unavailable</html>" },
  { kind: "drop" },
  { kind: "hang" },
  { kind: "latency", ms: 300 },
  { kind: "expired-token" },
  { kind: "reorder-rows" },
];

function writeFault(chance: Chance): Json {
  const late = { kind: "late-commit", ms: 1_000 + chance.below(LATEST_COMMIT_MS) };
  return chance.one<Json>([
    { kind: "commit-then-drop" },
    { kind: "commit-then-drop" },
    { kind: "drop" },
    late,
    { ...late, answer: "hang" },
    busy,
    { kind: "status", status: 500 },
    { kind: "expired-token" },
  ]);
}

export type Struck = {
  faults: number;
  kills: number;
  webhooksLost: number;
  webhooksTwice: number;
  webhooksLate: number;
  tokensExpired: number;
};

export class Storm {
  readonly mortal: Mortal;
  readonly chance: Chance;
  readonly struck: Struck = {
    faults: 0,
    kills: 0,
    webhooksLost: 0,
    webhooksTwice: 0,
    webhooksLate: 0,
    tokensExpired: 0,
  };
  #late: News[] = [];
  readonly #operator: Operator;

  constructor(mortal: Mortal, chance: Chance) {
    this.mortal = mortal;
    this.chance = chance;
    this.#operator = mortal.world.operator;
  }

  /** Lays the faults of one wave; `size`: how many changes it has. */
  async brew(size: number): Promise<void> {
    const { chance } = this;
    for (let n = 0; n < Math.max(2, size / 2); n += 1)
      await this.#fault("eaccounting", chance.one(LEDGER_WRITES), writeFault(chance), size);
    for (const vendor of VENDORS)
      await this.#fault(vendor, chance.one(READS[vendor]), chance.one(READ_FAULTS), size);
    if (!chance.in100(40)) return;
    this.struck.tokensExpired += 1;
    await this.#operator.control(chance.one(VENDORS), "POST", "/oauth/expire-access-tokens");
  }

  async #fault(vendor: Vendor, route: string, what: Json, size: number): Promise<void> {
    await this.#operator.control(vendor, "POST", "/faults", {
      route,
      after: this.chance.below(Math.max(1, size / 4)),
      ...what,
    });
  }

  /**
   * Of all webhooks 10 in 100 never come, 10 come with the next wave, 15 come twice; the rest in
   * any order, all at once. One that the Worker didn't acknowledge counts as one that never came:
   * its sender gives up.
   */
  async tell(told: readonly News[]): Promise<void> {
    const { chance, struck } = this;
    const now = this.#late.splice(0);
    for (const one of told) {
      const luck = chance.below(100);
      if (luck < 10) struck.webhooksLost += 1;
      else if (luck < 20) this.#late.push(one);
      else now.push(one);
    }
    struck.webhooksLate = struck.webhooksLate + this.#late.length;
    const sent = chance.shuffled(now).flatMap((one) => (chance.in100(15) ? [one, one] : [one]));
    struck.webhooksTwice += sent.length - now.length;
    const answers = await Promise.all(
      sent.map(({ tenant, id, type }) => this.mortal.webhook(tenant, id, type).catch(() => null)),
    );
    struck.webhooksLost += answers.filter((status) => status === null || status >= 500).length;
  }

  /** Ends what was to go wrong, and counts what did. */
  async mend(): Promise<void> {
    for (const vendor of VENDORS) {
      const { faults } = (await this.#operator.control(vendor, "GET", "/faults")) as {
        faults: { struck: number }[];
      };
      this.struck.faults += faults.reduce((sum, fault) => sum + fault.struck, 0);
      await this.#operator.control(vendor, "DELETE", "/faults");
    }
  }
}
