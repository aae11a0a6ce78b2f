/**
 * A real browser without JavaScript, in front of the built Worker. The Worker's public address must
 * be known before it listens, as the vendors send the browser back there: a door of our own stands
 * at that address and passes bytes on.
 *
 * With PAGE_SHOTS set to a folder, each page that a test names is pictured there: light, dark, and
 * on a phone.
 */
import { mkdirSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";
import { type Language, LANGUAGES } from "../../src/domain/language.ts";
import { Bridge } from "../support/bridge.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { axeRun, WHOLE_WALK, withAxe } from "./axe.ts";
import { sharedBrowser } from "./shared-browser.ts";

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1180, height: 900 };

export type Stage = {
  readonly bridge: Bridge;
  readonly url: string;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of: refused by the policy, errors, lost answers. */
  readonly complaints: string[];
  readonly stop: () => Promise<void>;
};

export async function openStage(
  vars: Parameters<typeof Bridge.start>[0] = {},
  host = "127.0.0.1",
  where: Parameters<typeof Bridge.startFast>[1] = {},
): Promise<Stage> {
  let target = 0;
  const door = createServer((socket) => {
    const inner = connect(target, "127.0.0.1");
    socket.pipe(inner).pipe(socket);
    socket.on("error", () => inner.destroy());
    inner.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const url = `http://${host}:${(door.address() as AddressInfo).port}`;
  const bridge = await Bridge.startFast({ PUBLIC_URL: url, ...vars }, where);
  target = Number(new URL(bridge.runtime.url).port);
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: DESK,
    baseURL: url,
  });
  const complaints: string[] = [];
  listen(context, complaints);
  const page = await context.newPage();
  return {
    bridge,
    url,
    browser,
    context,
    page,
    complaints,
    stop: async () => {
      for (const one of browser.contexts()) await one.close();
      await bridge.stop();
      await new Promise((resolve) => door.close(resolve));
    },
  };
}

export function listen(context: BrowserContext, complaints: string[]): void {
  context.on("console", (message) => {
    // A refused form is answered with its status on purpose; the browser notes each of them.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("requestfailed", (request) =>
    complaints.push(
      `${request.method()} ${request.url()}: ${request.failure()?.errorText ?? "failed"}`,
    ),
  );
}

/** By how much the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );

export async function signInAsOperator({ page }: Stage): Promise<void> {
  await page.goto("/admin");
  await page.getByLabel("Operator token").fill(ADMIN_TOKEN);
  await Promise.all([
    page.waitForNavigation(),
    page.getByRole("button", { name: "Sign in with the operator token", exact: true }).click(),
  ]);
}

/** Stops all of it. Neither vendor may have met a request that is none. */
export async function closeStage({ bridge, stop }: Stage): Promise<void> {
  const faults = await bridge.clientFaults();
  await stop();
  expect(faults).toEqual([]);
}

/** The same page on a phone, with the same session. Answers by how much it is too wide. */
export async function onPhone({ context }: Stage, address: string): Promise<number> {
  const page = await context.newPage();
  await page.setViewportSize(PHONE);
  await page.goto(address);
  const wider = await overflow(page);
  await page.close();
  return wider;
}

type Violation = {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly unknown[];
    readonly failureSummary?: string;
  }[];
};

/**
 * What axe finds on a page against WCAG 2.2 AA, in light and in dark: rule, place and why. In a
 * context with scripts and without the policy, as the checker itself is a script.
 */
export async function unreadable(
  { browser, context, url }: Stage,
  addresses: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  const other = await browser.newContext({
    bypassCSP: true,
    viewport: DESK,
    baseURL: url,
    storageState: await context.storageState(),
  });
  await withAxe(other);
  const page = await other.newPage();
  for (const address of addresses) {
    await page.goto(address);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(
        axeRun(colorScheme),
      );
      for (const { id, nodes } of violations)
        for (const { target, failureSummary } of nodes)
          found.push(
            `${address} (${colorScheme}): ${id} at ${target.join(" ")}: ${failureSummary ?? ""}`,
          );
    }
  }
  await other.close();
  return found;
}

