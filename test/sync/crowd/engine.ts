/**
 * One tenant's whole engine in a time of its own: its object, the gate, the queue, every flow and
 * both sandboxes. Only the network is stood for, by how long an answer takes. Hours pass as fast as
 * the machine works through them.
 *
 * A test that uses it replaces the sealing (`mockedSeal`): what the platform computes beside the
 * program would take no time here, and the clock would run ahead of it.
 */
import { webcrypto } from "node:crypto";
import { vi } from "vitest";
import type { Clock } from "../../../src/domain/platform/clock.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { consume } from "../../../src/sync/consumer.ts";
import { RateGateObject } from "../../../src/sync/rate/rate-gate.ts";
import { Permits, type RunnerDeps, vendorWire } from "../../../src/sync/run/deps.ts";
import { type Next, runJob } from "../../../src/sync/run/run-job.ts";
import type { ClaimGrant, RunnerStub } from "../../../src/sync/tenant/stub.ts";
import type { WakeUp } from "../../../src/sync/tenant/context/tenant-context.ts";
import { type ObjectDeps, TenantObject } from "../../../src/sync/tenant/tenant-object.ts";
import { createAsperionSandbox } from "../../sandbox/asperion/sandbox.ts";
import { DEMO_SHOP } from "../../sandbox/asperion/seed.ts";
import { createEaccountingSandbox } from "../../sandbox/eaccounting/app.ts";
import { type FlowTokens, issueTokens } from "../../support/flow-tokens.ts";
import { objectTables } from "../../support/object-sql.ts";
import { between } from "../../support/runner-calls.ts";
import { VirtualTime } from "./time.ts";

type Json = Readonly<Record<string, unknown>>;
export type Call = {
  readonly vendor: "asperion" | "eaccounting";
  readonly at: number;
  readonly what: string;
};

const TENANT = "shop";
const ALARM = 20;
const TIMINGS = {
  leaseMs: 25_000,
  vendorTimeoutMs: 8_000,
  settleMs: [60_000, 300_000, 900_000],
  coalesceMs: 5_000,
  backoffMs: [1_000, 5_000, 30_000],
  sweepMs: 300_000,
  checksAfterMs: 0,
  registryCacheMs: 60_000,
} as const;

export type EngineOptions = {
  readonly start: number;
  /** The ledger's limit a minute, as the deployment says. */
  readonly perMinute?: number;
  /**
   * How long a message, a call of the object and half a call of a vendor take, ms; asked for each
   * one.
   */
  readonly late?: (what: "queue" | "object" | "vendor") => number;
};

const usual = (what: "queue" | "object" | "vendor"): number =>
  ({ queue: 40, object: 4, vendor: 30 })[what];

/** What the platform computes beside the program, and how often it is at it just now. */
function countDigests(): () => boolean {
  let busy = 0;
  const digest = webcrypto.subtle.digest.bind(webcrypto.subtle);
  vi.spyOn(crypto.subtle, "digest").mockImplementation(async (algorithm, data) => {
    busy += 1;
    try {
      return await digest(algorithm, data);
    } finally {
      busy -= 1;
    }
  });
  return () => busy > 0;
}

export class Engine {
  readonly time: VirtualTime;
  readonly calls: Call[] = [];
  readonly asperion = createAsperionSandbox();
  readonly eaccounting = createEaccountingSandbox();
  readonly tables: ReturnType<typeof objectTables>;
  readonly sql: SqlStorage;
  readonly tenant: TenantObject;
  readonly #late: NonNullable<EngineOptions["late"]>;
  /** The ledger's limit a minute, as the gate knows it. */
  perMinute = 6_000;
  #tokens: FlowTokens | null = null;

