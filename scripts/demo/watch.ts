/** Prints every further job that ends, for a person who places orders on the sandbox's page. */
import { setTimeout as sleep } from "node:timers/promises";
import { type JobSummary, type Operator, over } from "../local/operator.ts";
import { t } from "../terminal.ts";
import { documentsOf, type LedgerDocument } from "./check.ts";
import { complain, say } from "./print.ts";

const EVERY_MS = 1_000;

export async function watch(
  operator: Operator,
  tenantId: string,
  stopped: AbortSignal,
): Promise<void> {
  const told = new Set((await operator.jobs(tenantId)).map(stateOf));
  while (!stopped.aborted) {
    await sleep(EVERY_MS, undefined, { signal: stopped }).catch(() => undefined);
    if (stopped.aborted) return;
    try {
      const jobs = (await operator.jobs(tenantId)).filter(
        (job) => over(job) && job.flow === "orders" && !told.has(stateOf(job)),
      );
      for (const job of jobs.toReversed()) {
        told.add(stateOf(job));
        const order = job.label ?? job.key;
        const [document] = await documentsOf(operator, order);
        const figures = figuresText(job.figures, document);
        const outcome = job.outcome ?? job.status;
        say(t("cli.demo.seen", { order, outcome, figures, ms: job.updatedAt - job.createdAt }));
        say(`    ${job.reasons[0]?.text ?? ""} ${job.reasons[0]?.next ?? ""}`);
      }
    } catch (fault) {
      if (!stopped.aborted)
        complain(
          t("cli.demo.watchFailed", {
            fault: fault instanceof Error ? fault.message : String(fault),
          }),
        );
    }
  }
}

/** What was booked, as the table above has it; without a sales order what the shop charged. */
export function figuresText(
  charged: JobSummary["figures"],
  document: Pick<LedgerDocument, "gross" | "vat"> | undefined,
): string {
  if (charged === null) return "";
  if (document === undefined) return t("cli.demo.seenCharged", charged);
  const { gross, vat } = document;
  return t("cli.demo.seenFigures", { gross, vat, currency: charged.currency });
}

const stateOf = (job: { readonly id: string; readonly updatedAt: number }): string =>
  `${job.id}@${job.updatedAt}`;
