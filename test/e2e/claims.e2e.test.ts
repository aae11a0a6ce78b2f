/**
 * What pages claim, read after the world was changed, in a browser without JavaScript; and after it
 * was mended as the page advises. One shop for all of it.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { SECOND_CLIENT } from "../sandbox/eaccounting/index.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { keyOf, labels, PRODUCTS } from "../support/products.ts";
import { Shelves } from "../support/stock.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";
import { closeStage, openStage, signInAsOperator, type Stage } from "./pages-browser.ts";
import { pressInMain } from "./sheet-hands.ts";

const COMPANY = "Claims AB";

let stage: Stage;
let shelves: Shelves;
let tenant: Tenant;

beforeAll(async () => {
  const { id, secret } = SECOND_CLIENT;
  const clients = [
    { name: "main", shops: 1 },
    { name: "second", id, secret, shops: 1 },
  ];
  stage = await openStage({}, "127.0.0.1", {
    secrets: { EACCOUNTING_CLIENTS: JSON.stringify(clients) },
  });
  await stage.bridge.toMorning();
  shelves = await Shelves.of(stage.bridge, COMPANY);
  tenant = shelves.tenant;
  await signInAsOperator(stage);
});

afterAll(async () => {
  const complaints = [...stage.complaints];
  await closeStage(stage);
  expect(complaints).toEqual([]);
});

const at = (rest: string): string => `/admin/tenants/${tenant.id}/${rest}`;

/** A page, or the part of it below a heading. */
async function read(address: string, part: string | null = null): Promise<string> {
  const { page } = stage;
  await page.goto(address);
  const shown =
    part === null
      ? page.locator("main")
      : page.locator("main section", {
          has: page.getByRole("heading", { name: part, exact: true }),
        });
  return (await shown.innerText()).replaceAll(/[\u2066-\u2069]/g, "");
}

const press = (name: string): Promise<void> => pressInMain(stage, name);

/** What the page of the newest job of this key says of its result. */
const told = async (key: string): Promise<string> =>
  read(at(`orders/${(await stage.bridge.resolved(tenant, key)).job.id}`), "Result and reasons");

async function retried(key: string): Promise<string> {
  await stage.bridge.advance(6_000);
  await told(key);
  await press("Retry");
  await press("Retry");
  await stage.bridge.settled(tenant.id);
  return told(key);
}

const ledger = (method: string, path: string, body: Json): Promise<Json> =>
  stage.bridge.control(
    "eaccounting",
    method,
    `${path}?company=${encodeURIComponent(COMPANY)}`,
    body,
  );

test("stock: an article that Asperion refuses is named, the others are written, and the next run tries it again", async () => {
  const [bad, good] = [await shelves.article(5, 5), await shelves.article(5, 5)];
  for (const code of [bad, good])
    await stage.bridge.control("asperion", "POST", "/articles", {
      articleCode: code,
      currentStock: 1,
    });
  await stage.bridge.fault("asperion", {
    route: "POST /v1/SalesOrderWithLines",
    match: `"articleId":${String((await shelves.inShop(bad))["id"])},`,
    kind: "status",
    status: 400,
    times: "always",
    body: { title: "The order is not valid.", status: 400, errors: { lines: ["Not valid."] } },
  });
  await shelves.run();
  const refused = await told("stock");
  expect(refused).toContain(
    `Asperion refused to update 1 article, so its stock is out of date: ${bad}.`,
  );
  expect([await shelves.stock(bad), await shelves.stock(good)]).toEqual([1, 5]);
  expect(await read(at("attention"))).toContain("Asperion refused to update 1 article");
  await stage.bridge.control("asperion", "DELETE", "/faults", {});
  await shelves.run();
  expect(await told("stock")).not.toContain("Asperion refused");
  expect(await shelves.stock(bad)).toBe(5);
  expect(await read(at("attention"))).not.toContain("Asperion refused");
});

test("stock: a correction whose answer is lost is said to be Asperion's, however often it is looked at", async () => {
  const code = await shelves.article(7, 3);
  await stage.bridge.fault("asperion", { route: "POST /v1/SalesOrderWithLines", kind: "drop" });
  const run = () => stage.bridge.ask("POST", `/tenants/${tenant.id}/flows/stock/run`);
  const unconfirmed = async (): Promise<void> => {
    await run();
    await stage.bridge.advance(6_000);
    const { id, wait } = await stage.bridge.newest(tenant, "stock");
    expect(wait).toBe("in-doubt");
    expect(await read(at(`orders/${id}`), "Result and reasons")).toContain(
      "Unconfirmed write: Asperion didn't answer.",
    );
  };
  await unconfirmed();
  await unconfirmed();
  await told("stock");
  expect(await shelves.stock(code)).toBe(7);
});

