/**
 * Sheets of what ends or is replaced, in a browser without JavaScript: each is read by axe in light
 * and dark and shown on a phone, in every language, and nothing is done before it is confirmed. An
 * address that only takes forms, typed in, leads to the page of its form.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { LANGUAGES } from "../../src/domain/language.ts";
import { loadMessages } from "../../src/messages/index.ts";
import type { Tenant } from "../support/bridge.ts";
import { companyBuyer } from "../support/orders.ts";
import { mailedLink } from "./mailed-link.ts";
import { closeStage, DESKTOP, openStage, signInAsOperator, type Stage } from "./pages-browser.ts";
import { faultsHere } from "./shown-here.ts";

const PASSWORD = "a sentence that is long";
const SLACK = "https://hooks.slack.com/services/T1/B1/";

let stage: Stage;
let tenant: Tenant;

beforeAll(async () => {
  stage = await openStage();
  tenant = await stage.bridge.tenant();
  await signInAsOperator(stage);
});

afterAll(() => closeStage(stage));

const main = () => stage.page.locator("main");
const text = async (): Promise<string> => (await main().textContent()) ?? "";

async function press(name: string | RegExp): Promise<void> {
  await Promise.all([
    stage.page.waitForNavigation(),
    main().getByRole("button", { name }).first().click(),
  ]);
}

/** Somebody who is signed in somewhere else; answers their browser's page. */
async function elsewhere(link: string): Promise<Stage["page"]> {
  const other = await stage.browser.newContext({
    javaScriptEnabled: false,
    viewport: DESKTOP,
    baseURL: stage.url,
  });
  const page = await other.newPage();
  await page.goto(link);
  await page.locator('input[name="password"]').fill(PASSWORD);
  await Promise.all([page.waitForNavigation(), page.locator("main form button").first().click()]);
  return page;
}

test("somebody's sessions end once their sheet is confirmed, and it says so in every language", async () => {
  const { bridge, page } = stage;
  await bridge.ask("POST", "/users", {
    email: "bo@example.com",
    name: "Bo",
    role: "reader",
    tenantId: tenant.id,
  });
  const bo = await elsewhere(await mailedLink(bridge, "bo@example.com"));
  await bo.goto("/admin/sessions");
  expect(bo.url()).toContain("/admin/sessions");
  await page.goto("/admin/people");
  await press(/^End sessions/);
  expect(await text()).toContain("bo@example.com⁩ is signed out everywhere at once.");
  expect(await faultsHere(stage, "end-sessions")).toEqual([]);
  for (const language of LANGUAGES) {
    const { t } = await loadMessages(language);
    await page.goto("/admin/people");
    await page.locator("#page-language").selectOption(language);
    await Promise.all([page.waitForNavigation(), page.locator("footer button").click()]);
    await page.goto("/admin/people");
    await press(new RegExp(`^${t("people.sessions.endAll")}`));
    expect(await text()).toContain(t("takenAway.accessStays"));
    expect(await faultsHere(stage, `end-sessions-${language}`)).toEqual([]);
  }
  await page.locator("#page-language").selectOption("en");
  await Promise.all([page.waitForNavigation(), page.locator("footer button").click()]);
  await bo.goto("/admin/sessions");
  expect(bo.url()).toContain("/admin/sessions");
  await page.goto("/admin/people");
  await press(/^End sessions/);
  await press("End sessions");
  await bo.goto("/admin/sessions");
  expect(bo.url()).toContain("/admin/sign-in");
});

test("another chat address takes the place of the first once its sheet is confirmed", async () => {
  const { page } = stage;
  const settings = `/admin/tenants/${tenant.id}/settings/notifications`;
  await page.goto(settings);
  await page.locator("#slack-address").fill(`${SLACK}first`);
  await press("Save address");
  expect(await text()).toContain("Address saved.");
  await page.locator("#slack-address").fill(`${SLACK}second`);
  await press("Replace address");
  expect(await text()).toContain("Nothing has been done yet.");
  expect(await text()).toContain("The saved address is deleted");
  expect(await text()).not.toContain("second");
  expect(await faultsHere(stage, "chat-replaced")).toEqual([]);
  await press("Replace the address for Slack");
  expect(await text()).toContain("Address saved.");
});

