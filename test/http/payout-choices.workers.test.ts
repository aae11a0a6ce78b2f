/**
 * What a person chose of a payout's lines can be changed beside the line, and taking the payout off
 * the list says what is dropped with it before it is done.
 */
import { expect, test } from "vitest";
import type { PayoutView } from "../../src/sync/contract/payouts.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { NO_SUMS } from "../../src/flows/payouts/sums.ts";
import { pressedOn, signedIn } from "./browser.ts";
import { shop } from "./payout-stage.ts";

test("an order that was chosen by hand is changed beside its line, and only that", async () => {
  const { user, at, asked, world } = await shop("203.0.113.231");
  const { text } = await user.go(at);
  expect(text).toContain("Lines with an order");
  expect(text.match(/<summary>Change<\/summary>/g)).toHaveLength(1);
  expect(text).toContain('name="line" value="l3"');
  const csrf = await user.csrf(at);
  expect((await user.post(`${at}/match`, { csrf, line: "l3", order: "1005" })).status).toBe(303);
  expect(asked("payouts.choose")).toEqual([["p1", "l3", "1005"]]);
  // Refused, the number comes back at its line, with the reason and the focus.
  world.tenants.answers["payouts.choose"] = { ok: false, why: "no-order" };
  const refused = (await user.post(`${at}/match`, { csrf, line: "l3", order: "4711" })).text;
  expect(refused).toMatch(
    /value="4711" aria-describedby="match-fault" aria-invalid="true" autofocus=""/,
  );
  expect(refused).toMatch(/<details open[^>]*><summary>Change<\/summary>/);
  expect(refused.match(/No single order has this number/g)).toHaveLength(1);
  const skipped = [reason("skipped-by-person", { actor: "anna", documents: null })];
  const job = { id: "j", flow: "payouts", status: "done", outcome: "skipped", reasons: skipped };
  const left = await shop("203.0.113.232", { job: job as PayoutView["job"], matched: 0 });
  const page = (await left.user.go(left.at)).text;
  expect(page).not.toContain("Lines with an order");
  expect(page).not.toContain("<summary>Change</summary>");
  for (const button of ["Approve and book", "Remove from the list"])
    expect(page).not.toContain(`>${button}<`);
  expect(page).toContain("Skipped");
});

test("a payout is taken off the list as its sheet says it, with the choices that are dropped", async () => {
  const { user, at, asked, audited } = await shop("203.0.113.233");
  const csrf = await user.csrf(at);
  const sheet = await user.post(`${at}/remove`, { csrf });
  expect([sheet.status, asked("payouts.discard")]).toEqual([200, []]);
  for (const part of ["245.00 SEK", "2 lines", "The choice of an order for 1 line is undone"])
    expect(sheet.text.replaceAll(/[\u2066-\u2069]/g, "")).toContain(part);
  expect(pressedOn(sheet.text)).toEqual(["Remove payout", true]);
  const [mark = ""] = /(?<=name="mark" value=")[^"]+/.exec(sheet.text) ?? [];
  expect((await user.post(`${at}/remove`, { csrf, mark })).status).toBe(303);
  expect(asked("payouts.discard")).toEqual([["p1"]]);
  // By the name that its provider gives it.
  expect(await audited()).toContain("po_1 (p1)");
});

test("a payout that needs somebody is retried from its own page, by the sheet of its voucher", async () => {
  const closed = [reason("period-closed", { date: null, why: "refused" })];
  const skipped = [reason("skipped-by-person", { actor: "anna", documents: null })];
  const jobs = {
    held: { status: "done", outcome: "held", reasons: closed },
    dead: { status: "dead", outcome: null, reasons: [] },
    doubt: { status: "done", outcome: "in-doubt", reasons: [] },
    running: { status: "running", outcome: null, reasons: [] },
    skipped: { status: "done", outcome: "skipped", reasons: skipped },
    booked: { status: "done", outcome: "booked", reasons: [] },
  };
  const offers: Record<string, boolean> = {};
  for (const [name, job] of Object.entries(jobs)) {
    const shown = { id: "j7", flow: "payouts", ...job } as unknown as PayoutView["job"];
    const { user, at } = await shop(`203.0.113.${240 + Object.keys(offers).length}`, {
      job: shown,
      isAsApproved: true,
    });
    const { text } = await user.go(at);
    const [form = ""] = /<form[^>]*\/orders\/j7\/retry".*?<\/form>/s.exec(text) ?? [];
    offers[name] = form.includes(">Retry");
    expect(form).toContain(offers[name] ? 'name="csrf"' : "");
  }
  expect(offers).toEqual({
    held: true,
    dead: true,
    doubt: false,
    running: false,
    skipped: false,
    booked: false,
  });
});

