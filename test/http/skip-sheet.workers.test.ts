/**
 * The sheet of a skip: what it counts as, for a payout and for kept money, and that all of a cause
 * are skipped by one, which asks for the reason.
 */
import { expect, test } from "vitest";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { healthOf } from "./world.ts";

const KEPT = reason("cancelled-money-kept", {
  number: "A2",
  paid: "125.00",
  stands: "account",
  account: "1510",
});
const PERHAPS = reason("refund-perhaps-by-payout", { due: "15.90", paid: "15.90", number: "57" });
const REFUND = "A refund that a payout may have registered";
const PAYOUT = "A skipped payout counts as booked by hand";
const MONEY = "counts as refunded elsewhere and booked by hand";

test("the skip of a payout, and of an order whose money is kept, say what they count as", async () => {
  const { world, user } = await signedIn(
    { "reads.names": {}, "monitoring.health": (id: string) => healthOf(id), "jobs.label": "1001" },
    "203.0.113.246",
  );
  const id = await world.makeTenant();
  const sheet = async (flow: "orders" | "payouts", reasons: readonly Reason[]) => {
    const key = flow === "orders" ? "order:1" : "payout:p1";
    const job = jobView({ id: "j1", key, flow, outcome: "held", reasons, updatedAt: 2 });
    world.tenants.answers["jobs.wouldSkip"] = [{ job, stops: null, documents: [] }];
    const csrf = await user.csrf(`/admin/tenants/${id}/settings`);
    const { text } = await user.post(`/admin/tenants/${id}/orders/j1/skip`, { csrf, note: "done" });
    return [PAYOUT, MONEY, REFUND].filter((one) => text.includes(one));
  };
  // Test mode only shows it.
  const shown = { ...KEPT, params: { ...KEPT.params, when: "shown" } };
  expect(await sheet("orders", [shown])).toEqual([]);
  expect(await sheet("payouts", [])).toEqual([PAYOUT]);
  expect(await sheet("orders", [KEPT])).toEqual([MONEY]);
  expect(await sheet("orders", [PERHAPS])).toEqual([REFUND]);
  expect(await sheet("orders", [])).toEqual([]);
});

const ZERO = reason("total-not-positive", { total: "0.00", document: "sales-order" });
const CAUSE = { cause: ZERO.code, thing: "" };

/** A shop where so many wait for one cause. */
async function crowd(address: string, count: number, waiting = count) {
  const jobs = Array.from({ length: count }, (_, n) =>
    jobView({ id: `j${n}`, key: `order:${n}`, label: `A${n}`, outcome: "held", updatedAt: n + 2 }),
  );
  const by = new Map(jobs.map((job) => [job.id, job]));
  const shown = jobs.map((job) => ({ ...job, reasons: [ZERO], goes: false }));
  const { world, user } = await signedIn(
    {
      "reads.names": {},
      "jobs.releasable": { reason: ZERO, waiting, jobs: shown },
      "jobs.wouldSkip": (_: string, ids: readonly string[]) =>
        ids.slice(0, 100).map((id) => ({ job: by.get(id), stops: null, documents: [] })),
      "jobs.people": {},
      "jobs.skipSeen": (_: string, seen: readonly { id: string }[]) => ({
        taken: seen.map(({ id }) => id).filter((id) => id !== "j7"),
        left: seen.map(({ id }) => id).filter((id) => id === "j7"),
      }),
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/attention/mend`;
  const asked = () => world.tenants.calls.filter(({ method }) => method === "jobs.skipSeen");
  return { world, user, id, at, asked, sheet: `${at}?${new URLSearchParams(CAUSE)}&deed=skip` };
}

test("all of a cause are skipped by one sheet, with one reason, each as it was shown", async () => {
  const { world, user, id, at, asked, sheet } = await crowd("203.0.113.247", 153);
  const { text } = await user.go(sheet);
  expect(text).toContain("153 items will be skipped");
  expect(text).toContain("<summary>133 more of 153 rows</summary>");
  expect(text).toMatch(/<input[^>]* name="note" value="" required/);
  expect(text).not.toContain("Skip them afterwards");
  const hidden = (name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
  const form = { csrf: hidden("csrf"), mark: hidden("mark"), ...CAUSE, deed: "skip" };
  // Without a reason it asks again; what isn't confirmed, or no more as it was, isn't done.
  const bare = await user.post(at, { ...form, note: " " });
  expect([bare.status, bare.text.includes('aria-invalid="true"')]).toEqual([200, true]);
  const changed = await user.post(at, { ...form, mark: "other", note: "free" });
  expect([changed.status, /name="note" value="([^"]*)"/.exec(changed.text)?.[1]]).toEqual([
    409,
    "free",
  ]);
  expect(asked()).toEqual([]);
  const done = await user.post(at, { ...form, note: "Given away" });
  expect(done.headers.get("location")).toBe(`/admin/tenants/${id}/attention?skipped=152&refused=1`);
  expect(asked().map(({ args }) => (args[1] as readonly object[]).length)).toEqual([153]);
  expect(asked()[0]?.args).toEqual([
    id,
    expect.arrayContaining([{ id: "j152", updatedAt: 154 }]),
    expect.any(String),
    "Given away",
  ]);
  // The log has what was asked and what came of it, one row each, and the reason that all have.
  const { body } = await world.api("GET", `/tenants/${id}/audit`);
  const rows = (body["changes"] as { action: string; after: string }[]).filter(({ action }) =>
    action.startsWith("job.skip"),
  );
  expect(rows.map(({ action, after }) => [action, /\d+/.exec(after)?.[0]])).toEqual([
    ["job.skipped", "152"],
    ["job.skip", "153"],
  ]);
  world.tenants.answers["jobs.skipNotes"] = { j0: [{ at: world.clock.now(), note: "Given away" }] };
  const log = (await user.go(`/admin/tenants/${id}/audit`)).text;
  expect(log.match(/Given away/g)).toHaveLength(2);
  expect([log.includes("152 items"), log.includes("items on hold")]).toEqual([true, false]);
});

test("the sheet says how many more have the cause than it takes, and skips nothing of another kind", async () => {
  const { user, at, world, asked, sheet } = await crowd("203.0.113.248", 3, 510);
  expect((await user.go(sheet)).text).toContain("507 more items have the same cause.");
  const known = world.tenants.answers["jobs.releasable"] as object;
  world.tenants.answers["jobs.releasable"] = { ...known, reason: reason("outcome-unknown", {}) };
  const refused = await user.go(sheet);
  expect(refused.headers.get("location")).toMatch(/attention\?nothing=1$/);
  const csrf = await user.csrf(at.replace("attention/mend", "settings"));
  await user.post(at, { csrf, ...CAUSE, deed: "skip", note: "x", mark: "" });
  expect(asked()).toEqual([]);
});
