/**
 * What people do most, each as they would do it, and the most clicks and seconds that it may take.
 * A task ends with the world changed: what it should have brought about is looked up.
 */
import { type Json, type Operator, over } from "../../../scripts/local/operator.ts";
import type { World } from "../../../scripts/local/world.ts";
import { connectedTenant, newDebtors, newOrders, tell, type Tenant } from "../shop.ts";
import type { Person } from "./person.ts";

export type Task = {
  readonly name: string;
  readonly mostClicks: number;
  readonly mostSeconds: number | null;
  readonly run: (person: Person, world: World) => Promise<void>;
};

/** From the list of shops to a shop that books. Every proposal is accepted as it stands. */
const newShop: Task = {
  name: "a new shop goes live",
  mostClicks: 15,
  mostSeconds: 240,
  run: async (person, { operator }) => {
    await person.begin("/admin");
    await person.press("Set up a shop step by step", "link");
    await person.type("Name", "Tea & more");
    await person.press("Start");
    await person.press("Connect Asperion", "link");
    await person.tick("Demo Shop (123)");
    await person.press("Choose and connect");
    await person.press("Connect eAccounting", "link");
    await person.press("Continue", "link");
    await person.press("Save and continue");
    const id = /tenants\/([^/]+)\//.exec(person.address())?.[1] ?? "";
    await person.waitFor(
      async () => !(await person.text()).includes("Reading names"),
      "the names of both sides",
    );
    await person.press("Save and continue");
    await person.press("Create articles");
    await person.waitFor(
      async () => /\d+ articles created/.test(await person.text()),
      "the system articles",
    );
    await person.press("Create secret");
    await person.press("Continue with a dry run");
    await person.waitFor(async () => !(await person.text()).includes("Running…"), "the dry run");
    await person.press("Go live");
    const { orders } = await operator.ask("GET", `/tenants/${id}/settings`);
    if (orders === null || typeof orders !== "object" || Reflect.get(orders, "enabled") !== true)
      throw new Error("the shop isn't live");
  },
};

type Entry = Readonly<Record<string, unknown>>;

async function companyOf({ operator }: World, shop: string): Promise<Entry | undefined> {
  const name = encodeURIComponent(`${shop} AB`);
  const { companies } = await operator.control("eaccounting", "GET", `/state?company=${name}`);
  return (companies as readonly Entry[])[0];
}

/** What the shop's company in the ledger has of a kind. */
async function inLedger(world: World, shop: string, kind: string): Promise<readonly Entry[]> {
  const found = (await companyOf(world, shop))?.[kind];
  return Array.isArray(found) ? (found as readonly Entry[]) : [];
}

/** A shop that books invoices, with orders of these lines, each told of once. */
async function shopWith(
  world: World,
  name: string,
  count: number,
  order: Json,
  orders: Json = {},
): Promise<Tenant> {
  const { operator } = world;
  const tenant = await connectedTenant(world, name);
  await operator.settled(tenant.id);
  await changeOrders(operator, tenant.id, { type: "invoice", ...orders });
  const debtors = await newDebtors(operator, 1, name);
  await tell(tenant, await newOrders(operator, count, debtors, order));
  await ordersOver(operator, tenant.id);
  return tenant;
}

/** Its lists may still be read again, some seconds after the set-up. */
async function ordersOver(operator: Operator, id: string): Promise<void> {
  await operator.until(
    "no order runs any more",
    async () => ((await operator.jobs(id, { flow: "orders" })).every(over) ? true : null),
    120_000,
    100,
  );
}

async function changeOrders(operator: Operator, id: string, change: Json): Promise<void> {
  const settings = await operator.ask("GET", `/tenants/${id}/settings`);
  const orders = settings["orders"] as Json;
  await operator.ask("PUT", `/tenants/${id}/settings`, {
    ...settings,
    orders: { ...orders, ...change },
  });
}

/** Nothing waits for a person any more, and so many orders stand in the ledger. */
async function booked({ operator }: World, id: string, count: number): Promise<void> {
  await operator.until(
    `${count} orders are booked`,
    async () => {
      const jobs = await operator.jobs(id, { outcome: "booked", flow: "orders" });
      return jobs.length >= count ? true : null;
    },
    180_000,
    200,
  );
}

const lacks = (sku: string): Json => ({
  currencyCode: "SEK",
  lines: [{ articleCode: sku, description: `A ${sku}`, quantity: 1, price: 100, vatCode: "H" }],
});

const missingArticle: Task = {
  name: "an article that seven orders lack is made from the inbox",
  mostClicks: 2,
  mostSeconds: null,
  run: async (person, world) => {
    const shop = "Lacking";
    const { id } = await shopWith(world, shop, 7, lacks("NO-SUCH-SKU"));
    await person.begin(`/admin/tenants/${id}/attention`);
    await person.press("Create article", "link");
    await person.press("Create article NO-SUCH-SKU");
    await booked(world, id, 7);
  },
};

const thirteenOnHold: Task = {
  name: "thirteen orders on hold are retried",
  mostClicks: 3,
  mostSeconds: null,
  run: async (person, world) => {
    const shop = "Thirteen";
    const { id } = await shopWith(world, shop, 13, lacks("LATE-SKU"));
    await makeArticle(world, shop, "LATE-SKU");
    await person.begin(`/admin/tenants/${id}`);
    await person.press(/Action needed/, "link");
    await person.press("Retry 13 items", "link");
    await person.press("Retry 13 items");
    await booked(world, id, 13);
  },
};

