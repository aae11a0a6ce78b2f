/**
 * `npx node scripts/pictures/demo.ts`: makes the pictures of the hosted demo in docs/deploying.md
 * anew, from its own Worker on the real runtime: what a visitor meets, and the shop behind it.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startDemo } from "../hosted-demo/visit.ts";
import { launchChromium } from "../chromium.ts";
import { fewColours } from "./browser.ts";

const FOLDER = join(import.meta.dirname, "../../docs/images");
const DESKTOP = { width: 1280, height: 800 };
/** Its own page is short. */
const FRONT_HEIGHT = 440;
const EVERY_MS = 1_000;

const demo = await startDemo();
const browser = await launchChromium(["--no-sandbox"]);
try {
  const page = await browser.newPage({
    baseURL: demo.runtime.url,
    locale: "en-GB",
    viewport: DESKTOP,
    javaScriptEnabled: false,
  });
  while ((await page.goto("/"))?.status() !== 200) await page.waitForTimeout(EVERY_MS);
  const shoot = async (name: string, height = DESKTOP.height): Promise<void> => {
    const png = await page.screenshot({ clip: { x: 0, y: 0, width: DESKTOP.width, height } });
    writeFileSync(join(FOLDER, `${name}.png`), fewColours(png));
  };
  await shoot("demo", FRONT_HEIGHT);
  await Promise.all([page.waitForNavigation(), page.locator("form button").first().click()]);
  await page.locator('a[href^="/admin/tenants/"]').first().click();
  await shoot("demo-shop");
} finally {
  await browser.close();
  await demo.stop();
}
