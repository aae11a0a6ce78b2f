/**
 * The parts of a voucher's plan that a page shows, out of a job's timeline. A plan of another shape
 * is shown as raw data.
 */
import { z } from "zod";

const why = z.looseObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const note = z.looseObject({
  input: z.looseObject({ company: z.looseObject({ currency: z.string() }) }),
  plan: z.looseObject({
    kind: z.literal("write"),
    voucher: z.looseObject({
      date: z.string(),
      text: z.string(),
      series: z.string().nullable(),
      charged: z.string(),
      currency: z.string(),
      rows: z.array(
        z.looseObject({
          account: z.number(),
          debit: z.string(),
          credit: z.string(),
          text: z.string(),
          reasons: z.array(why),
        }),
      ),
      ledgerItem: z
        .looseObject({ total: z.string(), currency: z.string(), dueDate: z.string() })
        .nullable(),
    }),
    reasons: z.array(why),
  }),
});

export type VoucherPlanView = z.infer<typeof note>;

export const voucherPlanView = (detail: unknown): VoucherPlanView | null =>
  note.safeParse(detail).data ?? null;
