/**
 * How a mixed run goes on in time: webhooks that come, don't come, come twice or late; and waiting
 * for the end.
 */
import type { Bridge, Tenant } from "./bridge.ts";
import type { Chance } from "./seeded.ts";
import type { Told } from "./mixed-world.ts";
import { LEASE } from "./write-cases.ts";

export class Messenger {
  #late: Told[] = [];

  constructor(
    readonly bridge: Bridge,
    readonly tenant: Tenant,
    readonly chance: Chance,
  ) {}

  /**
   * Of all webhooks: 15 in 100 never come, 15 come with the next batch, 15 come twice; the rest in
   * any order.
   */
  async tell(batch: readonly Told[]): Promise<void> {
    const { chance } = this;
    const now = this.#late.splice(0);
    for (const told of batch) {
      const luck = chance.below(100);
      if (luck < 15) continue;
      if (luck < 30) this.#late.push(told);
      else now.push(told);
    }
    const sent = chance.shuffled(now).flatMap((told, at) => {
      const shot = { ...told, eventId: `${told.type}-${told.id}-${at}-${chance.below(1e9)}` };
      return chance.in100(15) ? [shot, shot] : [shot];
    });
    await Promise.all(
      sent.map(({ id, type, eventId }) =>
        this.bridge.webhook(this.tenant, id, { type, id: eventId }),
      ),
    );
  }
}

/**
 * Nothing is queued or running. A runner that died keeps its job until its lease is over, so that
 * is let pass, but only once its job is the last: to jump the clock over the leases of those that
 * live would be one more death for each. Where it isn't known to be dead, less passes at a time.
 */
export async function calm(bridge: Bridge, tenant: Tenant): Promise<void> {
  await bridge.until(async () => {
    const { queued, running } = await bridge.jobCounts(tenant.id);
    if (queued + running === 0) return true;
    if (queued > 0 || running > 1) return false;
    const { crash, died } = await bridge.broken();
    if (crash !== null) return false;
    const [job] = await bridge.jobs(tenant.id, { status: "running" });
    const isDead = job !== undefined && job.key === died;
    if (isDead) await bridge.break({ died: null });
    await bridge.advance(isDead ? LEASE : 400);
    return false;
  }, "nothing is queued or running");
}

/** Nothing is queued, running or waiting any more: time passes as far as the next of what waits. */
export async function emptied(bridge: Bridge, tenant: Tenant): Promise<void> {
  await bridge.until(async () => {
    await calm(bridge, tenant);
    const waiting = await bridge.jobs(tenant.id, { status: "waiting" });
    if (waiting.length > 0)
      await bridge.advance(
        Math.max(500, Math.min(...waiting.map((job) => job.due ?? 0)) - (await bridge.now())),
      );
    return (await bridge.jobCounts(tenant.id)).waiting === 0;
  }, "all is done");
}

/** Jobs whose runners died again and again are put before a person, who has them tried once more. */
export async function retriedByPerson(bridge: Bridge, tenant: Tenant): Promise<void> {
  for (const job of await bridge.jobs(tenant.id, { status: "dead" })) {
    const [newest] = await bridge.jobs(tenant.id, { key: job.key });
    const died = job.reasons.some(({ code }) => code === "planning-died" || code === "poison");
    if (newest?.id === job.id && died)
      await bridge.ask("POST", `/tenants/${tenant.id}/jobs/${job.id}/retry`);
  }
  await emptied(bridge, tenant);
}

/** Lets a flow run now, as a person may, until nothing of it or after it is left to do. */
export async function ran(bridge: Bridge, tenant: Tenant, flow: string): Promise<void> {
  await bridge.advance(6_000);
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/${flow}/run`);
  await emptied(bridge, tenant);
}
