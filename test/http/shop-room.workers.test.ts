/** A shop's own page: what belongs together stands under a heading, and stopping stands last. */
import { expect, test } from "vitest";
import { member, shops } from "./auth/shops.ts";
import { browser, signedIn } from "./browser.ts";
import { ADMIN } from "./world.ts";

test("name, people and data, audit log, stopping and giving up have a heading each, in this order", async () => {
  const { world, user } = await signedIn({ "admin.written": [] });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/shop`);
  const main = text.slice(text.indexOf("<main"), text.indexOf("</main>"));
  expect([...main.matchAll(/<h2[^>]*>([^<]*)</g)].map(([, head]) => head)).toEqual([
    "Name and companies",
    "Users and data",
    "Created by mistake?",
    "Audit log",
    "Stop everything",
  ]);
  const people = main.slice(main.indexOf('id="people-data"'), main.indexOf('id="audit-log"'));
  for (const path of ["people", "personal-data", "vat-evidence"])
    expect(people).toContain(`/admin/tenants/${id}/${path}"`);
  // The name is changed where it stands.
  const csrf = await user.csrf(`/admin/tenants/${id}/shop`);
  await user.post(`/admin/tenants/${id}/name`, { csrf, name: "Fjällbutiken" });
  expect((await user.go(`/admin/tenants/${id}/shop`)).text).toContain('value="Fjällbutiken"');
});

test("a session is told by its browser's name, and the whole of what that says on pointing at it", async () => {
  const said =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
  const { world } = await signedIn();

  const user = browser(world, "203.0.113.99", { "user-agent": said });
  expect((await user.signIn(ADMIN)).status).toBe(303);
  const { text } = await user.go("/admin/sessions");
  expect(text).toContain(`<bdi title="${said}">Chrome on Windows</bdi>`);
  expect(text.replaceAll(`title="${said}"`, "")).not.toContain("Mozilla/5.0");
});

test("whoever may not stop the shop or change its settings is told who may", async () => {
  const { world, a } = await shops();
  const accountant = await member(world, a, "ada@example.com", "accountant", "203.0.113.98");
  const owner = await member(world, a, "olga@example.com", "owner", "203.0.113.97");
  const stop = "owners and operators can stop and resume everything.";
  const change = "owners and operators can change them.";
  for (const [path, said] of [
    ["shop", [stop, change]],
    ["syncs", [change]],
    ["mapping", [change]],
    ["settings/orders", [change]],
  ] as const)
    for (const one of said) {
      const at = `/admin/tenants/${a}/${path}`;
      expect([path, (await accountant.go(at)).text.includes(one)]).toEqual([path, true]);
      expect([path, (await owner.go(at)).text.includes(one)]).toEqual([path, false]);
    }
});
