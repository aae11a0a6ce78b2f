/** The built assets as the platform serves them: before the Worker, and beside no page. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ASSETS } from "../../src/http/pages/assets/names.ts";
import { Bridge } from "../support/bridge.ts";

let bridge: Bridge;
beforeAll(async () => {
  bridge = await Bridge.start();
});
afterAll(() => bridge.stop());

const KINDS: Readonly<Record<string, string>> = {
  css: "text/css",
  js: "text/javascript",
  svg: "image/svg+xml",
};

test("each asset may be kept for ever, and runs nothing by itself", async () => {
  for (const path of Object.values(ASSETS)) {
    const answer = await bridge.fetch(path);
    const { headers } = answer;
    expect([path, answer.status, headers.get("cache-control")]).toEqual([
      path,
      200,
      "public, max-age=31536000, immutable",
    ]);
    const kind = path.split(".").at(-1) ?? "";
    expect([path, headers.get("content-type")?.split(";")[0]]).toEqual([path, KINDS[kind]]);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect((await answer.text()).length).toBeGreaterThan(0);
  }
});

test("what is no asset is the Worker's to answer, with its headers", async () => {
  for (const path of ["/assets/none.css", "/_headers", "/assets/", "/assets", "/public/_headers"]) {
    const { status, headers } = await bridge.fetch(path);
    expect([path, status, headers.get("cache-control")]).toEqual([path, 404, "no-store"]);
  }
  const page = await bridge.fetch("/admin", { redirect: "manual" });
  expect([page.status, page.headers.get("location")]).toEqual([
    303,
    "/admin/sign-in?next=%2Fadmin",
  ]);
});

test("a page names the stylesheet that is served", async () => {
  const page = await (await bridge.fetch("/admin/sign-in")).text();
  expect(page).toContain(`href="${ASSETS.style}"`);
});
