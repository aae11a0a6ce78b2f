/**
 * A session by its browser in a few words, "Chrome on Windows"; all that it says of itself shows on
 * pointing at it. Without versions. The order of names counts: most browsers also name older ones.
 */
import type { Messages } from "../../../messages/index.ts";
import type { SessionView } from "../../usecases/accounts/sessions.ts";
import { useMessages } from "../frame/use-messages.ts";
import type { RecordColumn } from "../parts/table.tsx";

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

const BrowserLabel = ({ said }: { said: string | null }) => {
  const { t } = useMessages();
  return <bdi title={said ?? undefined}>{browserText(t, said)}</bdi>;
};

/** Columns of a list of sessions: with which browser, and where. */
export const whereColumns = (
  t: Messages["t"],
): readonly RecordColumn<Pick<SessionView, "browser" | "country">>[] => [
  { name: t("people.sessions.browser"), cell: ({ browser }) => <BrowserLabel said={browser} /> },
  {
    name: t("people.sessions.country"),
    cell: ({ country }) => country ?? t("people.sessions.unknown"),
  },
];
