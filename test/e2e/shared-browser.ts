/** The browser of the tests of pages: starting one takes longer than most of what it shows. */
import Chromium from "@sparticuz/chromium";
import type { Browser } from "playwright-core";
import { launchChromium } from "../../scripts/chromium.ts";

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

let running: Browser | null = null;

/** One for all files of a worker, each with contexts of its own; it ends with the worker. */
export async function sharedBrowser(): Promise<Browser> {
  if (running?.isConnected() !== true) running = await launchChromium(flags());
  return running;
}
