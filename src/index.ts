/** The Worker's handlers and its objects, on the real clock and network. */
import { systemClock } from "./domain/platform/clock.ts";
import { RateGateObject } from "./sync/rate/rate-gate.ts";
import { TenantObject } from "./sync/tenant/tenant-object.ts";
import { createWorker, gateDeps, type Outside, realHttp, tenantDeps } from "./worker.ts";

const outside: Outside = { clock: systemClock, http: realHttp };

export class TenantSync extends TenantObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, tenantDeps(env, outside));
  }
}

export class RateGate extends RateGateObject {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, gateDeps(env, outside));
  }
}

export default createWorker(outside);
