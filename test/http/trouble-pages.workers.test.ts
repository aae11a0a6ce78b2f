/** Pages of what isn't there or can't be reached: they stand in their shop, and say it once. */
import { expect, test } from "vitest";
import { Late } from "../../src/sync/with-timeout.ts";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

/** Whether a page has the breadcrumb and the tabs of the shop. */
const standsIn = (text: string, id: string) => [
  text.includes(`<a href="/admin/tenants/${id}"><bdi>Kaffe</bdi></a>`),
  text.includes(`<a href="/admin/tenants/${id}/settings" data-key`),
];

test("an address of a shop that there isn't has the shop's breadcrumb and pages, and leads to it", async () => {
  const { world, user } = await signedIn(
    { "monitoring.health": (id: string) => healthOf(id) },
    "203.0.113.151",
  );
  const id = await world.makeTenant("Kaffe");
  const { status, text } = await user.go(`/admin/tenants/${id}/foo`);
  expect([status, ...standsIn(text, id)]).toEqual([404, true, true]);
  expect(text).toMatch(new RegExp(`<a class="button" href="/admin/tenants/${id}">`));
  // Of a shop that the reader doesn't have, nothing is said.
  const none = (await user.go("/admin/tenants/none/foo")).text;
  expect(none).toContain('<a class="button" href="/admin">');
  expect(none).not.toContain("/admin/tenants/none/settings");
});

test("a person who types an unknown address reads a page, and a program a problem", async () => {
  const { user } = await signedIn({}, "203.0.113.152");
  for (const path of ["/foo", "/api/docs"]) {
    const page = await user.go(path, { headers: { accept: "text/html,*/*;q=0.8" } });
    expect([path, page.status, page.headers.get("content-type")]).toEqual([
      path,
      404,
      "text/html; charset=UTF-8",
    ]);
    expect(page.text).toContain("This page doesn&#39;t exist.");
  }
  const program = await user.go("/foo", { headers: { accept: "application/json" } });
  expect([program.status, program.headers.get("content-type")]).toEqual([
    404,
    "application/problem+json",
  ]);
});

test("a list of a shop out of reach has the shop's breadcrumb and pages, and says once to try again", async () => {
  const { world, user } = await signedIn(
    {
      "monitoring.health": () => {
        throw new Error("secret inside");
      },
      "jobs.list": () => {
        throw new Error("secret inside");
      },
    },
    "203.0.113.153",
  );
  const id = await world.makeTenant("Kaffe");
  const { status, text } = await user.go(`/admin/tenants/${id}/orders`);
  expect([status, ...standsIn(text, id)]).toEqual([503, true, true]);
  const said = text.replaceAll(/<[^>]*>/g, "\n");
  expect(said.match(/.*try again.*/gi)).toEqual(["Nothing is lost. Try again in a moment."]);
  expect(text).not.toContain("secret inside");
});

test("a shop that doesn't answer in time is out of reach for a reader; who sent a form looks before it is sent again", async () => {
  const silent = () => {
    throw new Late();
  };
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) => healthOf(id),
    "jobs.list": silent,
    "admin.pause": silent,
  });
  const id = await world.makeTenant("Kaffe");
  const looks = "look before you repeat it";
  const again = "Try again in a moment.";
  const read = await user.go(`/admin/tenants/${id}/orders`);
  expect([read.status, read.text.includes(looks), read.text.includes(again)]).toEqual([
    503,
    false,
    true,
  ]);
  const csrf = await user.csrf(`/admin/tenants/${id}/settings`);
  const sent = await user.post(`/admin/tenants/${id}/stop`, { csrf, note: "" });
  expect([sent.status, sent.text.includes(looks), sent.text.includes(again)]).toEqual([
    503,
    true,
    false,
  ]);
});
