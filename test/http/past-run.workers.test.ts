/**
 * The orders of one dry run of past orders over a fake of the tenant's object: only its own, in
 * words, with advice that can be followed; and what is said before one is cancelled, or a part is
 * stopped.
 */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { message } from "../../src/messages/message.ts";
import type { BackfillOrderPage, BackfillView, JobQuery } from "../../src/sync/contract/index.ts";
import { bareReason } from "../support/bare-reason.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { healthOf } from "./world.ts";

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
const byHand = bareReason("perhaps-booked-by-hand", { number: HOSTILE });
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

async function opened(address: string, verdicts = run.verdicts, more: Partial<BackfillView> = {}) {
  const asked: unknown[][] = [];
  const { world, user } = await signedIn(
    {
      "backfills.one": (_: string, id: string) =>
        id === run.id ? { ...run, verdicts, ...more } : null,
      "backfills.orders": (...args: unknown[]) => (asked.push(args.slice(1)), shown),
      "jobs.timeline": (_: string, jobId: string) => timeline(jobId),
      "jobs.list": { jobs: [], cursor: null },
      "monitoring.health": (id: string) => healthOf(id),
    },
    address,
  );
  const id = await world.makeTenant();
  return { world, user, asked, at: `/admin/tenants/${id}` };
}

