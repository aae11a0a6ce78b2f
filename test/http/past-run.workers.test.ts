/**
 * The orders of one dry run of past orders over a fake of the tenant's object: only its own, in
 * words, with advice that can be followed.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons.ts";
import type { BackfillOrderPage, BackfillView } from "../../src/sync/rpc.ts";
import { signedIn } from "./browser.ts";

const HOSTILE = `<script>alert("1")</script>`;

const run: BackfillView = {
  id: "b000001",
  dryRun: true,
  of: null,
  from: "2026-09-01",
  to: "2026-09-30",
  state: "done",
  actor: "operator",
  createdAt: 1,
  endedAt: 2,
  total: 2,
  done: 2,
  verdicts: { "would-book": 1, held: 1 },
  takeBack: null,
  perMinute: null,
  secondsLeft: null,
};
const byHand = reason("perhaps-booked-by-hand", { number: HOSTILE });
const shown: BackfillOrderPage = {
  orders: [
    {
      key: "order:7",
      dated: "2026-09-02T10:00:00",
      state: "done",
      verdict: "would-book",
      jobId: "j1",
      label: "1001",
      figures: { gross: "100.00", vat: "20.00", currency: "SEK" },
      reasons: [reason("dry-run-would-book", { gross: "100.00", currency: "SEK" })],
    },
    {
      key: "order:8",
      dated: "2026-09-03T10:00:00",
      state: "done",
      verdict: "held",
      jobId: "j2",
      label: HOSTILE,
      figures: null,
      reasons: [byHand],
    },
  ],
  cursor: "2026-09-03T10:00:00 order:8",
};
const timeline = (jobId: string) => ({
  job: {
    id: jobId,
    key: "dry-run:b000001:8",
    flow: "dry-run",
    lane: "sweep",
    status: "done",
    outcome: "held",
    wait: null,
    due: null,
    wanted: 1,
    seen: 1,
    settingsVersion: 1,
    label: "1002",
    figures: null,
    createdAt: 1,
    updatedAt: 2,
    reasons: [byHand],
  },
  documents: [],
  operations: [],
  timeline: [],
});

async function opened(address: string, verdicts = run.verdicts) {
  const asked: unknown[][] = [];
  const { world, user } = await signedIn(
    {
      "backfills.one": (_: string, id: string) => (id === run.id ? { ...run, verdicts } : null),
      "backfills.orders": (...args: unknown[]) => (asked.push(args.slice(1)), shown),
      "jobs.timeline": (_: string, jobId: string) => timeline(jobId),
      "jobs.list": { jobs: [], cursor: null },
    },
    address,
  );
  const id = await world.makeTenant();
  return { user, asked, at: `/admin/tenants/${id}` };
}

test("lists that run's orders alone, each with what would come of it, and goes on page by page", async () => {
  const { user, asked, at } = await opened("203.0.113.81");
  const { status, text } = await user.go(`${at}/backfills/b000001`);
  expect([status, text.includes("<script>")]).toEqual([200, false]);
  for (const said of [
    "Dry run of 1 Sept 2026 to 30 Sept 2026",
    "Would be booked",
    `${at}/orders/j1">1001</a>`,
    "100.00 SEK",
    `cursor=2026-09-03T10%3A00%3A00%20order%3A8`,
  ])
    expect(text).toContain(said);
  await user.go(`${at}/backfills/b000001?cursor=2026-09-03T10%3A00%3A00%20order%3A8`);
  await user.go(`${at}/backfills/b000001?cursor=%27`);
  expect(asked).toEqual([
    ["b000001", {}],
    ["b000001", { cursor: "2026-09-03T10:00:00 order:8" }],
    ["b000001", {}],
  ]);
  expect((await user.go(`${at}/backfills/b000009`)).status).toBe(404);
});

test("its advice leads to nothing that isn't there: neither a link nor a word to say, here and on the order's own timeline", async () => {
  const { user, at } = await opened("203.0.113.82");
  const titles = new Set<string>();
  for (const language of LANGUAGES) {
    const { text } = await user.go(`${at}/orders/j2`, { headers: { "accept-language": language } });
    expect(text).not.toMatch(
      /id="by-hand"|name="note"|link it here|koppla det här|koppel het hier|powiąż go tutaj/,
    );
    titles.add(/<h1>([^<]*)</.exec(text)?.[1] ?? "");
  }
  expect([...titles]).toEqual([
    "Dry run of order 1002",
    "Proefverwerking van order 1002",
    "Przebieg próbny zamówienia 1002",
    "Provkörning av order 1002",
  ]);
  for (const page of ["backfills/b000001", "orders/j2"])
    expect((await user.go(`${at}/${page}`)).text).toContain(
      "remove the number from the document in eAccounting",
    );
});

test.each([
  [{ "would-book": 2 }, "Book 2 orders"],
  [{ "would-attach": 1 }, "Attach 1 PDF"],
  [{ "would-book": 1, "would-attach": 3 }, "Book 1 order and attach 3 PDFs"],
  [{ already: 2, held: 1 }, null],
] as const)("the button of the run says what it does: %o", async (verdicts, button) => {
  const { user, at } = await opened("203.0.113.83", verdicts);
  const { text } = await user.go(`${at}/backfills/b000001`);
  const [, said = null] = /name="dryRunId"[^>]*><button[^>]*>([^<]*)</.exec(text) ?? [];
  expect(said).toBe(button);
});
