/** The rules of a tenant as its settings hold them. */
import { z } from "zod";
import { EXPRESSION_LENGTH, RESULT_LENGTH } from "../expressions/limits.ts";
import { faultId } from "../setting-faults.ts";
import { FIELD_PATH } from "./compile.ts";

/** One target, filled by a field or expression; `default` is used where that is empty, or alone. */
const ruleSchema = z.strictObject({
  target: z.string().min(1).max(60),
  field: z.string().regex(FIELD_PATH, faultId("settings.faults.fieldPath")).max(100).optional(),
  expression: z.string().min(1).max(EXPRESSION_LENGTH).optional(),
  default: z.string().min(1).max(RESULT_LENGTH).optional(),
});

const rules = (most: number) => z.array(ruleSchema).max(most).default([]);

export const mappingSchema = z
  .strictObject({
    /** Tables for `lookup(…)`, by name. */
    tables: z
      .record(
        z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/),
        z.record(z.string().max(200), z.string().min(1).max(RESULT_LENGTH)),
      )
      .default({}),
    orders: z.strictObject({ head: rules(20), rows: rules(10) }).prefault({}),
    /** For journal vouchers, and their sales rows. */
    vouchers: z.strictObject({ head: rules(5), rows: rules(10) }).prefault({}),
    customers: rules(20),
    /** For articles that are created for an order. */
    articles: rules(10),
  })
  .prefault({});