test("answers of forms that have no address are read as well: refused, stopped, skipped, a secret shown once", async () => {
  const { bridge, page } = stage;
  const shop = `/admin/tenants/${tenant.id}`;
  await page.goto("/admin");
  await page.getByText("Create a shop without the step-by-step guide").click();
  await page.getByLabel("Name").fill("Not made");
  await page.getByLabel("Asperion administration").fill("twelve");
  await press("Create shop");
  expect(await text()).toContain("enter the administration number from Asperion");
  expect(await faultsHere(stage, "refused-shop")).toEqual([]);

  await page.goto("/admin/tokens");
  await page.locator('main form input[name="name"]').fill("Warehouse");
  await page.locator("#tenantId").selectOption({ label: "All shops" });
  await press("Create token");
  expect(await text()).toContain("It won't be shown again.");
  expect(await faultsHere(stage, "shown-token")).toEqual([]);
  await page.goto(`${shop}/connections`);
  await Promise.all([
    page.waitForNavigation(),
    page.locator(`main form[action="${shop}/secrets"] button`).click(),
  ]);
  expect(await page.locator("main .secret").count()).toBe(1);
  expect(await faultsHere(stage, "shown-secret")).toEqual([]);

  const placed = await bridge.place({
    ...companyBuyer("Read"),
    lines: [{ articleCode: "NO-SUCH", quantity: 1, price: 5, vatCode: "H" }],
  });
  await bridge.book(tenant, placed.id);
  const [job] = await bridge.jobs(tenant.id, { key: `order:${placed.id}` });
  const order = `${shop}/orders/${job?.id}`;
  await page.goto(order);
  await page.getByLabel("Reason for skipping").fill("Booked by hand");
  await press("Skip order");
  expect(await faultsHere(stage, "skip")).toEqual([]);
  await press("Skip order");
  expect(await text()).toContain("Skipped");

  await page.goto(`${shop}/stop`);
  await press("Stop everything");
  expect(await faultsHere(stage, "stopped")).toEqual([]);
  await bridge.ask("POST", `/tenants/${tenant.id}/resume`);
});

test("what waits is told before everything goes on", async () => {
  const { bridge, page } = stage;
  await bridge.ask("POST", `/tenants/${tenant.id}/pause`, { note: "stocktaking" });
  await page.goto(`/admin/tenants/${tenant.id}`);
  await press("Resume everything");
  expect(await text()).toContain("Nothing is being processed right now.");
  expect(await text()).toMatch(
    /No jobs are waiting to run\.|\d+ jobs? (?:is|are) waiting to run\./,
  );
  expect(await faultsHere(stage, "resume")).toEqual([]);
  expect((await bridge.health(tenant.id)).pause.paused).toBe(true);
  await press("Resume everything");
  expect((await bridge.health(tenant.id)).pause.paused).toBe(false);
});

test("the address of a form, typed in, leads to the page that it stands on, which says so once", async () => {
  const { page } = stage;
  const shop = `/admin/tenants/${tenant.id}`;
  for (const [address, leads] of [
    [`${shop}/secrets/none/revoke`, `${shop}/connections`],
    [`${shop}/notices/chat/slack`, `${shop}/settings/notifications`],
    [`${shop}/resume`, `${shop}/shop`],
    ["/admin/people/none/sessions/end", "/admin/people"],
  ] as const) {
    await page.goto(address);
    expect(new URL(page.url()).pathname).toBe(leads);
    expect(await text()).toContain("only takes what a form sends");
    expect(await faultsHere(stage, `returned-${leads.split("/").at(-1)}`)).toEqual([]);
    await page.reload();
    expect(await text()).not.toContain("only takes what a form sends");
  }
});
