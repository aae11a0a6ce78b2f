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
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { Bridge, type Json, type Tenant } from "../support/bridge.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { axeRun, withAxe } from "./axe.ts";
import { closePages, readingBrowser, sharedBrowser } from "./shared-browser.ts";

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1180, height: 900 };

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
    viewport: DESKTOP,
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
      await closePages();
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

/** By how many pixels the page is wider than the window. */
export const WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
export const overflow = (page: Page): Promise<number> => page.evaluate<number>(WIDER);

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

export type Violation = {
  readonly id: string;
  readonly nodes: readonly {
    readonly target: readonly unknown[];
    readonly failureSummary?: string;
  }[];
};

/** In the session that is there, for pages that are read by scripts alone. */
export async function readingContext(
  { context, url }: Stage,
  options: BrowserContextOptions,
): Promise<BrowserContext> {
  const browser = await readingBrowser();
  const storageState = await context.storageState();
  return browser.newContext({ baseURL: url, storageState, ...options });
}

/**
 * What axe finds on a page against WCAG 2.2 AA, in light and in dark: rule, place and why. In a
 * context with scripts and without the policy, as the checker itself is a script.
 */
export async function unreadable(
  stage: Stage,
  addresses: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  const other = await readingContext(stage, { bypassCSP: true, viewport: DESKTOP });
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
    ["desk", { viewport: DESKTOP }],
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
    ["dark", { colorScheme: "dark", viewport: DESKTOP }],
    ["phone", { viewport: PHONE }],
  ] as const) {
    const other = await browser.newContext({ javaScriptEnabled: false, storageState, ...options });
    const copy = await other.newPage();
    await copy.goto(page.url());
    await copy.screenshot({ path: `${folder}/${name}-${kind}.png`, fullPage: true });
    await other.close();
  }
}

/** A stage with one shop, and a browser that runs scripts, signed in as operator. */
type Scripted = {
  readonly stage: Stage;
  readonly tenant: Tenant;
  /** The address of the shop's own page. */
  readonly home: string;
  readonly context: BrowserContext;
  readonly complaints: string[];
};

export async function openScripted(
  settings: Json,
  options: BrowserContextOptions = {},
): Promise<Scripted> {
  const stage = await openStage();
  const tenant = await stage.bridge.tenant(settings);
  await signInAsOperator(stage);
  const storageState = await stage.context.storageState();
  const context = await stage.browser.newContext({
    baseURL: stage.url,
    storageState,
    ...options,
  });
  const complaints: string[] = [];
  listen(context, complaints);
  return { stage, tenant, home: `/admin/tenants/${tenant.id}`, context, complaints };
}

/** What is saved ends the load that began it, and a page that is closed its own look. */
export const refusedIn = (complaints: readonly string[]): readonly string[] =>
  complaints.filter((one) => !one.endsWith(": net::ERR_ABORTED"));
