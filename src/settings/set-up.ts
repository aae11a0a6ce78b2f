/** The set-up's part of the settings: which flows are to run, and whose questions are answered. */
import { SWITCHED_FLOWS, type SwitchedFlow } from "../domain/jobs/job.ts";
import type { NameListName, NameLists } from "../domain/ledger/names.ts";
import { faultsIn, type FaultAt } from "./setting-faults.ts";
import { type Settings, settingsSchema } from "./schema.ts";

/** Older settings don't separate flows: their answer is for all chosen ones. */
export const answeredFlows = ({
  flows,
  answered,
  answeredFlows: kept,
}: Settings["setup"]): readonly SwitchedFlow[] => kept ?? (answered ? flows : []);

/** Chosen flows with open questions. */
export const openFlows = ({ setup }: Settings): readonly SwitchedFlow[] =>
  setup.flows.filter((flow) => !answeredFlows(setup).includes(flow));

/** Other flows are chosen. What was answered of the ones before stays so. */
export const withFlows = (
  setup: Settings["setup"],
  flows: readonly SwitchedFlow[],
): Settings["setup"] => ({ ...setup, flows: [...flows], answeredFlows: [...answeredFlows(setup)] });

/** The questions of every chosen flow are answered. */
export const allAnswered = (setup: Settings["setup"]): Settings["setup"] => ({
  ...setup,
  answered: true,
  answeredFlows: SWITCHED_FLOWS.filter(
    (flow) => setup.flows.includes(flow) || answeredFlows(setup).includes(flow),
  ),
});

/** The lists that answers of a flow are proposed from, and chosen from. */
const LISTS: Readonly<Record<SwitchedFlow, readonly NameListName[]>> = {
  orders: [
    "asperion.paymentConditions",
    "eaccounting.termsOfPayment",
    "asperion.deliveryMethods",
    "eaccounting.deliveryMethods",
    "asperion.paymentMethods",
    "eaccounting.bankAccounts",
  ],
  customers: [],
  products: ["asperion.vatCodes"],
  stock: [],
};

/**
 * Lists that were never read, and without which these flows can't be asked. One that can't be read
 * is no reason to wait.
 */
export const unreadLists = (
  flows: readonly SwitchedFlow[],
  names: NameLists,
): readonly NameListName[] =>
  flows.flatMap((flow) => LISTS[flow]).filter((list) => names[list] === undefined);

/** The settings with the chosen flows on. `input` isn't validated yet. */
export function switchedOn(input: object, flows: readonly SwitchedFlow[]): object {
  const on = flows.map((flow): [string, object] => {
    const part: unknown = Reflect.get(input, flow);
    return [flow, { ...(typeof part === "object" ? part : {}), enabled: true }];
  });
  return { ...input, ...Object.fromEntries(on) };
}

/** Why going live would be refused with these settings; each by its path. */
export function liveFaults(input: object, flows: readonly SwitchedFlow[]): readonly FaultAt[] {
  const parsed = settingsSchema.safeParse(switchedOn(input, flows), { reportInput: true });
  return parsed.success ? [] : faultsIn(parsed.error);
}
