/**
 * What a person can ask of a job: by the API, and on the pages, where a button stands only where it
 * does something.
 */
import { expect, test } from "vitest";
import { message } from "../../src/messages/message.ts";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import type { TenantHealth } from "../../src/sync/contract/index.ts";
import { bareReason } from "../support/bare-reason.ts";
import { signedIn } from "./browser.ts";
import { NO_DIFFERENCES, comparisonView as compared } from "./compared.ts";
import { jobOrTry, triable } from "./retry-stage.ts";
import type { TenantAnswers } from "./fakes.ts";
import { healthOf } from "./world.ts";
import { messagesOf } from "../../src/messages/index.ts";
import { jobView } from "./job-view.ts";

const job = (id: string, more: Partial<JobView> = {}): JobView =>
  jobView({
    id,
    key: `order:${id.slice(1)}`,
    label: `100${id.slice(1)}`,
    createdAt: 1,
    updatedAt: 2,
    reasons: [bareReason("order-booked", { number: "57" })],
    ...more,
  });

const GONE = reason("document-gone", { document: "57", later: false });
const SKIPPED = reason("skipped-by-person", {
  actor: "anna",
  documents: null,
  why: "booked by hand",
});

async function shop(
  address: string,
  jobs: readonly JobView[],
  answers: TenantAnswers = {},
  missing: readonly string[] = [],
) {
  const by = (id: unknown): JobView | undefined => jobs.find((one) => one.id === id);
  const { world, user } = await signedIn(
    {
      "admin.configure": { ok: true },
      "reads.names": {},
      "jobs.attention": { jobs, cursor: null },
      "jobs.list": { jobs, cursor: null },
      ...triable(jobs),
      "jobs.act": (_: string, jobId: string) => ({ ok: true, dispatch: true, jobId }),
      "jobs.skip": { ok: true },
      "jobs.timeline": (_: string, jobId: string) =>
        jobOrTry(by, jobId) === undefined
          ? null
          : {
              job: jobOrTry(by, jobId),
              documents: [],
              operations: [],
              timeline: [],
              missing: missing.includes(jobId),
            },
      "jobs.skipNotes": {},
      ...answers,
    },
    address,
  );
  const id = await world.makeTenant();
  return {
    world,
    user,
    id,
    page: (jobId: string, of = "orders") => user.go(`/admin/tenants/${id}/${of}/${jobId}`),
  };
}

/** The buttons of what can be done, without their forms. */
function buttons(text: string): readonly string[] {
  const [, section = ""] = text.split('<section id="actions"');
  return [...(section.split("</section>")[0] ?? "").matchAll(/<button[^>]*>\s*([^<]*?)\s*</g)].map(
    ([, label = ""]) => label,
  );
}

test("each act stands where it does something, by its own name: nothing is offered that isn't there, and what is said to be pressed is", async () => {
  const { page } = await shop(
    "203.0.113.131",
    [
      job("j1"),
      job("j2", { outcome: "held", reasons: [GONE] }),
      job("j3", { outcome: "skipped", reasons: [SKIPPED, GONE] }),
      job("j4"),
      job("j5", { outcome: "held", reasons: [reason("article-not-found", { sku: "X", line: 1 })] }),
      job("j6", { flow: "lookups", key: "lookups", outcome: "updated", reasons: [] }),
      job("j7", { flow: "order-sweep", key: "sweep:orders", outcome: "updated", reasons: [] }),
      job("j8", {
        outcome: "skipped",
        reasons: [reason("status-outside-filter", { status: 1, filter: "2" })],
      }),
    ],
    {},
    ["j4"],
  );
  const seen: Record<string, readonly string[]> = {};
  for (const id of ["j1", "j2", "j3", "j4", "j5", "j6", "j7", "j8"])
    seen[id] = buttons((await page(id)).text);
  expect(seen).toEqual({
    j1: ["Resync"],
    j2: ["Book again", "Skip order"],
    j3: ["Undo skip"],
    j4: ["Book again", "Resync", "Skip order"],
    j5: ["Preview", "Retry", "Skip order"],
    j6: ["Check connection"],
    j7: ["Run again"],
    j8: ["Resync"],
  });
});

test("a skipped order says why and how to take it up after all, in each language, and by a button that is there", async () => {
  const { user, id, world } = await shop("203.0.113.132", [
    job("j1", { outcome: "skipped", reasons: [SKIPPED] }),
  ]);
  const pressed = new Set<string>();
  for (const language of LANGUAGES) {
    const { text } = await user.go(`/admin/tenants/${id}/orders/j1`, {
      headers: { "accept-language": language },
    });
    const { t } = messagesOf(language);
    expect([
      buttons(text),
      text.includes("booked by hand"),
      text.split(t("orders.actions.undoSkip.button")).length,
    ]).toEqual([[t("orders.actions.undoSkip.button")], true, 3]);
    expect(
      (await user.go(`/admin/tenants/${id}/orders`, { headers: { "accept-language": language } }))
        .text,
    ).toContain("booked by hand");
    expect(
      (
        await user.go(`/admin/tenants/${id}/orders.csv`, {
          headers: { "accept-language": language },
        })
      ).text,
    ).toContain("booked by hand");
    pressed.add(t("orders.actions.undoSkip.button"));
  }
  expect(pressed.size).toBe(LANGUAGES.length);
  expect(JSON.stringify((await world.api("GET", `/tenants/${id}/jobs`)).body)).toContain(
    "booked by hand",
  );
});

