/**
 * A day whose voucher needs somebody is skipped on its own page, and the skip is undone there. The
 * sheet says that the day then counts as booked by hand.
 */
import { expect, test } from "vitest";
import { reason, type Reason } from "../../src/domain/reasons/index.ts";
import { signedIn } from "./browser.ts";
import { jobView } from "./job-view.ts";
import { healthOf } from "./world.ts";

const GONE = reason("day-voucher-gone", { day: "2026-11-24", number: "A1" });
const SKIPPED = reason("skipped-by-person", { actor: "anna", documents: null });

async function shop(address: string) {
  const of = { id: "d1", flow: "days", key: "day:2026-11-24-1", label: "2026-11-24-1" } as const;
  const { world, user } = await signedIn(
    {
      "reads.names": {},
      "monitoring.health": (id: string) => healthOf(id),
      "jobs.label": of.label,
      "payouts.list": [],
    },
    address,
  );
  const id = await world.makeTenant();
  const stands = (outcome: "held" | "skipped", reasons: readonly Reason[]): void => {
    const job = jobView({ ...of, outcome, reasons, updatedAt: 2 });
    world.tenants.answers["jobs.wouldSkip"] = [{ job, stops: null, documents: [] }];
    world.tenants.answers["days.one"] = {
      voucher: {
        id: of.label,
        day: "2026-11-24",
        n: 1,
        members: 2,
        rows: [],
        closedAt: 1,
        currency: "SEK",
        isManual: outcome === "skipped",
        voucher: null,
        job,
      },
      members: [],
      cursor: null,
    };
  };
  return { world, user, stands, page: `/admin/tenants/${id}/days/${of.label}`, id };
}

test("a day on hold is skipped on its page, and its sheet says what that counts as", async () => {
  const { user, stands, page, id } = await shop("203.0.113.241");
  stands("held", [GONE]);
  const { text } = await user.go(page);
  const act = `/admin/tenants/${id}/orders/d1/skip`;
  expect(text).toContain(`action="${act}"`);
  expect(text).toContain(`action="/admin/tenants/${id}/orders/d1/retry"`);
  expect(text).not.toContain("undo-skip");
  const sheet = await user.post(act, { csrf: await user.csrf(page), note: "By hand" });
  expect(sheet.text).toContain("A skipped daily voucher counts as booked by hand");
});

test("the skip of a day is undone on its page, which asks for nothing else", async () => {
  const { user, stands, page, id } = await shop("203.0.113.242");
  stands("skipped", [SKIPPED, GONE]);
  const { text } = await user.go(page);
  expect(text).toContain(`action="/admin/tenants/${id}/orders/d1/undo-skip"`);
  expect(text).toContain("Booked by hand");
  for (const said of ["was deleted in eAccounting", "orders/d1/retry", 'orders/d1/skip"'])
    expect(text).not.toContain(said);
});

test("a day's page says of when its figures are: a voucher deleted since isn't claimed to stand", async () => {
  const { world, user } = await signedIn({ "reads.names": {} });
  const voucher = {
    id: "2026-11-24-1",
    day: "2026-11-24",
    n: 1,
    members: 2,
    rows: [],
    closedAt: 1,
    currency: "SEK",
    voucher: { number: "A1", id: "v", compared: true },
    amounts: { charged: "250.00", held: "250.00", difference: "0.00", vat: [], causes: [] },
    job: null,
  };
  world.tenants.answers["days.one"] = { voucher, members: [], cursor: null };
  const at = `/admin/tenants/${await world.makeTenant()}/days/${voucher.id}`;
  expect((await user.go(at)).text).toContain("vouchers as last compared with eAccounting");
});

test("a booked day says when it was compared, and compares both sides of it anew", async () => {
  const { world, user, stands, page, id } = await shop("203.0.113.248");
  stands("held", [GONE]);
  const button = '<button class="second" name="do" value="compare">';
  // Without a voucher there is nothing to compare.
  expect((await user.go(page)).text).not.toContain(button);
  const before = world.tenants.answers["days.one"] as { voucher: object };
  world.tenants.answers["days.one"] = {
    ...before,
    voucher: {
      ...before.voucher,
      voucher: { number: "A1", id: "v1", compared: true },
      amounts: { charged: "9.00", held: "9.00", difference: "0.00", vat: [], causes: [] },
    },
  };
  const unread = (await user.go(page)).text;
  expect(unread).toMatch(/Last compared<\/dt>\s*<dd>not yet/);
  // Nothing says that it still agrees.
  expect(unread).toContain("<dd>0.00 SEK</dd>");
  const compared = (day: string, at: number) =>
    world.db.$client
      .prepare(
        `INSERT INTO reconciliations (tenant_id, day, at, orders, states, totals, findings, seq)
         VALUES (?, ?, ?, 2, '{}', '{}', 0, 1)`,
      )
      .bind(id, day, at)
      .run();
  await compared("2026-11-25", Date.UTC(2026, 10, 27, 3));
  await compared("2026-11-24", Date.UTC(2026, 10, 26, 3, 4));
  const { text } = await user.go(page);
  expect(text).toMatch(/Last compared<\/dt>\s*<dd>26 Nov 2026, 04:04:00/);
  expect(text).toContain('<dd><span class="fits">0.00 SEK</span></dd>');
  for (const [language, words] of [
    ["nl", "Laatst vergeleken"],
    ["pl", "Ostatnie porównanie"],
    ["sv", "Senast jämförd"],
  ] as const)
    expect((await user.go(page, { headers: { "accept-language": language } })).text).toContain(
      words,
    );
  expect(text).toContain(button);
  world.tenants.answers["reconciliation.start"] = { ok: true, jobId: "r1" };
  const csrf = await user.csrf(page);
  const form = { csrf, from: "2026-11-24", to: "2026-11-24", do: "compare" };
  const begun = await user.post(`/admin/tenants/${id}/comparison`, form);
  expect(begun.headers.get("location")).toContain("from=2026-11-24&to=2026-11-24");
});
