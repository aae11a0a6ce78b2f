/**
 * The demo as one Worker: the bridge as it is deployed for shops, with two sandboxes in the same
 * Worker as its vendors and no network.
 */
import { env as bound } from "cloudflare:workers";
import { systemClock } from "../../src/domain/platform/clock.ts";
import { RateGateObject } from "../../src/sync/rate/rate-gate.ts";
import { TenantObject } from "../../src/sync/tenant/tenant-object.ts";
import { createWorker, gateDeps, type Outside, tenantDeps } from "../../src/worker.ts";
import { bridgeEnv, type DemoEnv, isSecret, sandboxesOf } from "./env.ts";
import { onlySandboxes, refuse } from "./network.ts";
import { Sandboxes as SandboxesObject } from "./sandboxes.ts";
import type { DemoSite } from "./site.ts";

globalThis.fetch = refuse;

export const outside: Outside = {
  clock: systemClock,
  http: onlySandboxes(() => sandboxesOf(bound as unknown as DemoEnv)),
};

export const bridge = createWorker(outside);

/** A request that comes from within has nothing that the platform tells of one from outside. */
type Asked = Parameters<typeof bridge.fetch>[0];

const FORGOTTEN = "forgotten";

export class TenantSync extends TenantObject {
  constructor(ctx: DurableObjectState, env: DemoEnv) {
    super(ctx, bridgeEnv(env), tenantDeps(bridgeEnv(env), outside));
  }

  /** Takes away all that it stores, and itself. Always throws. */
  async forget(): Promise<never> {
    await this.ctx.storage.deleteAlarm();
    await this.ctx.storage.deleteAll();
    this.ctx.abort(FORGOTTEN);
    throw new Error(FORGOTTEN);
  }
}

export class RateGate extends RateGateObject {
  constructor(ctx: DurableObjectState, env: DemoEnv) {
    super(ctx, bridgeEnv(env), gateDeps(bridgeEnv(env), outside));
  }
}

export class Sandboxes extends SandboxesObject {
  constructor(ctx: DurableObjectState, env: DemoEnv) {
    super(ctx, env, {
      ask: async (request, { waitUntil }) =>
        bridge.fetch(request as Asked, bridgeEnv(env), {
          waitUntil: waitUntil.bind(ctx),
        } as ExecutionContext),
      tick: () => bridge.scheduled(thisMinute(), bridgeEnv(env)),
      forget: (tenantId) => forget(env, tenantId),
    });
  }
}

const thisMinute = (): ScheduledController => ({
  cron: "* * * * *",
  scheduledTime: Date.now(),
  noRetry: () => undefined,
});

async function forget(env: DemoEnv, tenantId: string): Promise<void> {
  const { TENANTS, JURISDICTION } = bridgeEnv(env);
  const objects = JURISDICTION === "eu" ? TENANTS.jurisdiction("eu") : TENANTS;
  const object = objects.getByName(tenantId) as unknown as Pick<TenantSync, "forget">;
  try {
    await object.forget();
  } catch (fault) {
    if (!(fault instanceof Error) || !fault.message.includes(FORGOTTEN)) throw fault;
  }
}

let site: Promise<DemoSite> | undefined;

const siteOf = async (): Promise<DemoSite> =>
  (await import("./site.ts")).createDemoSite((request, ...by) =>
    bridge.fetch(request as Asked, ...by),
  );

export const demo = {
  async fetch(request, env, ctx) {
    if (!isSecret(env))
      return new Response("DEMO_SECRET is missing, or shorter than 32 characters\n", {
        status: 503,
      });
    return (await (site ??= siteOf())).fetch(request, env, ctx);
  },
  queue: (batch, env) => bridge.queue(batch, bridgeEnv(env)),
  async scheduled(event, env) {
    await sandboxesOf(env).tick(event.scheduledTime);
    await bridge.scheduled(event, bridgeEnv(env));
  },
} satisfies ExportedHandler<DemoEnv>;