test("the API has each act; what it is asked stands in the audit log, and what the object refuses is told", async () => {
  const { world, id } = await shop("203.0.113.133", [job("j1")]);
  for (const act of ["resync", "book-again", "undo-skip"])
    expect(await world.api("POST", `/tenants/${id}/jobs/j1/${act}`)).toMatchObject({
      status: 202,
      body: { jobId: "j1" },
    });
  await world.context.settled();
  expect(world.dispatched).toEqual([0, 1, 2].map(() => `${id}/j1`));
  expect(
    world.tenants.calls
      .filter(({ method }) => method === "jobs.act")
      .map(({ args }) => args.slice(1)),
  ).toEqual([
    ["j1", "resync", "admin-token", null, null],
    ["j1", "book-again", "admin-token", null, null],
    ["j1", "undo-skip", "admin-token", null, null],
  ]);
  expect((await world.auditOf(id)).slice(1)).toEqual([
    "admin-token job.resync",
    "admin-token job.book-again",
    "admin-token job.undo-skip",
  ]);
  world.tenants.answers["jobs.act"] = {
    ok: false,
    kind: "not-skipped",
    message: message("refusals.notSkipped"),
  };
  expect(await world.api("POST", `/tenants/${id}/jobs/j1/undo-skip`)).toMatchObject({
    status: 409,
    body: { kind: "not-skipped" },
  });
});

test("after an act the notice says how far it is, in the colour of its outcome, and is told once", async () => {
  const jobs = { j1: job("j1", { status: "queued", outcome: "held", reasons: [GONE] }) };
  const { user, id, world } = await shop("203.0.113.135", [], {
    "jobs.timeline": () => ({ job: jobs.j1, documents: [], operations: [], timeline: [] }),
    "jobs.retry": { ok: true, dispatch: false, jobId: "j1" },
    "jobs.plannedWith": { ok: true, version: 1 },
  });
  const address = `/admin/tenants/${id}/orders/j1`;
  const csrf = await user.csrf(address);
  const notice = (text: string): readonly string[] =>
    [...text.matchAll(/<div class="notice (\w+)"[^>]*>\s*<p>([^<]*)/g)].map(
      ([, tone = "", said = ""]) => `${tone}: ${said}`,
    );
  const press = async (): Promise<string> =>
    (await user.post(`${address}/retry`, { csrf })).headers.get("location") ?? "";
  const first = await press();
  expect(notice((await user.go(first)).text)).toEqual([
    "busy: Retry started with the newest settings. The data is being fetched again.",
  ]);
  // The same address once more, as by a reload: the same page without it.
  const again = await user.go(first);
  expect([again.status, again.headers.get("location")]).toEqual([303, address]);
  expect(notice((await user.go(address)).text)).toEqual([]);
  // Pressed once more it is told once more; by then it is over, and held as before.
  jobs.j1 = job("j1", { outcome: "held", reasons: [GONE] });
  expect(notice((await user.go(await press())).text)).toEqual([
    "bad: Finished just now. The result is shown below.",
  ]);
  jobs.j1 = job("j1");
  expect(notice((await user.go(await press())).text)).toEqual([
    "good: Finished just now. The result is shown below.",
  ]);
  expect(world.logs.filter((line) => JSON.stringify(line).includes("page-failed"))).toEqual([]);
});

test("webhooks that arrive again after one was missed aren't said to be missing", async () => {
  let inARow = 0;
  const { user, id } = await shop("203.0.113.199", [], {
    "monitoring.health": (tenant: string) =>
      healthOf(tenant, {
        sweeps: { everyMs: 300_000, webhooksArrive: false, missedAt: 1, inARow, needed: 20 },
      }),
  });
  const missing = "Check the webhooks in Asperion.";
  expect((await user.go(`/admin/tenants/${id}/syncs`)).text).toContain(missing);
  inARow = 2;
  const { text } = await user.go(`/admin/tenants/${id}/syncs`);
  expect(text).toContain("Webhooks arrive again: 2 of 20 new orders in a row.");
  expect(text).not.toContain(missing);
});

