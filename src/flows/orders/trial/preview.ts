/**
 * What would become of an order under given settings: the order flow itself, run on what is
 * remembered, with its own judgement, plans and payments.
 */
import {
  type PlannedEffect,
  plannedEffectOf,
  documentOf,
} from "../../../domain/jobs/planned-effect.ts";
import type { OperationKind } from "../../../domain/jobs/job.ts";
import type { Order } from "../../../domain/orders/order.ts";
import { reasonOf } from "../../../domain/vendors/reason-of-failure.ts";
import { reason, type Reason, severityOf } from "../../../domain/reasons/index.ts";
import type { VendorRequest } from "../../../domain/vendors/request.ts";
import { articleByNumber } from "../../../eaccounting/articles.ts";
import type { OrderRules } from "../../../settings/rules/apply.ts";
import type { Settings } from "../../../settings/schema.ts";
import { runFetched } from "../run.ts";
import { expectedOutcome } from "./dry-run.ts";
import {
  asksDifferently,
  differ,
  type FieldDifference,
  type StoredPlan,
} from "./plan-vs-other-settings.ts";
import { type Memory, noTraces, rememberedPorts, type PlannedWrite } from "./remembered-ports.ts";

export type OrderForecast = {
  /** `open`: it would be taken, and what follows depends on what was never looked up. */
  readonly become: PlannedEffect | "open";
  /** Why it is left or held; of what is written, what would need a person afterwards. */
  readonly reasons: readonly Reason[];
  readonly writes: readonly PlannedWrite[];
  /** `null` where nothing is planned. */
  readonly plan: StoredPlan | null;
  /** Whether its customer is found or made is only known once it is looked for. */
  readonly customerOpen: boolean;
};

/**
 * `rules`: with the steps that the caller leaves them. `asked`: what a person would ask of its run
 * (domain/jobs/requested-actions.ts).
 */
export async function forecastOrder(
  memory: Memory,
  placed: Order,
  settings: Settings,
  rules?: OrderRules,
  asked: readonly string[] = [],
): Promise<OrderForecast> {
  const traces = noTraces();
  const ports = rememberedPorts(memory, placed, settings, traces, asked);
  const ended = await runFetched(ports, placed, { head: null, rules });
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
  const hold = plannedEffectOf(outcome) === "hold";
  const isShown = !hold && reasons.some(({ code }) => code === "trial-mode");
  const reported = reasons.filter(({ code }) => code !== "trial-mode");
  return {
    become: plannedEffectOf(expectedOutcome(ended.value)),
    reasons:
      isShown || hold
        ? reported.filter(({ code }) => severityOf(code) === "error")
        : reported.slice(0, 1),
    ...rest,
  };
}

const isAsked = (one: VendorRequest, asked: VendorRequest): boolean =>
  one.path === asked.path && JSON.stringify(one.query) === JSON.stringify(asked.query);

/**
 * Returns the differences between two runs of the order flow on the same memory: whether the order
 * is taken, its kind of document, customer, head, rows with accounts, payments and sending. Pure.
 */
export function differencesOf(
  before: OrderForecast,
  after: OrderForecast,
): readonly FieldDifference[] {
  const outcome = differ("outcome", outcomeOf(before), outcomeOf(after));
  if (!isWritten(before) || !isWritten(after)) return outcome;
  return [
    ...outcome,
    ...differ("document", documentOf(before.writes), documentOf(after.writes)),
    ...differ("customer", customerOf(before), customerOf(after)),
    ...fields(CUSTOMER, bodyOf(before, "customer.create"), bodyOf(after, "customer.create")),
    ...(before.plan === null || after.plan === null
      ? []
      : asksDifferently(before.plan, after.plan)),
    ...differ("payment", paymentsOf(before), paymentsOf(after)),
    ...differ("sending", sendingOf(before), sendingOf(after)),
    ...differ("attention", codesOf(before.reasons), codesOf(after.reasons)),
  ];
}

const WRITTEN: ReadonlySet<OrderForecast["become"]> = new Set(["book", "change", "remove"]);

/** Whether the run would write to the ledger: a document of the order, or what changes one. */
export const isWritten = ({ become }: Pick<OrderForecast, "become">): boolean =>
  WRITTEN.has(become);

/** Returns the API's form: "written", or the word with its reasons' codes. */
function outcomeOf({ become, reasons }: OrderForecast): string {
  switch (become) {
    case "book":
    case "change":
    case "remove":
      return "written";
    case "hold":
      return `held: ${codesOf(reasons) ?? ""}`;
    case "open":
      return "open";
    case "nothing":
    case "leave":
      return `left: ${codesOf(reasons) ?? ""}`;
  }
}

const codesOf = (reasons: readonly Reason[]): string | null =>
  reasons.length === 0
    ? null
    : reasons
        .map(({ code, params }) =>
          code === "rule-failed" ? `${code} (${String(params["field"])})` : code,
        )
        .join(", ");

/** `new`: made for this order; nobody where the document needs none. */
function customerOf({ writes, plan, customerOpen }: OrderForecast): string | null {
  if (writes.some(({ kind }) => kind === "customer.create"))
    return customerOpen ? "found-or-new" : "new";
  return plan?.input.customer.id ?? null;
}

const CUSTOMER = "Customer: ";

const bodyOf = (
  { writes }: OrderForecast,
  kind: OperationKind,
): Readonly<Record<string, unknown>> => {
  const body = writes.find((write) => write.kind === kind)?.request.body;
  return typeof body === "object" && body !== null ? Object.fromEntries(Object.entries(body)) : {};
};

function fields(
  prefix: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly FieldDifference[] {
  // Where only one of them creates a customer, that is reported already.
  if (Object.keys(before).length === 0 || Object.keys(after).length === 0) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) =>
    differ(`${prefix}${name}`, textOf(before[name]), textOf(after[name])),
  );
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Amount, currency, day and account of each. */
function paymentsOf({ writes }: OrderForecast): string | null {
  const paid = writes
    .filter(({ kind }) => kind === "payment.create")
    .map(({ request }) => {
      const body: Readonly<Record<string, unknown>> =
        typeof request.body === "object" && request.body !== null
          ? Object.fromEntries(Object.entries(request.body))
          : {};
      return ["PaymentAmount", "PaymentCurrency", "PaymentDate", "CompanyBankAccountId"]
        .map((name) => textOf(body[name]) ?? "")
        .join(" ");
    });
  return paid.length === 0 ? null : paid.join("; ");
}

const sendingOf = ({ writes }: OrderForecast): string | null => {
  const sent = writes.filter(({ kind }) => kind === "sending.create");
  return sent.length === 0
    ? null
    : sent
        .map(({ request }) => `${request.method} ${request.path.split("/").at(-1) ?? ""}`)
        .join("; ");
};
