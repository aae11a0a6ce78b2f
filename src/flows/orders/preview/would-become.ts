/**
 * What would become of an order under given settings: the order flow itself, run on what is
 * remembered. Its own judgement says whether the order is taken, its own plans what is written, its
 * own payments what is registered.
 */
import { becomes, type Become } from "../../../domain/become.ts";
import type { Order } from "../../../domain/order.ts";
import { reason, type Reason } from "../../../domain/reasons.ts";
import type { VendorRequest } from "../../../domain/request.ts";
import { reasonOf, severityOf } from "../../../domain/reason-texts.ts";
import type { OrderRules } from "../../../mapping/rules/order-rules.ts";
import type { Settings } from "../../../mapping/settings.ts";
import { articleByNumber } from "../../../eaccounting/articles.ts";
import type { StoredPlan } from "../compare-plans.ts";
import { runFetched } from "../run.ts";
import { type Memory, noTraces, rememberedPorts, type Shown } from "./remembered.ts";

export type WouldBecome = {
  /** `open`: it would be taken, and what follows depends on what was never looked up. */
  readonly become: Become | "open";
  /** Why it is left or held; of what is written, what would need a person afterwards. */
  readonly reasons: readonly Reason[];
  readonly writes: readonly Shown[];
  /** `null` where nothing is planned. */
  readonly plan: StoredPlan | null;
  /** Whether its customer is found or made is only known once it is looked for. */
  readonly customerOpen: boolean;
};

/** `rules`: with the steps that the caller leaves them. */
export async function wouldBecome(
  memory: Memory,
  placed: Order,
  settings: Settings,
  rules?: OrderRules,
): Promise<WouldBecome> {
  const traces = noTraces();
  const ports = rememberedPorts(memory, placed, settings, traces);
  const ended = await runFetched(ports, placed, null, rules);
  const { writes, customerOpen } = traces;
  const rest = { writes, customerOpen, plan: traces.plan };
  if (!ended.ok) {
    const [first] = traces.unasked;
    if (first === undefined) return { become: "hold", reasons: [reasonOf(ended.error)], ...rest };
    // A look-up that wasn't made is no "missing".
    const sku = traces.skus.find((one) => isAsked(articleByNumber(one), first));
    return sku === undefined
      ? { become: "open", reasons: [], ...rest }
      : { become: "hold", reasons: [reason("article-not-looked-up", { sku })], ...rest };
  }
  const { outcome, reasons } = ended.value;
  const hold = becomes(outcome) === "hold";
  const isWritten = !hold && reasons.some(({ code }) => code === "trial-mode");
  const become = hold ? "hold" : isWritten ? "book" : becomes(outcome);
  const told = reasons.filter(({ code }) => code !== "trial-mode");
  return {
    become,
    reasons:
      isWritten || hold
        ? told.filter(({ code }) => severityOf(code) === "error")
        : told.slice(0, 1),
    ...rest,
  };
}

const isAsked = (one: VendorRequest, asked: VendorRequest): boolean =>
  one.path === asked.path && JSON.stringify(one.query) === JSON.stringify(asked.query);
