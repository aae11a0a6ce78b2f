/** What the pages of a set-up begin with: a shop that runs already shows what runs, and whoever reads Polish makes Polish shops. */
import { expect, test } from "vitest";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

const ticked = (html: string): readonly (string | undefined)[] => [...html.matchAll(/<input [^>]*name="flows"[^>]*>/g)].filter(([input]) => input.includes("checked")).map(([input]) => /value="(\w+)"/.exec(input)?.[1]);

async function open(address: string) {
  const { world, user } = await signedIn({ health: (id: string) => healthOf(id), names: {}, jobs: { jobs: [], cursor: null }, configure: { ok: true } }, address);
  const id = await world.makeTenant();
  const configure = async (change: object) => {
    const { body } = await world.api("GET", `/tenants/${id}/settings`);
    return world.api("PUT", `/tenants/${id}/settings`, { ...body, ...change });
  };
  return { user, configure, at: `/admin/tenants/${id}/setup` };
}

test("a new shop begins with orders, and its questions lead to the choice", async () => {
  const { user, at } = await open("203.0.113.81");
  expect(ticked((await user.go(`${at}/flows`)).text)).toEqual(["orders"]);
  expect((await user.go(`${at}/questions`)).text).toContain(`<a href="${at}/flows">`);
});

test("of a shop that was set up by the API, the flows that run are the chosen ones, so that going on switches none of them off", async () => {
  const { user, at, configure } = await open("203.0.113.82");
  const { status } = await configure({ orders: { enabled: true, startLine: "2026-11-01T00:00:00Z" }, customers: { enabled: true } });
  expect(status).toBe(200);
  expect(ticked((await user.go(`${at}/flows`)).text)).toEqual(["orders", "customers"]);
});

test("the language of a new shop is the reader's own, unless another was chosen", async () => {
  const { user } = await open("203.0.113.83");
  const { text } = await user.go("/admin", { headers: { "accept-language": "pl" } });
  expect(text).toMatch(/<option value="pl" selected/);
});
