/**
 * Kinds of sheets that the pages open, by keyboard alone: come to by Tab and opened by Enter, it
 * has the focus on its title; Escape leads back with nothing done; confirmed by Enter, the page
 * that follows has the focus on its notice.
 */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SHOWN_FIRST } from "../docs/sheets.ts";
import type { Tenant } from "../support/bridge.ts";
import { WRITE } from "../sandbox/settlement-files.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { keyboard } from "./keyboard-hands.ts";
import { openStage, signInAsOperator, type Stage } from "./pages-browser.ts";

let stage: Stage;
let tenant: Tenant;
let page: Page;
let home = "";
const orders = ["", "", "", ""];
let unwritten = "";
let payout = "";
const PAYOUT = "payouts/:payoutId/remove";

beforeAll(async () => {
  stage = await openStage();
  const { bridge } = stage;
  tenant = await bridge.tenant({ orders: { type: "invoice" } });
  home = `/admin/tenants/${tenant.id}`;
  for (const n of [0, 1]) {
    const placed = await bridge.place({
      ...companyBuyer(`Keys${n}`),
      lines: [{ articleCode: `BY-KEYS-${n}`, quantity: 1, price: 10, vatCode: "H" }],
    });
    orders[n] = `/orders/${(await bridge.book(tenant, placed.id)).job.id}`;
  }
  for (const n of [2, 3]) {
    const placed = await bridge.place({ ...companyBuyer(`Keys${n}`), lines: [mug(1)] });
    orders[n] = `/orders/${(await bridge.book(tenant, placed.id)).job.id}`;
  }
  const sent = await bridge.fetch(`/api/v1/tenants/${tenant.id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "text/csv" },
    body: WRITE.stripe([
      {
        id: "po_keys",
        day: "2026-03-02",
        lines: [{ kind: "sale", ref: "NOBODY-1", cents: 12_500, fee: 250 }],
      },
    ]),
  });
  const { payouts } = (await sent.json()) as { payouts: readonly { id: string }[] };
  payout = `/payouts/${payouts[0]?.id ?? ""}`;
  await bridge.ask("POST", `/tenants/${tenant.id}/members`, {
    email: "keys@shop.example",
    name: "Keys",
    role: "reader",
  });
  // Only a shop that wrote nothing can be removed.
  const made = await bridge.ask("POST", "/tenants", {
    name: "Unwritten",
    language: "en",
    asperion: { administrationId: 124 },
  });
  unwritten = `/admin/tenants/${String(made["id"])}/shop`;
  await bridge.ask("POST", "/tokens", { name: "keys", tenantId: tenant.id, scope: "full" });
  await signInAsOperator(stage);
  const context = await stage.browser.newContext({
    baseURL: stage.url,
    storageState: await stage.context.storageState(),
  });
  page = await context.newPage();
});

afterAll(async () => {
  await stage.stop();
});

const focusIs = (selector: string) =>
  expect
    .poll(() =>
      page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(selector)})`),
    )
    .toBe(true);

/** What each sheet has: the way back that Escape takes. */
const BACK = "main a[data-back]";
const FORM = `form:has(${BACK.replace("main ", "")})`;
/** Of a sheet within a form that stands elsewhere, its buttons name that form. */
const CONFIRM = `${FORM} button, .actions:has(> a[data-back]) button`;

type Opened = {
  /** Below the shop; of no shop, the whole of it. */
  readonly at: () => string;
  readonly role: "link" | "button";
  readonly name: string | RegExp;
  /** Its form's address, below the shop's, or the whole of it. */
  readonly kind: string;
  /** What is ticked before. */
  readonly tick?: string;
  /** A notice says first what it stops. */
  readonly told?: true;
  /** Nothing would change, so there is nothing to confirm. */
  readonly changesNothing?: true;
};

const SHEETS: readonly Opened[] = [
  { at: () => orders[0] ?? "", role: "button", name: "Retry", kind: "orders/:jobId/retry" },
  { at: () => "/attention", role: "button", name: "Retry", kind: "attention" },
  { at: () => orders[1] ?? "", role: "button", name: "Skip order", kind: "orders/:jobId/skip" },
  { at: () => "/attention", role: "link", name: "Create article", kind: "attention/mend" },
  {
    at: () => "/connections",
    role: "button",
    name: /^Revoke whs_/,
    kind: "secrets/:secretId/revoke",
  },
  {
    at: () => "/syncs",
    role: "button",
    name: "Stop: orders",
    kind: "flows/:flow/:act{run|stop|resume}",
  },
  { at: () => "/people", role: "button", name: /^Remove access/, kind: "people/:userId/remove" },
  {
    at: () => "/admin/tokens",
    role: "button",
    name: /^Revoke/,
    kind: "/admin/tokens/:tokenId/revoke",
  },
  {
    at: () => orders[2] ?? "",
    role: "button",
    name: "Unlink document",
    kind: "orders/:jobId/unlink",
    changesNothing: true,
  },
  {
    at: () => orders[3] ?? "",
    role: "button",
    name: "Resync",
    kind: "orders/:jobId/resync",
    changesNothing: true,
  },
  { at: () => payout, role: "button", name: "Remove from the list", kind: PAYOUT },
  {
    at: () => "/settings/products",
    role: "button",
    name: "Save settings",
    kind: "settings/:section",
    tick: "Send articles to Asperion",
  },
  {
    at: () => "/settings/versions",
    role: "button",
    name: /version 1$/,
    kind: "settings/versions",
    told: true,
  },
  { at: () => unwritten, role: "link", name: "Remove shop", kind: "remove", changesNothing: true },
  { at: () => "", role: "link", name: "Stop everything", kind: "stop" },
  { at: () => "", role: "button", name: "Resume everything", kind: "resume" },
];

test.each(SHEETS)(
  "$kind: opened, left and confirmed by keys",
  async ({ at, role, name, kind, tick, told, changesNothing }) => {
    const route = kind.startsWith("/admin/") ? kind : `/admin/tenants/:id/${kind}`;
    expect(SHOWN_FIRST).toHaveProperty([route]);
    const unseen = new Set<string>();
    const hands = keyboard(page, unseen);
    const from = at().startsWith("/admin/") ? at() : `${home}${at()}`;
    const open = async (): Promise<void> => {
      await page.goto(from);
      await page.evaluate(
        "for (const one of document.querySelectorAll('main details')) one.open = true",
      );
      for (const box of await page.locator("main input[name=job]").all())
        if (kind === "attention") await box.check();
      for (const of of ["skip", "unlink"])
        if (kind.endsWith(of))
          for (const field of await page.locator(`main form[action$='/${of}'] [name=note]`).all())
            await hands.type(field, "by keys");
      if (tick !== undefined) await hands.tick(page.getByLabel(tick, { exact: true }));
      await hands.press(page.getByRole(role, { name, exact: true }).first());
      await page.locator(BACK).waitFor();
      // What is said first, where a notice says it.
      await focusIs(tick === undefined && kind !== "attention" && told !== true ? "h1" : ".notice");
    };
    await open();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator(BACK).count()).toBe(0);
    await expect.poll(() => new URL(page.url()).pathname).toBe(new URL(from, stage.url).pathname);
    if (changesNothing) return expect([...unseen]).toEqual([]);
    await open();
    for (const field of await page.locator(`${FORM} :required`).all())
      await hands.type(field, "by keys");
    await hands.press(page.locator(CONFIRM).first());
    await expect.poll(() => page.locator(BACK).count()).toBe(0);
    await focusIs(".notice, h1");
    await stage.bridge.settled(tenant.id);
    expect([...unseen]).toEqual([]);
  },
);

test("a person's data is shown and erased by keys", async () => {
  const unseen = new Set<string>();
  const hands = keyboard(page, unseen);
  await page.goto(`${home}/personal-data`);
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await hands.type(page.getByLabel("E-mail address", { exact: true }), "keys1@example.com");
  await hands.press(button("Show stored data"));
  await hands.tick(page.locator("#erase input[type=checkbox]"));
  await hands.press(button("Erase data"));
  await page.getByText("This person's data was erased here").waitFor();
  await focusIs(".notice");
  expect([...unseen]).toEqual([]);
});
