/** The Worker as it is built for production, with counters beside it. `/_bench/*` exists only here. */
import type { Lane } from "../../../src/domain/jobs/job.ts";
import { RateGateObject } from "../../../src/sync/rate/rate-gate.ts";
import { TenantObject } from "../../../src/sync/tenant/tenant-object.ts";
import { createWorker, gateDeps, type Outside, realHttp, tenantDeps } from "../../../src/worker.ts";
import { add, counting, reset, snapshot, watchStorage } from "./counters.ts";
import { askTwice, watchD1 } from "./d1.ts";
import { settled, spread } from "./queues.ts";
import { watchSteps, worstSteps } from "./steps.ts";

/** How far the product's clock is ahead of the machine's: see idle.ts. */
let ahead = 0;
const outside: Outside = {
  clock: { now: () => Date.now() + ahead },
  http: realHttp,
  wrapObject: counting,
};

export class TenantSync extends TenantObject {
  readonly #storage: DurableObjectStorage;

  constructor(ctx: DurableObjectState, own: Env) {
    const env = spread(own);
    watchStorage(ctx.storage);
    watchSteps(ctx.storage);
    const deps = tenantDeps(env, outside);
    super(ctx, env, {
      ...deps,
      wake: async (messages) => {
        add("queue messages sent", messages.length);
        await deps.wake(messages);
      },
    });
    this.#storage = ctx.storage;
  }

  override get inbox() {
    add("object requests: endpoint");
    return super.inbox;
  }

  /** Only where a runner asks by the stub: what it asks in a session is no request of its own. */
  override get runner() {
    add("object requests: runner");
    return super.runner;
  }

  override get runs() {
    add("object requests: runner");
    return super.runs;
  }

  override get admin() {
    add("object requests: cron");
    return super.admin;
  }

  override async alarm(): Promise<void> {
    add("object requests: alarm");
    await super.alarm();
  }

  /** Bytes of this object's database. */
  async bytes(): Promise<number> {
    return this.#storage.sql.databaseSize;
  }
}

export class RateGate extends RateGateObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, gateDeps(env, outside));
  }

  override async lease(
    endpoint: string,
    lane: Lane,
    want: number,
    tenantId?: string,
    behind?: number,
  ) {
    add("object requests: gate");
    return super.lease(endpoint, lane, want, tenantId, behind);
  }
}

const worker = createWorker(outside);

/** The configuration's types know the production class only. */
const sized = (env: Env, tenantId: string) =>
  env.TENANTS.getByName(tenantId) as unknown as { bytes(): Promise<number> };

export default {
  async fetch(request, own, ctx) {
    const env = spread(own);
    const url = new URL(request.url);
    if (url.pathname === "/_bench/counts") {
      const answer = snapshot();
      if (request.method === "DELETE") {
        reset();
        askTwice(url.searchParams.has("twice"));
      }
      return Response.json(answer);
    }
    if (url.pathname === "/_bench/steps") return Response.json(worstSteps());
    if (url.pathname === "/_bench/clock") {
      ahead += Number(url.searchParams.get("by"));
      return new Response(null, { status: 204 });
    }
    if (url.pathname === "/_bench/bytes")
      return Response.json({
        object: await sized(env, url.searchParams.get("tenant") ?? "").bytes(),
      });
    watchD1(env.DB);
    if (url.pathname.startsWith("/webhooks/")) add("worker requests: webhooks");
    return worker.fetch(request, env, ctx);
  },
  async queue(batch, env) {
    add("queue messages delivered", batch.messages.length);
    add("worker invocations: queue");
    try {
      await worker.queue(batch, spread(env));
    } finally {
      settled(batch);
    }
  },
  scheduled(event, env) {
    watchD1(env.DB);
    return worker.scheduled(event, spread(env));
  },
} satisfies ExportedHandler<Env>;
