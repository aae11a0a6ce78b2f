/**
 * What a person asks of the voucher of a day or of a payout is shown before it is done, on the
 * order's pages, where these have theirs: with its posting, and nothing is asked of the object
 * before it was confirmed as it was shown.
 */
import { describe, expect, test } from "vitest";
import type { FlowName, JobView } from "../../src/domain/jobs/job.ts";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { browser, signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { company, healthOf } from "./world.ts";

const ROWS = [
  { account: 1580, debit: "125.00", credit: "0.00", text: "2026-11-24 CARD" },
  { account: 3001, debit: "0.00", credit: "125.00", text: "2026-11-24 25%" },
];

const OF_DAY = { flow: "days", key: "day:2026-11-24-1", label: "2026-11-24-1" } as const;
const OF_PAYOUT = { flow: "payouts", key: "payout:abc", label: "po_1" } as const;

type Case = {
  readonly of: { readonly flow: FlowName; readonly key: string; readonly label: string };
  readonly deed: "retry" | "undo-skip" | "resync";
  readonly outcome: "held" | "skipped" | "booked";
  readonly reasons: readonly Reason[];
};

async function shop(
  address: string,
  { of, deed, outcome, reasons }: Case,
  would = [reason("dry-run", { would: "day-voucher.create" })],
) {
  const job = jobView({ id: "d1", ...of, outcome, reasons, updatedAt: 2 });
  const tried: JobView = {
    ...job,
    id: "t1",
    key: `dry-run:again:${deed}:${job.key}`,
    flow: "dry-run",
    outcome: "skipped",
    reasons: would,
  };
  const told = { ok: true, dispatch: true, jobId: "d1" };
  let date = "2026-11-24";
  const { world, user } = await signedIn(
    {
      "jobs.timeline": (_: string, id: string) => ({
        job: id === "t1" ? tried : job,
        operations: [],
        timeline:
          id === "t1"
            ? [{ at: 1, what: "plan", title: "day", detail: { date, text: "#1", rows: ROWS } }]
            : [],
        documents: [],
      }),
      "jobs.named": [{ ...job, goes: false }],
      "jobs.list": { jobs: [job], cursor: null },
      "jobs.label": of.label,
      "jobs.plannedWith": { ok: true, version: null },
      "jobs.retry": told,
      "jobs.act": told,
      "flows.dryRun": { ok: true, jobId: "t1" },
      "reads.names": {},
      "reads.ledger": {},
      "reads.loweredBy": [],
      "days.one": { voucher: { members: 42 }, members: [], cursor: null },
      "payouts.one": { matched: 42 },
      "monitoring.health": (id: string) => healthOf(id, { company: company("c-1", "Demo AB") }),
      "links.list": { links: [], cursor: null },
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/orders/d1`;
  const { text } = await user.go(at);
  expect(text).toContain(`action="${at}/${deed}"`);
  const [csrf = ""] = /(?<=name="csrf" value=")[^"]+/.exec(text) ?? [];
  return {
    press: (mark = "") => user.post(`${at}/${deed}`, mark === "" ? { csrf } : { csrf, mark }),
    asked: () =>
      world.tenants.calls.flatMap(({ method, args }) =>
        method === "jobs.retry" || method === "jobs.act" ? [[method, args[1], args.at(-2)]] : [],
      ),
    moves: (day: string) => void (date = day),
  };
}

const SKIPPED = [reason("skipped-by-person", { actor: "anna", documents: null })];
const CLOSED = [reason("period-closed", { date: null, why: "refused" })];

const markOf = (text: string): string => /(?<=name="mark" value=")[^"]+/.exec(text)?.[0] ?? "";

test.each<[string, string, Case, string]>([
  [
    "a retry of a held daily voucher",
    "203.0.113.221",
    { of: OF_DAY, deed: "retry", outcome: "held", reasons: CLOSED },
    "The daily voucher is sent to eAccounting",
  ],
  [
    "undoing the skip of a daily voucher",
    "203.0.113.222",
    { of: OF_DAY, deed: "undo-skip", outcome: "skipped", reasons: SKIPPED },
    "the whole day counts as booked by hand",
  ],
  [
    "running a booked daily voucher again",
    "203.0.113.226",
    { of: OF_DAY, deed: "resync", outcome: "booked", reasons: [] },
    "The daily voucher is sent to eAccounting",
  ],
  [
    "a retry of a held payout",
    "203.0.113.223",
    {
      of: OF_PAYOUT,
      deed: "retry",
      outcome: "held",
      reasons: [reason("payout-changed", { payout: "po_1" })],
    },
    "The payout is booked as it was approved",
  ],
  [
    "undoing the skip of a payout",
    "203.0.113.224",
    { of: OF_PAYOUT, deed: "undo-skip", outcome: "skipped", reasons: SKIPPED },
    "This payout was skipped.",
  ],
])(
  "%s is shown first, with its posting, and done as it was shown",
  async (_, address, one, says) => {
    const { press, asked, moves } = await shop(address, one);
    const sheet = await press();
    expect([sheet.status, asked()]).toEqual([200, []]);
    const shown = sheet.text.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
    for (const part of [says, "Nothing has been done yet.", "1580", "3001", "125.00 SEK", "42"])
      expect(shown).toContain(part);
    expect(shown).toContain("24 Nov 2026");
    // The sheet is called what the button was.
    expect(shown.includes("Run again: ")).toBe(one.deed === "resync");
    expect(shown).not.toContain("Resync");
    // Meanwhile its date has moved: told of, and nothing is done.
    moves("2026-12-01");
    const moved = await press(markOf(sheet.text));
    expect([moved.status, asked()]).toEqual([409, []]);
    expect(moved.text).toContain("1 Dec 2026");
    const done = await press(markOf(moved.text));
    expect(done.status).toBe(303);
    expect(asked()).toEqual([[one.deed === "retry" ? "jobs.retry" : "jobs.act", "d1", 2]]);
  },
);

test.each<[string, Case, string]>([
  [
    "203.0.113.227",
    { of: OF_DAY, deed: "undo-skip", outcome: "skipped", reasons: SKIPPED },
    "Undo skip: Daily voucher of 24 Nov 2026",
  ],
  [
    "203.0.113.228",
    { of: OF_PAYOUT, deed: "undo-skip", outcome: "skipped", reasons: SKIPPED },
    "Undo skip: Payout po_1",
  ],
])("a skip that is undone of what would be held promises no booking: %s", async (...one) => {
  const [address, skipped, title] = one;
  const { press } = await shop(address, skipped, [reason("dry-run", { would: "held" }), ...CLOSED]);
  const { text } = await press();
  expect(text).toContain(`<h1>${title}</h1>`);
  expect(text).toContain("it is no longer counted as booked by hand");
  expect(text).toContain("Will be put on hold.");
  expect(text).not.toMatch(/It is booked now|Stays on hold/);
});

describe("the page of a day", () => {
  const held = { id: "d1", flow: "days", status: "done", outcome: "held", reasons: CLOSED };
  const pageOf = async (address: string, job: object) => {
    const voucher = {
      id: "2026-11-24-1",
      day: "2026-11-24",
      n: 1,
      members: 42,
      rows: [],
      closedAt: 1,
      voucher: null,
      job,
    };
    const { world, user } = await signedIn(
      { "days.one": { voucher, members: [], cursor: null }, "reads.names": {} },
      address,
    );
    const id = await world.makeTenant();
    const form = `action="/admin/tenants/${id}/orders/d1/retry"`;
    const at = `/admin/tenants/${id}/days/2026-11-24-1`;
    return { world, id, at, form, text: (await user.go(at)).text };
  };

  test("retries one on hold, for whoever may", async () => {
    const { world, id, at, form, text } = await pageOf("203.0.113.231", held);
    expect(text).toContain(form);
    const { link } = (
      await world.api("POST", "/users", {
        email: "reads@example.com",
        name: "R",
        role: "reader",
        tenantId: id,
      })
    ).body as { link: string };
    const reader = browser(world, "203.0.113.232");
    await reader.welcome(link, "a long enough password");
    const read = (await reader.go(at)).text;
    expect(read).toContain("Daily voucher of 24 Nov 2026");
    expect(read).not.toContain(form);
  });

  test.each([
    ["running", "203.0.113.233", { ...held, status: "running", outcome: null }],
    ["booked", "203.0.113.234", { ...held, outcome: "booked", reasons: [] }],
    ["skipped", "203.0.113.235", { ...held, outcome: "skipped", reasons: SKIPPED }],
    ["in doubt", "203.0.113.236", { ...held, outcome: "in-doubt" }],
  ])("retries none that is %s", async (_, address, job) => {
    const { form, text } = await pageOf(address, job);
    expect(text).toContain("Daily voucher of 24 Nov 2026");
    expect(text).not.toContain(form);
  });
});
