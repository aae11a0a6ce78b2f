/**
 * Hands that have no mouse: whatever they do they come to by Tab, and they do it by keys. What has
 * the focus has to be seen: in the window, under nothing else, and marked.
 */
import type { ElementHandle, Locator, Page } from "playwright-core";
import type { Hands } from "../bench/tasks/person.ts";

/** More stops than any page has. */
const MOST_STOPS = 300;

type Box = Readonly<Record<"left" | "right" | "top" | "bottom", number>>;
type Point = readonly [x: number, y: number];
/** `why` what has the focus isn't seen; empty: it is. */
type Stop = { readonly isReached: boolean; readonly why: string };

/** A radio or a field may be marked by its label. */
const stopAt = (found: ElementHandle): Promise<Stop> =>
  found.evaluate((target) => {
    const document = target.ownerDocument;
    const view = document.defaultView;
    const one = document.activeElement;
    const isReached =
      // Radios are one stop.
      one === target ||
      (target.type === "radio" && one.type === "radio" && one.name === target.name);
    if (one === null || one === document.body) return { isReached, why: "" };
    const name = `${one.tagName} ${one.getAttribute("name") ?? one.textContent.trim().slice(0, 40)}`;
    const style = view.getComputedStyle(one);
    const isMarked =
      (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0) ||
      style.boxShadow !== "none";
    const boxes: readonly Box[] = [...one.getClientRects()];
    const points = boxes.flatMap(({ left, right, top, bottom }): readonly Point[] => {
      const [first, last] = [Math.max(top, 0), Math.min(bottom, view.innerHeight)];
      if (last <= first) return [];
      return [0.1, 0.5, 0.9].map((at) => [left + (right - left) * at, (first + last) / 2]);
    });
    const isOn = ([x, y]: Point): boolean => {
      const met = document.elementFromPoint(x, y);
      return met !== null && (one.contains(met) || met.contains(one));
    };
    if (!points.some(isOn)) return { isReached, why: `${name}: hidden` };
    return { isReached, why: isMarked ? "" : `${name}: not marked` };
  });

/** `unseen`: what was stopped at and not seen is added to it. */
export function keyboard(page: Page, unseen: Set<string>): Hands {
  const reach = async (target: Locator): Promise<void> => {
    // Found once: to look for it by its name at each stop takes longer than all else.
    const found = await target.elementHandle();
    if (found === null) throw new Error(`${String(target)} isn't on ${page.url()}`);
    if ((await stopAt(found)).isReached) return;
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await page.keyboard.press("Tab");
      // One question for both: each costs what the stop itself costs.
      const { isReached, why } = await stopAt(found);
      if (why !== "") unseen.add(`${new URL(page.url()).pathname}: ${why}`);
      if (isReached) return;
    }
    throw new Error(`Tab doesn't come to ${String(target)} on ${page.url()}`);
  };
  return {
    press: async (target) => {
      await reach(target);
      await page.keyboard.press("Enter");
    },
    tick: async (target) => {
      await reach(target);
      for (let tries = 0; tries < MOST_STOPS; tries += 1) {
        if (await target.isChecked()) return;
        const isHere = await target.evaluate((one) => one === one.ownerDocument.activeElement);
        await page.keyboard.press(isHere ? "Space" : "ArrowDown");
      }
      throw new Error(`keys don't tick ${String(target)}`);
    },
    type: async (target, text) => {
      await reach(target);
      await page.keyboard.press("ControlOrMeta+a");
      await page.keyboard.type(text);
    },
    choose: async (target, option) => {
      await reach(target);
      const wanted = typeof option === "string" ? option : option.label;
      const chosen = (): Promise<readonly string[]> =>
        target.evaluate((one) => [...one.selectedOptions].flatMap((at) => [at.value, at.label]));
      await page.keyboard.press("Home");
      for (let tries = 0; tries < MOST_STOPS; tries += 1) {
        if ((await chosen()).includes(wanted)) return;
        await page.keyboard.press("ArrowDown");
      }
      throw new Error(`keys don't choose ${wanted} of ${String(target)}`);
    },
  };
}
