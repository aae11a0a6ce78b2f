/**
 * For the page of rules and its routes: describes targets and sources, and tries an expression on a
 * past order. Trying reads a kept timeline; it writes nothing and asks no vendor.
 */
import type { Order } from "../../../domain/orders/order.ts";
import type { Reason } from "../../../domain/reasons/index.ts";
import { ok } from "../../../domain/result.ts";
import type { PlanInput } from "../../../flows/orders/shared/plan-input.ts";
import { isVoucherInput } from "../../../flows/orders/documents/vouchers/voucher-input.ts";
import { planAgain } from "../../../flows/orders/trial/plan-vs-other-settings.ts";
import { type Message, message } from "../../../messages/message.ts";
import {
  evaluate,
  type Fault,
  type RuleFault,
  type RuleValue,
  type Tables,
} from "../../../settings/expressions/index.ts";
import {
  checkRule,
  FIELD_PATH,
  type CustomerSource,
  customerRecord,
  lineRecord,
  orderRecord,
  voucherRowRecord,
} from "../../../settings/rules/compile.ts";
import { acceptedValues, functionDocs, sourceDocs } from "../../../settings/rules/describe.ts";
import { MODEL_ORDER } from "../../../settings/rules/models.ts";
import {
  type Part,
  PARTS,
  TARGETS,
  targetNamed,
  targetFault,
} from "../../../settings/rules/targets.ts";
import type { Settings } from "../../../settings/schema.ts";
import type { TenantRequest } from "../../deps.ts";
import { jobTimeline, listJobs } from "../jobs/jobs.ts";
import { type PlanView, planView } from "../dry-runs/plan-note.ts";
import { anyRecentPlans, findPlan } from "../dry-runs/recent-plans.ts";
import { reject } from "../refusal.ts";
import { readSettings } from "./settings.ts";
import { customerToTry, type SampleOrder } from "../dry-runs/previewed-records.ts";

type Data = Readonly<Record<string, unknown>>;

export async function fieldRuleDocs(asking: TenantRequest) {
  const read = await readSettings(asking);
  if (!read.ok) return read;
  return ok({
    parts: PARTS.map((part) => ({
      part,
      targets: TARGETS[part].map((target) => ({
        name: target.name,
        takes: acceptedValues(target),
        about: target.about,
        why: targetFault(part, target.name, read.value.settings.orders),
      })),
      sources: sourceDocs(part).map(({ path, type, about }) => ({ path, type, about })),
    })),
    functions: functionDocs().map(({ name, about, shapes, examples }) => ({
      name,
      about,
      shapes: [...shapes],
      examples: examples.map((example) => ({ ...example })),
    })),
  });
}

/**
 * Returns an order to try rules on: a named job's, otherwise the newest with a kept timeline,
 * otherwise the example.
 */
export async function findSampleOrder(
  asking: TenantRequest,
  jobId: string | null,
): Promise<SampleOrder> {
  const described = jobId === null ? null : await jobTimeline(asking, jobId);
  const named = described?.ok === true ? findPlan(described.value.timeline) : null;
  if (named !== null && described?.ok === true)
    return { order: named.input.order, label: described.value.job.label, jobId };
  const [newest] = await anyRecentPlans(asking, 1);
  return newest === undefined
    ? { order: MODEL_ORDER, label: null, jobId: null }
    : { order: newest.stored.input.order, label: newest.label, jobId: newest.jobId };
}

/**
 * Orders that rules can be tried on: the newest, one a thing. Whether the timeline of each is still
 * kept shows when it is chosen.
 */
export async function sampleOrders(
  asking: TenantRequest,
): Promise<readonly { readonly jobId: string; readonly label: string }[]> {
  const found = await listJobs(asking, { flow: "orders", newest: true, limit: RECORDS });
  return found.ok
    ? found.value.jobs.flatMap(({ id, key, label }) =>
        key.startsWith("order:") && label !== null ? [{ jobId: id, label }] : [],
      )
    : [];
}

const RECORDS = 15;

export type Records = { readonly order: Order; readonly customer: CustomerSource };

/** The record that a rule of this part sees: for a row, that of the first line. */
export function recordFor(part: Part, { order, customer }: Records): Data {
  if (part === "customers") return customerRecord(customer);
  const whole = orderRecord(order);
  const [line] = order.lines;
  if (part === "orders.head" || part === "vouchers.head" || line === undefined) return whole;
  return part === "vouchers.rows"
    ? voucherRowRecord(whole, {
        kind: "revenue",
        account: "",
        text: line.text.slice(0, 60),
        sku: line.sku,
        vatRate: line.vatRate,
      })
    : lineRecord(whole, line);
}

