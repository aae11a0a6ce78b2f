/** VAT evidence by quarter: why each cross-border or foreign currency order has its VAT. */
import { z } from "@hono/zod-openapi";
import {
  EVIDENCE_DOCUMENTS,
  EVIDENCE_KINDS,
  isQuarter,
  PLACES,
  RATE_SOURCES,
} from "../../domain/orders/vat-evidence.ts";
import { csvHeaders } from "../tables/csv.ts";
import { evidenceTable } from "../tables/evidence-table.ts";
import { requireAnyTenant } from "../usecases/tenant-access.ts";
import { evidencePage, evidenceQuarters } from "../usecases/ledger/vat-evidence.ts";
import { unwrapOrThrow, json, tenantLanguage } from "./answers.ts";
import { csv, rawRoute, type Route, route } from "./route.ts";
import { instant } from "./shapes.ts";

const quarter = z.string().refine(isQuarter).describe("such as 2026Q3; by the day of the document");
const fact = z.object({ from: z.enum(PLACES), country: z.string() });

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
      facts: z.array(fact).describe("two: where the goods go, and the other one"),
    }),
    vatNumber: z
      .object({
        number: z.string().nullable(),
        country: z.string().nullable(),
        checkedAt: instant
          .nullable()
          .describe(
            "when eAccounting, which asks VIES, took the customer with this number from us; " +
              "null: not known",
          ),
      })
      .nullable(),
    charged: z.array(
      z.object({ rate: z.string(), net: z.string(), vat: z.string(), gross: z.string() }),
    ),
    currency: z.string(),
    gross: z.string(),
    exchange: z
      .object({ rate: z.string().nullable(), day: z.string().nullable(), by: z.enum(RATE_SOURCES) })
      .nullable(),
    at: instant,
    version: z.string(),
    documents: z.array(z.string()),
  })
  .openapi("VatEvidence");

export const vatEvidenceRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/vat-evidence/quarters", {
    summary: "How much evidence of VAT there is, by quarter",
    answer: json(
      "The newest quarter first",
      z.object({ quarters: z.array(z.object({ quarter: z.string(), count: z.int() })) }),
    ),
    handle: async ({ asking }) => {
      const quarters = unwrapOrThrow(await evidenceQuarters(asking));
      return { quarters };
    },
  }),
  route("get", "/tenants/{id}/vat-evidence", {
    summary: "A page of a quarter's evidence of VAT; may hold VAT numbers of persons",
    query: z.strictObject({ quarter, cursor: z.string().min(3).max(120).optional() }),
    answer: json(
      "`unreadable`: so many of this page are sealed under a key that isn't there any more",
      z.object({
        evidence: z.array(vatEvidence),
        unreadable: z.int(),
        cursor: z.string().nullable(),
      }),
    ),
    noStore: true,
    handle: async ({ asking, query: { quarter: of, cursor } }) => {
      const page = unwrapOrThrow(await evidencePage(asking, of, cursor ?? null));
      return { ...page, evidence: page.evidence };
    },
  }),
  rawRoute("get", "/tenants/{id}/vat-evidence.csv", {
    summary: "A whole quarter, a line for each rate of each order",
    query: z.strictObject({ quarter }),
    responses: { 200: csv },
    handle: async ({ c, asking, query: { quarter: of } }) => {
      const language = await tenantLanguage(unwrapOrThrow(await requireAnyTenant(asking)));
      const table = unwrapOrThrow(await evidenceTable(asking, of, { language, forPeople: false }));
      return c.body(table, 200, csvHeaders(`vat-evidence-${of}`));
    },
  }),
];
