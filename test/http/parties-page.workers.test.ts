/**
 * The debtors and customers of the settings page: shown by name, looked for without saving, and
 * what isn't found said at its field.
 */
import { expect, test } from "vitest";
import type { NameEntry, PartiesFound } from "../../src/domain/ledger/names.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import { signedIn } from "./browser.ts";

const GUID = "8b0ff0a2-7d5f-4c2e-9a55-0b6f3f1d2c11";
const WEB: NameEntry = { id: GUID, name: "Web <b>sales</b>", note: "1004" };
const list = (...entries: readonly NameEntry[]) => ({ entries, readAt: 1, fault: null });
const NAMES = {
  "asperion.debtors": list({ id: "205", name: "Corrections", note: "CORR" }),
  "eaccounting.customers": list(WEB),
};

async function open(
  address: string,
  found: (list: string, text: string) => PartiesFound | Promise<PartiesFound>,
) {
  const asked: string[] = [];
  const { world, user } = await signedIn(
    {
      "reads.names": NAMES,
      "admin.configure": { ok: true },
      "reads.findParties": (_: string, of: string, text: string) => (
        asked.push(`${of} ${text}`),
        found(of, text)
      ),
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/settings`;
  const settings = async () =>
    (await world.api("GET", `/tenants/${id}/settings`)).body as {
      version: number;
      orders: { defaultDebtor: unknown; collectiveDebtors: unknown };
      stock: { correctionDebtor: unknown };
      lookups: { debtor: unknown };
    };
  const send = async (page: string, form: Record<string, string>) => {
    const address = new URL(`${at}/${page}`, "https://x").pathname;
    const { text } = await user.go(address);
    return user.post(address, {
      csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "",
      version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? "",
      ...form,
    });
  };
  return { world, user, id, at, asked, settings, send };
}

const field = (text: string, path: string): string =>
  text.slice(text.indexOf(`<fieldset class="field" id="${path}"`)).split("</fieldset>")[0] ?? "";
const CUSTOMERS = { "orders.findCustomerBy": "email", "orders.updateCustomer": "on" };

test("a look shows who was found and saves nothing; saved, the name stands there", async () => {
  const { send, settings, asked, user, at } = await open("203.0.113.71", () => ({
    kind: "found",
    entries: [WEB],
    more: false,
  }));
  const form = {
    ...CUSTOMERS,
    "orders.defaultDebtor.when": "guests",
    "orders.defaultDebtor.id.find": "1004",
    "orders.collectiveDebtors.find": "",
  };
  const looked = await send("customers", { ...form, action: "find" });
  expect([looked.status, asked, (await settings()).version]).toEqual([
    200,
    ["eaccounting.customers 1004"],
    1,
  ]);
  expect(field(looked.text, "orders.defaultDebtor.id")).toMatch(
    new RegExp(
      `value="${GUID}" checked="".*Web &lt;b&gt;sales&lt;/b&gt; \\(1004\\).*role="status"`,
      "s",
    ),
  );
  expect((await send("customers", { ...form, action: "save" })).status).toBe(303);
  expect((await settings()).orders.defaultDebtor).toEqual({ id: GUID, when: "guests" });
  expect(field((await user.go(`${at}/customers`)).text, "orders.defaultDebtor.id")).toContain(
    "Web &lt;b&gt;sales&lt;/b&gt; (1004)",
  );
});

test("nobody found is an answer at the field, and nothing is saved", async () => {
  const { send, settings } = await open("203.0.113.72", () => ({
    kind: "found",
    entries: [],
    more: false,
  }));
  const { status, text } = await send("stock", {
    "stock.correctionDebtor.find": "Nobody & Sons",
    action: "save",
  });
  expect([status, (await settings()).version]).toEqual([400, 1]);
  const own = field(text, "stock.correctionDebtor");
  expect(own).toContain('id="stock.correctionDebtor-fault"');
  expect(own).toContain("Nobody &amp; Sons");
  expect(own).toContain('name="stock.correctionDebtor.find" value="Nobody &amp; Sons"');
  expect(text).toContain('href="#stock.correctionDebtor"');
});

test("of several one is chosen, and saved by the id", async () => {
  const several: readonly NameEntry[] = [
    { id: "206", name: "Berg A", note: "1" },
    { id: "207", name: "Berg B", note: null },
  ];
  const { send, settings, asked } = await open("203.0.113.73", (_, text) => ({
    kind: "found",
    entries: text === "id:207" ? several.slice(1) : several,
    more: false,
  }));
  const { text, status } = await send("stock", {
    "stock.correctionDebtor.find": "Berg",
    action: "save",
  });
  expect([status, (await settings()).version]).toEqual([400, 1]);
  for (const part of ['value="206"', "Berg A (1)", "Berg B", "id 207"])
    expect(field(text, "stock.correctionDebtor")).toContain(part);
  expect(
    (
      await send("stock", {
        "stock.correctionDebtor": "207",
        "stock.correctionDebtor.find": "",
        action: "save",
      })
    ).status,
  ).toBe(303);
  expect([(await settings()).stock.correctionDebtor, asked.at(-1)]).toEqual([
    207,
    "asperion.debtors id:207",
  ]);
});

test("a vendor, or an object, that can't be asked locks nobody out: an id is taken", async () => {
  const { send, settings } = await open("203.0.113.74", () =>
    Promise.reject(new Error("no such method")),
  );
  const { status, text } = await send("stock", {
    "stock.correctionDebtor.find": "Corrections",
    action: "save",
  });
  expect([
    status,
    field(text, "stock.correctionDebtor").includes("The search isn&#39;t available right now"),
  ]).toEqual([400, true]);
  expect(
    (await send("stock", { "stock.correctionDebtor.find": "205", action: "save" })).status,
  ).toBe(303);
  expect((await settings()).stock.correctionDebtor).toBe(205);
});

test("Enter in another field of the page looks for nobody: it compares", async () => {
  const { send, asked, settings, world } = await open("203.0.113.75", () => ({ kind: "later" }));
  world.tenants.answers["jobs.list"] = { jobs: [], cursor: null };
  const { text } = await send("customers", {
    ...CUSTOMERS,
    "customers.numberPrefix": "XX",
    "orders.defaultDebtor.id.find": "",
    "orders.collectiveDebtors.find": "",
    action: "find",
  });
  expect([asked, (await settings()).version, text.includes('id="preview"')]).toEqual([[], 1, true]);
});

test("the customer of a country is typed as people know it, and kept by the id", async () => {
  const { send, settings, user, at } = await open("203.0.113.76", (_, text) => ({
    kind: "found",
    entries:
      text === "1005" ? [{ id: GUID.replace("11", "22"), name: "Germans", note: "1005" }] : [],
    more: false,
  }));
  const { status } = await send("lookups/debtor", {
    action: "save",
    "lookups.debtor.from": "DE",
    "lookups.debtor.to": "",
    "lookups.debtor.text": "1005",
    "lookups.debtor.default": GUID,
    "lookups.debtor.defaultText": "",
    "lookups.debtor.force": "",
    "lookups.debtor.forceText": "",
  });
  expect(status).toBe(303);
  expect((await settings()).lookups.debtor).toEqual({
    default: GUID,
    table: { DE: GUID.replace("11", "22") },
  });
  expect((await user.go(`${at}/lookups/debtor`)).text).toContain("Web &lt;b&gt;sales&lt;/b&gt;");
  const wrong = await send("lookups/debtor", {
    action: "save",
    "lookups.debtor.from": "NL",
    "lookups.debtor.to": "",
    "lookups.debtor.text": "nobody",
  });
  expect([
    wrong.status,
    wrong.text.includes("No match for"),
    wrong.text.includes('value="nobody"'),
  ]).toEqual([400, true, true]);
});

test("each language has its own words for a look", async () => {
  const { user, at } = await open("203.0.113.77", () => ({ kind: "later" }));
  const labels = new Set<string>();
  for (const language of LANGUAGES)
    labels.add(
      /<label[^>]* for="stock.correctionDebtor.find">\s*([^<]+)</.exec(
        (await user.go(`${at}/stock`, { headers: { "accept-language": language } })).text,
      )?.[1] ?? "",
    );
  expect([labels.size, labels.has("")]).toEqual([LANGUAGES.length, false]);
});

test("the questions of the set-up look for a debtor as well: shown first, and taken with the answers", async () => {
  const { world, id, asked, settings, send } = await open("203.0.113.78", (_, text) => ({
    kind: "found",
    entries: text === "CORR" ? [{ id: "205", name: "Corrections", note: "CORR" }] : [],
    more: false,
  }));
  world.tenants.answers["jobs.list"] = { jobs: [], cursor: null };
  const { body } = await world.api("GET", `/tenants/${id}/settings`);
  expect(
    (
      await world.api("PUT", `/tenants/${id}/settings`, {
        ...body,
        orders: { enabled: true, startLine: "2026-11-01T00:00:00Z" },
        setup: { flows: ["stock"] },
      })
    ).status,
  ).toBe(200);
  const answers = {
    "stock.strategy": "correction-order",
    "stock.field": "characteristic1",
    "stock.calculation": "available",
  };
  const looked = await send("../setup/questions", {
    ...answers,
    "stock.correctionDebtor.find": "CORR",
    action: "find",
  });
  expect([looked.status, asked, (await settings()).version]).toEqual([
    200,
    ["asperion.debtors CORR"],
    2,
  ]);
  expect(field(looked.text, "stock.correctionDebtor")).toMatch(
    /value="205" checked="".*Corrections \(CORR\)/s,
  );
  expect(field(looked.text, "stock.correctionDebtor")).toContain(
    'formaction="?#stock.correctionDebtor"',
  );
  const nobody = await send("../setup/questions", {
    ...answers,
    "stock.correctionDebtor.find": "nobody",
  });
  expect([
    nobody.status,
    field(nobody.text, "stock.correctionDebtor").includes('id="stock.correctionDebtor-fault"'),
    (await settings()).version,
  ]).toEqual([400, true, 2]);
  expect(
    (
      await send("../setup/questions", {
        ...answers,
        "stock.correctionDebtor": "205",
        "stock.correctionDebtor.find": "",
      })
    ).status,
  ).toBe(303);
  expect((await settings()).stock.correctionDebtor).toBe(205);
});