test("stock: an article in whose place a mapping sells another is named while it is so", async () => {
  const [code, other] = [await shelves.article(10, 10), await shelves.article(50, 50)];
  await stage.bridge.reconfigure(tenant, { lookups: { article: { table: { [code]: other } } } });
  await shelves.run();
  const named = `only that one's stock changes in eAccounting: ${code}.`;
  expect(await told("stock")).toContain(named);
  await stage.bridge.reconfigure(tenant, { lookups: { article: { table: {} } } });
  await shelves.run();
  expect(await told("stock")).not.toContain("only that one's stock changes");
});

test("products: two that swapped numbers name each other, and go on once their codes are swapped as advised", async () => {
  const made = async (Number: string): Promise<Json> =>
    ledger("POST", "/articles", {
      Number,
      Name: "Cap",
      NetPrice: 100,
      IsStock: false,
      ArticleLabels: labels("Web"),
    });
  const [one, two] = [await made("SWAP-1"), await made("SWAP-2")];
  const numbered = (article: Json, Number: string) =>
    ledger("PATCH", `/articles/${String(article["Id"])}`, { Number });
  const inShop = async (code: string) => (await shelves.inShop(code))["id"];
  const passed = async (): Promise<void> => {
    await stage.bridge.advance(6_000);
    await stage.bridge.ask("POST", `/tenants/${tenant.id}/flows/products/run`);
    await stage.bridge.resolved(tenant, "products");
    await stage.bridge.settled(tenant.id);
  };
  await stage.bridge.reconfigure(tenant, { products: PRODUCTS });
  await passed();
  const ids = [await inShop("SWAP-1"), await inShop("SWAP-2")];
  await numbered(one, "SWAP-0");
  await numbered(two, "SWAP-1");
  await numbered(one, "SWAP-2");
  await passed();
  const crossed = (own: string, others: string) =>
    `The articles ${own} and ${others} have swapped numbers in eAccounting. In Asperion each still has the code of the other.`;
  expect(await told(keyOf(one))).toContain(crossed("SWAP-2", "SWAP-1"));
  expect(await told(keyOf(two))).toContain(crossed("SWAP-1", "SWAP-2"));
  // A free code for one, its new code for the other, then the first its own.
  for (const [id, articleCode] of [
    [ids[0], "SWAP-FREE"],
    [ids[1], "SWAP-1"],
    [ids[0], "SWAP-2"],
  ])
    await stage.bridge.control("asperion", "POST", "/articles", { id, articleCode });
  expect(await retried(keyOf(one))).not.toContain("have swapped numbers in eAccounting");
  expect(await retried(keyOf(two))).not.toContain("have swapped numbers in eAccounting");
  expect([await inShop("SWAP-2"), await inShop("SWAP-1")]).toEqual(ids);
  await stage.bridge.reconfigure(tenant, { products: { ...PRODUCTS, enabled: false } });
});

test("an order: its customer was deactivated in eAccounting, and it is booked once the customer is active", async () => {
  const buyer = companyBuyer("Claimant");
  const place = async () => stage.bridge.place({ ...buyer, lines: [mug()] });
  const first = await place();
  expect((await stage.bridge.book(tenant, first.id)).job.outcome).toBe("booked");
  const customer = ((await stage.bridge.ledger(COMPANY))["customers"] ?? []).find(
    ({ Name }) => Name === buyer["companyName"],
  );
  const active = (IsActive: boolean) =>
    ledger("PATCH", `/customers/${String(customer?.["Id"])}`, { IsActive });
  await active(false);
  const second = await place();
  const { job } = await stage.bridge.book(tenant, second.id);
  expect(await told(job.key)).toContain("The customer is inactive in eAccounting.");
  await active(true);
  expect(await retried(job.key)).not.toContain("The customer is inactive in eAccounting.");
  expect((await stage.bridge.resolved(tenant, job.key)).job.outcome).toBe("booked");
});

