/**
 * Tenants' objects, the gate and the queue as they are, in a time of their own. Only what lies
 * outside is stood for: the vendors by how long they take, the platform by how late it is, and a
 * flow by one read and one write.
 */
import type { Lane } from "../../../src/domain/jobs/job.ts";
import type { WriteIntent } from "../../../src/flows/port.ts";
import { defaultSettings } from "../../../src/settings/schema.ts";
import { consume } from "../../../src/sync/consumer.ts";
import type { PendingUpdates, Sealed } from "../../../src/sync/contract/runs.ts";
import { RateGateObject } from "../../../src/sync/rate/rate-gate.ts";
import { Permits } from "../../../src/sync/run/deps.ts";
import { writeSettlement } from "../../../src/sync/run/outgoing.ts";
import type { WakeUp } from "../../../src/sync/tenant/context/tenant-context.ts";
import type { Access } from "../../../src/sync/tenant/context/vault.ts";
import { type ObjectDeps, TenantObject } from "../../../src/sync/tenant/tenant-object.ts";
import { objectTables } from "../../support/object-sql.ts";
import type { VirtualTime } from "./time.ts";
import { TIMINGS } from "../../support/tenant-in-node.ts";

/**
 * How late everything is (ms): a call of an object, a message, an alarm, the shop's answer, the
 * ledger's.
 */
const OBJECT = 4;
const QUEUE = 40;
const ALARM = 20;
const READ = 80;
const WRITE = 120;

const NOTHING: PendingUpdates = {
  settlements: [],
  documents: [],
  kinds: {},
  links: [],
  lists: {},
  memory: {},
};
const OVER = { reasons: [], label: null, figures: null, timeline: null, people: [] } as const;
const SEALED: Sealed = { keyId: "k", bytes: new Uint8Array(8) };
const ENDPOINT = "/orders";
const BATCH = 10;

export type Write = { readonly tenant: string; readonly at: number; readonly key: string };

export class Crowd {
  readonly writes: Write[] = [];
  readonly skipped: Write[] = [];
  /** Reads of orders: each is a call of the shop. */
  reads = 0;
  /** Calls of the gate. */
  asked = 0;
  readonly #tenants = new Map<string, Tenant>();
  readonly #queue: WakeUp[] = [];
  #idle: number;
  readonly #gate: RateGateObject;