type Walked = {
  readonly violations: readonly string[];
  readonly turning: readonly string[];
  readonly wrapped: readonly string[];
  readonly tooWide: readonly string[];
  readonly clipped: readonly string[];
};

/** Texts with a sign that turns the direction, and no element around them that keeps it to itself. */
const TURNING = `(() => {
  const found = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const kept = text.parentElement?.closest("bdi, [dir=auto], pre, title, style, script");
    const bare = text.data.replace(/\\u2068[^\\u2069]*\\u2069/g, "");
    if (/[\\u202A-\\u202E\\u200F\\u0590-\\u06FF]/.test(bare) && !kept) found.push(text.parentElement?.tagName + ": " + text.data.trim().slice(0, 40));
  }
  for (const field of document.querySelectorAll("input:not([type=hidden])"))
    if (/[\\u202A-\\u202E\\u200F\\u0590-\\u06FF]/.test(field.value) && field.dir !== "auto") found.push("INPUT: " + field.name);
  return found;
})()`;

/** Cells of tables with a day, a number or an amount that takes more than one line. */
const WRAPPED = `(() => {
  const found = [];
  for (const cell of document.querySelectorAll("td, th")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      if (!/^\\d[\\d.,:\\s-]*(\\p{L}{3,9}\\.?,? \\d[\\d.,:\\s]*)?(\\s[A-Z]{3})?$/u.test(text.data.trim())) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(cell.tagName + ": " + text.data.trim());
    }
  }
  return found;
})()`;

/** Lists, postings and facts of which a part isn't seen. What is folded isn't measured yet. */
const OUTSIDE = `[...document.querySelectorAll(".scroll:has(> table.stack, > table > thead.posting), dl.facts > div")]
  .map((one) => ({ text: one.innerText, one }))
  .filter(({ one }) => one.scrollWidth > one.clientWidth + 1)
  .map(({ text, one }) => (one.getAttribute("aria-label") ?? text).slice(0, 40) + " by " + (one.scrollWidth - one.clientWidth))`;

/** Elements whose own text is cut off: not seen, and not to be scrolled to. */
export const CLIPPED = `[...document.querySelectorAll("body *")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== ""))
  .filter((one) => /hidden|clip/.test(getComputedStyle(one).overflowX) && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.tagName + ": " + one.textContent.trim().slice(0, 40))`;

/** What was answered for an address, by language. */
export type Answered = { readonly address: string } & Readonly<Record<Language, string>>;

/** Twice as large on the same screen: half as much fits. */
const ZOOMED = { width: DESK.width / 2, height: DESK.height / 2 };

/** 400 % of a window of 1280 pixels (WCAG 1.4.10). */
const REFLOWED = { width: 320, height: 256 };

/**
 * Shows every page as it was answered: axe in light and dark, the direction of names, figures on
 * one line, clipped texts, and the width. What was answered before isn't asked for again.
 */
