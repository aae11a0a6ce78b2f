/**
 * The built Worker on a runtime that can be killed with SIGKILL and started again on what it left
 * on the disk, at a later time: both vendors' clocks, the Worker's and the alarms go on by the same
 * distance, and nobody sleeps.
 *
 * What a test must not do by accident is to wake the product itself: what is asked of the ledger
 * and of D1 here goes past the Worker, and cron never fires.
 */
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { bringAlarmsNearer, objectFiles } from "../../scripts/local/alarms.ts";
import { TEST_WORKER } from "../../scripts/local/bundle.ts";
import { type Json, nextPause } from "../../scripts/local/operator.ts";
import { startWorld, type World, type WorldOptions } from "../../scripts/local/world.ts";
import type { TenantState } from "../worker/look.ts";
import { untilMorning } from "./morning.ts";
import { WAIT_MS } from "./patience.ts";
import { makeStateDir, removeStateDir } from "./state-dir.ts";
import { signedWebhook, type Tenant } from "./webhook.ts";

export type Placed = Json & { readonly id: number; readonly orderNumber: string };

export const NO_PORTS = { worker: 0, asperion: 0, eaccounting: 0 } as const;

export class Mortal {
  readonly world: World;
  /** How far the Worker's clock is from the machine's. */
  #offsetMs: number;
  /** The bundle that is started next; null: today's. */
  #release: string | null = null;

  private constructor(world: World, offsetMs: number) {
    this.world = world;
    this.#offsetMs = offsetMs;
  }

  /** Begins at the next morning, unless `offsetMs` says how far its clocks are from the machine's. */
  static async start(
    name: string,
    options: Partial<WorldOptions> = {},
    offsetMs: number | null = null,
  ): Promise<Mortal> {
    const offset = offsetMs ?? untilMorning(Date.now());
    const vars = { ...options.vars, TEST_CLOCK_OFFSET_MS: String(offset) };
    const stateDir = await makeStateDir();
    const mortal = new Mortal(
      await startWorld({ ports: NO_PORTS, name, stateDir, main: TEST_WORKER, ...options, vars }),
      offset,
    );
    if (offsetMs === null && offset > 0)
      for (const vendor of ["asperion", "eaccounting"] as const)
        await mortal.world.operator.control(vendor, "PUT", "/clock", { advanceMs: offset });
    return mortal;
  }

  /** Whichever release is started from now on: another one's bundle, or null for today's. */
  deploys(release: string | null): void {
    this.#release = release;
  }

  now(): number {
    return Date.now() + this.#offsetMs;
  }

  async stop(): Promise<void> {
    await this.world.stop();
    await removeStateDir(this.world.stateDir);
  }

  async tenant(administrationId = 123, company = "Demo AB"): Promise<Tenant> {
    const { operator } = this.world;
    const { companies } = (await operator.control("eaccounting", "GET", "/companies")) as {
      companies: { id: string; name: string }[];
    };
    const found = companies.find(({ name }) => name === company);
    const id = await operator.createTenant("Mortal", administrationId);
    await operator.configure(id, {
      orders: { enabled: true, startLine: new Date(this.now()).toISOString() },
    });
    await operator.connect(id, "asperion");
    if (found !== undefined)
      await operator.control("eaccounting", "PUT", "/oauth", { nextSubject: found.id });
    await operator.connect(id, "eaccounting");
    await operator.settled(id);
    await operator.ask("POST", `/tenants/${id}/setup`);
    const { secret } = await operator.ask("POST", `/tenants/${id}/webhook-secrets`);
    return { id, secret: String(secret), administrationId, company };
  }

  async place(order: Json): Promise<Placed> {
    return (await this.world.operator.control("asperion", "POST", "/orders", {
      currencyCode: "SEK",
      ...order,
    })) as Placed;
  }

  /** Answers the status: 202 says that the event is safe. */
  async webhook(tenant: Tenant, orderId: number, type = "order.created"): Promise<number> {
    const response = await fetch(
      `${this.world.runtime.url}/webhooks/asperion/${tenant.id}`,
      signedWebhook(tenant, orderId, { at: this.now(), type }),
    );
    await response.body?.cancel();
    return response.status;
  }

  /** The ledger's orders that carry this order number before a marker, by the ledger's own state. */
  async ordersOf(orderNumber: string): Promise<readonly Json[]> {
    const { companies } = (await this.world.operator.control(
      "eaccounting",
      "GET",
      "/state?company=Demo%20AB",
    )) as { companies: { orders: Json[] }[] };
    return (companies[0]?.orders ?? []).filter((order) =>
      String(order["OurReference"]).startsWith(`${orderNumber} #`),
    );
  }

