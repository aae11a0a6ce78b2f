/**
 * The whole product as deployed: isolates of the Worker, the tenants' objects and the gate, the
 * queue, D1 and cron, with both vendors outside.
 */
import registry from "../../../migrations/0000_registry-and-projection.sql";
import operatorSessions from "../../../migrations/0001_operator-sessions.sql";
import { RateGateObject } from "../../../src/sync/rate/rate-gate.ts";
import { TenantObject } from "../../../src/sync/tenant/tenant-object.ts";
import { gateDeps, type Outside, tenantDeps } from "../../../src/worker.ts";
import type { Chance } from "../../support/seeded.ts";
import { machine } from "../current.ts";
import type { Faults } from "../faults.ts";
import { type Caller, OUTSIDE } from "./caller.ts";
import { SimulatedD1 } from "./d1.ts";
import { Isolate } from "./isolate.ts";
import { Network } from "./network.ts";
import { namespaceFor, SimulatedObject } from "./object.ts";
import { SimulatedQueue } from "./queue.ts";
import { Vendors } from "./vendors.ts";

const VARS = {
  PUBLIC_URL: "http://localhost:8787",
  WEBHOOK_URL: "",
  JURISDICTION: "",
  ASPERION_API_URL: "https://asperion.local",
  ASPERION_IDENTITY_URL: "https://asperion.local",
  EACCOUNTING_API_URL: "https://eaccounting.local/v2",
  EACCOUNTING_IDENTITY_URL: "https://eaccounting.local",
  EACCOUNTING_RATE_PER_MINUTE: "600",
  // Both vendors are asked what is assumed of them by tests of their own.
  TIMINGS: '{"checksAfterMs":0}',
  ACCESS_TEAM_URL: "",
  ACCESS_AUDIENCE: "",
  MAIL_FROM: "bridge@example.com",
  SECURITY_CONTACT: "",
  SETTLEMENT_MAIL_DOMAIN: "",
  ADMIN_TOKEN: "operator-token-of-the-simulation",
  ENCRYPTION_KEYS: `k1:${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`,
  ASPERION_CLIENT_ID: "asperion-client",
  ASPERION_CLIENT_SECRET: "asperion-secret",
  EACCOUNTING_CLIENT_ID: "sandbox-client",
  EACCOUNTING_CLIENT_SECRET: "sandbox-secret",
};
export const WORKER_URL = VARS.PUBLIC_URL;
export const ADMIN_TOKEN = VARS.ADMIN_TOKEN;

const ISOLATES = 3;
/** Between two runs of cron; and while a day is waited for in which nothing fails any more. */
const CRON_MS = 60_000;
const QUIET_CRON_MS = 600_000;
const HTTP_MS = 5;
const HTTP_SPREAD = 20;
const CRASH_WITHIN_MS = 400;
/** Longer than a lease, and up to three times as long. */
const FREEZES_MS = 26_000;
/** By how much a machine's clock may be off. */
const CLOCK_STEP_MS = 5_000;

export class Deployment {
  readonly network: Network;
  readonly vendors: Vendors;
  readonly d1: SimulatedD1;
  readonly mails: unknown[] = [];
  readonly #objects = new Map<string, SimulatedObject>();
  readonly #isolates: Isolate[] = [];
  readonly #jobs: SimulatedQueue;
  readonly #dead: SimulatedQueue;
  /** Cron comes seldom: what is due has to be done by the objects' own alarms. */
  isQuiet = false;
  #born = 0;
  /** By how much a machine's clock was set, by name. */
  readonly #steps = new Map<string, number>();

