/**
 * Previews the run of a flow, or the voucher of a day or payout: it runs the code that writes, on
 * ports that write and remember nothing and record what would be sent.
 */
import { debtorKey, orderKey, dayKey } from "../../domain/ids.ts";
import { reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  asides,
  type PreviewedFlow,
  type RunPreview,
  stoppedRun,
  supposedLink,
} from "../../domain/jobs/run-preview.ts";
import { previewCustomers, previewDebtor } from "../../flows/customers/preview.ts";
import { DEBTOR_SWEEP_KEY } from "../../flows/customers/sweep.ts";
import { previewOrders } from "../../flows/orders/intake/preview.ts";
import {
  dryRunAction,
  DOUBTFUL,
  isInDoubt,
  asDryRunReport,
} from "../../flows/orders/trial/dry-run.ts";
import type { FlowEnd, FlowPorts } from "../../flows/port.ts";
import { previewLink } from "../../flows/products/link-preview.ts";
import { productKey, PRODUCTS_KEY } from "../../flows/products/port.ts";
import { previewProduct, previewProducts } from "../../flows/products/preview.ts";
import { previewStock } from "../../flows/stock/preview.ts";
import { settingsSchema } from "../../settings/schema.ts";
import { readOnlyPorts } from "../../flows/read-only-ports.ts";
import { previewDay } from "./day.ts";
import { previewPayout } from "./payout.ts";
import type { ObjectSession } from "./session.ts";
import { flowEnd } from "../../flows/flow-end.ts";

const PREVIEWS: Readonly<
  Record<PreviewedFlow, (ports: FlowPorts) => Promise<Result<RunPreview, Failure>>>
> = {
  orders: (ports) => previewOrders(ports),
  customers: previewCustomers,
  products: previewProducts,
  stock: previewStock,
};

export const previewRun = (
  ports: FlowPorts,
  flow: PreviewedFlow,
): Promise<Result<FlowEnd, Failure>> => noted(ports, PREVIEWS[flow](ports));

/** Previews with the unsaved settings of the job's sample. A job that had to wait has none. */
export async function previewTyped(
  ports: FlowPorts,
  flow: PreviewedFlow,
): Promise<Result<FlowEnd, Failure>> {
  const typed = settingsSchema.safeParse(ports.sample);
  const asTyped = { ...ports, settings: typed.data ?? ports.settings };
  if (typed.success)
    return flow === "orders"
      ? noted(ports, previewOrders(asTyped, true))
      : previewRun(asTyped, flow);
  return ok(flowEnd("skipped", [reason("dry-run-sample-gone")]));
}

/**
 * Previews a retry of one job. `key`: of that job: an order, a customer, an article, a run of one
 * of these flows, or the voucher of a day or payout.
 */
export function previewAgain(
  ports: FlowPorts,
  key: string,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> {
  if (key.startsWith(orderKey(""))) return dryRunAction(ports, key);
  if (isVoucherKey(key)) return tryVoucher(ports, key, session);
  const flow = flowOf(key);
  // A flow that is off writes nothing, whoever starts it.
  if (!ports.settings[flow].enabled && supposedLink(ports.eventTypes) === undefined)
    return noted(ports, Promise.resolve(ok(previewOfDisabled(flow, key))));
  if (key.startsWith(debtorKey(""))) return noted(ports, previewDebtor(ports, key));
  if (key === DEBTOR_SWEEP_KEY) return previewRun(ports, "customers");
  if (key === PRODUCTS_KEY) return previewRun(ports, "products");
  if (!key.startsWith(productKey(""))) return previewRun(ports, "stock");
  const link = supposedLink(ports.eventTypes);
  return link === undefined
    ? noted(ports, previewProduct(ports, key))
    : previewLinked(ports, key, link);
}

function previewOfDisabled(flow: Exclude<PreviewedFlow, "orders">, key: string): RunPreview {
  const why = reason("flow-off", { key });
  const isOne = key.startsWith(debtorKey("")) || key.startsWith(productKey(""));
  return isOne
    ? { ...stoppedRun(flow, []), left: asides([{ code: key, reason: why }]) }
    : stoppedRun(flow, [why]);
}

function flowOf(key: string): Exclude<PreviewedFlow, "orders"> {
  if (key.startsWith(debtorKey("")) || key === DEBTOR_SWEEP_KEY) return "customers";
  return key === PRODUCTS_KEY || key.startsWith(productKey("")) ? "products" : "stock";
}

/** Previews an article's link, and the stock of the articles that the link concerns. */
async function previewLinked(
  ports: FlowPorts,
  key: string,
  code: string | null,
): Promise<Result<FlowEnd, Failure>> {
  const tried = await previewLink(ports, key, code);
  if (!tried.ok) return tried;
  const { products, codes } = tried.value;
  if (ports.settings.stock.enabled) {
    const stock = await previewStock(tried.value.ports, codes);
    if (!stock.ok) return stock;
    ports.note("plan", stock.value.flow, stock.value);
  }
  return noted(ports, Promise.resolve(ok(products)));
}

/** Stores the preview in the job's timeline. */
async function noted(
  ports: FlowPorts,
  previewed: Promise<Result<RunPreview, Failure>>,
): Promise<Result<FlowEnd, Failure>> {
  const preview = await previewed;
  if (!preview.ok) return preview;
  ports.note("plan", preview.value.flow, preview.value);
  return ok(flowEnd("skipped", [reason("run-previewed"), ...preview.value.stopped]));
}

const PAYOUT = "payout:";

/** Whether a job of this key books the voucher of a day or a payout. */
const isVoucherKey = (key: string): boolean => key.startsWith(dayKey("")) || key.startsWith(PAYOUT);

/** `key`: of the job that books it. */
async function tryVoucher(
  ports: FlowPorts,
  key: string,
  session: ObjectSession,
): Promise<Result<FlowEnd, Failure>> {
  if (isInDoubt(ports)) return asDryRunReport(DOUBTFUL);
  const { eventTypes } = ports;
  const looking = { ...readOnlyPorts(ports, key), eventTypes, remember: () => undefined };
  // A payout is bound to its approved plan.
  if (key.startsWith(PAYOUT)) return asDryRunReport(asTried(await previewPayout(looking, session)));
  let of: string | null = null;
  const ended = await previewDay(looking, session, (mark) => (of = mark));
  return asDryRunReport(asTried(ended), of);
}

/** Returns a voucher's end that test mode kept from being sent as `skipped`: it would be sent. */
const asTried = (ended: Result<FlowEnd, Failure>): Result<FlowEnd, Failure> =>
  ended.ok && ended.value.reasons.some(({ code }) => code === "trial-mode")
    ? ok({ ...ended.value, outcome: "skipped" })
    : ended;
