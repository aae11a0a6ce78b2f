/** Mappings that don't fit on a screen: the list of all of them, and one of many rows. */
import { expect, test } from "vitest";
import { open as openSetUp } from "./setup-stage.ts";

const list = (...entries: readonly (readonly [id: string, name: string])[]) => ({
  entries: entries.map(([id, name]) => ({ id, name, note: null })),
  readAt: 1,
  fault: null,
});

/** A shop whose payouts' mapping has these rows. */
async function open(address: string, table: Readonly<Record<string, string>>) {
  const shop = await openSetUp(address, {
    "reads.orderValues": [],
    "reads.names": {
      "eaccounting.accounts": list(["3001", "3001 Domestic"], ["3106", "3106 Netherlands"]),
    },
  });
  const now = await shop.settings();
  await shop.configure({ lookups: { ...now["lookups"], payoutClearing: { table } } });
  return { ...shop, at: `/admin/tenants/${shop.id}/settings/lookups/payoutClearing` };
}

/** What the form with the rows sends, as a browser does, with a row's value changed. */
const sentBy = (text: string, change: Readonly<Record<string, string>> = {}): string[][] => {
  const form = text.slice(text.lastIndexOf("<form", text.indexOf('name="version"')));
  const fields = form.slice(0, form.indexOf("</form>"));
  let from = "";
  return [
    ...[
      ...fields.matchAll(/<(input|select)[^>]*name="([^"]+)"([^>]*)>(.*?)(?=<input|<select|$)/gs),
    ].map(([, kind, name = "", attributes = "", inner = ""]) => {
      const [, typed = ""] = /value="([^"]*)"/.exec(attributes) ?? [];
      const [, chosen = ""] = /<option value="([^"]*)"[^>]* selected/.exec(inner) ?? [];
      const value = kind === "select" ? chosen : typed;
      if (name.endsWith(".from")) from = value;
      return [name, name.endsWith(".to") ? (change[from] ?? value) : value];
    }),
    ["action", "save"],
  ];
};

/** The codes of the rows that are seen before the others are opened. */
const seenRows = (text: string): readonly string[] =>
  [...text.matchAll(/<tr( class="rest")?>(.*?)<\/tr>/gs)].flatMap(([, rest, row = ""]) => {
    const [, code = ""] = /name="lookups\.payoutClearing\.from" value="([^"]+)"/.exec(row) ?? [];
    return rest !== undefined || code === "" ? [] : [code];
  });

test("of a long mapping the first rows are seen, or those looked for, and saving keeps the others", async () => {
  const table = Object.fromEntries(
    Array.from({ length: 300 }, (_, n) => [`provider-${n + 1}`, n === 41 ? "3106" : "3001"]),
  );
  const shop = await open("203.0.113.243", table);
  const { at } = shop;
  const { text: all } = await shop.user.go(at);
  expect(seenRows(all)).toEqual(Object.keys(table).slice(0, 20));
  expect(all).toContain("<details><summary>280 more of 300 rows</summary></details>");
  // By a code, and by the name of what it is mapped to.
  const [code, name] = ["?find=Provider-27", "?find=netherlands"];
  expect(seenRows((await shop.user.go(at + name)).text)).toEqual(["provider-42"]);
  const { text: found } = await shop.user.go(at + code);
  expect(seenRows(found)).toEqual(Object.keys(table).filter((one) => /-27\d?$/.test(one)));
  expect(found).toContain("289 more of 300 rows");
  const changed = sentBy(found, { "provider-27": "3106" });
  // What came back unsaved stays in sight, whatever is looked for.
  const stale = changed.map(([field = "", value = ""]) => [
    field,
    field === "version" ? "1" : value,
  ]);
  const refused = await shop.user.post(`${at}?find=provider-300`, stale);
  expect([refused.status, seenRows(refused.text)]).toEqual([409, ["provider-27", "provider-300"]]);
  const saved = await shop.user.post(at + code, changed);
  expect(saved.headers.get("location")).toMatch(/\/payoutClearing\?done=[\w-]+&find=Provider-27$/);
  expect((await shop.settings())["lookups"]?.["payoutClearing"]).toEqual({
    table: { ...table, "provider-27": "3106" },
  });
});

test("looking for rows of a long mapping keeps what was typed into the others, and saves nothing", async () => {
  const table = Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`p-${n + 1}`, "3001"]));
  const shop = await open("203.0.113.234", table);
  const { text } = await shop.user.go(shop.at);
  const sent = sentBy(text, { "p-3": "3106" }).filter(([name]) => name !== "action");
  const typed = sent.map(([name = "", value = ""]) => [name, name === "find" ? "P-59" : value]);
  expect(typed).toContainEqual(["find", "P-59"]);
  const found = await shop.user.post(shop.at, [...typed, ["action", "find"]]);
  expect([found.status, seenRows(found.text)]).toEqual([200, ["p-3", "p-59"]]);
  expect((await shop.settings())["lookups"]?.["payoutClearing"]).toEqual({ table });
  const saved = await shop.user.post(shop.at, sentBy(found.text, { "p-59": "3106" }));
  expect(saved.status).toBe(303);
  expect((await shop.settings())["lookups"]?.["payoutClearing"]).toEqual({
    table: { ...table, "p-3": "3106", "p-59": "3106" },
  });
});

test("a mapping that fits on a screen has no filter, and folds nothing", async () => {
  const table = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`p-${n}`, "3001"]));
  const shop = await open("203.0.113.244", table);
  const { text } = await shop.user.go(shop.at);
  expect(seenRows(text)).toHaveLength(30);
  expect([text.includes('name="find"'), text.includes('<tbody class="more">')]).toEqual([
    false,
    false,
  ]);
});

test("all mappings stand by what asks them, and those that nothing asks are folded below their own", async () => {
  const shop = await open("203.0.113.245", {});
  const { text } = await shop.user.go(shop.at.replace("/payoutClearing", ""));
  // A part for each of what asks them; what nothing asks is folded below its own.
  const parts = (text.split('id="all-mappings"')[1] ?? "").split("<h3>").slice(1);
  const of = (part: string): readonly (readonly string[])[] =>
    part
      .split("<details>")
      .map((one) => [...one.matchAll(/settings\/lookups\/(\w+)">/g)].map(([, name = ""]) => name));
  expect(parts.map((part) => part.split("<")[0])).toEqual([
    "Orders",
    "Journal vouchers",
    "Payouts",
    "Customers",
  ]);
  const [orders = "", vouchers = "", payouts = ""] = parts;
  expect(of(orders)).toEqual([
    expect.arrayContaining(["termsOfPayment", "shippingCoding", "giftCard"]),
    ["paymentMethod", "goodsCoding"],
  ]);
  expect(of(vouchers)).toEqual([[], expect.arrayContaining(["revenueAccount", "feeAccount"])]);
  expect(vouchers).toContain("10 mappings that new orders don&#39;t use with these settings");
  expect(of(payouts)).toEqual([expect.arrayContaining(["payoutBank", "payoutSender"])]);
});
