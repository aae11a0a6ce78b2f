/** What the comparison's pages and its table both say of a day and an order. */
import { nameIn } from "../../domain/jobs/listed.ts";
import type { Messages } from "../../messages/index.ts";
import { isId } from "../../messages/reason-params.ts";
import type { ReconciledState } from "../../monitor/reconciliation/facts.ts";
import type { DifferenceItem, ReconciledOrderView } from "../../sync/contract/index.ts";
import { documentName } from "./jobs.ts";
import type { States, StateLabel } from "./state-text.ts";
import type { Describe } from "./texts.ts";

/**
 * The group of a state. A job that is still to end is a status, all else an outcome. What is on
 * hold, was rejected or needs action is one group, under the name of its list.
 */
export function stateLabel(states: States, state: ReconciledState): StateLabel {
  if (state === "waiting") return states.status(state);
  return states.outcome(state === "held" ? "needs-attention" : state);
}

/**
 * The state of one order, in the word of its own page. It is booked by what is remembered: its
 * document may be gone from the ledger.
 */
export const orderStateLabel = (
  { t }: Messages,
  states: States,
  { state, outcome, parts = [] }: ReconciledOrderView,
): StateLabel | null => {
  if (state === null) return null;
  if (state === "booked" && parts.some(({ name }) => name === "missing"))
    return { tone: "bad", text: t("comparison.parts.missing") };
  return outcome === undefined ? stateLabel(states, state) : states.outcome(outcome);
};

/** "invoice 1042", as the object keeps it, in the reader's words. */
export function storedDocumentText({ t, find }: Messages, document: string): string {
  const [, kind = "", number = ""] = /^(\S+) (.+)$/.exec(document) ?? [];
  const name = find(`comparison.kinds.${kind}`);
  if (name === null) return document;
  return isId(number) ? name : t("comparison.document", { kind: name, number });
}

/** A document that the reconciliation found, by its kind and number. */
export const documentText = (
  messages: Messages,
  { kind, number }: NonNullable<DifferenceItem["document"]>,
): string => documentName(messages, messages.find(`comparison.kinds.${kind}`) ?? kind, number);

/**
 * Why it isn't booked, unless a run ended since; of what is booked, what is to be known of its
 * amounts.
 */
export const orderRemarks = (
  { why, notes, processedAt }: ReconciledOrderView,
  describe: Describe,
): string =>
  [...(why === null || processedAt !== undefined ? [] : [why]), ...notes]
    .map((one) => describe(one).text)
    .join(" ");

/** Empty for readers who may not see it, and where the person isn't kept any more. */
export const customerOf = ({ person }: ReconciledOrderView): string =>
  person == null ? "" : (nameIn(person) ?? "");
