/** The planner's own notes in a timeline, as far as a page shows them. */
import { z } from "zod";

/** The parts of a plan's note that a page shows. Of another version or shape it is shown as is. */
const row = z.looseObject({
  lineNumber: z.number(),
  role: z.enum(["line", "text", "adjusting", "closing", "order-page"]),
  articleId: z.string().nullable(),
  text: z.string(),
  quantity: z.string(),
  unitPrice: z.string(),
  discount: z.string(),
  vatRate: z.string().nullable(),
  amount: z.string(),
  reasons: z.array(
    z.looseObject({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
});

const totals = z.looseObject({
  net: z.string(),
  vat: z.string(),
  gross: z.string(),
  perRate: z.array(z.looseObject({ rate: z.string(), net: z.string(), vat: z.string() })),
});
const prediction = z.looseObject({ row: totals, rate: totals });
const article = z.looseObject({
  kind: z.string(),
  article: z.looseObject({ id: z.string(), number: z.string() }).optional(),
});

const mapped = z.looseObject({
  target: z.string(),
  rule: z.string(),
  by: z.string(),
  source: z.string().nullable(),
  value: z.string(),
  inputs: z.record(z.string(), z.string().nullable()),
  line: z.number().nullable(),
});

const planNote = z.looseObject({
  input: z.looseObject({ articles: z.record(z.string(), article), systemArticles: z.unknown() }),
  plan: z.looseObject({
    kind: z.literal("write"),
    document: z.looseObject({
      status: z.string(),
      currency: z.string(),
      pricesIncludeVat: z.boolean(),
      ourReference: z.string().nullable(),
      yourReference: z.string().nullable(),
      buyersOrderReference: z.string().nullable(),
      rows: z.array(row),
      prediction,
      rounding: z.enum(["row", "rate"]),
      mappedBy: z.array(mapped).optional(),
    }),
  }),
});

export type PlanView = z.infer<typeof planNote>;
export type PlannedRowView = z.infer<typeof row>;

export const planView = (detail: unknown): PlanView | null =>
  planNote.safeParse(detail).data ?? null;

const comparisonNote = z.looseObject({
  predicted: prediction,
  rounding: z.enum(["row", "rate"]),
  answered: z.looseObject({ amount: z.string(), vat: z.string(), roundings: z.string() }),
  verdict: z.looseObject({
    kind: z.string(),
    learnt: z.looseObject({ amountIncludesVat: z.boolean().nullable() }).optional(),
  }),
});

export type DescribedComparison = z.infer<typeof comparisonNote>;

export const describedComparison = (detail: unknown): DescribedComparison | null =>
  comparisonNote.safeParse(detail).data ?? null;
