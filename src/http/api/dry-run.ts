/**
 * What orders would become: the exact requests, the amounts per VAT rate, and the reason for every
 * row. Writes nothing. A range of days is the dry run of a back-fill, which lists its orders.
 */
import { z } from "@hono/zod-openapi";
import { PLANNED_EFFECTS, dryRunResult } from "../../domain/jobs/planned-effect.ts";
import { JOB_STATUSES } from "../../domain/jobs/job.ts";
import { PREVIEWED_FLOWS } from "../../domain/jobs/run-preview.ts";
import type { ReasonCode } from "../../domain/reasons/index.ts";
import { message } from "../../messages/message.ts";
import type { DryRunInput } from "../../sync/contract/index.ts";
import type { TenantRequest } from "../deps.ts";
import { beginBackfill } from "../usecases/tenants/backfills.ts";
import { dryRun, type DryRunView, lastRun } from "../usecases/dry-runs/dry-run.ts";
import { fetchOrder } from "../usecases/dry-runs/fetch-order.ts";
import { reject } from "../usecases/refusal.ts";
import type { PlanView } from "../usecases/dry-runs/plan-note.ts";
import { describeReason } from "../usecases/jobs/reason-text.ts";
import { body, unwrapOrThrow, jobView, json, languageFor, type View } from "./answers.ts";
import { reason } from "./shapes.ts";
import { rawRoute, type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const day = z.iso.date();
const across = z.boolean().default(false).describe("work out what lies before the start line too");

const input = z
  .union([
    z.strictObject({ orderId: z.int().positive(), acrossStartLine: across }),
    z.strictObject({
      orderNumber: z
        .string()
        .min(1)
        .max(100)
        .describe(
          "the shop's number of the order, or its id where none has that number; what lies " +
            "before the start line is worked out too",
        ),
    }),
    z.strictObject({
      last: z
        .int()
        .min(1)
        .max(25)
        .describe("the shop's newest orders, each as a job of its own of the flow dry-run"),
    }),
    z.strictObject({
      run: z
        .enum(PREVIEWED_FLOWS)
        .describe(
          "what the next run of this flow would write; it stands in the job's story as its plan",
        ),
    }),
    z.strictObject({ from: day, to: day }).refine(({ from, to }) => from <= to, {
      path: ["to"],
      params: { described: message("problems.toBeforeFrom") },
    }),
    z.strictObject({
      sample: z.looseObject({}).describe("an order in Asperion's form; it isn't stored"),
      acrossStartLine: across,
    }),
  ])
  .openapi("DryRunInput");

const totals = z.object({
  net: z.string(),
  vat: z.string(),
  gross: z.string(),
  perRate: z.array(z.object({ rate: z.string(), net: z.string(), vat: z.string() })),
});

const row = z.object({
  lineNumber: z.int(),
  role: z.string(),
  article: z.string().nullable(),
  text: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  discount: z.string(),
  vatRate: z.string().nullable(),
  amount: z.string(),
  reasons: z.array(reason),
});

/** The planned document; `null` where none would be written. */
export const plannedDocument = z
  .object({
    status: z.string(),
    currency: z.string(),
    pricesIncludeVat: z.boolean(),
    rounding: z.enum(["row", "rate"]),
    totals: z.object({ row: totals, rate: totals }),
    rows: z.array(row),
  })
  .nullable();

const output = z
  .object({
    job: schemas.job,
    requests: z.array(
      z.object({
        vendor: z.string(),
        kind: z.string(),
        method: z.string(),
        path: z.string(),
        marker: z.string().nullable(),
        body: z.unknown(),
      }),
    ),
    document: plannedDocument,
  })
  .openapi("DryRun");

const NONE = {
  counts: { book: 0, change: 0, remove: 0, nothing: 0, leave: 0, hold: 0 },
  open: 0,
  orders: [],
};

export const dryRunRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/dry-run", {
    summary: "The newest look at the shop's last orders: what would become of each, and why",
    answer: json(
      "The look that `last` began most recently; orders of an earlier one aren't in it. `run` " +
        "is null where there was none",
      z
        .object({
          run: z
            .object({ jobId: z.string(), status: z.enum(JOB_STATUSES), createdAt: z.int() })
            .nullable(),
          counts: z
            .record(z.enum(PLANNED_EFFECTS), z.int())
            .describe("orders that are worked out, by what would become of them"),
          open: z.int().describe("orders that are still being worked out"),
          orders: z.array(
            z.object({
              become: z.enum(PLANNED_EFFECTS).nullable(),
              would: z
                .string()
                .nullable()
                .describe("the first write that would be made, or the outcome without one"),
              job: schemas.job,
            }),
          ),
        })
        .openapi("LastDryRun"),
    ),
    handle: async ({ c, asking }) => {
      const language = await languageFor(c, asking);
      const found = unwrapOrThrow(await lastRun(asking));
      if (found === null) return { run: null, ...NONE };
      const { job, counts, open, orders } = found;
      return {
        run: { jobId: job.id, status: job.status, createdAt: job.createdAt },
        counts,
        open,
        orders: orders.map((one) => ({
          become: one.become,
          would: dryRunResult(one.job),
          job: jobView(one.job, language),
        })),
      };
    },
  }),
  rawRoute("post", "/tenants/{id}/dry-run", {
    summary:
      "Work out what one order, a posted order, or the orders of a range of dates would become, " +
      "and write nothing",
    body: body(input),
    responses: {
      200: json(
        "What would be written. Requests and document are empty where nothing would be, and " +
          "while the job still waits",
        output,
      ),
      202: json(
        "Under way: the orders of these days that lie before the start line (see the " +
          "back-fill), the last orders, or the preview of a run (see the jobs)",
        z.object({ backfillId: z.string().optional(), jobId: z.string().optional() }),
      ),
    },
    handle: async ({ c, asking, input: wanted }) => {
      const language = await languageFor(c, asking);
      if ("from" in wanted) {
        const { from, to } = wanted;
        const begun = unwrapOrThrow(await beginBackfill(asking, { from, to, dryRunId: null }));
        return c.json({ backfillId: begun.id }, 202);
      }
      if ("run" in wanted || "last" in wanted) {
        const begun = unwrapOrThrow(await dryRun(asking, severalOf(wanted)));
        return c.json({ jobId: begun.jobTimeline.job.id }, 202);
      }
      const shown =
        "orderNumber" in wanted
          ? await oneNumbered(asking, wanted.orderNumber)
          : unwrapOrThrow(await dryRun(asking, oneOf(wanted)));
      const view: View<typeof output> = {
        job: jobView(shown.jobTimeline.job, language),
        requests: shown.requests,
        document: documentView(shown.plan, language),
      };
      return c.json(view, 200);
    },
  }),
];