test("skipping an order: what stays in eAccounting is named before, and a later change is processed again", async () => {
  const { page, bridge } = stage;
  const placed = await bridge.place({ ...companyBuyer("Skipper"), lines: [mug()] });
  const { job } = await bridge.book(tenant, placed.id);
  const [order] = (await bridge.ledger(COMPANY))["orders"]?.slice(-1) ?? [];
  const missing = { articleCode: "NO-SUCH", description: "X", quantity: 1, price: 1, vatCode: "H" };
  await bridge.edit(placed.id, { notify: false, lines: [mug(), missing] });
  expect((await bridge.book(tenant, placed.id, "order.updated")).job.outcome).toBe("held");
  await told(job.key);
  await page.getByLabel("Reason for skipping").fill("By hand");
  await press("Skip order");
  const sheet = (await page.locator("main").innerText()).replaceAll(/[\u2066-\u2069]/g, "");
  expect(sheet).toContain("1 document stays in eAccounting as it is.");
  expect(sheet).toContain(`sales order ${String(order?.["Number"])}`);
  expect(sheet).toContain("If it changes later, it is processed again.");
  await press("Skip order");
  expect(await told(job.key)).toContain("Skipped manually: By hand");
  await bridge.edit(placed.id, { notify: false, lines: [mug(2)] });
  await bridge.advance(6_000);
  expect((await bridge.book(tenant, placed.id, "order.updated")).job.outcome).toBe("updated");
});

test("an order: eAccounting's rate is contradicted by its other rates, and it is booked once it isn't", async () => {
  const rates = (exchangeRateOf: string) =>
    stage.bridge.control("eaccounting", "PUT", "/switches", { exchangeRateOf });
  await stage.bridge.reconfigure(tenant, {
    stock: { enabled: false },
    orders: { type: "mutation", voucher: { rate: "ledger" } },
    lookups: VOUCHER_LOOKUPS,
  });
  await rates("turned");
  const { id } = await stage.bridge.place({
    ...companyBuyer("Rated"),
    lines: [mug(2)],
    currencyCode: "EUR",
  });
  const { job } = await stage.bridge.book(tenant, id);
  expect(await told(job.key)).toMatch(
    /The exchange rate 0\.\d+ of eAccounting for EUR can't be relied on.*Nothing was booked\./,
  );
  await rates("one");
  expect(await retried(job.key)).not.toContain("can't be relied on");
  expect((await stage.bridge.resolved(tenant, job.key)).job.outcome).toBe("booked");
});

test("reconciliation: a comparison that failed under way is said to have stopped, until one is finished", async () => {
  await stage.bridge.fault("eaccounting", {
    route: "GET /v2/vouchers",
    kind: "status",
    status: 400,
    times: "always",
    body: { ErrorCode: 4000, DeveloperErrorMessage: "Not now", Errors: [], ErrorId: "1" },
  });
  const compared = async (): Promise<string> => {
    await stage.bridge.advance(6_000);
    await read(at("comparison"));
    await press("Reconcile these days now");
    await stage.bridge.settled(tenant.id);
    return read(at("comparison"));
  };
  expect(await compared()).toContain("Stopped before it was finished:");
  await stage.bridge.control("eaccounting", "DELETE", "/faults", {});
  expect(await compared()).not.toContain("Stopped before it was finished:");
});

test("connections: other API clients stand with their counts as they are now, and a full installation says so", async () => {
  const { page, bridge } = stage;
  const others = async (): Promise<string> => {
    await page.goto(at("connections"));
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    return (await page.locator("details", { hasText: "Other API clients" }).innerText()).trim();
  };
  expect(await others()).toBe("Other API clients\nReconnect with second (0 of 1 shops)");
  await bridge.tenant({ company: "Claims 2 AB", setup: false });
  expect(await others()).toBe("Other API clients\nsecond is full (1 of 1 shops)");
  const { id } = await bridge.ask("POST", "/tenants", {
    name: "One too many",
    language: "en",
    asperion: { administrationId: 123 },
  });
  await bridge.connect(String(id), "asperion");
  await page.goto(`/admin/tenants/${String(id)}/connections`);
  await Promise.all([
    page.waitForNavigation(),
    page.getByRole("link", { name: "Connect eAccounting", exact: true }).click(),
  ]);
  expect(await page.locator("main").innerText()).toContain(
    "All API clients of this installation are full: 2 shops are connected.",
  );
});
