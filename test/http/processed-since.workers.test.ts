/** The page of a reconciliation after orders were processed since. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { compared, NO_DIFFERENCES, order } from "./compared.ts";

test("where orders were processed since, the page says so on top, and offers to reconcile the days again", async () => {
  const AT = Date.parse("2026-11-24T05:10:30Z");
  const waiting = (id: number) => ({
    day: "2026-11-23",
    order: order({
      id,
      number: String(id),
      state: "waiting",
      why: reason("reconciliation-taken-up"),
      processedAt: AT,
    }),
    document: null,
    number: String(id),
    name: "waiting" as const,
    parts: [{ name: "waiting" as const, currency: "SEK", gross: "-100.00", rates: [] }],
  });
  const { user, id } = await compared({
    "reconciliation.differences": {
      ...NO_DIFFERENCES,
      items: [waiting(1003)],
      counts: { waiting: 1 },
      processed: { count: 1, last: AT },
    },
  });
  const at = `/admin/tenants/${id}/comparison?from=2026-11-23&to=2026-11-23`;
  const { text } = await user.go(at);
  expect(text).toContain("processed after the reconciliation, the last ");
  expect(text).toContain("Reconcile these days again");
  expect(text.indexOf("processed after the reconciliation")).toBeLessThan(
    text.indexOf('class="statement"'),
  );
  expect(text).toMatch(/Processed [^<]*When it was reconciled: /);
  expect(text).toContain("These orders were processed since. Reconcile these days again.");
  expect(text).not.toContain("these orders are being processed");
  const [form = ""] =
    /<form[^>]*comparison"(?:(?!<\/form>).)*Reconcile these days again/s.exec(
      text.slice(text.indexOf('id="statement"')),
    ) ?? [];
  for (const field of [
    'name="from" value="2026-11-23"',
    'name="to" value="2026-11-23"',
    'name="do" value="compare"',
  ])
    expect(form).toContain(field);
  const { text: paper } = await user.go(at.replace("comparison?", "comparison/report?"));
  expect(paper).toContain("processed after the reconciliation, the last ");
  expect(paper.indexOf("processed after the reconciliation")).toBeLessThan(
    paper.indexOf('class="statement"'),
  );
  expect(paper).not.toContain("Reconcile these days again</button>");
});
