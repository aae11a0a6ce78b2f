/** The page of mappings: what orders had and nothing maps, and VAT by country as a grid. */
import { expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { open as openSetUp } from "./setup-stage.ts";

const HOSTILE = "<script>alert(1)</script>";
const list = (...entries: readonly (readonly [id: string, name: string, note?: string])[]) => ({
  entries: entries.map(([id, name, note]) => ({ id, name, note: note ?? null })),
  readAt: 1,
  fault: null,
});
const BANK = "8b0ff0a2-7d5f-4c2e-9a5e-000000000001";
const ORDERS = [
  {
    paymentMethod: ["77"],
    day: "2026-02-03",
    sold: [{ vatCode: "H", rate: "25%", country: "NL" }],
  },
  { paymentMethod: ["77", "78"], day: "2026-02-01" },
];

async function open(address: string) {
  const shop = await openSetUp(address, {
    "reads.orderValues": ORDERS,
    "reads.names": {
      "asperion.paymentMethods": list(["77", `Card ${HOSTILE}`], ["78", "Invoice"]),
      "asperion.vatCodes": list(["H", "High", "25 %"], ["L", "VAT low 6 %", "6 %"]),
      "eaccounting.bankAccounts": list([BANK, "1930 Bank"]),
      "eaccounting.accounts": list(["3001", "3001 Domestic"], ["3106", "3106 Netherlands"]),
    },
  });
  const at = `/admin/tenants/${shop.id}/settings/lookups`;
  const send = async (form: Record<string, string>, query = "") => {
    const { text } = await shop.user.go(at + query);
    return shop.user.post(at + query, {
      csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "",
      version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? "",
      action: "save",
      ...form,
    });
  };
  const lookups = async () => (await shop.settings())["lookups"] ?? {};
  return { ...shop, at, send, lookups };
}

const section = (text: string, id: string): string =>
  (text.split(`aria-labelledby="${id}"`)[1] ?? "").split("</section>")[0] ?? "";

test("what orders had and nothing maps stands first, the most used on top, and is mapped in its row", async () => {
  const shop = await open("203.0.113.231");
  // Sales orders have no payments: nothing asks for their methods.
  expect(section((await shop.user.go(shop.at)).text, "unmapped")).not.toContain("Invoice");
  await shop.configure({ orders: { type: "invoice", payments: "register" } });
  const { text } = await shop.user.go(shop.at);
  const unmapped = section(text, "unmapped");
  expect(unmapped.replaceAll(/<[^>]+>/g, " ")).toMatch(
    /Card &lt;script&gt;.*2 orders, last on 3 Feb 2026.*Invoice.*1 order, last on 1 Feb 2026/s,
  );
  expect(unmapped).not.toContain("<script");
  const saved = await shop.send({ "row.paymentMethod.77": BANK });
  expect(saved.status).toBe(303);
  expect((await shop.lookups())["paymentMethod"]).toEqual({ table: { 77: BANK } });
  const after = section((await shop.user.go(shop.at)).text, "unmapped");
  expect([after.includes("Card"), after.includes("Invoice")]).toEqual([false, true]);
  await shop.send({ "row.paymentMethod.78": BANK });
  expect(section((await shop.user.go(shop.at)).text, "unmapped")).toContain(
    "In the 2 most recent orders, every value of these mappings is mapped or covered by a default: Article or article coding of a sales type, Payment account for used gift cards, Payment account of the payment method. The list below says how many values other mappings lack. An order on hold says which mapping it lacks.",
  );
});

test("each value of a mapping says in how many orders it was and when last, with a row and without", async () => {
  const shop = await open("203.0.113.239");
  await shop.configure({
    orders: { type: "invoice", payments: "register" },
    lookups: { paymentMethod: { table: { 78: BANK } } },
  });
  const { text } = await shop.user.go(`${shop.at}/paymentMethod`);
  const told = text.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
  expect(told).toMatch(/Card .*?not mapped, in 2 recent orders, last on 3 Feb 2026/);
  expect(told).toMatch(/Invoice .*?1 order, last on 1 Feb 2026/);
});

test("a value without a row is told to use the default where there is one, and isn't called unmapped", async () => {
  const shop = await open("203.0.113.240");
  const orders = { type: "invoice", payments: "register" };
  const told = async (paymentMethod: object): Promise<readonly string[]> => {
    await shop.configure({ orders, lookups: { paymentMethod } });
    const pages = [await shop.user.go(`${shop.at}/paymentMethod`), await shop.user.go(shop.at)];
    return pages.map(({ text }) => text.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " "));
  };
  const [bare = "", bareList = ""] = await told({ table: { 78: BANK } });
  expect(bare).toContain("not mapped, in 2 recent orders");
  // Without a default, the page doesn't promise one.
  expect(bare).toContain("A value that isn&#39;t mapped gets the default, if one is chosen.");
  expect(bareList).toContain("1 value not mapped");
  const [one = "", list = ""] = await told({ default: BANK, table: { 78: BANK } });
  expect(one).toMatch(/Card .*?uses the default, in 2 recent orders, last on 3 Feb 2026/);
  expect(one).not.toContain("not mapped, in");
  expect(list).not.toContain("value not mapped");
  expect(list).toContain("every value of these mappings is mapped or covered by a default: ");
});