  constructor({ start, late = usual }: EngineOptions) {
    const busy = countDigests();
    this.time = new VirtualTime(start, busy);
    this.#late = late;
    this.tables = objectTables(start);
    this.sql = this.tables.sql;
    const clock = { now: this.time.now };
    const limit = (): number => this.perMinute;
    const gateDeps = {
      clock,
      get perMinute() {
        return limit();
      },
    };
    const gate = new RateGateObject(
      { storage: objectTables(start) } as unknown as DurableObjectState,
      {} as Env,
      gateDeps,
    );
    const deps = {
      clock,
      timings: TIMINGS,
      keyring: async () => ({ writes: { id: "k" }, reads: new Map([["k", {}]]) }),
      noteKey: async () => undefined,
      noteDeadline: async () => undefined,
      noteBounced: async () => undefined,
      forgetKeys: async () => undefined,
      mail: null,
      project: async () => undefined,
      gate: () => gate,
      publicUrl: "https://sync.example",
      wake: async (messages: readonly WakeUp[]) =>
        this.time.at(this.time.now() + late("queue"), () => void this.#consume(messages)),
      runHere: (_: unknown, __: string, jobId: string) => this.#here(jobId, "queue"),
    } as unknown as ObjectDeps;
    this.tenant = new Tenant(this, deps);
  }

  /** Signed in on both sides, configured and set up: its system articles and its claim are made. */
  static async open(options: EngineOptions, settings: Json = {}): Promise<Engine> {
    const engine = new Engine(options);
    await engine.control("eaccounting", "PUT", "/limits", { perMinute: 1_000_000 });
    await engine.configure(settings);
    const done = engine.tenant.admin.setUp(TENANT);
    // The run reads its flow's files as it begins, which takes time of the machine and none here.
    await engine.pass(1_000);
    await vi.dynamicImportSettled();
    await engine.time.until(options.start + 60_000, () => false);
    const made = await done;
    if (!made.ok) throw new Error(`set-up: ${JSON.stringify(made)}`);
    engine.perMinute = options.perMinute ?? 600;
    return engine;
  }

  async configure({ orders, ...others }: { readonly orders?: Json } & Json): Promise<void> {
    const settings = settingsSchema.parse({
      ...others,
      orders: { enabled: true, startLine: "2026-01-01T00:00:00Z", ...orders },
    });
    await this.tenant.admin.configure(TENANT, {
      administrationId: DEMO_SHOP,
      version: 1,
      settings,
    });
  }

  async place(order: Json): Promise<Json & { readonly id: number }> {
    return (await this.control("asperion", "POST", "/orders", {
      currencyCode: "SEK",
      ...order,
    })) as Json & { id: number };
  }

  /** A webhook of an order: taken, and run at once where the object says so. */
  async tell(id: number): Promise<void> {
    const { jobId, dispatch } = await this.tenant.inbox.accept(TENANT, {
      eventId: `told ${id} ${this.time.now()}`,
      type: "order.updated",
      key: `order:${id}`,
      flow: "orders",
    });
    if (dispatch) this.time.at(this.time.now(), () => void this.#here(jobId, "dispatch"));
  }

  /** Lets so much time pass, or as much as is needed. */
  pass(ms: number, done: () => boolean = () => false): Promise<void> {
    return this.time.until(this.time.now() + ms, done);
  }

  callsOf(vendor: Call["vendor"], since = 0): readonly Call[] {
    return this.calls.filter((call) => call.vendor === vendor && call.at >= since);
  }

  async control(
    vendor: Call["vendor"],
    method: string,
    path: string,
    body?: unknown,
  ): Promise<unknown> {
    const response = await this[vendor].app.request(`http://${vendor}.local/_control${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? null : JSON.parse(text);
  }

  /** Another installation puts its claim into the company. */
  async foreignClaim(name: string): Promise<void> {
    const headers = {
      authorization: `Bearer ${this.token("eaccounting")}`,
      "content-type": "application/json",
    };
    const made = await this.eaccounting.app.request("http://eaccounting.local/v2/customerlabels", {
      method: "POST",
      headers,
      body: JSON.stringify({ Name: name, Description: "" }),
    });
    if (!made.ok) throw new Error(await made.text());
  }

  async #here(jobId: string, via: "dispatch" | "queue"): Promise<void> {
    const next = await this.#run(jobId, new Permits(), via);
    if (next !== null) void this.#consume([{ v: 1, tenantId: TENANT, jobId: next.jobId }]);
  }

  async #consume(messages: readonly WakeUp[]): Promise<void> {
    const permits = new Permits();
    const batch = messages.map((body) => ({ body, ack: () => undefined, retry: () => undefined }));
    await consume(
      {
        clock: { now: this.time.now },
        run: (_, { jobId, grant: handed }) => this.#run(jobId, permits, "queue", handed),
        wake: async (more) => this.#consume(more),
      },
      { messages: batch } as unknown as MessageBatch,
    );
  }

  #run(
    jobId: string,
    permits: Permits,
    via: "dispatch" | "queue" = "queue",
    handed?: ClaimGrant,
  ): Promise<Next | null> {
    const clock: Clock = { now: this.time.now };
    const deps = {
      clock,
      http: { fetch: this.#fetch },
      keyring: async () => ({ writes: { id: "k" } }),
      random: (length: number) => new Uint8Array(length),
      sleep: this.time.wait,
      permits,
      wire: vendorWire({
        asperion: { apiUrl: "http://asperion.local" },
        eaccounting: { apiUrl: "http://eaccounting.local/v2" },
      } as Parameters<typeof vendorWire>[0]),
      vendorTimeoutMs: TIMINGS.vendorTimeoutMs,
      settleMs: TIMINGS.settleMs,
      backoffMs: TIMINGS.backoffMs,
      deployment: "test",
    } as unknown as RunnerDeps;
    return runJob(deps, this.#remote(), {
      tenantId: TENANT,
      jobId,
      via,
      ...(handed === undefined ? {} : { grant: handed }),
      takesNext: () => via === "queue",
    });
  }

  /** The object as a runner reaches it: late there, and late back. */
  #remote(): RunnerStub {
    const { tenant, time } = this;
    const late = this.#late;
    return between(tenant, async (_method, _input, ask) => {
      await time.wait(late("object"));
      const answer = await ask();
      await time.wait(late("object"));
      return answer;
    });
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const vendor = url.host === "asperion.local" ? "asperion" : "eaccounting";
    this.calls.push({
      vendor,
      at: this.time.now(),
      what: `${request.method} ${url.pathname}`,
    });
    await this.time.wait(this.#late("vendor"));
    const answer = await this[vendor].app.request(request);
    await this.time.wait(this.#late("vendor"));
    return answer;
  };

  get company(): string {
    const company = this.eaccounting.world().company("Demo AB");
    if (company === null) throw new Error("the seed has changed");
    return company.id;
  }

  token(vendor: Call["vendor"]): string {
    if (this.#tokens === null || this.#tokens.until <= this.time.now())
      this.#tokens = issueTokens(this.asperion, this.eaccounting, this.company);
    return this.#tokens[vendor];
  }
}

class Tenant extends TenantObject {
  constructor(engine: Engine, deps: ObjectDeps) {
    const { time } = engine;
    let alarm = 0;
    const setAlarm = async (at: number): Promise<void> => {
      const mine = (alarm += 1);
      time.at(Math.max(at, time.now()) + ALARM, () => {
        if (mine === alarm) void this.alarm();
      });
    };
    super(
      {
        storage: { ...engine.tables, setAlarm, getAlarm: async () => null },
        waitUntil: () => undefined,
        getWebSockets: () => [],
      } as unknown as DurableObjectState,
      {} as Env,
      deps,
    );
    const signedIn = {
      access: async (vendor: Call["vendor"]) => ({
        kind: "token",
        token: { token: engine.token(vendor), version: 1 },
      }),
      identity: (vendor: Call["vendor"]) => (vendor === "asperion" ? "shopkeeper" : engine.company),
      client: () => "main",
      nextRenewal: () => null,
      dueForRenewal: () => [],
      views: () => [],
      reseal: async () => 0,
    };
    Object.assign(this.context, { vault: signedIn });
  }
}
