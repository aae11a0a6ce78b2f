/**
 * The tests' Worker, as its bundle has it, on the simulation's platform: what end-to-end tests ask
 * of it passes in virtual time. Nothing goes wrong here by chance; what is broken on purpose is
 * broken by the Worker's own controls and by the sandboxes' (test/worker, test/sandbox).
 */
import registry from "../../migrations/0000_registry-and-projection.sql";
import operatorSessions from "../../migrations/0001_operator-sessions.sql";
import { createAsperionSandbox } from "../sandbox/asperion/sandbox.ts";
import { createEaccountingSandbox } from "../sandbox/eaccounting/app.ts";
import { Chance } from "../support/seeded.ts";
import { restoreControls } from "../worker/controls.ts";
import worker, { RateGate, TenantSync } from "../worker/index.ts";
import { machine } from "./current.ts";
import { Faults } from "./faults.ts";
import { type Caller, lost, OUTSIDE } from "./platform/caller.ts";
import { SimulatedD1 } from "./platform/d1.ts";
import { Network } from "./platform/network.ts";
import { namespaceFor, SimulatedObject } from "./platform/object.ts";
import { SimulatedQueue } from "./platform/queue.ts";
import type { VendorName } from "./platform/vendors.ts";
import { VirtualTime } from "./time.ts";

type Contract = NonNullable<
  NonNullable<Parameters<typeof createEaccountingSandbox>[0]>["contract"]
>;
type Bind = string | number | null;

/** What is sent, and what is answered, as plain values: they cross into the bundle and out of it. */
export type Sent = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
};
export type Answered = {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer>;
};

export type Deployed = {
  /** Virtual, in ms. */
  now(): number;
  /** A request to the Worker. */
  request(url: string, sent: Sent): Promise<Answered>;
  /** A request to a vendor, past the network. */
  ask(vendor: VendorName, path: string, sent: Sent): Promise<Answered>;
  cron(): Promise<void>;
  evict(tenantId: string): Promise<void>;
  /** A statement over the tables of a tenant's object. */
  exec(tenantId: string, sql: string, binds: readonly Bind[]): Promise<readonly object[]>;
  /** Rows of D1. */
  rows(sql: string): readonly object[];
  close(): void;
};

/** Where the vendors are, for the Worker. */
export const VENDOR_URL: Readonly<Record<VendorName, string>> = {
  asperion: "https://asperion.local",
  eaccounting: "https://eaccounting.local",
};
/** Milliseconds of one way to a vendor. */
const WAY_MS = 1;
/** What the sandboxes answer with where nothing is answered (test/sandbox/kit/socket.ts). */
const NO_ANSWER = 599;

type SandboxApps = Readonly<
  Record<
    VendorName,
    { readonly app: { fetch(request: Request, env: object): Response | Promise<Response> } }
  >
>;

export function deploy({
  start,
  vars,
  contract,
}: {
  readonly start: number;
  readonly vars: Readonly<Record<string, string>>;
  readonly contract: Contract;
}): Deployed {
  const time = new VirtualTime(start);
  machine.time = time;
  machine.ids = new Chance(start);
  machine.logged = new Map();
  const vendors = {
    asperion: createAsperionSandbox(),
    eaccounting: createEaccountingSandbox({ contract }),
  };
  machine.fetch = (input, init) => reached(vendors, new Request(input as Request, init));
  const faults = new Faults(0, {});
  const network = new Network(new Chance(1), faults);
  const d1 = new SimulatedD1(network, [registry, operatorSessions]);
  const objects = new Map<string, SimulatedObject>();
  const consume = (batch: MessageBatch): Promise<void> => worker.queue(batch, env);
  const dead = new SimulatedQueue("jobs-dead", network, faults, consume, null);
  const jobs = new SimulatedQueue("jobs", network, faults, consume, dead);
  const object = (
    kind: string,
    name: string,
    make: (ctx: DurableObjectState, env: Env) => unknown,
  ): SimulatedObject => {
    const known = objects.get(`${kind} ${name}`);
    if (known !== undefined) return known;
    const made = new SimulatedObject(
      `${kind} ${name}`,
      (ctx, caller) =>
        make({ ...ctx, id: { name } } as unknown as DurableObjectState, envOf(caller)) as never,
      network,
      faults,
    );
    objects.set(`${kind} ${name}`, made);
    return made;
  };
  const tenant = (name: string): SimulatedObject =>
    object("tenant", name, (ctx, own) => new TenantSync(ctx, own));
  const envOf = (caller: Caller): Env =>
    ({
      ...vars,
      DB: d1.binding(caller),
      TENANTS: namespaceFor(caller, tenant),
      GATES: namespaceFor(caller, (name) =>
        object("gate", name, (ctx, own) => new RateGate(ctx, own)),
      ),
      JOBS: jobs.binding(caller),
    }) as unknown as Env;
  // One isolate, as locally: its controls are there once.
  const env = envOf(OUTSIDE);
  restoreControls({});
  const ctx = {
    waitUntil: (late: Promise<unknown>) => void late.catch(() => undefined),
    passThroughOnException: () => undefined,
    props: {},
  } as unknown as ExecutionContext;
  return {
    now: time.now,
    request: (url, sent) =>
      time.during(answered(Promise.resolve(worker.fetch(requestOf(url, sent) as never, env, ctx)))),
    ask: (vendor, path, sent) =>
      time.during(
        answered(
          Promise.resolve(
            vendors[vendor].app.fetch(requestOf(`${VENDOR_URL[vendor]}${path}`, sent)),
          ),
        ),
      ),
    cron: () => time.during(Promise.resolve(worker.scheduled({} as never, env))),
    evict: async (tenantId) => {
      const one = tenant(tenantId);
      await time.during(one.storage.safe());
      one.crash();
    },
    exec: async (tenantId, sql, binds) => {
      const { storage } = tenant(tenantId);
      const rows = storage.exec(sql, binds).toArray();
      await time.during(storage.safe());
      return rows;
    },
    rows: (sql) => d1.rows(sql),
    close: () => {
      d1.close();
      for (const one of objects.values()) one.storage.close();
    },
  };
}

const requestOf = (url: string, { method, headers, body }: Sent): Request =>
  new Request(url, { method, headers, body: body as BodyInit | null, redirect: "manual" });

async function answered(asked: Promise<Response>): Promise<Answered> {
  const response = await asked;
  return {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

/** As the Worker reaches a vendor: its connection may be cut, or nobody answers until it gives up. */
function reached(vendors: SandboxApps, request: Request): Promise<Response> {
  const vendor = (Object.keys(VENDOR_URL) as VendorName[]).find((name) =>
    request.url.startsWith(`${VENDOR_URL[name]}/`),
  );
  if (vendor === undefined) return Promise.reject(lost());
  return new Promise((resolve, reject) => {
    const gone: (() => void)[] = [];
    const outgoing = {
      destroyed: false,
      once: (_: string, tell: () => void) => void gone.push(tell),
    };
    const abort = (): void => {
      reject(request.signal.reason);
      for (const tell of gone) tell();
    };
    request.signal.addEventListener("abort", abort, { once: true });
    const incoming = { socket: { destroy: () => reject(lost()) } };
    const carry = async (): Promise<void> => {
      const response = await vendors[vendor].app.fetch(request, { incoming, outgoing });
      if (response.status !== NO_ANSWER) machine.time.after(WAY_MS, () => resolve(response));
    };
    machine.time.after(WAY_MS, () => void carry().catch(reject));
  });
}
