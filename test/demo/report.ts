/**
 * How an order of the demo is shown: a line when it arrives, a line when it is over, a row at the
 * end.
 */
import type { JobSummary } from "../local/operator.ts";
import type { Verdict } from "./check.ts";
import type { Placed, Played } from "./play.ts";
import { say, table } from "./print.ts";
import type { Story } from "./stories.ts";

export function arrived(story: Story, placed: Placed): void {
  const count = story.webhooks === 1 ? "1 webhook" : `${story.webhooks} webhooks at once`;
  say(
    `→ order ${placed.orderNumber}, ${placed.charged} ${placed.currency}, ${count}: ${story.title}`,
  );
}

export function ended(played: Played, { documents, faults }: Verdict): void {
  const [document] = documents;
  const figures =
    document === undefined
      ? ""
      : `  ${document.customer}  gross ${document.gross}  VAT ${document.vat}`;
  say(
    `← order ${played.orderNumber}  ${outcomes(played.jobs)}${figures}  ${played.calls} calls  ${played.ms} ms`,
  );
  for (const text of told(played)) say(`    ${text}`);
  if (document !== undefined && document.closing !== null)
    say(`    A closing row of ${document.closing} brings the total to what was charged.`);
  for (const fault of faults) say(`    ✗ ${fault}`);
}

const outcomes = (jobs: readonly JobSummary[]): string =>
  jobs.map((job) => job.outcome ?? job.status).join(", ");

/**
 * The reason that decided, and those that a reader would ask about; the rest stands on the order's
 * page.
 */
const NOTABLE = new Set([
  "closing-row",
  "adjusting-row",
  "default-debtor-used",
  "customer-created",
  "customer-known",
  "confirmed-after-comparison",
]);

function told({ jobs, story }: Played): readonly string[] {
  const reasons = jobs[0]?.reasons ?? [];
  return reasons
    .filter((reason) => story.expected.decided.includes(reason.code) || NOTABLE.has(reason.code))
    .map((reason) =>
      NOTHING_TO_DO.test(reason.next) ? reason.text : `${reason.text} ${reason.next}`,
    );
}

const NOTHING_TO_DO = /^(Nothing has to be done\.)?$/;

export function summary(
  results: readonly { readonly played: Played; readonly verdict: Verdict }[],
): string {
  const rows = results.map(({ played, verdict }) => {
    const [document] = verdict.documents;
    return [
      played.orderNumber,
      played.story.title,
      outcomes(played.jobs),
      played.charged,
      document?.gross ?? "",
      document?.vat ?? "",
      String(verdict.documents.length),
      String(played.calls),
      String(played.ms),
      verdict.faults.length === 0 ? "as expected" : "NOT AS EXPECTED",
    ];
  });
  return table(
    ["Order", "What", "Outcome", "Charged", "Booked", "VAT", "Documents", "Calls", "ms", ""],
    rows,
    ["Charged", "Booked", "VAT", "Documents", "Calls", "ms"],
  );
}
