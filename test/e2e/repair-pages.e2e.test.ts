/**
 * What a person does about an order that is held, in a browser without JavaScript: finds why,
 * follows the way to what is missing, mends it, and lets it go again.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tenant } from "../support/bridge.ts";
import { codesOf, companyBuyer, mug } from "../support/orders.ts";
import {
  closeStage,
  onPhone,
  openStage,
  overflow,
  picture,
  signInAsOperator,
  type Stage,
} from "./pages-browser.ts";
import { pressOnly } from "./sheet-hands.ts";

let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant();
  await signInAsOperator(stage);
});

afterAll(async () => {
  await closeStage(stage);
});

const home = (): string => `/admin/tenants/${tenant.id}`;
const main = () => stage.page.locator("main");

const press = (name: string | RegExp): Promise<void> => pressOnly(stage, name);

async function follow(name: string | RegExp): Promise<void> {
  await Promise.all([
    stage.page.waitForNavigation(),
    main().getByRole("link", { name, exact: true }).first().click(),
  ]);
}

test("an order held for a value without a row is mended by the row that it asks for, and booked by a retry", async () => {
  const { page, bridge } = stage;
  const placed = await bridge.place({
    ...companyBuyer("Mending"),
    lines: [
      mug(),
      {
        lineType: "SalesType",
        salesTypeId: 20,
        description: "Workshop",
        price: 10,
        quantity: 1,
        vatCode: "H",
      },
    ],
  });
  const held = await bridge.book(tenant, placed.id);
  expect([held.job.outcome, ...codesOf(held.job)]).toEqual(["held", "sales-type-not-mapped"]);

  await page.goto(`${home()}/attention`);
  const row = page.getByRole("row").filter({ hasText: placed.orderNumber });
  expect(await row.textContent()).toMatch(
    /On hold.*mapped for sales type 20.*Map the sales type in Mappings/s,
  );
  await picture(stage, "attention");
  await follow("Open: Article or article coding of a sales type");
  const first = page.locator("tbody tr").first();
  expect(await first.textContent()).toMatch(/^20 an order on hold needs this/);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
  expect(
    await onPhone(stage, new URL(page.url()).pathname + new URL(page.url()).search),
  ).toBeLessThanOrEqual(0);
  await first.getByLabel(/or enter an article number$/).fill("MUG");
  await picture(stage, "lookup-asked-for");
  await press("Save mapping");
  expect(await main().textContent()).toContain("Settings saved.");
  expect(await bridge.ask("GET", `/tenants/${tenant.id}/settings`)).toMatchObject({
    lookups: { salesType: { table: { "20": "MUG" } } },
  });

  await follow(/^Action needed/);
  await bridge.advance(6_000);
  await page.getByLabel(`Select ${placed.orderNumber}`).check();
  await press("Retry with the newest settings");
  await press("Retry 1 item");
  expect(await main().textContent()).toContain("Retrying 1 item.");
  const mended = await bridge.resolved(tenant, held.job.key);
  expect(mended.job.outcome).toBe("booked");
  expect(await bridge.ordersOf(placed.orderNumber)).toHaveLength(1);
  await page.goto(`${home()}/attention`);
  expect(await main().textContent()).toContain("No action needed.");
  expect(stage.complaints).toEqual([]);
});

test("an order that the vendor refused says so in the reader's language, with the vendor's own words beside it, and goes by a retry once the cause is gone", async () => {
  const { page, bridge } = stage;
  const placed = await bridge.place({ ...companyBuyer("Mending"), lines: [mug(3)] });
  const body = {
    ErrorCode: 4001,
    DeveloperErrorMessage: "Leveransadressen saknar <ort>",
    Errors: [{ Field: "DeliveryCity", Message: "krävs" }],
    ErrorId: "00000000-0000-0000-0000-000000000001",
  };
  await bridge.fault("eaccounting", {
    route: "POST /v2/orders",
    kind: "status",
    status: 400,
    body,
  });
  const refused = await bridge.book(tenant, placed.id);
  expect([refused.job.outcome, ...codesOf(refused.job)]).toEqual([
    "rejected",
    "rejected-by-vendor",
  ]);

  const row = page.getByRole("row").filter({ hasText: placed.orderNumber });
  for (const [language, ours, theirs] of [
    ["sv", "eAccounting nekade", "Meddelande från eAccounting:"],
    [
      "en",
      "eAccounting rejected this (code 4001); fields: DeliveryCity.",
      "eAccounting's message:",
    ],
  ] as const) {
    await page.goto(`${home()}/attention`);
    await page.locator("#page-language").selectOption(language);
    await Promise.all([page.waitForNavigation(), page.locator("footer button").click()]);
    expect(await row.textContent()).toContain(ours);
    expect(await row.textContent()).toContain(
      `${theirs} “Leveransadressen saknar <ort> · DeliveryCity: krävs”`,
    );
  }
  await picture(stage, "attention-refused");
  // Refused at its first write, it is known by its number all the same.
  expect(await row.getByRole("link").first().textContent()).toBe(placed.orderNumber);
  await Promise.all([page.waitForURL(/orders\/j/), row.getByRole("link").first().click()]);
  expect(
    await page
      .locator("section", { has: page.getByRole("heading", { name: "Result and reasons" }) })
      .textContent(),
  ).toContain("“Leveransadressen saknar <ort> · DeliveryCity: krävs”");
  await bridge.control("eaccounting", "DELETE", "/faults");
  await bridge.advance(6_000);
  await press("Retry with the newest settings");
  await press("Retry");
  expect((await bridge.resolved(tenant, refused.job.key)).job.outcome).toBe("booked");
  // What a vendor says may name people: it lies sealed, in the object as in the registry.
  expect(await bridge.databaseText()).not.toContain("Leveransadressen");
  expect(await bridge.objectText(tenant)).not.toContain("Leveransadressen");
});

const MINUTE = 60_000;

/** How often this order was sent to the ledger, whatever came of it. */
async function posts(orderNumber: string): Promise<number> {
  const { calls } = (await stage.bridge.control(
    "eaccounting",
    "GET",
    "/calls?route=POST%20/v2/orders&limit=5000",
  )) as { calls: { requestBody: unknown }[] };
  return calls.filter((call) => JSON.stringify(call.requestBody).includes(`${orderNumber} #`))
    .length;
}