export async function walk(
  { browser, url, complaints }: Pick<Stage, "browser" | "url" | "complaints">,
  pages: readonly Answered[],
): Promise<Walked> {
  const clipped: string[] = [];
  const violations: string[] = [];
  const turning: string[] = [];
  const wrapped: string[] = [];
  const tooWide: string[] = [];
  const reader = await browser.newContext({ viewport: DESK, baseURL: url });
  await withAxe(reader);
  listen(reader, complaints);
  const page = await reader.newPage();
  // Each page is shown by itself, and asks for nothing more.
  await page.route(
    (at) => at.pathname.startsWith("/admin") && !at.pathname.endsWith(".css"),
    (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: "" }),
  );
  await page.route(
    (at) => at.pathname.endsWith(".js"),
    (route) => route.fulfill({ contentType: "text/javascript", body: "" }),
  );
  // All are written into one document: the checker that a page begins with would else be read and
  // made fast anew for each of them.
  await page.goto("/admin");
  const show = (html: string): Promise<void> => page.setContent(html);
  const run = async (address: string, scheme: "light" | "dark"): Promise<void> => {
    await page.emulateMedia({ colorScheme: scheme });
    const answer = await page.evaluate<{ violations: readonly Violation[] }>(axeRun(scheme));
    for (const { id, nodes } of answer.violations)
      for (const { target, failureSummary } of nodes)
        violations.push(
          `${address} (${scheme}): ${id} at ${target.join(" ")}: ${failureSummary ?? ""}`,
        );
  };
  /** A window's new size has reached what is shown in it. */
  const settled = (): Promise<unknown> =>
    page.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))",
    );
  const fits = async (address: string): Promise<void> => {
    await settled();
    const wider = await overflow(page);
    if (wider > 0) tooWide.push(`${address}: ${wider}`);
    for (const text of await page.evaluate<readonly string[]>(CLIPPED))
      clipped.push(`${address}: ${text}`);
  };
  const seen = async (address: string): Promise<void> => {
    await fits(address);
    for (const text of await page.evaluate<readonly string[]>(OUTSIDE))
      tooWide.push(`${address}: ${text}`);
  };
  const read = async (address: string): Promise<void> => {
    // What lies under the bar at the moment is scrolled to; where that is so depends on the words.
    await page.addStyleTag({ content: ".stick { position: static }" });
    await run(address, "light");
    await run(address, "dark");
    for (const text of await page.evaluate<readonly string[]>(TURNING))
      turning.push(`${address}: ${text}`);
    for (const text of await page.evaluate<readonly string[]>(WRAPPED))
      wrapped.push(`${address}: ${text}`);
  };
  const languages = WHOLE_WALK ? LANGUAGES : (["en"] as const);
  for (const { address, ...answers } of pages) {
    for (const language of languages) {
      const named = `${address} in ${language}`;
      await page.setViewportSize(DESK);
      await show(answers[language]);
      await read(named);
      await page.setViewportSize(ZOOMED);
      await seen(`${named} at 200 %`);
      await page.setViewportSize(PHONE);
      await seen(`${named} on a phone`);
      await page.setViewportSize(REFLOWED);
      // A list may scroll within itself; the page may not.
      await fits(`${named} at 400 %`);
      await page.setViewportSize(PHONE);
      if (WHOLE_WALK) await run(`${named} on a phone`, "dark");
    }
    if (WHOLE_WALK) continue;
    await show(answers.pl);
    await seen(`${address} in pl on a phone`);
  }
  await reader.close();
  return { violations, turning, wrapped, tooWide, clipped };
}

/** With PAGE_SHOTS: each page, at a desk in light and on a phone in dark. */
export async function shootEach(
  { browser, context, url }: Stage,
  addresses: readonly string[],
): Promise<void> {
  const folder = process.env["PAGE_SHOTS"];
  if (folder === undefined || folder === "") return;
  mkdirSync(folder, { recursive: true });
  const storageState = await context.storageState();
  for (const [kind, options] of [
    ["desk", { viewport: DESK }],
    ["phone-dark", { colorScheme: "dark", viewport: PHONE }],
  ] as const) {
    const other = await browser.newContext({
      javaScriptEnabled: false,
      storageState,
      baseURL: url,
      ...options,
    });
    const page = await other.newPage();
    for (const address of addresses) {
      await page.goto(address);
      await page.screenshot({
        path: `${folder}/${
          address
            .replace(/^\/admin\/?/, "")
            .replace(/^tenants\/[^/]+\/?/, "tenant-")
            .replaceAll("/", "-") || "overview"
        }-${kind}.png`,
        fullPage: true,
      });
    }
    await other.close();
  }
}

export async function picture(stage: Stage, name: string): Promise<void> {
  const folder = process.env["PAGE_SHOTS"];
  if (folder === undefined || folder === "") return;
  mkdirSync(folder, { recursive: true });
  const { browser, context, page } = stage;
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  const storageState = await context.storageState();
  for (const [kind, options] of [
    ["dark", { colorScheme: "dark", viewport: DESK }],
    ["phone", { viewport: PHONE }],
  ] as const) {
    const other = await browser.newContext({ javaScriptEnabled: false, storageState, ...options });
    const copy = await other.newPage();
    await copy.goto(page.url());
    await copy.screenshot({ path: `${folder}/${name}-${kind}.png`, fullPage: true });
    await other.close();
  }
}
