/**
 * The page that a browser shows right now, also where it answered a form and has no address of its
 * own: read by axe in light and dark, and shown on a phone.
 */
import { mkdirSync } from "node:fs";
import { axeRun } from "./axe.ts";
import { overflow, PHONE, type Stage } from "./pages-browser.ts";
import { shown } from "./reader.ts";

type Violations = readonly { readonly id: string; readonly nodes: readonly unknown[] }[];

/** What is wrong with it: none of the rules broken, and no wider than a phone. */
export async function faultsHere(stage: Stage, name: string): Promise<readonly string[]> {
  const faults: string[] = [];
  const copy = await shown(stage, await stage.page.content());
  for (const colorScheme of ["light", "dark"] as const) {
    await copy.emulateMedia({ colorScheme });
    const { violations } = await copy.evaluate<{ violations: Violations }>(axeRun(colorScheme));
    for (const { id, nodes } of violations)
      faults.push(`${name} (${colorScheme}): ${id} ${JSON.stringify(nodes).slice(0, 300)}`);
    await shoot(copy, `${name}-${colorScheme}`);
  }
  await copy.setViewportSize(PHONE);
  const wider = await overflow(copy);
  if (wider > 0) faults.push(`${name}: wider than a phone by ${wider}`);
  await shoot(copy, `${name}-phone`);
  return faults;
}

/** With PAGE_SHOTS. */
async function shoot(page: Stage["page"], name: string): Promise<void> {
  const folder = process.env["PAGE_SHOTS"] ?? "";
  if (folder === "") return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