  constructor(
    readonly chance: Chance,
    readonly faults: Faults,
  ) {
    this.network = new Network(chance, faults);
    this.vendors = new Vendors(this.network);
    this.d1 = new SimulatedD1(this.network, [registry, operatorSessions]);
    const consume = (batch: MessageBatch): Promise<void> => this.#isolate("queue").queue(batch);
    this.#dead = new SimulatedQueue("jobs-dead", this.network, faults, consume, null);
    this.#jobs = new SimulatedQueue("jobs", this.network, faults, consume, this.#dead);
    for (let n = 0; n < ISOLATES; n += 1) this.#isolates.push(this.#bear());
    machine.time.after(CRON_MS, () => this.#cron());
  }

  /** A request from outside, as the internet carries it. */
  request(request: Request): Promise<Response> {
    return this.network.pass({
      caller: OUTSIDE,
      place: `http ${new URL(request.url).pathname.split("/")[1] ?? ""}`,
      way: HTTP_MS,
      spread: HTTP_SPREAD,
      carry: () => this.#isolate("http").fetch(request),
    });
  }

  object(name: string): SimulatedObject | undefined {
    return this.#objects.get(`tenant ${name}`);
  }

  /** Some machine's clock is set while it runs. */
  stepClock(chance: Chance): void {
    const machines = [
      ...this.#isolates.map(({ caller }) => caller.name),
      ...[...this.#objects.values()].map(({ name }) => name),
    ];
    const step = chance.below(2 * CLOCK_STEP_MS) - CLOCK_STEP_MS;
    this.#steps.set(chance.one(machines), step);
  }

  /** A deploy: every isolate and every object goes, and comes back. */
  restart(): void {
    for (const object of this.#objects.values()) object.crash();
    for (const isolate of this.#isolates.splice(0)) isolate.die();
    for (let n = 0; n < ISOLATES; n += 1) this.#isolates.push(this.#bear());
  }

  close(): void {
    this.d1.close();
    for (const object of this.#objects.values()) object.storage.close();
  }

  #cron(): void {
    machine.time.after(this.isQuiet ? QUIET_CRON_MS : CRON_MS, () => this.#cron());
    if (this.faults.at("cron") !== null) return;
    void this.#isolate("cron")
      .scheduled()
      .catch(() => undefined);
  }

  readonly #step = (name: string): number => this.#steps.get(name) ?? 0;

  /** One of them, which may die while it works. */
  #isolate(at: string): Isolate {
    const index = this.chance.below(ISOLATES);
    const isolate = this.#isolates[index] as Isolate;
    const what = this.faults.at(`isolate ${at}`);
    if (what === null) return isolate;
    const long = FREEZES_MS + this.faults.size(FREEZES_MS * 2);
    machine.time.after(this.faults.size(CRASH_WITHIN_MS), () => {
      const now = this.#isolates.indexOf(isolate);
      if (now < 0) return;
      // New work goes to another one.
      this.#isolates[now] = this.#bear();
      if (what === "freezes") isolate.freeze(long);
      else isolate.die();
    });
    return isolate;
  }

  #bear(): Isolate {
    return new Isolate(
      `isolate-${(this.#born += 1)}`,
      (caller) => this.#env(caller),
      (caller) => this.#outside(caller),
    );
  }

  #env(caller: Caller): Env {
    return {
      ...VARS,
      DB: this.d1.binding(caller),
      TENANTS: namespaceFor(caller, (name) => this.#tenant(name)),
      GATES: namespaceFor(caller, (name) => this.#gate(name)),
      JOBS: this.#jobs.binding(caller),
      MAIL: {
        send: (mail: unknown) =>
          this.network.pass({
            caller,
            place: "mail",
            way: HTTP_MS,
            spread: HTTP_SPREAD,
            carry: async () => void this.mails.push(mail),
          }),
      },
    } as unknown as Env;
  }

  /** Each machine has a clock of its own, which is a little off. */
  #outside(caller: Caller): Outside {
    const off =
      this.faults.at(`clock ${caller.name}`) === null
        ? 0
        : this.faults.size(2 * CLOCK_STEP_MS) - CLOCK_STEP_MS;
    return {
      clock: { now: () => machine.time.now() + off + this.#step(caller.name) },
      http: { fetch: this.vendors.fetchFor(caller) },
    };
  }

  #tenant(name: string): SimulatedObject {
    return this.#object(`tenant ${name}`, (ctx, caller) => {
      const env = this.#env(caller);
      return new TenantObject(ctx, env, tenantDeps(env, this.#outside(caller))) as never;
    });
  }

  #gate(name: string): SimulatedObject {
    return this.#object(`gate ${name}`, (ctx, caller) => {
      const env = this.#env(caller);
      return new RateGateObject(ctx, env, gateDeps(env, this.#outside(caller))) as never;
    });
  }

  #object(name: string, make: ConstructorParameters<typeof SimulatedObject>[1]): SimulatedObject {
    const known = this.#objects.get(name);
    if (known !== undefined) return known;
    const made = new SimulatedObject(name, make, this.network, this.faults);
    this.#objects.set(name, made);
    return made;
  }
}
