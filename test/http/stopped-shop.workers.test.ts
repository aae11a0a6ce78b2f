/**
 * In a shop that is stopped, previews, notices and lists say that work waits until it is resumed;
 * the same pages of the shop once it runs promise it as before.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { message } from "../../src/messages/message.ts";
import { compared, comparisonView } from "./compared.ts";
import { jobView } from "./job-view.ts";
import { job, shop } from "./retry-stage.ts";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

const STOPPED = {
  alerts: 1,
  approvals: 0,
  stopped: { by: "person", actor: "anna@example.com", since: Date.parse("2026-11-30T21:00:00Z") },
} as const;
const RUNS = { alerts: 1, approvals: 0 };

/** A notice is shown once, but by a page that renews itself. */
const AS_RENEWED = { headers: { "x-renews-itself": "1" } };

const wordsOf = (html: string): string =>
  html
    .slice(html.indexOf("<main"))
    .replace(/<[^>]*>/g, " ")
    .replaceAll(/[\u2066-\u2069]/g, "")
    .replace(/\s+/g, " ");

test("a preview of a stopped shop says that what it starts waits, and when it is booked", async () => {
  const { world, user, id } = await shop("203.0.113.140");
  const at = `/admin/tenants/${id}`;
  const csrf = await user.csrf(`${at}/attention`);
  const sheets = async (): Promise<readonly string[]> => {
    const several = await user.post(`${at}/attention`, { csrf, job: "j1", do: "preview" });
    const one = await user.post(`${at}/orders/j2/retry`, { csrf });
    return [several, one].map(({ text }) => wordsOf(text));
  };
  world.tenants.answers["monitoring.open"] = STOPPED;
  for (const text of await sheets()) {
    expect(text).toContain(
      "What you confirm here is done once the shop runs again. Resume everything",
    );
    expect(text).not.toContain("After confirming");
    // One box says both: that the shop is stopped, and what that means for the sheet.
    expect(text.match(/stopped since|is stopped/g)).toHaveLength(1);
    expect(text).toMatch(
      /stopped since .* What you confirm here is done once the shop runs again\./,
    );
  }
  expect((await sheets())[0]).toContain("Once the shop runs again");
  // Without a sign-in there is nothing to resume.
  world.tenants.answers["monitoring.open"] = {
    ...RUNS,
    stopped: { by: "engine", since: STOPPED.stopped.since },
  };
  for (const text of await sheets()) {
    expect(text).toContain("What you confirm here is done once the shop runs again. What to do");
    expect(text).not.toContain("again. Resume everything");
  }
  world.tenants.answers["monitoring.open"] = RUNS;
  const [several = ""] = await sheets();
  expect(several).not.toContain("once the shop runs");
  expect(several).toContain("After confirming");
});

test("a sheet whose preview is refused says why in a whole sentence", async () => {
  const { world, user, id } = await shop("203.0.113.142");
  const at = `/admin/tenants/${id}`;
  const csrf = await user.csrf(`${at}/attention`);
  world.tenants.answers["flows.dryRun"] = {
    ok: false,
    kind: "needs-login",
    message: message("refusals.signInFirst", { vendor: "eAccounting" }),
  };
  const { text } = await user.post(`${at}/orders/j2/retry`, { csrf });
  expect(wordsOf(text)).toMatch(
    /The preview couldn(&#39;|')t be made\. +Sign in to eAccounting again first\./,
  );
});

test("what was begun in a stopped shop is said to wait, and to be under way in one that runs", async () => {
  const { world, user, id } = await shop("203.0.113.141");
  const at = `/admin/tenants/${id}`;
  const pages = [
    [
      "attention?retried=2",
      "2 items wait and are retried once the shop runs again",
      "Retrying 2 items.",
    ],
    ["attention?letter=retried", "1 item waits and is retried once the shop runs again", null],
    ["orders/j3?done=retried", "it waits until the shop runs again", "Retry started"],
  ] as const;
  // A run that isn't over.
  world.tenants.answers["jobs.timeline"] = {
    job: job("j3", null, { status: "queued", outcome: null, reasons: [] }),
    documents: [],
    operations: [],
    timeline: [],
  };
  for (const [path, waits, runs] of pages) {
    world.tenants.answers["monitoring.open"] = STOPPED;
    const stopped = wordsOf((await user.go(`${at}/${path}`, AS_RENEWED)).text);
    world.tenants.answers["monitoring.open"] = RUNS;
    const running = wordsOf((await user.go(`${at}/${path}`, AS_RENEWED)).text);
    expect([path, stopped]).toEqual([path, expect.stringContaining(waits)]);
    expect([path, running.includes(waits)]).toEqual([path, false]);
    if (runs === null) continue;
    expect([path, running]).toEqual([path, expect.stringContaining(runs)]);
    expect([path, stopped.includes(runs)]).toEqual([path, false]);
  }
});

test("a reconciliation begun in a stopped shop isn't said to be under way", async () => {
  const { world, user, id } = await compared({
    "reconciliation.view": { ...comparisonView, asked: { jobId: "k1", over: false } },
    "monitoring.open": STOPPED,
  });
  const page = async () =>
    wordsOf((await user.go(`/admin/tenants/${id}/comparison?begun=k1`, AS_RENEWED)).text);
  expect(await page()).toContain("it waits until the shop runs again. Resume everything");
  expect(await page()).not.toContain("Reconciliation started.");
  world.tenants.answers["monitoring.open"] = RUNS;
  expect(await page()).toContain("Reconciliation started.");
});

test("a queued order of a stopped shop says why it waits, in its list and on its page", async () => {
  const queued = jobView({ status: "queued", outcome: null, reasons: [] });
  const { world, user } = await signedIn(
    {
      "jobs.list": { jobs: [queued], cursor: null },
      "jobs.timeline": { job: queued, documents: [], operations: [], timeline: [] },
      "jobs.people": {},
      "reads.names": {},
      "monitoring.open": STOPPED,
    },
    "203.0.113.142",
  );
  const id = await world.makeTenant();
  const pages = [`/admin/tenants/${id}/orders`, `/admin/tenants/${id}/orders/${queued.id}`];
  const why = "Nothing of this shop runs at the moment. Waits until it runs again.";
  for (const page of pages) expect(wordsOf((await user.go(page)).text)).toContain(why);
  world.tenants.answers["monitoring.open"] = RUNS;
  for (const page of pages) expect(wordsOf((await user.go(page)).text)).not.toContain(why);
});

test("who stopped a shop is named on each of its pages, and in the first line of its home", async () => {
  const { since } = STOPPED.stopped;
  const { world, user } = await signedIn(
    {
      "jobs.list": { jobs: [], cursor: null },
      "monitoring.open": STOPPED,
      "monitoring.health": (id: string) =>
        healthOf(id, {
          pause: {
            paused: true,
            by: "person",
            since,
            reason: reason("tenant-paused", { actor: "anna@example.com", note: "" }),
          },
        }),
    },
    "203.0.113.143",
  );
  const id = await world.makeTenant();
  expect(wordsOf((await user.go(`/admin/tenants/${id}/orders`)).text)).toMatch(
    /Everything has been stopped since [^.]*30 Nov 2026[^.]* by anna@example\.com ?\./,
  );
  expect(wordsOf((await user.go(`/admin/tenants/${id}`)).text)).toMatch(
    /Stopped since 30 Nov 2026, 22:00:00 by anna@example\.com/,
  );
});
