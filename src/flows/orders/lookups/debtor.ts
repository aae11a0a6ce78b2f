/**
 * The facts of an order before its customer is known: its own word on the buyer counts. And the
 * fixed customer that they lead to.
 */
import type { LookupFacts } from "../../../mapping/lookup-key.ts";
import { defaultDebtorOf, partyOf } from "../../parties/party.ts";
import type { OrderFacts } from "../case.ts";
import type { RunFacts } from "../../port.ts";
import { lookupFacts } from "./facts.ts";

type Given = Pick<OrderFacts, "order"> & { readonly ports: Pick<RunFacts, "settings" | "lookups"> };

export function factsOf({ ports, order }: Given): LookupFacts & { readonly country: string } {
  const { company, countries = [] } = ports.lookups;
  if (company === null) throw new Error("looked up without the company's settings");
  return lookupFacts(order, { company, countries }, partyOf(order, null, ports.settings).kind);
}

/** `null`: this order has a customer of its own. */
export const fixedDebtor = (given: Given): ReturnType<typeof defaultDebtorOf> =>
  defaultDebtorOf(given.order, given.ports.settings, factsOf(given));
