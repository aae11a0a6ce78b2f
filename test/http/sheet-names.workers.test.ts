/** Sheets of deeds say whose order it is, to those who may see customers. */
import { expect, test } from "vitest";
import { RIGHTS } from "../../src/http/auth/rights.ts";
import { shop } from "./retry-stage.ts";

test("the sheet of a retry names the customer to whoever may see customers, and nobody else's are asked for", async () => {
  const { world, user, id } = await shop("203.0.113.77");
  const named = { company: "Kaffe AB", name: "Anna Ek", city: null, country: "SE" };
  world.tenants.answers["jobs.people"] = (_: string, ids: readonly string[]) =>
    Object.fromEntries(ids.map((one) => [one, named]));
  const asked = () => world.tenants.calls.filter(({ method }) => method === "jobs.people").length;
  const sheet = async () =>
    (await user.go(`/admin/tenants/${id}/orders/j1/retry?settings=planned`)).text;
  const csrf = await user.csrf(`/admin/tenants/${id}/orders/j1`);
  await user.post(`/admin/tenants/${id}/orders/j1/retry`, { csrf, settings: "planned" });
  expect(await sheet()).toContain("<bdi>Kaffe AB, Anna Ek</bdi>");
  const several = { csrf, do: "retry", job: "j2" };
  const shown = await user.post(`/admin/tenants/${id}/attention`, several);
  expect(shown.text).toContain("<bdi>Kaffe AB, Anna Ek</bdi>");
  const rights: { "see-customers": unknown } = RIGHTS;
  const before = rights["see-customers"];
  try {
    rights["see-customers"] = [];
    const until = asked();
    expect(await sheet()).not.toContain("Kaffe AB");
    expect(asked()).toBe(until);
  } finally {
    rights["see-customers"] = before;
  }
});
