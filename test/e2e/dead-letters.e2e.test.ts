/**
 * Wake-ups that the queue gave up, in a browser without JavaScript: listed with their job, one
 * opened, one retried, one let go with a reason, and what the page says afterwards.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Tenant } from "../support/bridge.ts";
import { giveUp } from "../support/dead-letters.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import {
  closeStage,
  onPhone,
  openStage,
  picture,
  signInAsOperator,
  type Stage,
} from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let jobs: readonly string[] = [];

beforeAll(async () => {
  stage = await openStage();
  const { bridge } = stage;
  tenant = await bridge.tenant();
  const made: string[] = [];
  for (const name of ["GivenUp", "LetGo"]) {
    const order = await bridge.place({ ...companyBuyer(name), lines: [mug()] });
    made.push((await bridge.book(tenant, order.id)).job.id);
  }
  jobs = made;
  await giveUp(bridge, [
    ...made.map((jobId, n) => ({
      id: `letter-${n}`,
      tenantId: tenant.id,
      body: JSON.stringify({ v: 1, tenantId: tenant.id, jobId }),
    })),
    { id: "unread", tenantId: null, body: '{"v":9,"x":"<b>bold</b>"}' },
  ]);
  await signInAsOperator(stage);
});

afterAll(async () => {
  await closeStage(stage);
});

const list = (): string => `/admin/tenants/${tenant.id}/attention`;
const main = () => stage.page.locator("main");
const section = () => stage.page.locator("#dead-letters");

async function press(row: number, name: string): Promise<void> {
  await Promise.all([
    stage.page.waitForNavigation(),
    section().locator("tbody tr").nth(row).getByRole("button", { name, exact: true }).click(),
  ]);
}

const confirm = (name: string): Promise<unknown> =>
  Promise.all([
    stage.page.waitForNavigation(),
    stage.page.getByRole("button", { name, exact: true }).click(),
  ]);

/** Its row, by the job that it was for. */
async function rowOf(jobId: string): Promise<number> {
  const rows = await section().locator("tbody tr").allTextContents();
  return rows.findIndex((text) => text.includes(jobId));
}

test("both are listed with their jobs, and the job of one opens", async () => {
  const { page } = stage;
  await page.goto(list());
  expect(await section().textContent()).toContain("The queue gave these up.");
  expect(await section().locator("tbody tr").count()).toBe(2);
  expect(await onPhone(stage, list())).toBe(0);
  await page.goto(list());
  await Promise.all([
    page.waitForNavigation(),
    section()
      .getByRole("link", { name: jobs[0] ?? "", exact: true })
      .click(),
  ]);
  expect(page.url()).toContain(`/orders/${jobs[0]}`);
  expect(await page.locator("h1").textContent()).toMatch(/order/i);
});

test("one is retried, and the page says so and lists it no more", async () => {
  const { page, bridge } = stage;
  await page.goto(list());
  await press(await rowOf(jobs[0] ?? ""), "Wake its job");
  expect(await main().textContent()).toContain("This job has already run.");
  await confirm("Remove message");
  expect(await main().textContent()).toContain("The job was woken.");
  expect(await rowOf(jobs[0] ?? "")).toBe(-1);
  expect(await rowOf(jobs[1] ?? "")).toBe(0);
  // The order was booked before: waking its job books nothing twice.
  await bridge.settled(tenant.id);
  expect((await bridge.timeline(tenant.id, jobs[0] ?? "")).job.outcome).toBe("booked");
});

test("the sheet says what becomes of a job that still waits, and does nothing once it has run", async () => {
  const { page, bridge } = stage;
  const order = await bridge.place({ ...companyBuyer("Waits"), lines: [mug()] });
  await bridge.book(tenant, order.id);
  await bridge.edit(order.id, { notify: false, lines: [mug(4)] });
  // What follows an event at once is put off.
  const { body } = await bridge.webhook(tenant, order.id, { type: "order.updated" });
  const jobId = String(body["jobId"]);
  await giveUp(bridge, [
    {
      id: "waits",
      tenantId: tenant.id,
      body: JSON.stringify({ v: 1, tenantId: tenant.id, jobId }),
    },
  ]);
  await page.goto(list());
  await press(await rowOf(jobId), "Wake its job");
  expect(await main().textContent()).toMatch(/This job is still waiting\..*Will be updated\./s);
  await picture(stage, "dead-letter");
  await bridge.advance(6_000);
  await bridge.resolved(tenant, `order:${order.id}`);
  await confirm("Wake its job");
  expect(await main().textContent()).toMatch(/Something has changed.*has already run/s);
  await confirm("Remove message");
  expect(await main().textContent()).toContain("The job was woken.");
});

test("one is let go with a reason, and the list of them is gone; who did it stands in the audit log", async () => {
  const { page, bridge } = stage;
  await page.goto(list());
  await section().getByLabel("Reason").fill("Booked before, nothing to do");
  await press(0, "Dismiss");
  expect(await main().textContent()).toMatch(
    /1 message is removed from the list\..*Order \d+ stays as it is: In eAccounting\./s,
  );
  await confirm("Dismiss message");
  expect(await main().textContent()).toContain("The message was dismissed.");
  expect(await section().count()).toBe(0);
  const { changes } = (await bridge.ask("GET", `/tenants/${tenant.id}/audit`)) as unknown as {
    changes: readonly { action: string; after: string }[];
  };
  expect(changes.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["dead-letter.retry", "dead-letter.dismiss"]),
  );
});

test("one that nobody could read stands on the operators' first page as text, and is let go there", async () => {
  const { page } = stage;
  await page.goto("/admin");
  expect(await section().textContent()).toContain('{"v":9,"x":"<b>bold</b>"}');
  await section().getByLabel("Reason").fill("of a newer release");
  await press(0, "Dismiss");
  expect(await main().textContent()).toContain("1 message is removed from the list.");
  await confirm("Dismiss message");
  expect(await section().count()).toBe(0);
});
