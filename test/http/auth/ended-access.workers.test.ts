/** What is left of somebody's access once an operator has ended it: nothing, also when they return. */
import { expect, test } from "vitest";
import { browser } from "../browser.ts";
import { PASSWORD } from "./accounts.ts";
import { linkIn, member, shops } from "./shops.ts";

test("whoever is let in again has none of the earlier shops, and nobody gets into these by their link", async () => {
  const { world, a, b } = await shops();
  const bob = await member(world, a, "bob@example.com", "owner", "203.0.113.11");
  await world.api("DELETE", `/users/${bob.id}`);
  const eve = await member(world, b, "eve@example.com", "owner", "203.0.113.12");
  const sent = await eve.send(`/admin/tenants/${b}/people`, {
    email: "bob@example.com",
    name: "Bob",
    role: "reader",
  });
  const opened = browser(world, "203.0.113.13");
  await opened.welcome(linkIn(sent.text), PASSWORD);
  expect((await opened.go(`/admin/tenants/${b}`)).status).toBe(200);
  expect((await opened.go(`/admin/tenants/${a}/people`)).status).toBe(404);
});

test("whoever is let in again into the same shop has the role that is given now", async () => {
  const { world, a } = await shops();
  const bob = await member(world, a, "bob@example.com", "owner", "203.0.113.14");
  await world.api("DELETE", `/users/${bob.id}`);
  const again = await world.api("POST", `/tenants/${a}/members`, {
    email: "bob@example.com",
    name: "Bob",
    role: "reader",
  });
  expect(again.status).toBe(201);
  const { body } = await world.api("GET", `/tenants/${a}/members`);
  const members = body["members"] as readonly { email: string; role: string }[];
  expect(members.filter(({ email }) => email === "bob@example.com")).toMatchObject([
    { shops: { [a]: "reader" } },
  ]);
});
