/** An account whose owner has a link, for tests of what accounts keep in and out. */
import { expect } from "vitest";
import { type browser, nobody } from "../browser.ts";
import { edges, healthOf } from "../world.ts";

export const PASSWORD = "a sentence that is long";

export async function withUser(tenant = false) {
  const world = await edges({
    "monitoring.health": (id: string) => healthOf(id),
    "monitoring.alerts": { alerts: [], cursor: null, open: 0 },
  });
  await nobody(world);
  const id = tenant ? await world.makeTenant() : null;
  const made = await world.api("POST", "/users", {
    email: "Anna@Example.com",
    name: "Anna",
    role: tenant ? "owner" : "operator",
    tenantId: id,
  });
  expect(made.status).toBe(201);
  return {
    world,
    tenantId: id ?? "",
    userId: String(made.body["id"]),
    link: String(made.body["link"]),
  };
}

export const isIn = async (user: ReturnType<typeof browser>): Promise<boolean> =>
  (await user.go("/admin")).status === 200;