test("revenue has an account for a country, chosen in a cell of the grid, and other rows stay", async () => {
  const shop = await open("203.0.113.232");
  const before = { default: "3001", table: { "25%@FI/private": "3001" } };
  const now = await shop.settings();
  expect(
    (await shop.configure({ lookups: { ...now["lookups"], revenueAccount: before } })).status,
  ).toBe(200);
  const query = "?grid=revenueAccount&country=de&country=nonsense";
  const grid = section((await shop.user.go(shop.at + query)).text, "grid");
  // Columns: any country, where orders went, and what the address asks for.
  expect(grid).toContain("Netherlands");
  expect(grid).toContain("Germany");
  expect(grid).not.toContain("nonsense");
  expect(grid).toContain("1 order, last on 3 Feb 2026<");
  expect(grid).toContain("1 more row by customer type");
  expect(grid).toMatch(/name="row\.revenueAccount\.25%@NL"/);
  const saved = await shop.send(
    { "rest.revenueAccount": "3001", "row.revenueAccount.25%@NL": "3106" },
    query,
  );
  expect([saved.status, saved.headers.get("location")?.includes("grid=revenueAccount")]).toEqual([
    303,
    true,
  ]);
  expect((await shop.lookups())["revenueAccount"]).toEqual({
    default: "3001",
    table: { "25%@FI/private": "3001", "25%@NL": "3106" },
  });
  // What isn't right comes back as it was typed, and nothing is saved.
  const refused = await shop.send({ "row.revenueAccount.25%@NL": "none" }, query);
  expect(refused.status).toBe(400);
  expect(section(refused.text, "grid")).toContain("none");
  // Comparing writes nothing.
  const compared = { "row.revenueAccount.25%@NL": "", action: "compare" };
  expect((await shop.send(compared, query)).status).toBe(200);
  expect((await shop.lookups())["revenueAccount"]).toMatchObject({ table: { "25%@NL": "3106" } });
});

test("a grid has its rates by number, the highest first, and its countries by name", async () => {
  const shop = await open("203.0.113.236");
  const now = await shop.settings();
  const table = { "9%@SE": "3001", "21%@DE": "3001", "5.5%@WORLD": "3001", "13%@EU": "3001" };
  const revenueAccount = { default: "3001", table };
  await shop.configure({ lookups: { ...now["lookups"], revenueAccount } });
  const grid = section((await shop.user.go(`${shop.at}?grid=revenueAccount`)).text, "grid");
  const texts = (pattern: RegExp) => [...grid.matchAll(pattern)].map(([, text = ""]) => text);
  expect(texts(/<th scope="row"><bdi>([^<]+)/g)).toEqual(["25%", "21%", "13%", "9%", "6%", "5.5%"]);
  expect(texts(/<th scope="col"[^>]*>([^<]+)/g).slice(1)).toEqual([
    "Any country",
    "Germany",
    "Netherlands",
    "Sweden",
    "EU, other countries",
    "Outside the EU",
  ]);
});

