/**
 * A shop that was made by mistake, or with the wrong administration, is given up on its own page:
 * what ends is shown first, the company is free again, and once anything was written nothing ends.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { stepPath } from "../../src/http/pages/setup/screens.ts";
import type { Json, Tenant } from "../support/bridge.ts";
import { mailedLink } from "./mailed-link.ts";
import {
  closeStage,
  openStage,
  overflow,
  PHONE,
  picture,
  signInAsOperator,
  type Stage,
} from "./pages-browser.ts";
import { pressOn, textOf } from "./sheet-hands.ts";
import { faultsHere } from "./shown-here.ts";
import { welcomed } from "./sheet-states.ts";

let stage: Stage;
let wrong: Tenant;
let again = "";
let third = "";

beforeAll(async () => {
  stage = await openStage();
  const { bridge } = stage;
  wrong = await bridge.tenant({ setup: false });
  for (const role of ["owner", "accountant"])
    await bridge.ask("POST", `/tenants/${wrong.id}/members`, {
      email: `${role}@shop.example`,
      name: role,
      role,
    });
  await signInAsOperator(stage);
});

afterAll(() => closeStage(stage));

const sheetOf = (id: string): string => `/admin/tenants/${id}/remove`;
const audit = async (id: string): Promise<readonly string[]> =>
  ((await stage.bridge.ask("GET", `/tenants/${id}/audit`))["changes"] as readonly Json[]).map(
    ({ action }) => String(action),
  );

test("its owner may, an accountant may not, and both are told so by the page", async () => {
  const { bridge, url } = stage;
  const statuses: number[] = [];
  for (const role of ["owner", "accountant"]) {
    const cookie = await welcomed(url, await mailedLink(bridge, `${role}@shop.example`));
    const shop = await (
      await fetch(`${url}/admin/tenants/${wrong.id}/shop`, { headers: { cookie } })
    ).text();
    expect([role, shop.includes(sheetOf(wrong.id))]).toEqual([role, role === "owner"]);
    statuses.push((await fetch(`${url}${sheetOf(wrong.id)}`, { headers: { cookie } })).status);
  }
  expect(statuses).toEqual([200, 403]);
});

test("the administration is chosen again: the shop begins anew with its people, and its company is free", async () => {
  const { page, bridge } = stage;
  const before = await bridge.ask("GET", `/tenants/${wrong.id}`);
  await page.goto(`/admin/tenants/${wrong.id}/shop`);
  await page.getByRole("link", { name: "Choose the administration again", exact: true }).click();
  const said = await textOf(stage);
  expect(said).toContain("This shop has written nothing to Asperion or eAccounting.");
  expect(said).toContain("The shop starts again under its name");
  expect(said).toContain("is free for another shop.");
  expect(said).toContain("Its people keep their access and their roles.");
  await picture(stage, "remove-again");
  expect(await faultsHere(stage, "remove-again")).toEqual([]);
  // Nothing ends by looking.
  expect((await bridge.ask("GET", `/tenants/${wrong.id}`))["state"]).toBe("active");
  await pressOn(stage, "Choose the administration again");
  expect(await textOf(stage)).toContain("Connect Asperion and choose its administration.");
  again = new URL(page.url()).pathname.split("/")[3] ?? "";
  expect(again).not.toBe(wrong.id);
  const [old, anew] = await Promise.all(
    [wrong.id, again].map((id) => bridge.ask("GET", `/tenants/${id}`)),
  );
  expect([old?.["state"], anew?.["state"], anew?.["name"]]).toEqual([
    "retired",
    "active",
    before["name"],
  ]);
  expect((await audit(again))[0]).toBe("tenant.make");
  expect(await audit(wrong.id)).toContain("tenant.begin-again");
  const { members } = await bridge.ask("GET", `/tenants/${again}/members`);
  expect(
    (members as readonly Json[]).map(({ email, shops }) =>
      [email, (shops as Json)[again]].join(" "),
    ),
  ).toEqual(["accountant@shop.example accountant", "owner@shop.example owner"]);
  await page.getByRole("link", { name: "Connect Asperion", exact: true }).click();
  await page.getByRole("radio").last().check();
  await pressOn(stage, "Choose and connect");
  await page.getByRole("link", { name: "Connect eAccounting", exact: true }).click();
  await expect
    .poll(async () => {
      await page.goto(stepPath(again, "eaccounting"));
      return textOf(stage);
    })
    .toMatch(/Sales orders\s*Yes/);
});

test("another shop is refused its company with a way out, and gets it once the first is removed", async () => {
  const { page, bridge } = stage;
  const made = await bridge.ask("POST", "/tenants", {
    name: "Third",
    language: "en",
    asperion: { administrationId: 123 },
  });
  third = String(made["id"]);
  await page.goto(stepPath(third, "asperion"));
  await page.getByRole("link", { name: "Connect Asperion", exact: true }).click();
  const connect = async (): Promise<string> => {
    await page.goto(stepPath(third, "eaccounting"));
    await page.getByRole("link", { name: "Connect eAccounting", exact: true }).click();
    await page.waitForLoadState();
    return textOf(stage);
  };
  expect(await connect()).toContain("was created by mistake, remove it under Settings, Shop.");
  await page.goto(`/admin/tenants/${again}/shop`);
  await page.getByRole("link", { name: "Remove shop", exact: true }).click();
  expect(await textOf(stage)).toContain("2 people lose access to it.");
  await page.setViewportSize(PHONE);
  expect(await overflow(page)).toBe(0);
  await pressOn(stage, "Remove shop");
  expect(await textOf(stage)).toContain("The shop was removed.");
  expect((await bridge.ask("GET", `/tenants/${again}`))["state"]).toBe("retired");
  expect((await audit(again))[0]).not.toBe("tenant.begin-again");
  expect(await connect()).not.toContain("already connected");
  expect(await textOf(stage)).toMatch(/Sales orders\s*Yes/);
});

test("what was written since the sheet was opened is said, and nothing ends", async () => {
  const { page, bridge } = stage;
  await bridge.ask("DELETE", `/tenants/${third}`);
  const { id } = await bridge.tenant({ setup: false });
  await page.goto(sheetOf(id));
  expect(await textOf(stage)).toContain("This shop has written nothing");
  await bridge.ask("POST", `/tenants/${id}/setup`);
  await pressOn(stage, "Remove shop");
  const said = await textOf(stage);
  expect(said).toMatch(/already written something.*Create an article: \d+/s);
  expect(said).toContain("Reserve the company for this installation: 1");
  expect(await page.getByRole("button", { name: "Remove shop", exact: true }).count()).toBe(0);
  expect((await bridge.ask("GET", `/tenants/${id}`))["state"]).toBe("active");
});