const byHand = () => stage.page.locator("#by-hand");

async function linkTo(number: unknown): Promise<void> {
  await byHand().getByLabel("Kind").selectOption({ label: "Sales order" });
  await byHand().getByLabel("Number in eAccounting").fill(String(number));
  await press("Link document");
}

test("an order in doubt is linked by its number to what was typed in the ledger, and nothing is sent for it again; unlinked, it waits until a retry books it", async () => {
  const { page, bridge } = stage;
  const placed = await bridge.place({ ...companyBuyer("Mending"), lines: [mug(2)] });
  await bridge.fault("eaccounting", { route: "POST /v2/orders", kind: "drop" });
  await bridge.webhook(tenant, placed.id);
  await bridge.settled(tenant.id);
  const typed = await bridge.control("eaccounting", "POST", "/orders", {
    CustomerId: (
      await bridge.control("eaccounting", "POST", "/customers", { Name: "Typed by hand AB" })
    )["Id"],
    Rows: [{ ArticleNumber: "MUG", Quantity: 1 }],
  });
  // What was sent may still come true for as long as the vendor is waited for.
  await bridge.advance(30_000);

  await page.goto(`${home()}/attention`);
  expect(
    await page.getByRole("row").filter({ hasText: placed.orderNumber }).textContent(),
  ).toContain("Unconfirmed write: eAccounting didn't answer");
  expect(
    await page
      .getByRole("row")
      .filter({ hasText: placed.orderNumber })
      .getByRole("link")
      .first()
      .textContent(),
  ).toBe(placed.orderNumber);
  await Promise.all([
    page.waitForURL(/orders\/j.*#by-hand$/),
    page
      .getByRole("row")
      .filter({ hasText: placed.orderNumber })
      .getByRole("link", { name: /^Link or unlink: / })
      .click(),
  ]);
  expect(await main().textContent()).toContain("There is an unconfirmed write.");
  expect(await byHand().textContent()).toContain("No linked document.");
  await byHand().getByText("Link an existing document").click();
  await linkTo(987_654);
  expect(await byHand().textContent()).toMatch(
    /eAccounting has no sales order with number 987654\.\s*What to do: Correct the number and press Link document again\./,
  );
  expect(await byHand().getByLabel("Number in eAccounting").inputValue()).toBe("987654");
  await linkTo(typed["Number"]);
  expect(await byHand().textContent()).toContain("The document doesn't match the order");
  expect(await byHand().textContent()).toContain("The document has another customer");
  await picture(stage, "link-differs");
  await press("Link anyway");
  expect(await byHand().textContent()).toContain(
    `Linked to sales order ${String(typed["Number"])}. Linked manually.`,
  );
  expect(await main().textContent()).toMatch(
    new RegExp(`Linked manually by the operator to sales order ${String(typed["Number"])}`),
  );

  const older = new URL(page.url()).pathname;

  // However long one waits, and whatever is told of it.
  await bridge.advance(60 * MINUTE);
  const { job: newest } = await bridge.book(tenant, placed.id, "order.updated");
  expect([await posts(placed.orderNumber), await bridge.ordersOf(placed.orderNumber)]).toEqual([
    1,
    [],
  ]);

  // What a person does now stands with the newest look at the order.
  const now = `${home()}/orders/${newest.id}`;
  await page.goto(older);
  expect(await main().textContent()).toContain("This is an earlier run");
  await byHand().getByText("Unlink document", { exact: true }).first().click();
  await byHand().getByLabel("Reason for unlinking").fill("  ");
  await press("Unlink document");
  expect(await byHand().textContent()).toContain("Enter a reason. It is saved with the order.");
  await byHand().getByLabel("Reason for unlinking").fill("It was typed for another one");
  await press("Unlink document");
  expect(await main().textContent()).toMatch(
    /If you retry the order afterwards.*A sales order will be created/s,
  );
  await press("Unlink document");
  expect(new URL(page.url()).pathname).toBe(now);
  expect(await main().textContent()).not.toContain("This is an earlier run");
  expect(await main().textContent()).toContain(
    `Unlinked manually by the operator: sales order ${String(typed["Number"])}.`,
  );
  expect(await main().textContent()).toContain("It was typed for another one");
  expect(await byHand().textContent()).toContain("No linked document.");
  await picture(stage, "unlinked");
  expect(await onPhone(stage, now)).toBeLessThanOrEqual(0);
  await bridge.advance(6_000);
  await bridge.book(tenant, placed.id, "order.updated");
  expect([await posts(placed.orderNumber), await bridge.ordersOf(placed.orderNumber)]).toEqual([
    1,
    [],
  ]);

  await page.goto(`${home()}/attention`);
  await Promise.all([
    page.waitForNavigation(),
    page.getByRole("row").filter({ hasText: placed.orderNumber }).getByRole("link").first().click(),
  ]);
  await bridge.advance(6_000);
  await press("Retry");
  await press("Retry");
  await bridge.until(
    async () => (await bridge.ordersOf(placed.orderNumber)).length === 1,
    "the unlinked order is booked anew",
  );
  expect((await bridge.resolved(tenant, `order:${placed.id}`)).job.outcome).toBe("booked");
  expect(stage.complaints).toEqual([]);
});
