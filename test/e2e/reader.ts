/**
 * A page in which others are shown as they were answered, one after another, all written into one
 * document: the checker that it begins with would else be read and made fast anew for each of them,
 * which takes longer than most checks.
 */
import type { Page } from "playwright-core";
import { withAxe } from "./axe.ts";
import { DESKTOP, listen, type Stage } from "./pages-browser.ts";
import { readingBrowser } from "./shared-browser.ts";

/** The one that was used last. */
let kept: { readonly url: string; readonly page: Page } | null = null;

/** Shows this, at a desk unless said. Each page is shown by itself, and asks for nothing more. */
export async function shown(
  stage: Pick<Stage, "url" | "complaints">,
  html: string,
  viewport = DESKTOP,
): Promise<Page> {
  if (kept?.url !== stage.url || kept.page.isClosed()) {
    await kept?.page.context().close();
    kept = { url: stage.url, page: await opened(stage) };
  }
  const { page } = kept;
  await page.setViewportSize(viewport);
  await page.setContent(html);
  return page;
}

async function opened({ url, complaints }: Pick<Stage, "url" | "complaints">): Promise<Page> {
  const browser = await readingBrowser();
  const context = await browser.newContext({ viewport: DESKTOP, baseURL: url });
  await withAxe(context);
  listen(context, complaints);
  const page = await context.newPage();
  await page.route(
    (at) => at.pathname.startsWith("/admin") && !at.pathname.endsWith(".css"),
    (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: "" }),
  );
  await page.route(
    (at) => at.pathname.endsWith(".js"),
    (route) => route.fulfill({ contentType: "text/javascript", body: "" }),
  );
  await page.goto("/admin");
  return page;
}
