/**
 * Hands that have no mouse: whatever they do they come to by Tab, and they do it by keys. What has
 * the focus has to be seen: in the window, under nothing else, and marked.
 */
import type { Locator, Page } from "playwright-core";
import type { Hands } from "../bench/tasks/person.ts";

/** More stops than any page has. */
const MOST_STOPS = 300;

/** Why what has the focus isn't seen; empty: it is. A radio or a field may be marked by its label. */
const UNSEEN = `(() => {
  const one = document.activeElement;
  if (one === null || one === document.body) return "";
  const name = one.tagName + " " + (one.getAttribute("name") ?? one.textContent.trim().slice(0, 40));
  const style = getComputedStyle(one);
  const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  const points = [...one.getClientRects()].flatMap(({ left, right, top, bottom }) => {
    const [first, last] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
    return last <= first ? [] : [0.1, 0.5, 0.9].map((at) => [left + (right - left) * at, (first + last) / 2]);
  });
  const isOn = ([x, y]) => {
    const met = document.elementFromPoint(x, y);
    return met !== null && (one.contains(met) || met.contains(one));
  };
  if (!points.some(isOn)) return name + ": hidden";
  return marked ? "" : name + ": not marked";
})()`;

/** `unseen`: what was stopped at and not seen is added to it. */
export function keyboard(page: Page, unseen: Set<string>): Hands {
  const reach = async (target: Locator): Promise<void> => {
    // Found once: to look for it by its name at each stop takes longer than all else.
    const found = await target.elementHandle();
    if (found === null) throw new Error(`${String(target)} isn't on ${page.url()}`);
    // Radios are one stop.
    const isReached = () =>
      found.evaluate((one) => {
        const at = one.ownerDocument.activeElement;
        return one === at || (one.type === "radio" && at.type === "radio" && at.name === one.name);
      });
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      if (await isReached()) return;
      await page.keyboard.press("Tab");
      const why = await page.evaluate<string>(UNSEEN);
      if (why !== "") unseen.add(`${new URL(page.url()).pathname}: ${why}`);
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
