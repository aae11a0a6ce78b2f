/**
 * The accessibility checker, as a script that a context's pages begin with: a browser gets it once,
 * where sending its 1.4 MB to every page took a fifth of the time of this process. It is its
 * package's build for browsers, which reads in half the time.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BrowserContext } from "playwright-core";

/**
 * `PAGE_WALK=whole`: every page in every language, each at a desk, at 200 % and on a phone, in
 * light and in dark. It takes long, so the test command walks a part: English, and the width in
 * Polish, which has the longest words.
 */
export const WHOLE_WALK = process.env["PAGE_WALK"] === "whole";

const ALL_RULES = `runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]`;
const COLOURS = `runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }`;

/** WCAG 2.2 AA. Only colours differ in dark. */
const rulesIn = (scheme: "light" | "dark"): string =>
  scheme === "light" || WHOLE_WALK ? ALL_RULES : COLOURS;

/** What a page evaluates to be told what is wrong with it. */
export const axeRun = (scheme: "light" | "dark"): string =>
  `axe.run(document, { ${rulesIn(scheme)}, resultTypes: ["violations"] })`;

let source: string | null = null;

/** Before the context's pages are opened. */
export const withAxe = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(
    (source ??= readFileSync(
      createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
      "utf8",
    )),
  );
