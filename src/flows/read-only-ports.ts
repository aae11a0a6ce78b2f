/**
 * The ports of a read-only run. Its results are real; it sends and remembers nothing. A write is a
 * bug and ends the run.
 */
import { ok } from "../domain/result.ts";
import type { FlowPorts } from "./port.ts";
import { flowEnd } from "./flow-end.ts";

const nothing = (): void => undefined;

/** `key`: of the thing that the flow is to work out. */
export function readOnlyPorts(ports: FlowPorts, key: string): FlowPorts {
  return {
    ...ports,
    key,
    eventTypes: [],
    before: null,
    settings: { ...ports.settings, trial: true },
    write: async () => {
      throw new Error("a dry run writes nothing");
    },
    enqueue: async () => ok(undefined),
    // The number that the next one would get isn't taken by a look.
    reserveNumber: async () => ok(0),
    // A look doesn't wait: that a credit would is what it says.
    waitFor: async (_key, why) => ok(flowEnd("held", [why])),
    settle: nothing,
    saveLink: nothing,
    saveDocument: nothing,
    correctCustomer: nothing,
    customerSeen: nothing,
    knownState: nothing,
  };
}

/** The same for a whole run: it keeps no memory of articles, and nothing that was learnt. */
export function previewPorts(ports: FlowPorts, key: string): FlowPorts {
  return {
    ...readOnlyPorts(ports, key),
    remember: nothing,
    rehearse: nothing,
    linkedSales: () => ports.linkedSales([]),
    note: nothing,
    named: nothing,
    listed: nothing,
    products: {
      ...ports.products,
      stage: async () => {
        throw new Error("a preview stages nothing");
      },
      save: nothing,
    },
  };
}
