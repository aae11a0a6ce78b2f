/** The comparison of both sides: what it found, by day, and on demand. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import { PART_NAMES } from "../../monitor/reconciliation/balance.ts";
import { FINDINGS, STATES } from "../../monitor/reconciliation/facts.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import { csvHeaders } from "../tables/csv.ts";
import type { EdgeDeps } from "../deps.ts";
import { defined } from "../../domain/platform/defined.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import {
  comparisonCsv,
  reconcileNow,
  reconciliationOf,
  describedReconciliation,
} from "../usecases/ledger/reconciliation.ts";
import { askingOf, body, granted, json, REFUSALS, tenantLanguage } from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const day = z.iso.date();
const range = z.strictObject({ from: day, to: day });
const orderState = z.enum(STATES);
const sums = z.object({ net: z.string(), vat: z.string() });

const partFigures = z.object({
  name: z.enum(PART_NAMES),
  currency: z.string(),
  gross: z.string(),
  rates: z.array(z.object({ rate: z.string().nullable(), net: z.string(), vat: z.string() })),
  orders: z.number().optional().openapi({ description: "How many orders or documents" }),
});

/** The part with this name of the ledger's amount less the due amount. */
const partView = partFigures
  .extend({
    of: z
      .array(partFigures)
      .optional()
      .openapi({ description: "What is on hold, by why it differs; together the part above" }),
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
      stopped: z.boolean().openapi({
        description: "It isn't running any more, and didn't come to its end.",
      }),
    })
    .nullable(),
  notCompared: z.array(z.object({ from: z.string(), to: z.string() })).openapi({
    description: "Days up to today that no run has compared: their orders stand in no sum.",
  }),
  days: z.array(
    z.object({
      day: z.string(),
      at: z.number(),
      orders: z.number(),
      findings: z.number(),
      states: z.record(orderState, z.number()),
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
        parts: z.array(partView).openapi({
          description:
            "ledger less source is the sum of these: in gross per currency, in net and VAT " +
            "per rate",
        }),
      }),
    }),
  ),
  findings: z.array(
    z.object({
      finding: z.enum(FINDINGS),
      key: z.string().nullable(),
      number: z.string().nullable(),
      at: z.number(),
      day: z
        .string()
        .nullable()
        .openapi({ description: "of the order, or on which the document was made" }),
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
      gross: z.string().nullable(),
      was: z.string().optional().openapi({ description: "before it was cancelled" }),
      ledgerGross: z.string().nullable(),
      ledgerCurrency: z
        .string()
        .nullable()
        .openapi({ description: "where it isn't the order's own" }),
      parts: z.array(partView),
      notes: z.array(z.object({ code: z.string(), text: z.string(), next: z.string() })),
      documents: z.string().nullable(),
      at: z.number(),
      jobId: z.string().nullable(),
    }),
  ),
  cursor: z.string().nullable(),
});

const read = createRoute({
  method: "get",
  path: "/tenants/{id}/reconciliation",
  summary:
    "Both sides compared: every order of these days with its state, what is due and what " +
    "stands on each day, of what they differ, and what doesn't agree",
  request: {
    params,
    query: range.extend({
      state: orderState.optional(),
      part: z.enum(PART_NAMES).optional(),
      cursor: z.string().max(40).optional(),
    }),
  },
  responses: { 200: json("The comparison", answer), ...REFUSALS },
});

const csv = createRoute({
  method: "get",
  path: "/tenants/{id}/reconciliation.csv",
  summary: "Every order of these days, a line each",
  request: { params, query: range },
  responses: {
    200: { description: "The table", content: { "text/csv": { schema: z.string() } } },
    ...REFUSALS,
  },
});

const run = createRoute({
  method: "post",
  path: "/tenants/{id}/reconciliation",
  summary: "Compare these days now",
  request: { params, body: body(range) },
  responses: { 202: json("Begun", z.object({ jobId: z.string() })), ...REFUSALS },
});

export function reconciliationRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(read, async (c) => {
    const { from, to, state, part, cursor } = c.req.valid("query");
    const language = await tenantLanguage(granted(await requireTenant(askingOf(deps, c))));
    return c.json(
      describedReconciliation(
        granted(
          await reconciliationOf(askingOf(deps, c), {
            ...defined({ state, part, cursor }),
            from,
            to,
          }),
        ),
        language,
      ),
      200,
    );
  });
  app.openapi(csv, async (c) => {
    const { id } = c.req.valid("param");
    const query = c.req.valid("query");
    const language = await tenantLanguage(granted(await requireTenant(askingOf(deps, c))));
    granted(await reconciliationOf(askingOf(deps, c), query));
    return c.body(
      comparisonCsv(deps, id, language, query),
      200,
      csvHeaders(`comparison-${query.from}-${query.to}`),
    );
  });
  app.openapi(run, async (c) =>
    c.json(
      {
        jobId: granted(await reconcileNow(askingOf(deps, c), c.req.valid("json"))).jobId,
      },
      202,
    ),
  );
}
