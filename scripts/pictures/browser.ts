/**
 * A headless browser that is signed in, and pictures of whole pages with few colours (by pngquant,
 * where it is there), so that they stay small.
 */
import { execFileSync } from "node:child_process";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchChromium } from "../chromium.ts";

const DESK_WIDTH = 1280;
const PHONE_WIDTH = 390;

export type Look = "light" | "dark" | "phone";

const LOOKS: Readonly<Record<Look, BrowserContextOptions>> = {
  light: { viewport: { width: DESK_WIDTH, height: 800 } },
  dark: { viewport: { width: DESK_WIDTH, height: 800 }, colorScheme: "dark" },
  phone: { viewport: { width: PHONE_WIDTH, height: 844 } },
};

/** What the browser asks for, and so what its reader reads. */
export type Locale = "en-GB" | "sv-SE";

export type Camera = {
  /** The page from its top on, no higher than `most` pixels. */
  shoot(address: string, look: Look, most: number, locale: Locale): Promise<Buffer>;
  /** Presses the first button of the page's own. */
  press(address: string): Promise<void>;
  close(): Promise<void>;
};

export async function openCamera(url: string, adminToken: string): Promise<Camera> {
  const browser = await launchChromium(["--no-sandbox"]);
  const session = await signIn(browser, url, adminToken);
  return {
    shoot: async (address, look, most, locale) => {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        baseURL: url,
        locale,
        ...LOOKS[look],
        ...(address === "/admin/sign-in" ? {} : { storageState: session }),
      });
      const page = await context.newPage();
      await page.goto(address);
      const width = page.viewportSize()?.width ?? DESK_WIDTH;
      const height = await page.evaluate<number>("document.documentElement.scrollHeight");
      // As high as the page, so that what sticks to the window's edge stands where the page ends.
      await page.setViewportSize({ width, height: Math.min(height, most) });
      const png = await page.screenshot();
      await context.close();
      return fewColours(png);
    },
    press: async (address) => {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        baseURL: url,
        storageState: session,
      });
      const page = await context.newPage();
      await page.goto(address);
      await Promise.all([
        page.waitForNavigation(),
        page.locator("main .card button, main section button").first().click(),
      ]);
      await context.close();
    },
    close: () => browser.close(),
  };
}

/** As it is where pngquant isn't installed. */
export function fewColours(png: Buffer): Buffer {
  try {
    return execFileSync("pngquant", ["48", "--speed", "1", "--strip", "-"], {
      input: png,
      stdio: ["pipe", "pipe", "ignore"],
    });
  } catch {
    return png;
  }
}

async function signIn(browser: Browser, url: string, adminToken: string) {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: url,
    locale: "en-GB",
  });
  const page = await context.newPage();
  await page.goto("/admin");
  await page.getByLabel("Operator token").fill(adminToken);
  await Promise.all([
    page.waitForNavigation(),
    page.getByRole("button", { name: "Sign in with the operator token", exact: true }).click(),
  ]);
  const state = await context.storageState();
  await context.close();
  return state;
}
