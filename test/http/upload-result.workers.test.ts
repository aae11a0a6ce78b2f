/** The page that says what became of a settlement file, and the way back to it. */
import { expect, test } from "vitest";
import type { ListedPayout, UploadResult } from "../../src/sync/contract/payouts.ts";
import { signedIn } from "./browser.ts";

const shownIn = (text: string): string =>
  text
    .replace(/<[^>]*>/g, " ")
    .replace(/[\u2066-\u2069]/g, "")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ");

const NOW: ListedPayout = {
  id: "p1",
  provider: "klarna",
  account: "",
  payout: "K-1",
  currency: "SEK",
  day: "2026-03-02",
  amount: "12250.50",
  lines: 3,
  actor: "Anna",
  createdAt: 0,
  approvedBy: null,
  differsAt: null,
  voucher: null,
  job: null,
  held: true,
};

const RESULT: UploadResult = {
  id: "up-1",
  at: 0,
  actor: "Anna",
  provider: "klarna",
  count: 4,
  as: { new: 1, same: 1, differs: 1, incomplete: 1 },
  page: 0,
  total: 4,
  rows: [
    { staged: { id: "p1", payout: "K-1", as: "new" }, now: NOW },
    {
      staged: { id: "p2", payout: "K-2", as: "same" },
      now: { ...NOW, id: "p2", voucher: { id: "v7", number: "V7", compared: true }, held: null },
    },
    { staged: { id: "p3", payout: "K-3", as: "differs" }, now: null },
    {
      staged: { id: "p4", payout: "K-4", as: "incomplete", lacks: { count: 2, line: "txn_9" } },
      now: { ...NOW, id: "p4" },
    },
  ],
};

async function shop(address: string, result: UploadResult | null) {
  const { world, user } = await signedIn(
    {
      "payouts.list": [NOW],
      "payouts.total": 1,
      "payouts.reading": [],
      "payouts.uploads": [{ ...RESULT }],
      "payouts.uploadResult": result,
    },
    address,
  );
  const id = await world.makeTenant();
  return { world, user, payouts: `/admin/tenants/${id}/payouts` };
}

test("each payout of the file stands there with its date, amount, result and status, and a link", async () => {
  const { user, payouts } = await shop("203.0.113.171", RESULT);
  const { status, text } = await user.go(`${payouts}/uploads/up-1`);
  const shown = shownIn(text);
  expect(status).toBe(200);
  expect(shown).toContain("This file has 4 payouts.");
  expect(shown).toContain(
    "New: 1 · Already here, nothing changed: 1 · Not taken, as it is booked already: 1 · Not taken, as lines are missing: 1",
  );
  for (const said of ["2 Mar 2026", "12,250.50 SEK", "Action needed", "Booked"])
    expect(shown).toContain(said);
  // Why it wasn't taken, and what to do.
  expect(shown).toContain("A later file says otherwise of this payout, which is booked already.");
  expect(shown).toContain("2 (the first is txn_9)");
  expect(text).toContain(`href="${payouts}/p1"`);
  // Removed since: nothing to lead to.
  expect(text).not.toContain(`href="${payouts}/p3"`);
  expect(shown).toContain("Removed from the list since");
});

test("a file that brought nothing new says so, and one that brought too much where the rest is", async () => {
  const same = await shop("203.0.113.172", { ...RESULT, as: { same: 4 } });
  expect(shownIn((await same.user.go(`${same.payouts}/uploads/up-1`)).text)).toContain(
    "Nothing in this file is new: all 4 payouts were already here.",
  );
  const large = await shop("203.0.113.173", { ...RESULT, count: 2_400, total: 2_000, page: 1 });
  const { text } = await large.user.go(`${large.payouts}/uploads/up-1?page=2`);
  expect(shownIn(text)).toContain("400 more payouts of this file aren't listed here.");
  expect(text).toContain(`href="${large.payouts}/uploads/up-1?page=3"`);
  expect(
    large.world.tenants.calls.flatMap(({ method, args }) =>
      method === "payouts.uploadResult" ? [args.slice(1)] : [],
    ),
  ).toEqual([["up-1", 1]]);
});

test("the list of payouts leads to the results of the last files; one that isn't kept is said so", async () => {
  const { user, payouts } = await shop("203.0.113.174", null);
  const { text } = await user.go(payouts);
  // With its day: a time alone says nothing of last week's file.
  expect(shownIn(text)).toMatch(/Results of the last files\s+\S*\s*1 Jan 1970,? \d\d:\d\d/);
  expect(text).toContain(`href="${payouts}/uploads/up-1"`);
  const gone = await user.go(`${payouts}/uploads/up-9`);
  expect([gone.status, shownIn(gone.text).includes("The result of this file isn't kept")]).toEqual([
    404,
    true,
  ]);
});