test("in Swedish a rate has a space before its sign, and a fee's VAT is said in words", async () => {
  const shop = await open("203.0.113.235");
  const now = await shop.settings();
  const fee = { force: "included 25", table: {} };
  await shop.configure({ lookups: { ...now["lookups"], payoutFeeVat: fee } });
  const page = async (language: string) =>
    (
      await shop.user.go(`${shop.at}?grid=revenueAccount`, {
        headers: { "accept-language": language },
      })
    ).text;
  const [swedish, english] = [await page("sv"), await page("en")];
  const heads = (text: string) =>
    section(text, "grid")
      .match(/<th scope="row"><bdi>[^<]+/g)
      ?.map((one) => one.slice(21));
  expect(heads(english)).toEqual(["25%", "6%"]);
  expect(heads(swedish)).toEqual(["25\u00a0%", "6\u00a0%"]);
  expect(english).toContain("25% VAT included in the fee");
  expect(swedish).toContain("25 % moms ingår i avgiften");
  expect(swedish).not.toContain("<bdi>included 25");
  // On a phone each cell has its country before it, below the rate.
  expect(section(english, "grid")).toMatch(/<table class="stack">.*<td data-of="Any country">/s);
});

test.each([
  ["sv", "7,5", "203.0.113.238"],
  ["nl", "7.5", "203.0.113.239"],
  ["en", "7,5", "203.0.113.240"],
] as const)(
  "a fee's rate with a decimal, typed in %s as included %s, is kept and shown as that country writes it",
  async (language, typed, address) => {
    const shop = await open(address);
    const at = `${shop.at}/payoutFeeVat`;
    const headers = { "accept-language": language };
    const { text } = await shop.user.go(at, { headers });
    const sent = await shop.user.post(at, {
      csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "",
      version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? "",
      action: "save",
      "lookups.payoutFeeVat.defaultText": `included ${typed}`,
      "lookups.payoutFeeVat.from": "stripe",
      "lookups.payoutFeeVat.text": `reverse ${typed}`,
    });
    expect(sent.status).toBe(303);
    expect((await shop.lookups())["payoutFeeVat"]).toEqual({
      default: "included 7.5",
      table: { stripe: "reverse 7.5" },
    });
    const shown = language === "en" ? "7.5" : "7,5";
    const again = (await shop.user.go(at, { headers })).text;
    expect(again).toContain(`value="included ${shown}"`);
    expect(again).toContain(`value="reverse ${shown}"`);
  },
);

test("a row for a country, customers and days is entered in columns, and is shown in them again", async () => {
  const shop = await open("203.0.113.233");
  const at = `${shop.at}/vatAccount`;
  const { text } = await shop.user.go(at);
  const name = "lookups.vatAccount";
  const row = {
    [`${name}.from`]: "H",
    [`${name}.was`]: "",
    [`${name}.country`]: "nl",
    [`${name}.kind`]: "private",
    [`${name}.fromDay`]: "2026-01-01",
    [`${name}.untilDay`]: "",
    [`${name}.to`]: "3106",
  };
  const saved = await shop.user.post(at, {
    csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "",
    version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? "",
    action: "save",
    ...row,
  });
  expect(saved.status).toBe(303);
  expect((await shop.lookups())["vatAccount"]).toEqual({
    table: { "H@NL/private from 2026-01-01": "3106" },
  });
  const shown = (await shop.user.go(at)).text;
  expect(shown).toContain('type="date" name="lookups.vatAccount.fromDay" value="2026-01-01"');
  expect(shown).toContain('<option value="private" selected="">Private person</option>');
  expect(shown).toContain('name="lookups.vatAccount.was" value="H@NL/private from 2026-01-01"');
});

