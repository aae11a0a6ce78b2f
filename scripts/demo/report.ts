/** Prints an order of the demo: a line on arrival, a line when it is over, a row at the end. */
import type { JobSummary } from "../local/operator.ts";
import { t } from "../terminal.ts";
import type { Verdict } from "./check.ts";
import type { Placed, Played } from "./play.ts";
import { say, table } from "./print.ts";
import type { Story } from "./stories.ts";

export function arrived(story: Story, placed: Placed): void {
  const { orderNumber: order, charged, currency } = placed;
  const { webhooks, title } = story;
  say(t("cli.demo.arrived", { order, charged, currency, webhooks, title: t(title) }));
}

export function ended(played: Played, { documents, faults }: Verdict): void {
  const [document] = documents;
  const figures =
    document === undefined
      ? ""
      : t("cli.demo.endedFigures", {
          customer: document.customer,
          gross: document.gross,
          vat: document.vat,
        });
  const { orderNumber: order, jobs, calls, ms } = played;
  say(t("cli.demo.ended", { order, outcome: outcomes(jobs), figures, calls, ms }));
  for (const text of told(played)) say(`    ${text}`);
  if (document !== undefined && document.closing !== null)
    say(`    ${t("cli.demo.closingRow", { amount: document.closing })}`);
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
      t(played.story.title),
      outcomes(played.jobs),
      played.charged,
      document?.gross ?? "",
      document?.vat ?? "",
      String(verdict.documents.length),
      String(played.calls),
      String(played.ms),
      t(verdict.faults.length === 0 ? "cli.demo.asExpected" : "cli.demo.notAsExpected"),
    ];
  });
  const figures = [
    t("cli.demo.columns.charged"),
    t("cli.demo.columns.booked"),
    t("cli.demo.columns.vat"),
    t("cli.demo.columns.documents"),
    t("cli.demo.columns.calls"),
    t("cli.demo.columns.ms"),
  ];
  const names = [
    t("cli.demo.columns.order"),
    t("cli.demo.columns.what"),
    t("cli.demo.columns.outcome"),
  ];
  return table([...names, ...figures, ""], rows, figures);
}
