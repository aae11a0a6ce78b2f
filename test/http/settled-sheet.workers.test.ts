/** The sheet of a retry whose cause is over: it says of when its cause is, and what the retry does. */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { planOrder } from "../../src/flows/orders/preparation/plan.ts";
import { input, order } from "../flows/orders/kit.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";

const CLOSED = reason("period-closed", { date: "2026-11-24", why: "period-locked" });
const BY_PERSON = reason("document-booked-by-person", {
  number: "1003",
  document: "draft",
  invoiced: false,
});
const given = input(order([{ price: "100.00" }]), { form: "invoice" });

/** The sheet of order 1001, held at 12:09, whose try ended so. */
async function sheet(address: string, tried: Pick<JobView, "outcome" | "reasons">) {
  const reasons: readonly Reason[] = [CLOSED];
  const job = jobView({ outcome: "held", reasons, updatedAt: Date.UTC(2026, 10, 24, 11, 9) });
  const run = { ...job, id: "t1", key: `dry-run:again:retry:${job.key}`, flow: "dry-run" };
  const detail = { input: given, plan: planOrder(given) };
  const { world, user } = await signedIn(
    {
      "jobs.timeline": (_: string, id: string) => ({
        job: id === "t1" ? { ...run, ...tried } : job,
        operations: [],
        timeline: id === "t1" ? [{ at: 1, what: "plan", title: "", detail }] : [],
        documents: [],
      }),
      "jobs.named": [{ ...job, goes: false }],
      "jobs.list": { jobs: [job], cursor: null },
      "jobs.label": "1001",
      "jobs.plannedWith": { ok: true, version: null },
      "flows.dryRun": { ok: true, jobId: "t1" },
      "reads.names": {},
      "reads.ledger": {},
      "reads.loweredBy": [],
      "links.list": { links: [], cursor: null },
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/orders/j1`;
  const csrf = await user.csrf(at);
  return async (language: string): Promise<string> => {
    const { text } = await user.post(`${at}/retry`, { csrf }, { "accept-language": language });
    return text.replaceAll(/<[^>]+>|[\u2066-\u2069]/g, " ").replaceAll(/\s+/g, " ");
  };
}

test("a retry that finds what a person booked says so, and shows no planned posting", async () => {
  const inLanguage = await sheet("203.0.113.211", { outcome: "booked", reasons: [BY_PERSON] });
  const text = await inLanguage("en");
  expect(text).toContain(
    "Nothing is written to eAccounting, and it is no longer on hold. The draft was booked",
  );
  expect(text).toContain("At the attempt of 24 Nov 2026, 12:09:00: The period of 24 Nov 2026");
  expect(text).not.toContain("Nothing will change");
  expect(text).not.toContain("Planned document");
  for (const [language, words] of [
    ["nl", "Bij de poging van 24 nov 2026"],
    ["pl", "Przy próbie z 24 lis 2026"],
    ["sv", "Vid försöket 24 nov. 2026"],
  ] as const)
    expect(await inLanguage(language)).toContain(words);
});

test("one that books says as what, with its posting", async () => {
  const would = reason("dry-run", { would: "draft.create" });
  const inLanguage = await sheet("203.0.113.212", { outcome: "skipped", reasons: [would] });
  const text = await inLanguage("en");
  expect(text).not.toContain("no longer on hold");
  expect(text).toContain("Planned document");
});

test("a credit that lowers its order names the sales order that will be updated", async () => {
  const would = reason("dry-run", { would: "order.update" });
  const lowers = reason("credit-lowers-order", { number: "12", gross: "-25.00" });
  const inLanguage = await sheet("203.0.113.213", {
    outcome: "skipped",
    reasons: [would, lowers],
  });
  const named = [
    ["en", /Will be updated\. .* sales order 12 in eAccounting/],
    ["nl", /Wordt bijgewerkt\. .*verkooporder 12/],
    ["pl", /Zostanie zaktualizowane\. .*12/],
    ["sv", /Uppdateras\. .*försäljningsorder 12/],
  ] as const;
  for (const [language, words] of named) expect(await inLanguage(language)).toMatch(words);
});
