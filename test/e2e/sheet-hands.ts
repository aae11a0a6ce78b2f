/** What tests of sheets do on a page, and what is written meanwhile. */
import type { Stage } from "./pages-browser.ts";

export const textOf = async ({ page }: Stage): Promise<string> =>
  ((await page.locator("main").textContent()) ?? "").replace(/[\u2066-\u2069]/g, "");

/** The first button of this name. */
export async function pressOn({ page }: Stage, name: string): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  await Promise.all([page.waitForNavigation(), button.first().click()]);
}

/** The one button of this name: a second fails. */
export async function pressOnly({ page }: Stage, name: string | RegExp): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  await Promise.all([page.waitForNavigation(), button.click()]);
}

/** The first button of this name in the page's main part. */
export async function pressInMain({ page }: Stage, name: string): Promise<void> {
  const button = page.locator("main").getByRole("button", { name, exact: true });
  await Promise.all([page.waitForNavigation(), button.first().click()]);
}

/** The calls with which something would be written, made while a button is pressed. */
export const writesOf = async (stage: Stage, name: string): Promise<readonly string[]> =>
  Object.keys(await stage.bridge.counting(() => pressOn(stage, name))).filter(
    (route) => !route.startsWith("GET ") && !/oauth|token/i.test(route),
  );
