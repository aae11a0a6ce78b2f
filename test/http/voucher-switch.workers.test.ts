/**
 * Journal vouchers are switched on from the pages: accounts first, then the type that demands them.
 * And off again.
 */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
import { connectedHealth, NAMES, open as openSetUp } from "./setup-stage.ts";

const ACCOUNTS = { revenueAccount: "3001", vatAccount: "2611", receivableAccount: "1510" };
/** What the button of a preview sends along: what is confirmed, and of which form. */
const confirmed = (text: string, what = "vouchers") => ({
  action: "confirm",
  confirmed: what,
  previewed: /name="previewed" value="([^"]+)"/.exec(text)?.[1] ?? "",
});
type Shop = Awaited<ReturnType<typeof openSetUp>>;

/** A form of a settings page, as the page shows it. */
const save = async ({ user, id }: Shop, page: string, form: Record<string, string>) => {
  const at = `/admin/tenants/${id}/settings/${page}`;
  const { text } = await user.go(at);
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const version = /name="version" value="(\d+)"/.exec(text)?.[1] ?? "";
  return user.post(at, { csrf, version, action: "save", ...form });
};

const saveAccounts = async (shop: Shop): Promise<readonly number[]> => {
  const told: number[] = [];
  for (const [name, account] of Object.entries(ACCOUNTS))
    told.push(
      (await save(shop, `lookups/${name}`, { [`lookups.${name}.default`]: account })).status,
    );
  return told;
};

const typeOf = async ({ settings }: Shop) => (await settings())["orders"]?.["type"];

test("in the settings: the type says which accounts it needs and leads to them, and is taken once they are there", async () => {
  const shop = await openSetUp("203.0.113.201");
  const refused = await save(shop, "document", { "orders.type": "mutation" });
  expect(refused.status).toBe(400);
  for (const name of Object.keys(ACCOUNTS))
    expect(refused.text).toContain(`/settings/lookups/${name}"`);
  expect(await saveAccounts(shop)).toEqual([303, 303, 303]);
  // It books: what that means is shown with the preview, and nothing is saved until it is confirmed.
  const asked = await save(shop, "document", { "orders.type": "mutation" });
  expect([asked.status, asked.text.includes("can&#39;t be changed or deleted")]).toEqual([
    200,
    true,
  ]);
  // That nothing is saved yet stands before the preview, however long that is.
  const at = (words: string): number => asked.text.indexOf(words);
  expect(at('<h2 id="preview"')).toBeGreaterThan(at("Save and switch on"));
  expect(at("Save and switch on")).toBeGreaterThan(at("Not saved yet"));
  expect(at("Not saved yet")).toBeGreaterThan(-1);
  expect(await typeOf(shop)).toBe("sales-order");
  // What was confirmed is something else: asked again.
  const type = { "orders.type": "mutation" };
  const other = confirmed(asked.text, "booked-invoices");
  expect((await save(shop, "document", { ...type, ...other })).status).toBe(200);
  const confirm = confirmed(asked.text);
  // The form was changed after its preview: it is previewed again.
  const edited = await save(shop, "document", {
    ...type,
    ...confirm,
    "orders.orderStatus": "draft",
  });
  expect([edited.status, edited.text.includes("changed after its preview")]).toEqual([200, true]);
  expect(await typeOf(shop)).toBe("sales-order");
  expect((await save(shop, "document", { ...type, ...confirm })).status).toBe(303);
  expect(await typeOf(shop)).toBe("mutation");
  // And back: the accounts stay where they are.
  expect((await save(shop, "document", { "orders.type": "sales-order" })).status).toBe(303);
  expect((await shop.settings())["lookups"]).toMatchObject({ revenueAccount: { default: "3001" } });
});

test("with their accounts in one form, confirmed with the preview; what lacks is told in its place", async () => {
  const shop = await openSetUp("203.0.113.205");
  const on = { "vouchers.all": "on", "rest.receivableAccount": "1510" };
  const refused = await save(shop, "vouchers", on);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('href="#rest.vatAccount"');
  // What was typed stays.
  expect(refused.text).toMatch(/name="rest.receivableAccount" value="1510"/);
  expect(refused.text).toMatch(/id="vouchers.all"[^>]* checked=""/);
  const all = { ...on, "rest.revenueAccount": "3001", "row.vatAccount.25%": "2611" };
  const asked = await save(shop, "vouchers", all);
  expect([asked.status, asked.text.includes("Save and switch on")]).toEqual([200, true]);
  expect(await typeOf(shop)).toBe("sales-order");
  const saved = await save(shop, "vouchers", { ...all, ...confirmed(asked.text) });
  expect([saved.status, saved.headers.get("location")?.split("?")[1]]).toEqual([
    303,
    "done=saved-confirmed",
  ]);
  expect(await typeOf(shop)).toBe("mutation");
  expect((await shop.settings())["lookups"]).toMatchObject({
    revenueAccount: { default: "3001" },
    vatAccount: { table: { "25%": "2611" } },
    receivableAccount: { default: "1510" },
  });
  // A form without the switch leaves the kind of document as it is.
  expect((await save(shop, "vouchers", { "orders.voucher.series": "B" })).status).toBe(303);
  expect(await typeOf(shop)).toBe("mutation");
});