/** Somebody makes the article in the ledger that orders lack: like another that is there. */
async function makeArticle(world: World, shop: string, number: string): Promise<void> {
  const company = await companyOf(world, shop);
  const like = (await inLedger(world, shop, "articles")).find((one) => one["Number"] === "MUG");
  await world.operator.control(
    "eaccounting",
    "POST",
    `/articles?${new URLSearchParams({ company: String(company?.["id"]) })}`,
    { ...like, Id: undefined, Number: number },
  );
}

const bankAccount: Task = {
  name: "a payment method gets its bank account, from the list",
  mostClicks: 3,
  mostSeconds: null,
  run: async (person, world) => {
    const paid = { paymentStatus: "Paid", paymentMethodId: "2", currencyCode: "SEK" };
    const lines = [{ articleCode: "MUG", quantity: 1 }];
    const { id } = await shopWith(world, "Banks", 3, { ...paid, lines }, { payments: "register" });
    await person.begin(`/admin/tenants/${id}`);
    await person.press(/Action needed/, "link");
    await person.press(/1930|Företagskonto|Bank/);
    await person.press("Save and retry 3 items");
    const { lookups } = await world.operator.ask("GET", `/tenants/${id}/settings`);
    const { paymentMethod } = lookups as { paymentMethod: { table: object } };
    if (Object.keys(paymentMethod.table).length !== 1) throw new Error("no bank account is set");
  },
};

const vouchersOn: Task = {
  name: "journal vouchers are switched on with their accounts",
  mostClicks: 14,
  mostSeconds: null,
  run: async (person, world) => {
    const { id } = await shopWith(world, "Vouchers", 2, {
      currencyCode: "SEK",
      lines: [{ articleCode: "MUG", quantity: 1 }],
    });
    await person.begin(`/admin/tenants/${id}/settings`);
    await person.press("Journal vouchers", "link");
    await person.tick("Book all orders as journal vouchers");
    await person.choose("Voucher account: receivables", "1510");
    await person.choose("Voucher account: revenue: Default", "3001");
    await person.choose("Voucher account: VAT: Default", "2611");
    await person.press("Save settings");
    if (!(await person.text()).includes("Preview on recent orders"))
      throw new Error("vouchers come without their preview");
    await person.press("Save and switch on");
    const { orders } = await world.operator.ask("GET", `/tenants/${id}/settings`);
    if ((orders as { type: string }).type !== "mutation") throw new Error("vouchers aren't on");
  },
};

const DIFFERS = "2 of the last 2 orders would come out differently";

const wrongSetting: Task = {
  name: "a wrong setting is seen in its preview",
  mostClicks: 4,
  mostSeconds: null,
  run: async (person, world) => {
    const { id } = await shopWith(world, "Preview", 2, {
      currencyCode: "SEK",
      lines: [{ articleCode: "MUG", quantity: 1 }],
    });
    await person.begin(`/admin/tenants/${id}/settings/document`);
    await person.choose("Orders become", "sales-order");
    await person.press("Preview on recent orders");
    const text = await person.text();
    if (!text.includes(DIFFERS))
      throw new Error("the preview doesn't tell that both orders would change");
    if (!/Invoice.*Sales order/is.test(text.slice(text.indexOf(DIFFERS))))
      throw new Error("the preview doesn't tell that no invoice would be booked");
  },
};

/** One order lacks its article, and somebody deleted the document of another. */
const month: Task = {
  name: "a month is reconciled, each difference explained",
  mostClicks: 3,
  mostSeconds: null,
  run: async (person, world) => {
    const { operator } = world;
    const shop = "Monthly";
    const tenant = await shopWith(
      world,
      shop,
      3,
      {
        currencyCode: "SEK",
        lines: [{ articleCode: "MUG", quantity: 2, vatCode: "H" }],
      },
      { type: "sales-order" },
    );
    const { id } = tenant;
    await tell(
      tenant,
      await newOrders(operator, 1, await newDebtors(operator, 1, shop), lacks("NOT-THERE")),
    );
    await ordersOver(operator, id);
    const [document] = await inLedger(world, shop, "orders");
    const company = await companyOf(world, shop);
    await operator.control(
      "eaccounting",
      "DELETE",
      `/orders/${String(document?.["Id"])}?${new URLSearchParams({ company: String(company?.["id"]) })}`,
    );
    await person.begin(`/admin/tenants/${id}`);
    await person.press("Reconciliation", "link");
    await person.press("Reconcile these days now");
    await person.waitFor(
      async () => /Difference-[1-9]/.test(await person.text()),
      "the month's statement",
    );
    const text = await person.text();
    for (const explained of ["No longer in eAccounting: 1", "No document: 1", "NOT-THERE"])
      if (!text.includes(explained)) throw new Error(`the page doesn't tell: ${explained}`);
    await person.press("Report to print", "link");
    if (!(await person.text()).includes("Checked and approved"))
      throw new Error("the report has no line to sign");
  },
};

export const TASKS: readonly Task[] = [
  newShop,
  missingArticle,
  thirteenOnHold,
  bankAccount,
  vouchersOn,
  wrongSetting,
  month,
];