test("a payout's rows say their kind of fee and means of payment in the reader's words", async () => {
  const row = (role: string, account: number, of: string, debit = "0.00", credit = "0.00") => ({
    role,
    account,
    debit,
    credit,
    of,
  });
  const { user, at } = await shop("203.0.113.238", {
    plan: {
      kind: "voucher",
      date: "2026-03-03",
      rows: [
        row("bank", 1930, "", "240.00"),
        row("fee", 6570, "payment", "5.00"),
        row("fee", 6571, "dispute", "1.00"),
        row("clearing", 1580, "card", "0.00", "146.00"),
        row("clearing", 1581, "klarna", "0.00", "100.00"),
      ],
    } as PayoutView["plan"],
  });
  const said = async (language: string): Promise<readonly unknown[]> => {
    const { text } = await user.go(at, { headers: { "accept-language": language } });
    return [...text.matchAll(/<div class="hint">([^<]* · [^<]*)<\/div>/g)].map(([, hint]) => hint);
  };
  expect(await said("en")).toEqual([
    "Fees · payments",
    "Fees · disputes",
    "Clearing · card",
    "Clearing · klarna",
  ]);
  expect(await said("sv")).toEqual([
    "Avgifter · betalningar",
    "Avgifter · tvister",
    "Avräkning · kort",
    "Avräkning · klarna",
  ]);
});

test("where an account is below zero, its orders are named without telling the same amount twice", async () => {
  const sum = { account: 1580, method: "", sold: "0.00", paid: "125.00", open: "-125.00" };
  const clearing = {
    counting: false,
    today: "2026-04-01",
    currency: "SEK",
    sums: [{ ...sum, orders: 1, ages: [] }],
    agrees: true,
    below: {
      orders: 1,
      open: "125.00",
      first: [{ account: 1580, key: "order:1", number: "1001" }],
    },
    account: 1580,
    orders: [],
    cursor: null,
  };
  const { world, user } = await signedIn(
    { "payouts.clearing": clearing, "reads.names": {} },
    "203.0.113.239",
  );
  const id = await world.makeTenant();
  const told = async () => (await user.go(`/admin/tenants/${id}/clearing`)).text;
  const both = await told();
  expect(both).toContain("payouts took off more than orders brought there");
  expect(both).toContain("The order below zero:");
  expect(both).not.toContain("1 order is below zero, by");
  world.tenants.answers["payouts.clearing"] = {
    ...clearing,
    sums: [{ ...sum, open: "10.00", orders: 1, ages: [] }],
  };
  expect(await told()).toContain("1 order is below zero, by");
});

const shownIn = (html: string): string =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/[\u2068\u2069]/g, "")
    .replace(/\s+/g, " ");

test("what a payout lacks is one form on its own page, and saved there its settings hold", async () => {
  const held = {
    kind: "held",
    reasons: [
      reason("payout-account-missing", { part: "bank", of: "stripe" }),
      reason("payout-fee-vat-missing", { of: "stripe", fee: "payment" }),
      reason("payout-invoices-not-chosen", { count: 1, line: 2, amount: "1.00", currency: "SEK" }),
    ],
  } as unknown as PayoutView["plan"];
  const { user, at, world } = await shop("203.0.113.161", { plan: held, held: true });
  const { text } = await user.go(at);
  expect(shownIn(text)).toContain("No account is chosen for the bank (Stripe)");
  for (const field of ["rest.payoutBank", "rest.payoutFeeVat", "payouts.invoices"])
    expect(text).toContain(`name="${field}"`);
  const [, csrf = ""] = /name="csrf" value="([^"]+)"/.exec(text) ?? [];
  const [, version = ""] = /name="version" value="(\d+)"/.exec(text) ?? [];
  const form = {
    csrf,
    version,
    "rest.payoutBank": "1930",
    "rest.payoutClearing": "1580",
    "rest.payoutFee": "6570",
    "rest.payoutFeeVat": "included 25",
    "payouts.invoices": "clear",
  };
  const wrong = await user.post(`${at}/settings`, { ...form, "rest.payoutBank": "no account" });
  expect([wrong.status, wrong.text.includes('value="no account"')]).toEqual([400, true]);
  // Confirmed as something else was previewed: it is asked about once more, and says so.
  const stale = await user.post(`${at}/settings`, { ...form, action: "confirm", previewed: "x" });
  expect(stale.text).toContain("the form was changed after its preview");
  const saved = await user.post(`${at}/settings`, form);
  expect([saved.status, saved.headers.get("location")]).toEqual([303, `${at}#posting`]);
  const id = at.split("/")[3] ?? "";
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  const { lookups, payouts } = body as unknown as {
    lookups: Record<string, { default?: string }>;
    payouts: { invoices: string };
  };
  expect([
    lookups["payoutBank"]?.default,
    lookups["payoutClearing"]?.default,
    lookups["payoutFee"]?.default,
    lookups["payoutFeeVat"]?.default,
    payouts.invoices,
  ]).toEqual(["1930", "1580", "6570", "included 25", "clear"]);
});

test("invoices in another currency: the page asks what to do with them, and says what is left to book by hand", async () => {
  const of = { count: 1, line: 2, amount: "467.50" };
  const held = {
    kind: "held",
    reasons: [reason("payout-invoice-currency", { ...of, currency: "SEK" })],
  } as unknown as PayoutView["plan"];
  const asking = await shop("203.0.113.162", { plan: held, held: true });
  expect((await asking.user.go(asking.at)).text).toContain('name="payouts.foreignInvoices"');
  const taken = await shop("203.0.113.163", { sums: { ...NO_SUMS, foreign: of } });
  expect(shownIn((await taken.user.go(taken.at)).text)).toContain(
    "Lines of invoices in another currency: 1 (the first is line 2), 467.50 SEK in all.",
  );
});

