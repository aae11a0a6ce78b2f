/** Sheets of deeds say whose order it is, to those who may see customers. */
import { expect, test } from "vitest";
import { reason } from "../../src/domain/reasons/index.ts";
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

test("a token is called by its name in the reasons that sheets show", async () => {
  const { world, user, id } = await shop("203.0.113.78");
  const token = (await world.api("POST", "/tokens", { name: "Till", tenantId: id, scope: "full" }))
    .body as { readonly id: string };
  const actor = `token:${token.id}`;
  const reasons = [reason("document-unlinked", { actor, documents: "1002", cancelled: false })];
  type Answer = (...of: unknown[]) => unknown;
  const { "jobs.timeline": timeline, "jobs.named": named } = world.tenants.answers;
  const unlinked = <Of>(given: Of): Of => ({ ...given, reasons });
  Object.assign(world.tenants.answers, {
    "jobs.timeline": (...of: unknown[]) => {
      const told = (timeline as Answer)(...of) as { readonly job: object };
      return { ...told, job: unlinked(told.job) };
    },
    "jobs.named": (...of: unknown[]) =>
      ((named as Answer)(...of) as readonly object[]).map(unlinked),
  });
  const csrf = await user.csrf(`/admin/tenants/${id}/orders/j2`);
  const one = await user.post(`/admin/tenants/${id}/orders/j2/retry`, { csrf });
  const several = await user.post(`/admin/tenants/${id}/attention`, {
    csrf,
    do: "retry",
    job: "j2",
  });
  for (const { text } of [one, several]) {
    expect(text).toContain("Unlinked manually by");
    expect(text).toContain(`Till (${token.id})`);
    expect(text).not.toContain(actor);
  }
});

test("the sheet of several names all that holds an order, and not the first of it alone", async () => {
  const { world, user, id } = await shop("203.0.113.79");
  const reasons = [
    reason("article-not-found", { sku: "MUG-9", line: 1 }),
    reason("article-not-found", { sku: "MUG-7", line: 2 }),
    reason("order-removed"),
    ...[3, 4, 5, 6, 7].map((line) => reason("article-not-found", { sku: `CUP-${line}`, line })),
  ];
  type Answer = (...of: unknown[]) => unknown;
  const named = world.tenants.answers["jobs.named"];
  Object.assign(world.tenants.answers, {
    "jobs.named": (...of: unknown[]) =>
      ((named as Answer)(...of) as readonly object[]).map((one) => ({ ...one, reasons })),
  });
  const csrf = await user.csrf(`/admin/tenants/${id}/attention`);
  const { text } = await user.post(`/admin/tenants/${id}/attention`, {
    csrf,
    do: "retry",
    job: "j2",
  });
  const places = ["MUG-9", "MUG-7", "CUP-5", "And 2 more causes."].map((said) =>
    text.indexOf(said),
  );
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(text).not.toContain("CUP-6");
});
