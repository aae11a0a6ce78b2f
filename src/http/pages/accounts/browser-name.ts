/**
 * A browser's name for people, "Chrome on Windows", from its `User-Agent`. Without versions; an
 * unknown one is named by its first word. The order counts: most browsers also name older ones.
 */

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

/** `system`: `null` where it doesn't say. */
export function browserName(said: string): BrowserName {
  const browser = nameIn(BROWSERS, said);
  const system = nameIn(SYSTEMS, said);
  return { browser: browser ?? /^[^\s/;(]+/.exec(said.trim())?.[0] ?? said, system };
}
