/** Runs of orders with what a person approved of them. */
import { runOrder } from "../../../src/flows/orders/run.ts";
import type { FlowEnd } from "../../../src/flows/port.ts";
import type { FlowWorld } from "../../support/flow-world.ts";

type Placed = { readonly id: number };

/** Its runs, and approvals of what they wait for, as the tenant's object remembers them. */
export function approvals(world: FlowWorld) {
  const approved = new Map<number, string>();
  const run = ({ id }: Placed): Promise<FlowEnd> =>
    world.look(id, async (ports) => {
      const approval = { liveSince: null, approved: approved.get(id) ?? null };
      const ended = await runOrder({ ...ports, eventTypes: ["order.updated"], approval });
      if (!ended.ok) throw new Error(JSON.stringify(ended.error));
      world.ended(`order:${id}`, ended.value);
      return ended.value;
    });
  return {
    run,
    /** The kind that it waits as; `null`: it waits for none. */
    asks: async (order: Placed): Promise<string | null> => {
      const why = waiting(await run(order));
      return why === undefined ? null : String(why.params["type"]);
    },
    /** Approves what it waits for, and runs it again. `meanwhile`: before that run. */
    approve: async (order: Placed, meanwhile?: () => Promise<unknown>): Promise<FlowEnd> => {
      const why = waiting(await run(order));
      if (why === undefined) throw new Error("it waits for no approval");
      approved.set(order.id, String(why.params["of"]));
      await meanwhile?.();
      return run(order);
    },
  };
}

const waiting = ({ outcome, reasons }: FlowEnd) =>
  outcome === "held" ? reasons.find(({ code }) => code === "waits-for-approval") : undefined;