test("what was saved says to what it applies: orders, payouts that aren't booked, or anything from now on", async () => {
  const shop = await openSetUp("203.0.113.206");
  const told = async (page: string, form: Record<string, string>) => {
    const { headers } = await save(shop, page, form);
    return headers.get("location")?.split("?")[1];
  };
  expect([
    await told("fields", { "orders.ourReference": "web" }),
    await told("payouts", { "payouts.roundingLimit": "0.02" }),
    await told("notifications", { "notifications.language": "sv" }),
    await told("lookups/payoutFee", { "lookups.payoutFee.default": "6571" }),
  ]).toEqual([
    "done=saved",
    "done=saved-for-payouts",
    "done=saved-from-now",
    "done=saved-for-payouts",
  ]);
});

test("by a rule for some orders", async () => {
  const shop = await openSetUp("203.0.113.202");
  const rule = {
    "orders.typeRules.0.type": "mutation",
    "orders.typeRules.0.grossFrom": "100.00",
    "orders.typeRules.0.level": "extreme",
  };
  expect((await save(shop, "document", rule)).status).toBe(400);
  expect(await saveAccounts(shop)).toEqual([303, 303, 303]);
  const asked = await save(shop, "document", rule);
  expect(asked.status).toBe(200);
  expect((await save(shop, "document", { ...rule, ...confirmed(asked.text) })).status).toBe(303);
  expect((await shop.settings())["orders"]?.["typeRules"]).toEqual([
    { type: "mutation", grossFrom: "100.00", level: "extreme" },
  ]);
});

test("in the set-up, whose refusal leads to the accounts", async () => {
  const shop = await openSetUp("203.0.113.203", {
    "monitoring.health": connectedHealth,
    "reads.names": NAMES,
  });
  const answers = {
    "orders.type": "mutation",
    "orders.voucher.level": "complex",
    "orders.orderStatus": "ongoing",
    "orders.statuses": "2",
    "orders.findCustomerBy": "email",
    "orders.ourReference": "",
    "orders.payments": "none",
  };
  expect(
    (await shop.send("flows", { flows: "orders", startLine: "2026-11-23T06:00:00" })).status,
  ).toBe(303);
  const refused = await shop.send("questions", answers);
  expect([refused.status, refused.text.includes('/settings/lookups/revenueAccount"')]).toEqual([
    400,
    true,
  ]);
  expect(await saveAccounts(shop)).toEqual([303, 303, 303]);
  expect((await shop.send("questions", answers)).status).toBe(303);
  expect(await typeOf(shop)).toBe("mutation");
  expect((await shop.settings())["orders"]?.["voucher"]).toMatchObject({ level: "complex" });
});

test("by the API, in two steps", async () => {
  const shop = await openSetUp("203.0.113.204");
  const lookups = Object.fromEntries(
    Object.entries(ACCOUNTS).map(([name, account]) => [name, { default: account }]),
  );
  const { orders = {} } = await shop.settings();
  expect((await shop.configure({ orders: { ...orders, type: "mutation" } })).status).toBe(400);
  expect((await shop.configure({ lookups })).status).toBe(200);
  expect((await shop.configure({ orders: { ...orders, type: "mutation" } })).status).toBe(200);
  // A voucher needs no article: none is created for what is on hold.
  const group = { cause: "article-not-found", thing: "MUG" };
  const why = reason("article-not-found", { sku: "MUG", line: 1 });
  Object.assign(shop.world.tenants.answers, {
    "jobs.attention": { jobs: [], cursor: null },
    "jobs.held": {
      groups: [{ ...group, count: 3, since: 1, amounts: [], reason: why }],
      next: null,
      areas: [],
      causes: [],
      own: [],
    },
    "jobs.releasable": { reason: why, waiting: 0, jobs: [] },
  });
  const offers = async (path: string): Promise<readonly boolean[]> => {
    const { text } = await shop.user.go(`/admin/tenants/${shop.id}/attention${path}`);
    return ["Retry 3 items", "Create article"].map((words) => text.includes(words));
  };
  expect(await offers("")).toEqual([true, false]);
  const sheet = `/mend?${new URLSearchParams({ ...group, deed: "create-article" })}`;
  expect((await offers(sheet))[1]).toBe(false);
  expect((await shop.configure({ orders: { ...orders, type: "invoice" } })).status).toBe(200);
  expect(await offers("")).toEqual([true, true]);
});
