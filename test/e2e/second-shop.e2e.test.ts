/**
 * A stranger's walk through the demo, without JavaScript: a second shop and a second company are
 * opened on the sandboxes' own pages, set up by accepting each proposal, and an order that is
 * placed there is booked in that company, and in no other.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { stepPath } from "../../src/http/pages/setup/screens.ts";
import { openStage, picture, type Stage } from "./pages-browser.ts";
import { pressOnly } from "./sheet-hands.ts";

const COMPANY = "Second AB";
let stage: Stage;
let id = "";

beforeAll(async () => {
  stage = await openStage();
  for (const vendor of ["asperion", "eaccounting"] as const)
    await stage.bridge.control(vendor, "PUT", "/oauth", { autoConsent: false });
  await stage.page.goto("/admin");
  await stage.page.getByLabel("Operator token").fill(ADMIN_TOKEN);
  await press("Sign in with the operator token");
});

afterAll(async () => {
  await stage.stop();
});

const main = async (): Promise<string> => (await stage.page.locator("main").textContent()) ?? "";
const text = async (): Promise<string> => (await stage.page.locator("body").textContent()) ?? "";
const shopPage = (): string => `${stage.bridge.asperion.url}/?administration=457`;
const companyPage = (): string => `${stage.bridge.eaccounting.url}/?company=${COMPANY}`;

const press = (name: string): Promise<void> => pressOnly(stage, name);

async function shows(address: string, wanted: RegExp): Promise<void> {
  await expect
    .poll(async () => {
      await stage.page.goto(address);
      return text();
    })
    .toMatch(wanted);
}

test("a shop and a company are opened on the sandboxes' pages", async () => {
  const { page, bridge } = stage;
  await page.goto(bridge.asperion.url);
  await page.getByLabel("Name").fill("Second shop");
  await press("Open another shop");
  expect(page.url()).toBe(shopPage());
  await page.goto(bridge.eaccounting.url);
  await page.getByLabel("Name").fill(COMPANY);
  await press("Open another company");
  expect(await text()).toContain(COMPANY);
});

test("the shop is connected to both, and its proposals are accepted", async () => {
  const { page } = stage;
  await page.goto("/admin");
  await page.getByRole("link", { name: "Set up a shop step by step" }).click();
  await page.getByLabel("Name").fill("Second");
  await press("Start");
  id = new URL(page.url()).pathname.split("/")[3] ?? "";
  await page.getByRole("link", { name: "Connect Asperion", exact: true }).click();
  await press("Yes, Allow");
  await page.getByLabel("Second shop (457)").check();
  await press("Choose and connect");
  await page.getByRole("link", { name: "Connect eAccounting", exact: true }).click();
  await page.locator("select[name=subject]").selectOption({ label: COMPANY });
  await press("Yes, Allow");
  await shows(stepPath(id, "eaccounting"), /Sales orders\s*Yes/);
  // The questions are asked by the names of both sides, which are read by a run of their own.
  await expect
    .poll(
      async () =>
        Object.keys((await stage.bridge.ask("GET", `/tenants/${id}/names`))["lists"] as object)
          .length,
    )
    .toBeGreaterThan(10);
  await page.goto(stepPath(id, "flows"));
  await press("Save and continue");
  await press("Save and continue");
  await press("Create articles");
  expect(await main()).toMatch(/\d+ articles created/);
  await page.goto(stepPath(id, "webhook"));
  await press("Create secret");
  const secret = (await page.locator(".secret").textContent()) ?? "";
  await page.goto(shopPage());
  await page.getByLabel("Address").fill(`${stage.url}/webhooks/asperion/${id}`);
  await page.getByLabel("Signing secret").fill(secret);
  await press("Send webhooks there");
  await page.goto(stepPath(id, "live"));
  // What nobody has seen is calculated first.
  await press("Go live");
  expect(await main()).toContain("Not live yet");
  await press("Go live");
  expect(await main()).toContain("The chosen syncs are now live.");
  // The shop tells times to the second.
  await stage.bridge.advance(2_000);
});

test("an order that is placed there is booked in its company, and in no other", async () => {
  const { page, bridge } = stage;
  await page.goto(shopPage());
  await page.getByLabel("kind of order").selectOption("three-rates");
  await press("Place");
  await picture(stage, "sandbox-shop");
  await shows(companyPage(), /Orders \(1\).*Fjäll & Skog AB/s);
  await picture(stage, "sandbox-company");
  await page.goto(bridge.eaccounting.url);
  expect(await text()).toContain("Orders (0)");
});

test("one that lacks an article waits until a person makes it, and is booked then", async () => {
  const { page } = stage;
  await page.goto(shopPage());
  await page.getByLabel("kind of order").selectOption("missing-article");
  await press("Place");
  await shows(`/admin/tenants/${id}/attention`, /NO-SUCH-SKU/);
  // What is at work already isn't retried, and its sheet has nothing to confirm.
  await stage.bridge.settled(id);
  await page.goto(companyPage());
  await page.getByLabel("Number").fill("NO-SUCH-SKU");
  await press("Add an article");
  await stage.bridge.settled(id);
  // A sweep may look at the order again at any instant: its sheet has nothing to confirm then, and
  // once it is booked nothing waits any more.
  const again = page.getByRole("link", { name: "Retry 1 item" });
  const confirm = page.getByRole("button", { name: "Retry 1 item", exact: true });
  await stage.bridge.until(async () => {
    await page.goto(`/admin/tenants/${id}/attention`);
    if ((await again.count()) === 0) return true;
    await page.goto((await again.first().getAttribute("href")) ?? "");
    if ((await confirm.count()) === 0) return false;
    await confirm.click();
    await page.waitForURL(/retried=/);
    return true;
  }, "the order is retried, or booked already");
  await shows(companyPage(), /Orders \(2\).*Lena Lindqvist/s);
});

test("nothing was refused by the pages' own policy, and the client did nothing wrong", async () => {
  expect(stage.complaints).toEqual([]);
  expect(await stage.bridge.clientFaults()).toEqual([]);
});