test("the page has its own words in every language", async () => {
  const shop = await open("203.0.113.234");
  const titles = new Set<string>();
  for (const language of LANGUAGES)
    titles.add(
      /<h2 id="grid">([^<]+)</.exec(
        (await shop.user.go(shop.at, { headers: { "accept-language": language } })).text,
      )?.[1] ?? "",
    );
  expect([titles.size, titles.has("")]).toEqual([LANGUAGES.length, false]);
});

test("the rate of a VAT code is written as its reader's language does, and not said twice", async () => {
  const shop = await open("203.0.113.236");
  const names = async (language: string) => {
    const { text } = await shop.user.go(`${shop.at}?grid=goodsCoding`, {
      headers: { "accept-language": language },
    });
    return [...section(text, "grid").matchAll(/<th scope="row">(.*?)<\/th>/gs)]
      .map(([, cell]) => (cell ?? "").replaceAll(/<[^>]+>/g, "").trim())
      .filter((name) => name.includes("%"));
  };
  expect(await names("en")).toEqual(["High (25%)", "VAT low 6 %"]);
  expect(await names("sv")).toEqual(["High (25\u00a0%)", "VAT low 6 %"]);
});

test("the screen of VAT says first what recent orders had and nothing maps, rare settings folded below", async () => {
  const shop = await open("203.0.113.237");
  const page = async () => (await shop.user.go(shop.at.replace("lookups", "vat"))).text;
  // Sales orders of articles need no account.
  expect(section(await page(), "related")).not.toContain("not mapped");
  const now = await shop.settings();
  const goods = { ...now["lookups"], goodsCoding: { table: { L: BANK } } };
  const orders = { ...now["orders"], goods: { by: "coding" } };
  expect((await shop.configure({ orders, lookups: goods })).status).toBe(200);
  const text = await page();
  expect(text.indexOf('id="related"')).toBeLessThan(text.indexOf('id="settings-form"'));
  expect(section(text, "related").replaceAll(/<[^>]+>/g, "")).toMatch(
    /Article coding for goods[^]*1 not mapped High/,
  );
  expect(text).toMatch(/<details>[^]*name="orders\.tolerance"/);
  const goodsCoding = { table: { H: BANK, L: BANK } };
  await shop.configure({ lookups: { ...now["lookups"], goodsCoding } });
  const mapped = section(await page(), "related");
  expect(mapped).toContain("In the 2 most recent orders, every value of these mappings is mapped");
  expect(mapped).not.toContain("not mapped");
});

test("the page opens on a grid that orders use, and one that they don't says so", async () => {
  const shop = await open("203.0.113.241");
  const shown = async (query = ""): Promise<readonly (string | boolean)[]> => {
    const { text } = await shop.user.go(shop.at + query);
    const grid = section(text, "grid");
    const [, name = ""] = /grid=(\w+)#grid" aria-current="true"/.exec(grid) ?? [];
    return [name, grid.includes("Orders don&#39;t use this mapping")];
  };
  // Goods by article: neither their coding nor the accounts of vouchers are asked.
  expect(await shown()).toEqual(["shippingCoding", false]);
  expect(await shown("?grid=goodsCoding")).toEqual(["goodsCoding", true]);
});

test("a mapping without named values has no empty table, and its button stays in sight", async () => {
  const shop = await open("203.0.113.242");
  const lookup = async (name: string): Promise<readonly boolean[]> => {
    const part = section((await shop.user.go(`${shop.at}/${name}`)).text, "lookup");
    return [part.includes("<caption>"), part.includes('class="stick actions"')];
  };
  expect(await lookup("payoutClearing")).toEqual([false, true]);
  expect(await lookup("paymentMethod")).toEqual([true, true]);
});
