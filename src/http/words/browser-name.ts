/**
 * A browser in a few words, "Chrome on Windows", by what it says of itself. Without versions. The
 * order of names counts: most browsers also name older ones.
 */
import type { Messages } from "../../messages/index.ts";

const BROWSERS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\/|\bOpera\b/],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Vivaldi", /\bVivaldi\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:HeadlessChrome|Chrome|CriOS)\//],
  ["Safari", /\bVersion\/[\d.]+ .*\bSafari\//],
];

const SYSTEMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["macOS", /\bMac OS X\b|\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
];

const nameIn = (
  names: readonly (readonly [name: string, pattern: RegExp])[],
  said: string,
): string | null => names.find(([, pattern]) => pattern.test(said))?.[0] ?? null;

type BrowserName = { readonly browser: string; readonly system: string | null };

/** Reads a `User-Agent`. An unknown browser is its first word; `system`: `null`: not said. */
export function browserName(said: string): BrowserName {
  const browser = nameIn(BROWSERS, said);
  const system = nameIn(SYSTEMS, said);
  return { browser: browser ?? /^[^\s/;(]+/.exec(said.trim())?.[0] ?? said, system };
}

/** `said`: as the browser says it; `null`: it said nothing. */
export function browserText(t: Messages["t"], said: string | null): string {
  if (said === null || said.trim() === "") return t("people.sessions.unknown");
  const { browser, system } = browserName(said);
  return system === null ? browser : t("people.sessions.browserOn", { browser, system });
}
