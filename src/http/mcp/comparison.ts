/** The tool that returns the differences of a month, like the reconciliation's page. */
import { z } from "zod";
import { ok } from "../../domain/result.ts";
import { statementOf } from "../../monitor/reconciliation/statement.ts";
import type { DifferenceItem } from "../../sync/contract/index.ts";
import {
  describedReconciliation,
  differencesOf,
  reconciliationOf,
} from "../usecases/ledger/reconciliation.ts";
import { comparedMonth } from "./output.ts";
import { codeOf, saidReason, withoutTexts } from "./visible-to-agents.ts";
import { orderLink, type ToolAsking, tool } from "./tool.ts";

/** Of each name. */
const MOST_DIFFERENCES = 25;

export const compareMonth = tool({
  name: "compare_month",
  title: "What differs in a month",
  description:
    "What the shop charged and what stands in eAccounting over a month: the sums by currency " +
    "and VAT rate, what their difference is made of, the orders behind it, and what was found " +
    "wrong. As of the last comparison; none is begun by this call.",
  input: z.strictObject({
    month: z
      .string()
      .regex(/^20\d\d-(?:0[1-9]|1[0-2])$/)
      .describe("such as 2026-11"),
  }),
  output: comparedMonth,
  run: async (asking, { month }) => {
    const { deps, tenantId, language } = asking;
    const range = { from: `${month}-01`, to: lastDayOf(month) };
    const query = new URLSearchParams(range);
    const read = await reconciliationOf(asking, range);
    if (!read.ok) return read;
    const differences = await differencesOf(asking, range, MOST_DIFFERENCES);
    if (!differences.ok) return differences;
    const { findings, run } = describedReconciliation(
      {
        ...read.value,
        orders: [],
        findings: read.value.findings.map((one) => ({
          ...one,
          number: codeOf(one.number),
          document:
            one.document === null ? null : { ...one.document, number: codeOf(one.document.number) },
        })),
      },
      language,
    );
    const { items, counts, leftOut, processed } = differences.value;
    return ok({
      ...range,
      comparedDays: read.value.days.length,
      notCompared: read.value.notCompared,
      lastRun: run === null ? null : { startedAt: run.startedAt, endedAt: run.endedAt },
      processedSince: processed ?? null,
      statement: statementOf(read.value.days),
      findings: findings.map(({ finding, number, day, text, next, document, jobId }) => ({
        finding,
        number,
        day,
        text,
        next,
        document: document === null ? null : { kind: document.kind, number: document.number },
        link: jobId === null ? null : orderLink(asking, jobId),
      })),
      differences: items.map((item) => itemView(asking, item)),
      countOfDifferences: counts,
      leftOut: leftOut.map(({ why, ...one }) => ({
        ...one,
        why: why === null ? null : saidReason(why, language),
      })),
      link: `${deps.config.publicUrl}/admin/tenants/${tenantId}/comparison?${query.toString()}`,
    });
  },
});

function itemView(
  asking: ToolAsking,
  { name, day, parts, order, document, number }: DifferenceItem,
) {
  const jobId = order?.jobId ?? null;
  const why = order?.why ?? null;
  return {
    name,
    day,
    number: codeOf(number),
    parts: parts.map(({ currency, gross }) => ({ currency, gross })),
    state: order?.state ?? null,
    why: why === null ? null : saidReason(withoutTexts(why), asking.language),
    processedAt: order?.processedAt ?? null,
    document: document === null ? null : { kind: document.kind, number: codeOf(document.number) },
    link: jobId === null ? null : orderLink(asking, jobId),
  };
}

function lastDayOf(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, "2026-01-31".length);
}