  constructor(
    readonly time: VirtualTime,
    perMinute: number,
    consumers: number,
    /** Orders in which a look finds nothing to do. */
    readonly needsNothing: (tenant: string, key: string) => boolean = () => false,
  ) {
    this.#idle = consumers;
    this.#gate = new RateGateObject(
      { storage: objectTables(time.now()) } as unknown as DurableObjectState,
      {} as Env,
      { clock: { now: time.now }, perMinute },
    );
  }

  open(name: string): void {
    const { time } = this;
    const deps = {
      clock: { now: time.now },
      timings: TIMINGS,
      keyring: async () => ({ writes: { id: "k" } }),
      noteKey: async () => undefined,
      noteDeadline: async () => undefined,
      noteBounced: async () => undefined,
      mail: null,
      project: () => time.wait(OBJECT),
      gate: () => ({
        lease: async (
          endpoint: string,
          lane: Lane,
          want: number,
          tenantId?: string,
          behind?: number,
        ) => {
          await time.wait(OBJECT);
          this.asked += 1;
          return this.#gate.lease(endpoint, lane, want, tenantId, behind);
        },
        view: () => this.#gate.view(),
      }),
      wake: async (messages: readonly WakeUp[]) =>
        time.at(time.now() + QUEUE, () => this.#arrived(messages)),
    } as unknown as ObjectDeps;
    const tenant = new Tenant(time, deps);
    this.#tenants.set(name, tenant);
    const settings = defaultSettings();
    const quiet = {
      debtors: "never",
      lookups: "never",
      orders: "never",
      products: "never",
      stock: "never",
    } as const;
    void tenant.admin.configure(name, {
      administrationId: 1,
      version: 1,
      settings: {
        ...settings,
        schedules: quiet,
        orders: { ...settings.orders, enabled: true, startLine: "2026-01-01T00:00:00Z" },
        asperionRequestsPerSecond: 50,
      },
    });
  }

  /** A webhook of an order: taken, and run at once where the object says so. */
  async tell(name: string, order: number): Promise<void> {
    const tenant = this.#of(name);
    const { jobId, dispatch } = await tenant.inbox.accept(name, {
      eventId: `${name} ${order}`,
      type: "order.created",
      key: `order:${order}`,
      flow: "orders",
    });
    if (!dispatch) return;
    const next = await this.#run(name, jobId, new Permits());
    if (next !== null) this.#arrived([{ v: 1, tenantId: name, jobId: next }]);
  }

  #of(name: string): Tenant {
    const tenant = this.#tenants.get(name);
    if (tenant === undefined) throw new Error(`there is no tenant ${name}`);
    return tenant;
  }

  #arrived(messages: readonly WakeUp[]): void {
    this.#queue.push(...messages);
    while (this.#idle > 0 && this.#queue.length > 0) void this.#consume();
  }

  /** One consumer: a batch after the other, each until the slowest of it is through. */
  async #consume(): Promise<void> {
    this.#idle -= 1;
    while (this.#queue.length > 0) {
      const messages = this.#queue
        .splice(0, BATCH)
        .map((body) => ({ body, ack: () => undefined, retry: () => this.#queue.push(body) }));
      const permits = new Permits();
      const wake = async (more: readonly WakeUp[]): Promise<void> => this.#arrived(more);
      await consume(
        {
          clock: { now: this.time.now },
          run: async (tenantId, { jobId }) => {
            const next = await this.#run(tenantId, jobId, permits);
            return next === null ? null : { jobId: next };
          },
          wake,
        },
        { messages } as unknown as MessageBatch,
      );
    }
    this.#idle += 1;
  }

  /** What a run of an order of a known customer asks of its object and of the vendors. */
  async #run(name: string, jobId: string, permits: Permits): Promise<string | null> {
    const { time } = this;
    const tenant = this.#of(name);
    await time.wait(OBJECT);
    const answer = await tenant.runner.claim(name, jobId);
    if (answer.kind !== "run") return null;
    const { claim } = answer;
    const ref = { tenantId: name, jobId, claimNo: claim.claimNo };
    await permits.with(() => time.wait(claim.asperionWaitMs + READ));
    this.reads += 1;
    if (this.needsNothing(name, claim.key)) {
      this.skipped.push({ tenant: name, at: time.now(), key: claim.key });
      return (await tenant.runs.complete(ref, NOTHING, { ...OVER, outcome: "skipped" })).next;
    }
    return permits.with(async () => {
      await time.wait(OBJECT);
      const asked = time.now();
      const intent: WriteIntent = {
        key: claim.key,
        role: "sales-order",
        n: 0,
        kind: "order.create",
        marker: claim.key,
        markerCode: null,
        markerField: null,
        documentId: null,
      };
      const begun = await tenant.runs.begin(ref, NOTHING, intent, {
        vendor: "eaccounting",
        endpoint: ENDPOINT,
        capability: "orders",
        request: SEALED,
      });
      if (begun.kind === "later") {
        await tenant.runs.park(ref, NOTHING, {
          wait: begun.wait,
          dueMs: begun.dueMs,
          reasons: begun.reasons,
          capability: null,
          countsAsTry: false,
          timeline: null,
          people: [],
        });
        return null;
      }
      if (begun.kind !== "start") return null;
      await time.wait(begun.waitMs);
      if (time.now() - asked > begun.startWithinMs)
        throw new Error("too late to start: in this time nothing is");
      this.writes.push({ tenant: name, at: time.now(), key: claim.key });
      await time.wait(WRITE);
      await time.wait(OBJECT);
      const done = await tenant.runs.complete(
        ref,
        { ...NOTHING, settlements: [writeSettlement(begun.opId, begun.attempt, "done", null)] },
        { ...OVER, outcome: "booked" },
      );
      return done.next;
    });
  }
}

/**
 * Signed in for good: grants and their sealing are tried elsewhere, and take time that can't be
 * moved.
 */
const TOKEN: Access = { kind: "token", token: { token: "t", version: 1 } };

class Tenant extends TenantObject {
  constructor(time: VirtualTime, deps: ObjectDeps) {
    let alarm = 0;
    const setAlarm = async (at: number): Promise<void> => {
      const mine = (alarm += 1);
      time.at(Math.max(at, time.now()) + ALARM, () => {
        if (mine === alarm) void this.alarm();
      });
    };
    super(
      {
        storage: { ...objectTables(time.now()), setAlarm, getAlarm: async () => null },
        waitUntil: () => undefined,
        getWebSockets: () => [],
      } as unknown as DurableObjectState,
      {} as Env,
      deps,
    );
    const signedIn = {
      access: async () => TOKEN,
      identity: () => "company",
      client: () => "main",
      nextRenewal: () => null,
      dueForRenewal: () => [],
      views: () => [],
    };
    Object.assign(this.context, { vault: signedIn });
  }
}
