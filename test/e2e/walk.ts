/**
 * The walk over all pages: axe in light and dark, the direction of names, figures on one line,
 * clipped texts, and the width.
 */
import type { Page } from "playwright-core";
import { type Language, LANGUAGES } from "../../src/domain/language.ts";
import { axeRun, WHOLE_WALK } from "./axe.ts";
import { DESKTOP, PHONE, type Stage, type Violation, WIDER } from "./pages-browser.ts";
import { shown } from "./reader.ts";

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

type Measured = {
  /** By how many pixels the page is wider than its window. */
  readonly wider: number;
  readonly clipped: readonly string[];
  readonly outside: readonly string[];
};

/** What was answered for an address, by language. */
export type Answered = { readonly address: string } & Readonly<Record<Language, string>>;

/** Twice as large on the same screen: half as much fits. */
const ZOOMED = { width: DESKTOP.width / 2, height: DESKTOP.height / 2 };

/** 400 % of a window of 1280 pixels (WCAG 1.4.10). */
const REFLOWED = { width: 320, height: 256 };

/** A window that is neither a desk's nor a phone's. */
const TABLET = { width: 1024, height: 768 };

/** Shows every page as it was answered: what was answered before isn't asked for again. */
export async function walk(
  stage: Pick<Stage, "url" | "complaints">,
  pages: readonly Answered[],
): Promise<Walked> {
  const clipped: string[] = [];
  const violations: string[] = [];
  const turning: string[] = [];
  const wrapped: string[] = [];
  const tooWide: string[] = [];
  const run = async (page: Page, address: string, scheme: "light" | "dark"): Promise<void> => {
    await page.emulateMedia({ colorScheme: scheme });
    const answer = await page.evaluate<{ violations: readonly Violation[] }>(axeRun(scheme));
    for (const { id, nodes } of answer.violations)
      for (const { target, failureSummary } of nodes)
        violations.push(
          `${address} (${scheme}): ${id} at ${target.join(" ")}: ${failureSummary ?? ""}`,
        );
  };
  /**
   * What is seen at a window's size, once that has reached the page. It is laid out anew because it
   * is asked: no frame has to be drawn for that, and nothing waits for one.
   */
  const measured = (page: Page): Promise<Measured> => {
    const { width, height } = page.viewportSize() ?? DESKTOP;
    return page.evaluate<Measured>(
      `new Promise((done) => {
        const look = () =>
          innerWidth === ${width} && innerHeight === ${height}
            ? done({ wider: ${WIDER}, clipped: ${CLIPPED}, outside: ${OUTSIDE} })
            : requestAnimationFrame(look);
        look();
      })`,
    );
  };
  const fits = async (page: Page, address: string): Promise<Measured> => {
    const found = await measured(page);
    if (found.wider > 0) tooWide.push(`${address}: ${found.wider}`);
    for (const text of found.clipped) clipped.push(`${address}: ${text}`);
    return found;
  };
  const seen = async (page: Page, address: string): Promise<void> => {
    for (const text of (await fits(page, address)).outside) tooWide.push(`${address}: ${text}`);
  };
  const read = async (page: Page, address: string): Promise<void> => {
    // What lies under the bar at the moment is scrolled to; where that is so depends on the words.
    await page.addStyleTag({ content: ".stick { position: static }" });
    await run(page, address, "light");
    await run(page, address, "dark");
    const [turns, wraps] = await page.evaluate<readonly (readonly string[])[]>(
      `[${TURNING}, ${WRAPPED}]`,
    );
    for (const text of turns ?? []) turning.push(`${address}: ${text}`);
    for (const text of wraps ?? []) wrapped.push(`${address}: ${text}`);
  };
  const languages = WHOLE_WALK ? LANGUAGES : (["en"] as const);
  for (const { address, ...answers } of pages) {
    for (const language of languages) {
      const named = `${address} in ${language}`;
      const page = await shown(stage, answers[language]);
      await read(page, named);
      await page.setViewportSize(ZOOMED);
      await seen(page, `${named} at 200 %`);
      await page.setViewportSize(REFLOWED);
      // A list may scroll within itself; the page may not.
      await fits(page, `${named} at 400 %`);
      await page.setViewportSize(PHONE);
      await seen(page, `${named} on a phone`);
      await page.setViewportSize(TABLET);
      await fits(page, `${named} on a tablet`);
      await page.setViewportSize(PHONE);
      if (WHOLE_WALK) await run(page, `${named} on a phone`, "dark");
    }
    if (WHOLE_WALK) continue;
    const page = await shown(stage, answers.pl, PHONE);
    await seen(page, `${address} in pl on a phone`);
    await page.setViewportSize(TABLET);
    await fits(page, `${address} in pl on a tablet`);
  }
  return { violations, turning, wrapped, tooWide, clipped };
}
