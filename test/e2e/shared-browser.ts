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

let running: Browser | null = null;

/** One for all files of a worker, each with contexts of its own; it ends with the worker. */
export async function sharedBrowser(): Promise<Browser> {
  if (running?.isConnected() !== true)
    running = await launchChromium([
      ...Chromium.args.filter((flag) => !UNWANTED.has(flag)),
      "--no-sandbox",
      "--disable-gpu",
    ]);
  return running;
}
