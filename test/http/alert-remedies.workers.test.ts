/**
 * Each alert's remedy, kind by kind: the page that it leads to opens and has the place that it
 * names, and the buttons that its next step names are there on the page of a job that stopped with
 * it.
 */
import { beforeAll, expect, test } from "vitest";
import {
  isAlerted,
  asksNothing,
  reason,
  REASON_CODES,
  type ReasonCode,
} from "../../src/domain/reasons/index.ts";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { groupActions } from "../../src/http/pages/attention/group-actions.ts";
import { remedyOf, remedyPath } from "../../src/http/pages/parts/remedies.ts";
import { actsOn } from "../../src/http/pages/orders/actions/actions.tsx";
import { describeReason } from "../../src/http/usecases/jobs/reason-text.ts";
import { loadAllMessages } from "../support/load-messages.ts";
import { signedIn } from "./browser.ts";
import { NO_DIFFERENCES } from "./compared.ts";
import { healthOf } from "./world.ts";

const ALERTING = REASON_CODES.filter(isAlerted);
const PARAMS = { lookup: "clearingAccount", from: "4" };

let opened: Awaited<ReturnType<typeof signedIn>>;
let id = "";
const pages = new Map<string, { status: number; text: string }>();

beforeAll(async () => {
  await loadAllMessages();
  opened = await signedIn(
    {
      "reads.names": {},
      "reads.orderValues": [],
      "monitoring.health": (tenantId: string) => healthOf(tenantId),
      "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
      "monitoring.endedSums": [],
      "monitoring.notices": {
        waiting: 0,
        undelivered: {},
        bounced: [],
        lastFault: null,
        mail: true,
        secret: true,
        chats: [],
      },
      "jobs.list": { jobs: [], cursor: null },
      "days.list": { total: 0, waiting: [], vouchers: [], currency: null, next: null },
      "payouts.list": [],
      "payouts.clearing": {
        counting: false,
        today: "2026-04-01",
        currency: "SEK",
        sums: [],
        agrees: true,
        account: null,
        orders: [],
        cursor: null,
      },
      "jobs.attention": { jobs: [], cursor: null },
      "jobs.held": { groups: [], next: null, areas: [], causes: [], own: [] },
      "jobs.approvals": { jobs: [], rules: [], cursor: null },
      "reconciliation.differences": NO_DIFFERENCES,
      "reconciliation.view": {
        run: null,
        compared: [],
        findings: [],
        days: [],
        orders: [],
        cursor: null,
      },
    },
    "203.0.113.221",
  );
  id = await opened.world.makeTenant();
});

async function pageAt(path: string): Promise<{ status: number; text: string }> {
  const known = pages.get(path);
  if (known !== undefined) return known;
  const page = await opened.user.go(path);
  pages.set(path, page);
  return page;
}

const stopped = (code: ReasonCode): JobView => ({
  id: "j1",
  key: "order:1",
  flow: "orders",
  lane: "live",
  status: "done",
  outcome: "held",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: "1001",
  figures: null,
  createdAt: 1,
  updatedAt: 2,
  reasons: [reason(code)],
});

test.each(ALERTING)("%s says in every language what to do", (code) => {
  for (const language of LANGUAGES) {
    const { text, next } = describeReason(reason(code, PARAMS), language);
    expect([code, language, text !== "", next !== "" || asksNothing(code)]).toEqual([
      code,
      language,
      true,
      true,
    ]);
  }
});

const LED = ALERTING.flatMap((code) => {
  const remedy = remedyOf(reason(code, PARAMS));
  return remedy === null ? [] : [[code, remedy] as const];
});

test.each(LED)("%s leads to a page that opens, at the place that it names", async (_, remedy) => {
  const [path = "", place] = remedyPath(id, remedy).split("#");
  const { status, text } = await pageAt(path);
  const isShown = place === undefined || text.includes(`id="${place}"`);
  expect([path, status, isShown]).toEqual([path, 200, true]);
});

test("places are named by some", () => {
  expect(LED.filter(([, remedy]) => remedyPath(id, remedy).includes("#")).length).toBeGreaterThan(
    9,
  );
});

test("what a deed of the list mends has its way there wherever its reason is told", () => {
  const without = ALERTING.filter((code) => {
    const why = reason(code, { ...PARAMS, sku: "MUG", rate: "0.25" });
    // A booking again is a button of the order's own page.
    const mends = groupActions(why).some(({ kind }) => kind !== "retry" && kind !== "book-again");
    return mends && remedyOf(why) === null;
  });
  expect(without).toEqual([]);
});

test("the page of an order whose article lacks offers to create it before it offers a retry", async () => {
  const held: JobView = {
    ...stopped("article-not-found"),
    reasons: [reason("article-not-found", { sku: "MUG & CO", line: 1 })],
  };
  opened.world.tenants.answers["jobs.timeline"] = {
    job: held,
    documents: [],
    operations: [],
    timeline: [],
    missing: false,
  };
  const { text } = await opened.user.go(`/admin/tenants/${id}/orders/j1`);
  const actions = text.slice(text.indexOf('id="actions"'));
  const of = "cause=article-not-found&amp;thing=MUG+%26+CO";
  expect(actions).toMatch(/^[^]*?<a class="button" href="[^"]*"[^>]*>Create article</);
  expect(actions).toContain(
    `href="/admin/tenants/${id}/attention/mend?${of}&amp;deed=create-article"`,
  );
  // The list that would offer the same isn't led to.
  expect(text).not.toContain(`href="/admin/tenants/${id}/attention?${of}"`);
  expect(actions.indexOf("Create article")).toBeLessThan(actions.indexOf(">Retry<"));
  expect(actions).toContain('<button class="second">Retry</button>');
});

/** Buttons by the words of a next step, and whether one is there on the page of that job. */
const BUTTONS: readonly (readonly [RegExp, (offered: ReturnType<typeof actsOn>) => boolean])[] = [
  [/\bpress (?:[Rr]etry|[Tt]ry again)\b|\bthen retry\b/, ({ retry }) => retry],
  [/\bBook again\b/, ({ acts }) => acts.includes("book-again")],
  [/\bUndo skip\b/, ({ acts }) => acts.includes("undo-skip")],
  [/\b(?:press|then) [Ss]kip\b|\bskip (?:it|this|the order)\b/, ({ skip }) => skip],
];

test.each(ALERTING)("%s names no button that isn't there when it stopped a job", (code) => {
  const job = stopped(code);
  // What the comparison doesn't find is booked again on the order's own page.
  const offered = actsOn(job, code === "reconciliation-missing");
  const { next } = describeReason(reason(code), "en");
  const missing = BUTTONS.filter(([named, isThere]) => named.test(next) && !isThere(offered));
  expect([code, next, missing.map(([named]) => String(named))]).toEqual([code, next, []]);
});

test("enough of them name a button and lead somewhere for this to say anything", () => {
  const naming = ALERTING.filter((code) =>
    BUTTONS.some(([named]) => named.test(describeReason(reason(code), "en").next)),
  );
  expect(naming.length).toBeGreaterThan(30);
  expect(LED.length).toBeGreaterThan(30);
});
