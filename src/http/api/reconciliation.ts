/** The comparison of both sides: what it found, by day, and on demand. */
import { z } from "@hono/zod-openapi";
import { PART_NAMES } from "../../monitor/reconciliation/balance.ts";
import { LINE_NAMES } from "../../monitor/reconciliation/statement.ts";
import { FINDINGS, STATES } from "../../monitor/reconciliation/facts.ts";
import { csvHeaders } from "../tables/csv.ts";
import { defined } from "../../domain/platform/defined.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import {
  comparisonCsv,
  reconcileNow,
  reconciliationOf,
  describedReconciliation,
} from "../usecases/ledger/reconciliation.ts";
import { body, unwrapOrThrow, json, tenantLanguage } from "./answers.ts";
import { csv, rawRoute, type Route, route } from "./route.ts";

const day = z.iso.date();
const range = z.strictObject({ from: day, to: day });
const orderState = z.enum(STATES);
const sums = z.object({ net: z.string(), vat: z.string() });

const partFigures = z.object({
  name: z.enum(PART_NAMES),
  currency: z.string(),
  gross: z.string(),
  rates: z.array(z.object({ rate: z.string().nullable(), net: z.string(), vat: z.string() })),
  orders: z.number().optional().describe("How many orders or documents"),
});

/** The part with this name of the ledger's amount less the due amount. */
const partView = partFigures
  .extend({
    of: z
      .array(partFigures)
      .optional()
      .describe("What is on hold, by why it differs; together the part above"),
  })
  .openapi("ReconciliationPart");

const answer = z.object({
  from: z.string(),
  to: z.string(),
  run: z
    .object({
      jobId: z.string(),
      from: z.string(),
      to: z.string(),
      startedAt: z.number(),
      endedAt: z.number().nullable(),
      stopped: z.boolean().describe("It isn't running any more, and didn't come to its end."),
    })
    .nullable(),
  notCompared: z
    .array(z.object({ from: z.string(), to: z.string() }))
    .describe("Days up to today that no run has compared: their orders stand in no sum."),
  days: z.array(
    z.object({
      day: z.string(),
      at: z.number(),
      orders: z.number(),
      findings: z.number(),
      states: z.object({
        booked: z.number(),
        skipped: z.number(),
        "before-start": z.number(),
        held: z.number(),
        waiting: z.number(),
        "in-doubt": z.number(),
        missing: z
          .number()
          .optional()
          .describe("Booked, and the ledger has no document of them any more."),
      }),
      totals: z.object({
        gross: z.array(
          z.object({
            currency: z.string(),
            orders: z.number(),
            source: z.string(),
            ledger: z.string(),
            withoutVat: z.number().optional(),
          }),
        ),
        rates: z.array(
          z.object({
            currency: z.string(),
            rate: z.string().nullable(),
            source: sums,
            ledger: sums,
          }),
        ),
        parts: z
          .array(partView)
          .describe(
            "ledger less source is the sum of these: in gross per currency, in net and VAT " +
              "per rate",
          ),
      }),
    }),
  ),
  statement: z
    .array(
      z.object({
        currency: z.string(),
        orders: z.number().describe("with a due amount"),
        source: z.string(),
        ledger: z.string(),
        difference: z.string(),
        lines: z.array(
          z.object({ name: z.enum(LINE_NAMES), gross: z.string(), orders: z.number().optional() }),
        ),
      }),
    )
    .describe("all these days together, as the page shows them: source and lines come to ledger"),
  findings: z.array(
    z.object({
      finding: z.enum(FINDINGS),
      key: z.string().nullable(),
      number: z.string().nullable(),
      at: z.number(),
      day: z.string().nullable().describe("of the order, or on which the document was made"),
      text: z.string(),
      next: z.string(),
      jobId: z.string().nullable(),
      document: z
        .object({ kind: z.string(), id: z.string(), number: z.string().nullable() })
        .nullable(),
    }),
  ),
  orders: z.array(
    z.object({
      id: z.number(),
      number: z.string().nullable(),
      date: z.string(),
      state: orderState.nullable(),
      why: z.object({ code: z.string(), text: z.string(), next: z.string() }).nullable(),
      currency: z.string().nullable(),
      gross: z
        .string()
        .nullable()
        .describe(
          "what the shop charges: 0.00 of a cancelled order, also where its document stands and " +
            "credits of other orders took it back (note cancelled-and-credited)",
        ),
      was: z.string().optional().describe("before it was cancelled"),
      ledgerGross: z.string().nullable(),
      ledgerCurrency: z.string().nullable().describe("where it isn't the order's own"),
      parts: z.array(partView),
      notes: z.array(z.object({ code: z.string(), text: z.string(), next: z.string() })),
      documents: z.string().nullable(),
      at: z.number(),
      processedAt: z
        .number()
        .optional()
        .describe(
          "A run of it ended since it was compared, and led to something else: why is as of then.",
        ),
      jobId: z.string().nullable(),
    }),
  ),
  processed: z
    .object({ count: z.number(), last: z.number() })
    .optional()
    .describe(
      "Orders of these days whose runs ended since they were compared, and led to something " +
        "else: their figures are from before. On the first page.",
    ),
  cursor: z.string().nullable(),
});

export const reconciliationRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/reconciliation", {
    summary:
      "Both sides compared: every order of these days with its state, what is due and what " +
      "stands on each day, of what they differ, and what doesn't agree",
    query: range.extend({
      state: orderState.optional(),
      part: z.enum(PART_NAMES).optional(),
      cursor: z.string().max(40).optional(),
    }),
    answer: json("The comparison", answer),
    handle: async ({ asking, query: { from, to, state, part, cursor } }) => {
      const language = await tenantLanguage(unwrapOrThrow(await requireTenant(asking)));
      return describedReconciliation(
        unwrapOrThrow(
          await reconciliationOf(asking, {
            ...defined({ state, part, cursor }),
            from,
            to,
          }),
        ),
        language,
      );
    },
  }),
  rawRoute("get", "/tenants/{id}/reconciliation.csv", {
    summary: "Every order of these days, a line each",
    query: range,
    responses: { 200: csv },
    handle: async ({ c, deps, asking, param: { id }, query }) => {
      const language = await tenantLanguage(unwrapOrThrow(await requireTenant(asking)));
      unwrapOrThrow(await reconciliationOf(asking, query));
      const name = `comparison-${query.from}-${query.to}`;
      return c.body(comparisonCsv(deps, id, language, query), 200, csvHeaders(name));
    },
  }),
  route("post", "/tenants/{id}/reconciliation", {
    summary: "Compare these days now",
    body: body(range),
    status: 202,
    answer: json("Begun", z.object({ jobId: z.string() })),
    handle: async ({ asking, input }) => ({
      jobId: unwrapOrThrow(await reconcileNow(asking, input)).jobId,
    }),
  }),
];
