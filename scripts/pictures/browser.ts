/**
 * A headless browser that is signed in, and pictures of whole pages with few colours (by pngquant,
 * where it is there), so that they stay small.
 */
import { execFileSync } from "node:child_process";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium } from "../chromium.ts";

const DESKTOP_WIDTH = 1280;
/** Of a load or a press. */
const MOST_MS = 10_000;
const PHONE_WIDTH = 390;

/** Pages that a reader who is signed in isn't shown. */
const SIGNED_OUT = /^\/admin\/(sign-in|forgotten)/;

export type Look = "light" | "dark" | "phone";

const LOOKS: Readonly<Record<Look, BrowserContextOptions>> = {
  light: { viewport: { width: DESKTOP_WIDTH, height: 800 } },
  dark: { viewport: { width: DESKTOP_WIDTH, height: 800 }, colorScheme: "dark" },
  phone: { viewport: { width: PHONE_WIDTH, height: 844 } },
};

/** What the browser asks for, and so what its reader reads. */
export type Locale = "en-GB" | "sv-SE";

/** What is done on the page before it is pictured, in any language. */
export type Act = (page: Page, settled: () => Promise<void>) => Promise<void>;

/** Looks again once what the page asked for is worked out. */
export const lookAgain: Act = async (page, settled) => {
  await settled();
  await page.goto(page.url());
};

/** Presses what a selector finds first, and waits for the page that comes. */
export const press =
  (selector: string): Act =>
  async (page) => {
    await Promise.all([page.waitForNavigation(), page.locator(selector).first().click()]);
  };

type Wanted = {
  readonly address: string;
  readonly look: Look;
  /** No higher than so many pixels. */
  readonly most: number;
  readonly locale: Locale;
  readonly acts?: readonly Act[];
  /** As a person with an account, and not by the operator's token. */
  readonly asPerson?: boolean;
};

type Camera = {
  /** The page from its top on. */
  shoot(wanted: Wanted): Promise<Buffer>;
  /** Presses the first button of the page's own. */
  press(address: string): Promise<void>;
  close(): Promise<void>;
};

type Readers = {
  readonly adminToken: string;
  /** A link with which a person chooses a password. */
  readonly invitation: string;
};

/** `toResult`: waits until the shop has nothing under way. */
export async function openCamera(
  url: string,
  { adminToken, invitation }: Readers,
  settled: () => Promise<void>,
): Promise<Camera> {
  const browser = await launchChromium(["--no-sandbox"]);
  const session = await signIn(browser, url, adminToken);
  const person = await choosePassword(browser, url, invitation);
  return {
    shoot: async ({ address, look, most, locale, acts = [], asPerson = false }) => {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        baseURL: url,
        locale,
        ...LOOKS[look],
        ...(SIGNED_OUT.test(address) ? {} : { storageState: asPerson ? person : session }),
      });
      const page = await context.newPage();
      page.setDefaultTimeout(MOST_MS);
      await page.goto(address);
      for (const act of acts) await act(page, settled);
      const width = page.viewportSize()?.width ?? DESKTOP_WIDTH;
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
    return execFileSync("pngquant", ["48", "--speed", "3", "--strip", "-"], {
      input: png,
      stdio: ["pipe", "pipe", "ignore"],
    });
  } catch {
    return png;
  }
}

async function choosePassword(browser: Browser, url: string, link: string) {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    baseURL: url,
    locale: "en-GB",
  });
  const page = await context.newPage();
  await page.goto(`/admin/welcome/${link}`);
  await page.locator("main input[type=password]").fill("a made-up shop of tents and lamps");
  await Promise.all([page.waitForNavigation(), page.locator("main form button").click()]);
  const state = await context.storageState();
  await context.close();
  return state;
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
