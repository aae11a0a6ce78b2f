/** A long chart of accounts: each field brings its choices along, and no page grows heavy by them. */
import { expect, test } from "vitest";
import { NAME_LISTS } from "../../src/domain/ledger/names.ts";
import { SECTIONS } from "../../src/http/pages/settings/catalogue/index.ts";
import { GRIDS } from "../../src/http/pages/settings/lookups/mapping-grid.tsx";
import { SETUP_SCREENS } from "../../src/http/pages/setup/screens.ts";
import { LOOKUPS } from "../../src/settings/lookups/lookup-lists.ts";
import { gzip } from "../../src/store/seal.ts";
import { bareReason } from "../support/bare-reason.ts";
import { list, NAMES, open } from "./named-shop.ts";
import { healthOf } from "./world.ts";

/** A chart of accounts as large as real ones; here every list is as long. */
const CHART = Array.from({ length: 200 }, (_, n) => ({
  id: String(3000 + n),
  name: `${3000 + n} Account <b>${n}</b>`,
  note: null,
}));

test("with 200 accounts each field that is typed into has its choices on its page, once", async () => {
  const group = {
    cause: "account-missing",
    thing: "4",
    count: 1,
    amounts: [],
    since: 1,
    reason: bareReason("account-missing", { lookup: "clearingAccount", from: "4" }),
  };
  const { user, at, world, id } = await open(
    "203.0.113.67",
    Object.fromEntries(NAME_LISTS.map((name) => [name, list(...CHART)])),
  );
  Object.assign(world.tenants.answers, {
    "monitoring.health": (tenantId: string) => healthOf(tenantId),
    "reads.orderValues": [{ paymentMethod: ["4"], day: "2026-02-03" }],
    "jobs.list": { jobs: [], cursor: null },
    "jobs.attention": { jobs: [], cursor: null },
    "jobs.held": {
      groups: [group],
      next: null,
      areas: [],
      causes: [{ cause: "account-missing", count: 1 }],
      own: [],
    },
  });
  const home = `/admin/tenants/${id}`;
  const paths = [
    ...SECTIONS.map((section) => `${at}/${section.id}`),
    `${at}/lookups`,
    ...GRIDS.map((grid) => `${at}/lookups?grid=${grid}`),
    ...LOOKUPS.map(({ name }) => `${at}/lookups/${name}`),
    ...SETUP_SCREENS.map((screen) => `${home}/setup/${screen}`),
    `${home}/attention`,
    `${home}/attention?cause=account-missing&thing=4`,
  ];
  const having = new Set<string>();
  for (const path of paths) {
    const { text, status } = await user.go(path);
    expect([path, [200, 303].includes(status)]).toEqual([path, true]);
    const lists = [...text.matchAll(/<datalist id="([^"]+)"/g)].map(([, name]) => name ?? "");
    const asked = [...text.matchAll(/<input[^>]* list="([^"]+)"/g)].map(([, name]) => name ?? "");
    expect([path, asked.filter((name) => !lists.includes(name))]).toEqual([path, []]);
    expect([path, lists.length]).toEqual([path, new Set(lists).size]);
    if (lists.includes("list-eaccounting.accounts")) {
      having.add(path);
      expect(text).toContain(
        '<option value="3199" dir="auto">3199 Account &lt;b&gt;199&lt;/b&gt;</option>',
      );
    }
  }
  for (const path of [
    "payouts",
    "vouchers",
    "lookups?grid=revenueAccount",
    "lookups/clearingAccount",
  ])
    expect([...having]).toContain(`${at}/${path}`);
  expect([...having]).toContain(`${home}/attention`);
  expect([...having]).toContain(`${home}/attention?cause=account-missing&thing=4`);
});

/** What a page may weigh on its way, gzipped. */
const MOST_BYTES = 30_000;
const gzipped = async (text: string): Promise<number> =>
  (await gzip(Uint8Array.from(new TextEncoder().encode(text)))).byteLength;
const WORDS = [
  "Försäljning",
  "varor",
  "inom",
  "landet",
  "export",
  "frakt",
  "kundfordringar",
  "moms",
];