test("while everything is stopped no flow is said to be on or about to run", async () => {
  const soon = Date.UTC(2026, 10, 24, 12) + 22_000;
  const works = [
    {
      name: "order-sweep",
      flow: "orders",
      key: "sweep:orders",
      lastRun: 1,
      nextRun: soon,
      job: null,
    },
  ] as unknown as TenantHealth["works"];
  const paused = {
    paused: true,
    by: "person",
    reason: reason("tenant-paused", { note: null }),
    since: 1,
  } as const;
  const { world, user, id } = await shop("203.0.113.136", [], {
    "monitoring.health": (tenant: string) => healthOf(tenant, { works, pause: paused }),
  });
  const settings = (await world.api("GET", `/tenants/${id}/settings`)).body as {
    version: number;
    orders: object;
  };
  await world.api("PUT", `/tenants/${id}/settings`, {
    ...settings,
    orders: { ...settings.orders, enabled: true, startLine: "2026-01-01T00:00:00Z" },
  });
  const part = (text: string, of: string): string =>
    (text.split(`<section id="${of}"`)[1] ?? "").split("</section>")[0] ?? "";
  const { text } = await user.go(`/admin/tenants/${id}/syncs`);
  expect(part(text, "flows")).not.toContain("in 22 seconds");
  expect(part(text, "flows")).toContain("<td>stopped</td>");
  expect(part(text, "health")).toMatch(
    /<dt>Orders<\/dt>\s*<dd>\s*<span class="badge warn">\s*Stopped/,
  );
  world.tenants.answers["monitoring.health"] = (tenant: string) => healthOf(tenant, { works });
  const running = await user.go(`/admin/tenants/${id}/syncs`);
  expect(part(running.text, "flows")).toContain("in 22 seconds");
  expect(part(running.text, "health")).toMatch(
    /<dt>Orders<\/dt>\s*<dd>\s*<span class="badge good">\s*On/,
  );
});

test("a missing document is booked again where it is told: with the finding, and in the list of what waits", async () => {
  const gone = job("j1", {
    outcome: "held",
    reasons: [reason("looked-up-before-first-write"), GONE],
  });
  const found = {
    finding: "missing",
    key: "order:1",
    number: "1001",
    document: null,
    at: 1,
    jobId: "j1",
  };
  const comparisonView = { ...compared, orders: [], cursor: null, findings: [found] };
  const { world, user, id } = await shop("203.0.113.137", [gone], {
    "reconciliation.view": comparisonView,
    "reconciliation.differences": {
      ...NO_DIFFERENCES,
      apart: [{ ...found, order: null, parts: [] }],
    },
  });
  for (const language of LANGUAGES) {
    const { text } = await user.go(`/admin/tenants/${id}/comparison`, {
      headers: { "accept-language": language },
    });
    const { t } = messagesOf(language);
    // In the advice, and on the button.
    expect([
      text.includes(`action="/admin/tenants/${id}/orders/j1/book-again"`),
      text.split(t("orders.actions.bookAgain.button")).length > 2,
    ]).toEqual([true, true]);
  }
  expect(
    (await world.api("GET", `/tenants/${id}/reconciliation?from=2026-11-20&to=2026-11-24`)).body[
      "findings"
    ],
  ).toMatchObject([
    { finding: "missing", jobId: "j1", next: expect.stringContaining("Book again") },
  ]);
  const list = (await user.go(`/admin/tenants/${id}/attention`)).text;
  expect([
    list.includes(`formaction="/admin/tenants/${id}/orders/j1/book-again"`),
    list.includes("The document no longer exists in eAccounting"),
  ]).toEqual([true, true]);
  const csrf = await user.csrf(`/admin/tenants/${id}/attention`);
  const path = `/admin/tenants/${id}/orders/j1/book-again`;
  const sheet = await user.post(path, { csrf });
  expect(sheet.text).toContain("Creates the document again");
  expect(world.tenants.calls.some(({ method }) => method === "jobs.act")).toBe(false);
  const sent = await user.confirm(path, { csrf });
  expect([sent.status, sent.headers.get("location")]).toEqual([
    303,
    `/admin/tenants/${id}/orders/j1?done=booked-again`,
  ]);
});

test("the audit log tells why an order was skipped, as long as that is kept, and keeps none of it", async () => {
  const { world, user, id } = await shop("203.0.113.138", [
    job("j1", { outcome: "skipped", reasons: [SKIPPED] }),
  ]);
  await world.api("POST", `/tenants/${id}/jobs/j1/skip`, { note: "booked by hand" });
  world.tenants.answers["jobs.skipNotes"] = {
    j1: [
      { at: 1, note: "long ago" },
      { at: world.clock.now(), note: "booked by hand" },
    ],
  };
  const changes = (await world.api("GET", `/tenants/${id}/audit`)).body["changes"] as {
    action: string;
    note: string | null;
  }[];
  expect(changes.map(({ action, note }) => [action, note])).toEqual([
    ["job.skipped", "booked by hand"],
    ["job.skip", "booked by hand"],
    ["tenant.make", null],
  ]);
  expect((await user.go(`/admin/tenants/${id}/audit`)).text).toContain("booked by hand");
  const { results } = await world.db.$client.prepare("SELECT * FROM audit").all();
  expect(JSON.stringify(results)).not.toContain("booked by hand");
  world.tenants.answers["jobs.skipNotes"] = () => Promise.reject(new Error("down"));
  expect((await user.go(`/admin/tenants/${id}/audit`)).status).toBe(200);
});
