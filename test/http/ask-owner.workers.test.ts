/** What a page says to do, and the reader's role doesn't let them do: it names who may. */
import { expect, test } from "vitest";
import { NO_SUMS } from "../../src/flows/payouts/sums.ts";
import { type Reason, reason } from "../../src/domain/reasons/index.ts";
import { member, shops } from "./auth/shops.ts";

const MISSING = reason("payout-account-missing", { part: "bank", of: "stripe" });
const PAYOUT = {
  id: "p1",
  provider: "stripe",
  account: "",
  payout: "po_1",
  currency: "SEK",
  day: "2026-03-03",
  amount: "245.00",
  lines: 2,
  createdAt: 1,
  actor: "anna",
  approvedBy: null,
  differsAt: null,
  voucher: null,
  job: null,
  held: true,
  progress: null,
  sums: NO_SUMS,
  plan: { kind: "held", reasons: [MISSING] },
  mark: "m1",
  unmatched: [],
  matched: 2,
  overlaps: null,
  chosen: 0,
};
const groupOf = (why: Reason) => ({
  cause: why.code,
  thing: "",
  count: 3,
  since: 1,
  amounts: [],
  reason: why,
});

let address = 10;
async function shop(why: Reason) {
  const { world, a } = await shops();
  Object.assign(world.tenants.answers, {
    "jobs.attention": { jobs: [], cursor: null },
    "jobs.held": { groups: [groupOf(why)], next: null, areas: [], causes: [], own: [] },
    "reads.names": {},
    "payouts.one": PAYOUT,
    "payouts.lines": { page: 0, pages: 1, rows: [] },
    "payouts.filesOf": [],
  });
  const joins = (email: string, role: string) =>
    member(world, a, email, role, `203.0.113.${(address += 1)}`);
  return { world, a, joins, inbox: `/admin/tenants/${a}/attention` };
}
const plainly = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/[\u2068\u2069]/g, "")
    .replaceAll("&#39;", "'");
const mailIn = (text: string) =>
  decodeURIComponent(/href="(mailto:[^"]*)"/.exec(text)?.[1] ?? "").replaceAll("&amp;", "&");

test("an accountant and a reader are told which owner may do it, with a mail that says where; an owner isn't", async () => {
  const { a, joins, inbox } = await shop(reason("terms-not-mapped", { from: "30", by: null }));
  const owner = await joins("olle@example.com", "owner");
  const accountant = await joins("ada@example.com", "accountant");
  const reader = await joins("rut@example.com", "reader");
  for (const who of [accountant, reader]) {
    const { text } = await who.go(inbox);
    expect(plainly(text)).toContain("Payment terms: only an owner (olle).");
    const mail = mailIn(text);
    expect(mail).toMatch(/^mailto:olle@example\.com\?subject=Something only an owner can do/);
    expect(mail).toContain(`/admin/tenants/${a}/attention?cause=terms-not-mapped&thing=30`);
  }
  const { text } = await owner.go(inbox);
  expect(text).not.toContain("mailto:");
  expect(text).not.toContain("only an owner");
});

test("who is named is who owns the shop now; where nobody does, the operator is meant as well", async () => {
  const { world, a, joins, inbox } = await shop(
    reason("terms-not-mapped", { from: "30", by: null }),
  );
  const [olle, lena] = [
    await joins("olle@example.com", "owner"),
    await joins("lena@example.com", "owner"),
  ];
  const accountant = await joins("ada@example.com", "accountant");
  const said = async () => plainly((await accountant.go(inbox)).text);
  expect(await said()).toContain("Payment terms: only an owner (lena, olle).");
  const end = (id: string) =>
    world.db.$client
      .prepare("UPDATE memberships SET role = 'reader' WHERE user_id = ?")
      .bind(id)
      .run();
  await end(lena.id);
  expect(await said()).toContain("Payment terms: only an owner (olle).");
  await end(olle.id);
  expect(await said()).toContain("Payment terms: only the shop's owners and operators.");
  expect((await world.api("GET", `/tenants/${a}/members`)).status).toBe(200);
});

test("what an accountant does themselves is asked of nobody", async () => {
  const why = reason("reconciliation-amount", { count: 1, orders: "1001" });
  const { joins, inbox } = await shop(why);
  await joins("olle@example.com", "owner");
  const accountant = await joins("ada@example.com", "accountant");
  expect((await accountant.go(inbox)).text).not.toContain("mailto:");
});

test("what a payout lacks is asked of an owner, on its own page, where its reader can't choose it", async () => {
  const { a, joins } = await shop(MISSING);
  const owner = await joins("olle@example.com", "owner");
  const accountant = await joins("ada@example.com", "accountant");
  const at = `/admin/tenants/${a}/payouts/p1`;
  const section = (text: string) =>
    text.slice(text.indexOf('id="missing"')).split("</section>")[0] ?? "";
  const his = section((await owner.go(at)).text);
  expect(his).toContain("<button");
  expect(his).not.toContain("mailto:");
  const hers = section((await accountant.go(at)).text);
  expect(hers).not.toContain("<button");
  expect(plainly(hers)).toContain(": only an owner (olle).");
  expect(mailIn(hers)).toContain(`${at}#missing`);
});

test("a deed that isn't there for an accountant is named, where an owner is asked for it", async () => {
  const { joins, inbox } = await shop(reason("article-not-found", { sku: "MUG", line: 1 }));
  await joins("olle@example.com", "owner");
  const accountant = await joins("ada@example.com", "accountant");
  const { text } = await accountant.go(inbox);
  expect(plainly(text)).toContain("Create article: only an owner (olle).");
});

test("a page that a role may not open stays in its shop, and names whom to ask", async () => {
  const { a, joins } = await shop(MISSING);
  await joins("olle@example.com", "owner");
  const reader = await joins("rut@example.com", "reader");
  for (const place of ["people", "stop"]) {
    const { status, text } = await reader.go(`/admin/tenants/${a}/${place}`);
    expect([place, status]).toEqual([place, 403]);
    const main = text.slice(text.indexOf("<main"));
    expect(plainly(main)).toContain("Ask an owner for access: olle.");
    const crumbs = /<nav class="crumbs".*?<\/nav>/s.exec(main)?.[0] ?? "";
    expect(crumbs).toContain(`href="/admin/tenants/${a}"`);
    expect(main).toContain(`<a class="button" href="/admin/tenants/${a}">`);
  }
});