  /** The bodies with which the ledger was asked on this route, whatever came of it. */
  async asked(route: string): Promise<readonly string[]> {
    const { calls } = (await this.world.operator.control(
      "eaccounting",
      "GET",
      `/calls?route=${encodeURIComponent(route)}&limit=5000`,
    )) as { calls: { requestBody: unknown; query: unknown }[] };
    return calls.map((call) => JSON.stringify([call.requestBody, call.query]));
  }

  /** How often this order was sent to the ledger as a new document, whatever came of it. */
  async posts({ orderNumber }: Placed): Promise<number> {
    return (await this.asked("POST /v2/orders")).filter((body) => body.includes(`${orderNumber} #`))
      .length;
  }

  /** How many calls both vendors got so far. Past the network, as it is asked again and again. */
  async calls(): Promise<number> {
    const { asperion, eaccounting } = this.world.sandboxes;
    const counts = await Promise.all(
      [asperion, eaccounting].map(async ({ app }) => {
        const answer = await app.request("/_control/calls/counts");
        return ((await answer.json()) as { counts: Record<string, number> }).counts;
      }),
    );
    return counts.flatMap((by) => Object.values(by)).reduce((sum, count) => sum + count, 0);
  }

  /** How many of the tenant's jobs are queued or running (test/worker/look.ts). */
  async busy(tenantId: string): Promise<number> {
    const response = await fetch(`${this.world.runtime.url}/_test/state`, {
      method: "POST",
      body: JSON.stringify({ tenantId }),
    });
    const { jobs } = (await response.json()) as TenantState;
    return jobs.queued + jobs.running;
  }

  /** Time goes on while the runtime lives; then cron comes by, as it would. */
  async advance(ms: number): Promise<void> {
    this.#offsetMs += ms;
    await fetch(`${this.world.runtime.url}/_test/clock`, {
      method: "PUT",
      body: JSON.stringify({ advanceMs: ms }),
    });
    await Promise.all(
      (["asperion", "eaccounting"] as const).map((vendor) =>
        this.world.operator.control(vendor, "PUT", "/clock", { advanceMs: ms }),
      ),
    );
    await this.world.runtime.cron();
  }

  /** Rows of D1, past the Worker. */
  async rows(sql: string): Promise<readonly Json[]> {
    return (await (await this.world.runtime.d1("DB")).prepare(sql).all()).results;
  }

  /**
   * How an order's jobs stand, as "done booked": read off the disk, as a call would wake the object
   * that is to wake by itself.
   */
  async told(order: Placed): Promise<readonly string[]> {
    const files = await objectFiles(this.world.stateDir, "TenantSync");
    return files.flatMap((file) => {
      const database = new DatabaseSync(file, { readOnly: true });
      try {
        return database
          .prepare("SELECT status, outcome FROM jobs WHERE key = ?")
          .all(`order:${order.id}`)
          .map((row) => `${String(row["status"])} ${String(row["outcome"])}`);
      } finally {
        database.close();
      }
    });
  }

  /**
   * Kills the runtime. Time goes on while it is dead; then it is started again, and nothing is
   * asked of it.
   */
  async dieFor(
    ms: number,
    dead: () => Promise<void> = async () => undefined,
  ): Promise<{ readonly alarms: number }> {
    this.#offsetMs += ms;
    let alarms = 0;
    await this.world.killAndRestart({
      vars: { TEST_CLOCK_OFFSET_MS: String(this.#offsetMs) },
      entry: this.#release,
      dead: async () => {
        await dead();
        for (const vendor of ["asperion", "eaccounting"] as const) {
          await this.world.operator.control(vendor, "DELETE", "/faults");
          await this.world.operator.control(vendor, "PUT", "/clock", { advanceMs: ms });
        }
        alarms = await bringAlarmsNearer(this.world.stateDir, "TenantSync", ms);
      },
    });
    return { alarms };
  }

  async until(
    what: string,
    condition: () => Promise<boolean>,
    timeoutMs = WAIT_MS,
    everyMs = 20,
  ): Promise<void> {
    const end = performance.now() + timeoutMs;
    for (let pause = everyMs; ; pause = nextPause(pause)) {
      if (await condition()) return;
      if (performance.now() > end) throw new Error(`waited in vain until ${what}`);
      await sleep(pause);
    }
  }
}
