/** VAT evidence by quarter: why each cross-border or foreign currency order has its VAT. */
import { createRoute, z, type OpenAPIHono } from "@hono/zod-openapi";
import {
  EVIDENCE_DOCUMENTS,
  EVIDENCE_KINDS,
  isQuarter,
  PLACES,
  RATE_SOURCES,
} from "../../domain/orders/vat-evidence.ts";
import type { ApiEnv } from "../auth/bearer.ts";
import type { EvidenceView } from "../../sync/contract/index.ts";
import { csvHeaders } from "../tables/csv.ts";
import type { EdgeDeps } from "../deps.ts";
import { evidenceTable } from "../tables/evidence-table.ts";
import { requireAnyTenant } from "../usecases/tenant-access.ts";
import { evidencePage, evidenceQuarters } from "../usecases/ledger/vat-evidence.ts";
import { askingOf, granted, json, REFUSALS, tenantLanguage } from "./answers.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const quarter = z
  .string()
  .refine(isQuarter)
  .openapi({ description: "such as 2026Q3; by the day of the document" });
const fact = z.object({ from: z.enum(PLACES), country: z.string() });
const instant = z.int().openapi({ description: "ms since the epoch" });

export const vatEvidence = z
  .object({
    v: z.literal(1),
    orderId: z.string(),
    orderNumber: z.string().nullable(),
    day: z.string(),
    document: z.enum(EVIDENCE_DOCUMENTS),
    part: z.literal(true).optional(),
    seller: z.object({ country: z.string(), currency: z.string(), oss: z.boolean() }),
    buyer: z.object({
      kind: z.enum(["company", "private"]),
      debtorId: z.int().nullable(),
      customerId: z.string().nullable(),
    }),
    sale: z.object({
      kind: z.enum(EVIDENCE_KINDS),
      country: z.string(),
      facts: z.array(fact).openapi({ description: "two: where the goods go, and the other one" }),
    }),
    vatNumber: z
      .object({
        number: z.string().nullable(),
        country: z.string().nullable(),
        checkedAt: instant.nullable().openapi({
          description:
            "when eAccounting, which asks VIES, took the customer with this number from us; " +
            "null: not known",
        }),
      })
      .nullable(),
    charged: z.array(
      z.object({ rate: z.string(), net: z.string(), vat: z.string(), gross: z.string() }),
    ),
    currency: z.string(),
    gross: z.string(),
    exchange: z
      .object({
        rate: z.string().nullable(),
        day: z.string().nullable(),
        by: z.enum(RATE_SOURCES),
      })
      .nullable(),
    at: instant,
    version: z.string(),
    documents: z.array(z.string()),
  })
  .openapi("VatEvidence");

export const evidenceAnswer = (one: EvidenceView): z.output<typeof vatEvidence> => ({
  ...one,
  sale: { ...one.sale, facts: [...one.sale.facts] },
  charged: [...one.charged],
  documents: [...one.documents],
});

const list = createRoute({
  method: "get",
  path: "/tenants/{id}/vat-evidence/quarters",
  summary: "How much evidence of VAT there is, by quarter",
  request: { params },
  responses: {
    200: json(
      "The newest quarter first",
      z.object({ quarters: z.array(z.object({ quarter: z.string(), count: z.int() })) }),
    ),
    ...REFUSALS,
  },
});

const read = createRoute({
  method: "get",
  path: "/tenants/{id}/vat-evidence",
  summary: "A page of a quarter's evidence of VAT; may hold VAT numbers of persons",
  request: {
    params,
    query: z.strictObject({ quarter, cursor: z.string().min(3).max(120).optional() }),
  },
  responses: {
    200: json(
      "`unreadable`: so many of this page are sealed under a key that isn't there any more",
      z.object({
        evidence: z.array(vatEvidence),
        unreadable: z.int(),
        cursor: z.string().nullable(),
      }),
    ),
    ...REFUSALS,
  },
});

const csv = createRoute({
  method: "get",
  path: "/tenants/{id}/vat-evidence.csv",
  summary: "A whole quarter, a line for each rate of each order",
  request: { params, query: z.strictObject({ quarter }) },
  responses: {
    200: { description: "The table", content: { "text/csv": { schema: z.string() } } },
    ...REFUSALS,
  },
});

export function vatEvidenceRoutes(app: OpenAPIHono<ApiEnv>, deps: EdgeDeps): void {
  app.openapi(list, async (c) => {
    const quarters = granted(await evidenceQuarters(askingOf(deps, c)));
    return c.json({ quarters: quarters.map((one) => ({ ...one })) }, 200);
  });
  app.openapi(read, async (c) => {
    const { quarter: of, cursor } = c.req.valid("query");
    const page = granted(await evidencePage(askingOf(deps, c), of, cursor ?? null));
    return c.json(
      {
        ...page,
        evidence: page.evidence.map(evidenceAnswer),
      },
      200,
      { "cache-control": "no-store" },
    );
  });
  app.openapi(csv, async (c) => {
    const { quarter: of } = c.req.valid("query");
    const language = await tenantLanguage(granted(await requireAnyTenant(askingOf(deps, c))));
    const table = granted(
      await evidenceTable(askingOf(deps, c), of, {
        language,
        forPeople: false,
      }),
    );
    return c.body(table, 200, csvHeaders(`vat-evidence-${of}`));
  });
}