test("a line whose order isn't booked leads to that order, and offers no other", async () => {
  const unmatched = (why: string) =>
    [
      {
        id: "u1",
        at: 2,
        day: "2026-03-02",
        kind: "sale",
        reference: "1017",
        gross: "122.50",
        why,
        suggestions: [],
      },
    ] as unknown as PayoutView["unmatched"];
  const unbooked = await shop("203.0.113.162", { unmatched: unmatched("unbooked") });
  const { text } = await unbooked.user.go(unbooked.at);
  expect(shownIn(text)).toContain("Open order 1017 and invoice it in eAccounting");
  expect(text).toContain("/orders?text=1017");
  expect(text).not.toContain('value="u1"');
  // The lines that lack an order come before the posting.
  expect(text.indexOf('id="unmatched"')).toBeLessThan(text.indexOf('id="posting"'));
  const other = await shop("203.0.113.163", { unmatched: unmatched("amount") });
  const named = (await other.user.go(other.at)).text;
  expect([shownIn(named).includes("Open order 1017"), named.includes('value="u1"')]).toEqual([
    true,
    true,
  ]);
});

test("what became of the file is said on the payout that it leads to, and only what can be", async () => {
  const { user, at } = await shop("203.0.113.164");
  const told = async (as: string) => shownIn((await user.go(`${at}?staged=${as}`)).text);
  expect(await told("new")).toContain("The file was read. Check the posting, then approve it.");
  expect(await told("same")).toContain("This payout was already here, nothing has changed.");
  expect(await told("nonsense")).not.toMatch(/The file was read|already here/);
});

test("a cancelled order that is paid is named before the approval, with its line and amount, and still after it", async () => {
  const cancelled = [{ at: 4, key: "order:1024", order: "1024", gross: "436.25" }];
  const { user, at } = await shop("203.0.113.227", { cancelled });
  const said = (html: string): string =>
    html
      .replace(/<[^>]*>/g, " ")
      .replaceAll(/[\u2066-\u2069]/g, "")
      .replace(/\s+/g, " ");
  const line =
    "Line 4 pays order 1024, which was cancelled or charges nothing any more: 436.25 SEK.";
  const { text } = await user.go(at);
  expect(said(text)).toContain(`${line} Booked like this, these orders are below zero`);
  expect(said(text)).toContain("An order whose invoice this payout pays");
  expect(text.indexOf("Line 4 pays")).toBeLessThan(text.indexOf('action="' + at + '/approve"'));
  const booked = await shop("203.0.113.228", {
    cancelled,
    approvedBy: "anna",
    voucher: { id: "v9", number: "A9", compared: true },
  });
  expect(said((await booked.user.go(booked.at)).text)).toContain(
    `${line} These orders are below zero`,
  );
});

test("its voucher leads to its page in eAccounting, where the settings have the address", async () => {
  const voucher = { id: "v-9", number: "A9", compared: true };
  const { world, user, at } = await shop("203.0.113.98", { voucher });
  world.tenants.answers["admin.configure"] = { ok: true };
  const link = async () =>
    /<a href="(https:[^"]*)" target="_blank"[^>]*>([^<]*)/.exec((await user.go(at)).text)?.slice(1);
  expect(await link()).toBeUndefined();
  const id = at.split("/")[3] ?? "";
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  const vendorPages = { ledgerVoucher: "https://books.example/#/vouchers/{id}" };
  await world.api("PUT", `/tenants/${id}/settings`, { ...body, vendorPages });
  const [to, says] = (await link()) ?? [];
  expect([to, says?.replaceAll(/[\u2066-\u2069]/g, "")]).toEqual([
    "https://books.example/#/vouchers/v-9",
    "Open A9 in eAccounting",
  ]);
});

const GONE_JOB = {
  id: "j9",
  flow: "payouts",
  status: "done",
  outcome: "held",
  reasons: [reason("payout-voucher-gone", { payout: "po_1", number: "A9" })],
} as const satisfies PayoutView["job"];

/** The forms of the page, by where they are sent. */
const waysOn = (html: string): readonly string[] =>
  ["/retry", "/skip", "/approve"].filter((way) => new RegExp(`action="[^"]*${way}"`).test(html));

test("a payout whose voucher was deleted is booked again as approved or skipped; it is approved anew only where it isn't as it was", async () => {
  const job = { approvedBy: "anna", job: GONE_JOB };
  const same = await shop("203.0.113.229", { ...job, isAsApproved: true });
  const { text } = await same.user.go(same.at);
  expect(waysOn(text)).toEqual(["/retry", "/skip"]);
  expect(text).toContain("Book again as approved");
  const other = await shop("203.0.113.230", job);
  expect(waysOn((await other.user.go(other.at)).text)).toEqual(["/skip", "/approve"]);
});
