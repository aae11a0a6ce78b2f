/** The browsers of the tests of pages: starting one takes longer than most of what it shows. */
import Chromium from "@sparticuz/chromium";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../scripts/chromium.ts";
import { WAIT_MS } from "../support/patience.ts";

/**
 * One process for all dies with the first context that is closed; and the web's own rules are what
 * is under test.
 */
const UNWANTED: ReadonlySet<string> = new Set([
  "--single-process",
  "--no-zygote",
  "--disable-web-security",
  "--allow-running-insecure-content",
  // Nothing here needs a graphics card, and starting one made of software takes four seconds.
  "--ignore-gpu-blocklist",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
]);

const FEATURES_OFF = "--disable-features=";

/**
 * The browser takes the last list of features alone, so it is named with one more: a document of
 * its own for each load (`RenderDocument`) made a third of what a load costs.
 */
const flags = (): readonly string[] => [
  ...Chromium.args
    .filter((flag) => !UNWANTED.has(flag))
    .map((flag) => (flag.startsWith(FEATURES_OFF) ? `${flag},RenderDocument` : flag)),
  // All pages of a context share one, in place of one that is started for each.
  "--renderer-process-limit=1",
  "--no-sandbox",
  "--disable-gpu",
];

/**
 * It lays pages out whenever something of them is asked, and never draws them. A frame is what
 * `requestAnimationFrame`, clicks and pictures wait for: here they would wait for ever.
 */
const UNDRAWN = "--disable-threaded-compositing";

const running = new Map<"drawn" | "undrawn", Browser>();

async function browserOf(kind: "drawn" | "undrawn"): Promise<Browser> {
  const before = running.get(kind);
  if (before?.isConnected() === true) return before;
  const browser = await launchChromium(kind === "drawn" ? flags() : [...flags(), UNDRAWN]);
  browser.on("context", (context) => context.setDefaultTimeout(WAIT_MS));
  running.set(kind, browser);
  return browser;
}

/** One for all files of a worker, each with contexts of its own; it ends with the worker. */
export const sharedBrowser = (): Promise<Browser> => browserOf("drawn");

/**
 * Another one, for pages that are read by scripts alone: colours, places and sizes are the same,
 * for half of the processor time. What a page is given the focus for (`autofocus`) comes with a
 * frame, so it has none there.
 */
export const readingBrowser = (): Promise<Browser> =>
  browserOf((process.env["PAGE_SHOTS"] ?? "") === "" ? "undrawn" : "drawn");

/** All pages of this worker are gone, and with them the connections that they keep. */
export async function closePages(): Promise<void> {
  for (const browser of running.values())
    for (const context of browser.contexts()) await context.close();
}
