/**
 * A form whose answer leads to another host, in a real browser: its policy has to allow where
 * log-out ends, and nothing else. Access itself can't be had here: the page is a form of its own,
 * under the headers that every answer carries.
 */
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { secureHeaders } from "../../src/http/headers.ts";
import { launchChromium } from "../../scripts/chromium.ts";

const TEAM = "https://team.cloudflareaccess.com";

/** Where the browser went on to, and what it complained of, once the form was sent. */
async function logOut(access: { teamUrl: string; audience: string } | null) {
  const app = new Hono();
  app.use("*", secureHeaders({ access }));
  app.get("/", (c) => c.html('<form method="post" action="/out"><button>Sign out</button></form>'));
  app.post("/out", (c) => c.redirect(`${TEAM}/cdn-cgi/access/logout`, 303));
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  const browser = await launchChromium([
    "--no-sandbox",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ]);
  try {
    const page = await browser.newPage();
    const asked: string[] = [];
    let refused = "";
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => (refused += message.text()));
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.getByRole("button").click({ noWaitAfter: true });
    // Either the browser asks the other host, which can't be reached, or it says why it doesn't.
    await expect.poll(() => asked.some((url) => url.startsWith(TEAM)) || refused !== "").toBe(true);
    return { left: asked.some((url) => url.startsWith(TEAM)), refused };
  } finally {
    await browser.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

test("log-out goes on to Access where it is configured, and a form may lead to no other host", async () => {
  expect(await logOut({ teamUrl: TEAM, audience: "ours" })).toMatchObject({ left: true });
  const without = await logOut(null);
  expect([without.left, without.refused]).toEqual([false, expect.stringContaining("form-action")]);
});