test("lists that run's orders alone, each with what would come of it, and goes on page by page", async () => {
  const { user, asked, at } = await opened("203.0.113.81");
  const { status, text } = await user.go(`${at}/backfills/b000001`);
  expect([status, text.includes("<script>")]).toEqual([200, false]);
  for (const said of [
    "Dry run of 1 Sept 2026 to 30 Sept 2026",
    "Would get a document",
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

test("what is said of a dry run is said of its orders, and a run's button undoes its own documents", async () => {
  const dry = await opened("203.0.113.241");
  expect((await dry.user.go(`${dry.at}/backfills/b000001`)).text).toContain(
    "If an order would be put on hold, correct the cause",
  );
  // The syncs' page has a button Undo documents beside it, which leads to the choice of any.
  const { user, at } = await opened("203.0.113.242", { booked: 2 }, { dryRun: false, of: "b0" });
  const { text } = await user.go(`${at}/backfills/b000001`);
  expect(text).toMatch(/\/undo".*>Undo this run&#39;s documents</);
  expect(text).not.toContain(">Undo documents<");
});

test("a booking says that orders which came after its dry run aren't part of it; the dry run doesn't", async () => {
  const later = "Orders that came into these days later";
  const booking = { dryRun: false, of: "b000000" };
  const { user, at } = await opened("203.0.113.88", { booked: 2 }, booking);
  const { text } = await user.go(`${at}/backfills/b000001`);
  expect(text).toContain(later);
  expect(text).toContain("This run books past orders.");
  expect(text).not.toContain("nothing is written yet");
  expect(text).not.toContain("last read from eAccounting");
  const tried = await opened("203.0.113.89");
  const dry = (await tried.user.go(`${tried.at}/backfills/b000001`)).text;
  expect(dry).not.toContain(later);
  expect(dry).toContain("Calculated with what was last read from eAccounting");
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

const LISTING = "The orders of these days are still being read.";
const LEFT = "3 orders haven&#39;t been processed yet.";
const STAYS = "What was created already stays in eAccounting.";

test.each<[string, Partial<BackfillView>, string, readonly string[]]>([
  [
    "203.0.113.84",
    { state: "listing", dryRun: false, total: 0, done: 0 },
    "Cancel “Booking of 1 Sept 2026 to 30 Sept 2026”",
    [LISTING],
  ],
  [
    "203.0.113.85",
    { state: "running", dryRun: false, total: 5, done: 2 },
    "Cancel “Booking of 1 Sept 2026 to 30 Sept 2026”",
    [LEFT, STAYS],
  ],
  [
    "203.0.113.86",
    { state: "running", total: 5, done: 2 },
    "Cancel “Dry run of 1 Sept 2026 to 30 Sept 2026”",
    [LEFT],
  ],
  [
    "203.0.113.87",
    { state: "running", total: 5, done: 2, takeBack: { of: "first-day" } },
    "Cancel “Preview: undo what was created on the first live day”",
    [LEFT],
  ],
])("a run that is cancelled is named, with what becomes of it: %s %o", async (...one) => {
  const [address, more, title, says] = one;
  const { user, at } = await opened(address, {}, more);
  const csrf = await user.csrf(at);
  const { status, text } = await user.post(`${at}/backfills/b000001/cancel`, { csrf });
  const [, named = ""] = /<h1>([^<]*)</.exec(text) ?? [];
  expect([status, named]).toEqual([200, title]);
  expect([LISTING, LEFT, STAYS, "No order is left"].filter((of) => text.includes(of))).toEqual(
    says,
  );
});

test("a preview of undoing says when each document was made, by the page's clock, and what would be done with it", async () => {
  const { world, user, at } = await opened("203.0.113.90", {}, { takeBack: { of: "first-day" } });
  const [first, second] = shown.orders;
  if (first === undefined || second === undefined) throw new Error("two orders");
  const dated = "2026-11-30T12:06:35.371Z";
  world.tenants.answers["backfills.orders"] = () => ({
    orders: [
      {
        ...first,
        dated,
        verdict: "would-remove",
        reasons: [
          reason("dry-run", { would: "voucher.create" }),
          reason("undo-would-reverse", { number: "A1" }),
        ],
      },
      {
        ...second,
        dated,
        verdict: "remains",
        reasons: [
          reason("undo-together", { stays: "sale" }),
          reason("dry-run", { would: "skipped" }),
        ],
      },
    ],
    cursor: null,
  });
  const { text } = await user.go(`${at}/backfills/b000001`);
  expect(text).toContain("<title>Undo documents of");
  expect(text).toContain(`href="${at}/take-back"`);
  expect(text).toContain("13:06");
  expect(text).not.toContain(dated);
  expect(text).toContain("Voucher A1 would be reversed by a new journal voucher.");
  expect(text).toContain("A sale and its credits are only undone together.");
  expect(text).not.toContain("Dry run: nothing was written.");
});

test("an undo that left a credit without its sale isn't called undone, and both documents are named", async () => {
  const half = { dryRun: false, of: "b000000", state: "undone", takeBack: null } as const;
  const verdicts = { removed: 1, "half-undone": 1 };
  const { world, user, at } = await opened("203.0.113.92", {}, { ...half, verdicts });
  const [first] = shown.orders;
  if (first === undefined) throw new Error("an order");
  const why = reason("undo-half", { sale: "A1", credit: "A2", state: "gone" });
  world.tenants.answers["backfills.orders"] = () => ({
    orders: [{ ...first, state: "undone", verdict: "half-undone", reasons: [why] }],
    cursor: null,
  });
  const { text } = await user.go(`${at}/backfills/b000001`);
  expect(text).toContain("Sale A1 was undone, but its credit A2 was not.");
  const live = text.slice(text.indexOf('id="live-run"'), text.indexOf('id="live-orders"'));
  expect(live).toContain('<span class="badge bad">Partly undone</span>');
  expect(text).not.toContain("half-undone<");
});

test("of a run that is over no sheet asks whether to cancel it", async () => {
  const { world, user, at } = await opened("203.0.113.88");
  const over = { ok: false, kind: "over", message: message("refusals.backfillOver") };
  world.tenants.answers["backfills.cancel"] = over;
  const csrf = await user.csrf(at);
  const { status, text } = await user.post(`${at}/backfills/b000001/cancel`, { csrf });
  expect([status, text.includes("Cancel run")]).toEqual([409, false]);
});

test("a part that is stopped counts all that waits or is queued of it, whatever flow that is", async () => {
  const { world, user, at } = await opened("203.0.113.89");
  const jobs = [
    jobView({ id: "w1", flow: "days", key: "day:2026-11-24-1", status: "waiting" }),
    jobView({ id: "w2", flow: "back-fill", key: "back-fill:b1", status: "queued" }),
    jobView({ id: "w3", flow: "orders", key: "order:1", status: "queued" }),
    jobView({ id: "w4", flow: "customers", key: "debtor:1", status: "waiting" }),
  ];
  world.tenants.answers["jobs.list"] = (_: string, { flow, flows, status }: JobQuery) => ({
    jobs: jobs.filter(
      (job) =>
        (flow ?? job.flow) === job.flow &&
        (flows ?? [job.flow]).includes(job.flow) &&
        job.status === status,
    ),
    cursor: null,
  });
  const csrf = await user.csrf(at);
  const { text } = await user.post(`${at}/flows/orders/stop`, { csrf });
  expect(text).toContain("3 jobs are waiting to run.");
});

test("a preview of undoing says how many can be undone and what is booked, with customer and document, and asks nobody to skip", async () => {
  let document = "credit";
  const row = (n: number, kind: string): BackfillOrderPage["orders"][number] => ({
    key: `order:${n}`,
    dated: "2026-09-02T10:00:00Z",
    state: "done",
    verdict: "remains",
    jobId: `j${n}`,
    label: String(1030 + n),
    figures: { gross: "100.00", vat: "20.00", currency: "SEK" },
    reasons: [reason("undo-booked-stays", { document: kind as "invoice", number: `${n}00` })],
  });
  const { world, user } = await signedIn(
    {
      "backfills.one": () => ({
        ...run,
        takeBack: { of: "settings", version: 3 },
        verdicts: { remains: 2 },
      }),
      "backfills.orders": () => ({ orders: [row(1, "invoice"), row(2, document)], cursor: null }),
      "jobs.people": { j1: { company: null, name: "Lena Lind", city: null, country: "SE" } },
    },
    "203.0.113.89",
  );
  const at = `/admin/tenants/${await world.makeTenant()}/backfills/b000001`;
  const words = async () =>
    (await user.go(at)).text
      .replace(/<[^>]+>/g, " ")
      .replace(/[\u2068\u2069]/g, "")
      .replace(/\s+/g, " ");
  const text = await words();
  expect(text).toContain("0 of 2 can be undone here.");
  expect(text).toContain("1 invoice and 1 credit invoice are booked: correct them in eAccounting.");
  expect(text).toMatch(/1031 Lena Lind Invoice 100 Created .{10,40} Kept in eAccounting/);
  expect(text).toContain("Credit invoice 200");
  expect(text).not.toMatch(/[Ss]kip this|Action needed Bookings/);
  document = "invoice";
  expect(await words()).toContain("2 invoices are booked: correct them in eAccounting.");
});
