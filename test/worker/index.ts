/**
 * The Worker as it is built for production, on a clock that can be moved and with a few things that
 * can be broken on purpose. `/_test/*` exists only here.
 */
import { RateGateObject } from "../../src/sync/rate/rate-gate.ts";
import { runner } from "../../src/sync/tenant/calls/runner.ts";
import { servedToTenant } from "../../src/sync/tenant/context/served.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { forget } from "../../src/sync/tenant/storage/memory.ts";
import { TenantObject } from "../../src/sync/tenant/tenant-object.ts";
import { createWorker, gateDeps, tenantDeps } from "../../src/worker.ts";
import { breakable, control, forgetful, outside, starting, tellingWakes } from "./controls.ts";
import { standing, type TenantState } from "./look.ts";
import { ofToday, renew, wipe } from "./renew.ts";

/** How often the object of a tenant was brought into memory. */
const constructed = new Map<string, number>();

function noteConstructed({ name = "" }: DurableObjectId): void {
  constructed.set(name, (constructed.get(name) ?? 0) + 1);
}

export class TenantSync extends TenantObject {
  constructor(ctx: DurableObjectState, env: Env) {
    const wrapped = breakable(env);
    super(ctx, wrapped, tenantDeps(wrapped, outside));
    noteConstructed(ctx.id);
    starting(ctx);
  }

  /** Where a test wants to see what comes of it: nothing that was sent is remembered. */
  override get runner() {
    return forgetful(this.env) ? this.#forgetful : super.runner;
  }

  readonly #forgetful = servedToTenant(
    {
      ...runner,
      claim: (context: TenantContext, jobId: string) => {
        context.sql.exec("DELETE FROM operations");
        forget(context.sql);
        return runner.claim(context, jobId);
      },
    },
    () => this.context,
  );

  async state(): Promise<TenantState> {
    return standing(this.context);
  }

  wipe(): Promise<void> {
    return wipe(this.ctx);
  }
}

export class RateGate extends RateGateObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, gateDeps(breakable(env), outside));
  }

  wipe(): Promise<void> {
    return wipe(this.ctx);
  }
}

const worker = createWorker(outside);

const handlers = {
  async fetch(request, env, ctx) {
    const { pathname } = new URL(request.url);
    if (pathname === "/_test/renew") return renew(request, env);
    if (pathname === "/_test/constructed") return Response.json(Object.fromEntries(constructed));
    return tellingWakes(
      async () => (await control(request, env)) ?? worker.fetch(request, breakable(env), ctx),
    );
  },
  queue: (batch, env) => ofToday(batch, (own) => worker.queue(own, breakable(env))),
  email: (message, env) => worker.email(message, breakable(env)),
  scheduled: (event, env) => worker.scheduled(event, breakable(env)),
} satisfies ExportedHandler<Env>;

export default handlers;

/** The same, asked past what lies before the Worker (scripts/local/runtime.ts). */
export const straight = { ...handlers };