test("with a chart of 1,000 accounts each page of the settings stays light on its way", async () => {
  const chart = Array.from({ length: 1_000 }, (_, n) => {
    const id = String(1_000 + n * 7);
    const words = [n % 8, (n * 3) % 7, (n * 5) % 6].map((at) => WORDS[at]);
    return { id, name: `${id} ${words.join(" ")} ${n}`, note: n % 3 === 0 ? "25 %" : null };
  });
  const { user, at } = await open("203.0.113.67", {
    ...NAMES,
    "eaccounting.accounts": list(...chart),
  });
  const pages = ["", ...SECTIONS.map(({ id }) => `/${id}`), "/lookups", "/lookups/revenueAccount"];
  const heavy: string[] = [];
  let offered = 0;
  for (const page of pages) {
    const { status, text } = await user.go(`${at}${page}`);
    expect([page, status]).toEqual([page, 200]);
    if (text.includes(chart.at(-1)?.name ?? "")) offered += 1;
    const bytes = await gzipped(text);
    if (bytes > MOST_BYTES) heavy.push(`${page}: ${bytes}`);
  }
  expect(heavy).toEqual([]);
  expect(offered).toBeGreaterThanOrEqual(3);
});

test("a mapping of 300 rows stays light on its way, and each row can be changed without scripts", async () => {
  const accounts = Array.from({ length: 55 }, (_, n) => {
    const id = String(1_500 + n * 13);
    return { id, name: `${id} ${WORDS[n % 8]} ${WORDS[(n * 3) % 7]} ${n}`, note: null };
  });
  const codings = Array.from({ length: 55 }, (_, n) => ({
    id: `8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d3${String(n).padStart(3, "0")}`,
    name: `${WORDS[n % 8]} ${WORDS[(n * 3) % 7]} ${n}`,
    note: "25 %",
  }));
  const { user, world, at, id } = await open("203.0.113.68", {
    "eaccounting.accounts": list(...accounts),
    "eaccounting.codings": list(...codings),
  });
  const table = (values: readonly { readonly id: string }[]) =>
    Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [`P${n}`, values[(n * 7) % 55]?.id ?? ""]),
    );
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  const lookups = {
    ...Object(body)["lookups"],
    payoutBank: { table: table(accounts) },
    article: { table: {} },
    goodsCoding: { table: table(codings) },
  };
  expect((await world.api("PUT", `/tenants/${id}/settings`, { ...body, lookups })).status).toBe(
    200,
  );
  const page = async (path: string) => (await user.go(`${at}/lookups/${path}`)).text;
  for (const name of ["payoutBank", "goodsCoding"]) {
    const text = await page(name);
    expect([name, (await gzipped(text)) <= MOST_BYTES]).toEqual([name, true]);
    expect([name, text.length < 900_000]).toEqual([name, true]);
  }
  // Accounts are typed; of codings each row stands by its name, and opens with its choices.
  expect(await page("payoutBank")).toContain('list="list-eaccounting.accounts"');
  const whole = await page("goodsCoding");
  expect(whole).toContain(`<bdi>${codings[7]?.name}</bdi>`);
  const choices = (text: string) => text.split(`>${codings[9]?.name}</option>`).length - 1;
  const [, opens = ""] = /href="([^"]+\?row=P1)"/.exec(whole) ?? [];
  const opened = (await user.go(opens)).text;
  expect(choices(opened)).toBe(choices(whole) + 1);
  const form = opened.slice(opened.indexOf(`action="${opens}"`)).split("</form>")[0] ?? "";
  const fields = [...form.matchAll(/<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"/g)];
  const sent = new URLSearchParams(fields.map(([, name = "", value = ""]) => [name, value]));
  // The one row with a choice: it is sent first, as it stands first.
  const to = "lookups.goodsCoding.knownTo";
  const rest = sent.getAll(to);
  sent.delete(to);
  for (const value of [codings[9]?.id ?? "", ...rest]) sent.append(to, value);
  sent.append("action", "save");
  expect((await user.post(opens, [...sent])).status).toBe(303);
  const saved = Object((await world.api("GET", `/tenants/${id}/settings`)).body["lookups"]);
  const { P1, ...others } = saved.goodsCoding.table;
  const { P1: _, ...before } = table(codings);
  expect([P1, others]).toEqual([codings[9]?.id, before]);
});