type Attempt = {
  readonly part: Part;
  readonly target: string;
  readonly expression: string;
  readonly jobId?: string | undefined;
  /** The number of the debtor that a rule of customers is tried on; absent: the newest. */
  readonly debtor?: string | undefined;
  readonly tables?: Tables | undefined;
};
type RuleTrialSource = Pick<Attempt, "part" | "target"> &
  ({ readonly expression: string } | { readonly field: string });

export type RuleTrial = {
  readonly faults: readonly Fault[];
  readonly remarks: readonly Message[];
  readonly result: { readonly value: RuleValue; readonly steps: number } | null;
  readonly stopped: RuleFault | null;
};

/** Checks and computes; the first of these that says something is all that there is. */
function tryOn(
  { part, target: named, ...source }: RuleTrialSource,
  data: Data,
  tables: Tables,
): RuleTrial | null {
  const target = targetNamed(part, named);
  if (target === null) return null;
  const checked = checkRule(source, part, target, tables);
  if (!checked.ok) return { faults: checked.error, remarks: [], result: null, stopped: null };
  const done = evaluate(checked.value, data);
  return {
    faults: [],
    remarks: checked.value.remarks,
    result: done.ok ? done.value : null,
    stopped: done.ok ? null : done.error,
  };
}

/**
 * A rule as it is typed; `null`: it has no field to fill yet, or nothing that fills it. Of a field
 * and an expression the expression: both at once are refused when rules are saved.
 */
export function evaluateTypedRule(
  part: Part,
  { target, field, expression }: Readonly<Record<"target" | "field" | "expression", string>>,
  data: Data,
  tables: Tables,
): RuleTrial | null {
  if (expression !== "") return tryOn({ part, target, expression }, data, tables);
  return FIELD_PATH.test(field) ? tryOn({ part, target, field }, data, tables) : null;
}

export async function tryExpression(asking: TenantRequest, attempt: Attempt) {
  const read = await readSettings(asking);
  if (!read.ok) return read;
  const { settings } = read.value;
  const sample = await findSampleOrder(asking, attempt.jobId ?? null);
  const customer = await customerToTry(asking, settings, {
    number: attempt.part === "customers" ? (attempt.debtor ?? null) : null,
    mayRead: true,
    order: sample,
  });
  if (customer.notRead !== null)
    return reject(
      customer.notRead === "none" ? 404 : 409,
      `debtor-${customer.notRead}`,
      message(`mapping.customer.${customer.notRead}`, { number: attempt.debtor ?? "" }),
    );
  const tried = tryOn(
    attempt,
    recordFor(attempt.part, { order: sample.order, customer: customer.source }),
    attempt.tables ?? settings.mapping.tables,
  );
  if (tried === null)
    return reject(
      400,
      "unknown-target",
      message("refusals.noSuchTarget", { target: attempt.target }),
      [{ path: "target", message: message("settings.faults.targetOfOtherPart") }],
    );
  const { on } = customer;
  const label = attempt.part === "customers" && on.kind === "record" ? on.number : sample.label;
  return ok({ ...tried, on: label });
}

/** Orders searched for one that rules can fill: a voucher has none of their fields. */
const ORDERS = 5;

/**
 * What the sample, or the named job's order, would become with unsaved settings: the document, or
 * why it would be held.
 */
export type PreviewedDocument = {
  readonly plan: PlanView | null;
  readonly reasons: readonly Reason[];
};

export async function previewDocument(
  asking: TenantRequest,
  settings: Settings,
  jobId: string | null = null,
): Promise<PreviewedDocument | null> {
  const described = jobId === null ? null : await jobTimeline(asking, jobId);
  const named = described?.ok === true ? findPlan(described.value.timeline)?.input : undefined;
  const recent =
    named === undefined || isVoucherInput(named) ? await anyRecentPlans(asking, ORDERS) : [];
  const input = [
    ...(named === undefined ? [] : [named]),
    ...recent.map(({ stored }) => stored.input),
  ].find((one): one is PlanInput => !isVoucherInput(one));
  if (input === undefined) return null;
  const plan = planAgain(input, settings);
  return plan.kind === "hold"
    ? { plan: null, reasons: plan.reasons }
    : { plan: planView({ input, plan }), reasons: [] };
}