type Wanted = z.output<typeof input>;

const severalOf = (wanted: Extract<Wanted, { run: unknown } | { last: unknown }>): DryRunInput =>
  "run" in wanted
    ? { of: "run", flow: wanted.run, acrossStartLine: false }
    : { of: "last", count: wanted.last, acrossStartLine: true };

function oneOf(wanted: Extract<Wanted, { acrossStartLine: boolean }>): DryRunInput {
  const { acrossStartLine } = wanted;
  return "orderId" in wanted
    ? { of: "order", orderId: wanted.orderId, acrossStartLine }
    : { of: "sample", sample: wanted.sample, acrossStartLine };
}

async function oneNumbered(asking: TenantRequest, number: string): Promise<DryRunView> {
  const found = unwrapOrThrow(await fetchOrder(asking, number));
  if (found.kind === "shown") return found.shown;
  const ids = found.orders.map((order) => order.id).join(", ");
  return unwrapOrThrow(reject(409, "several-orders", message("refusals.severalOrders", { ids })));
}

export function documentView(
  plan: PlanView | null,
  language: string,
): View<typeof plannedDocument> {
  if (plan === null) return null;
  const { status, currency, pricesIncludeVat, rounding, prediction, rows } = plan.plan.document;
  return {
    status,
    currency,
    pricesIncludeVat,
    rounding,
    totals: { row: prediction.row, rate: prediction.rate },
    rows: rows.map((one) => rowView(one, plan, language)),
  };
}

function rowView(
  planned: PlanView["plan"]["document"]["rows"][number],
  plan: PlanView,
  language: string,
): View<typeof row> {
  const { lineNumber, role, articleId, text, quantity, unitPrice, discount, vatRate, amount } =
    planned;
  const known = Object.values(plan.input.articles).find(
    (entry) => entry.article?.id === articleId,
  )?.article;
  const reasons = planned.reasons.map((reason) => {
    // A code of another version has no text, and `tell` says so.
    const { severity: _, ...described } = describeReason(
      { code: reason.code as ReasonCode, params: reason.params },
      language,
    );
    return described;
  });
  return {
    lineNumber,
    role,
    article: known?.number ?? articleId,
    text,
    quantity,
    unitPrice,
    discount,
    vatRate,
    amount,
    reasons,
  };
}
