/** Every list page of an installation and a shop in which there is nothing yet: what to do next. */
import { expect, test } from "vitest";
import { member } from "./auth/shops.ts";
import { signedIn } from "./browser.ts";
import { NO_DIFFERENCES } from "./compared.ts";

const NOTHING = { jobs: [], cursor: null };

test("each list page without anything in it has a way on", async () => {
  const { world, user } = await signedIn({
    "jobs.list": NOTHING,
    "jobs.attention": { ...NOTHING, noted: [] },
    "reads.orderValues": [],
    "reads.names": {},
    "backfills.takeBackChoices": { firstDay: null, versions: [] },
    "privacy.evidenceQuarters": [],
    "reconciliation.view": { run: null, compared: [], findings: [], orders: [], cursor: null },
    "reconciliation.differences": NO_DIFFERENCES,
  });
  // Without shops first.
  expect(emptyIn((await user.go("/admin")).text)).toEqual([["/admin/setup"]]);
  const id = await world.makeTenant();
  const shop = `/admin/tenants/${id}`;
  const WAYS: readonly (readonly [path: string, ways: readonly string[]])[] = [
    ["/admin/people", ["#new"]],
    ["/admin/tokens", ["#new"]],
    ["/admin/audit?person=nobody", ["/admin/audit"]],
    ["/admin/search?q=zzzzzz", ["/admin"]],
    [`${shop}/orders`, [`${shop}/syncs#flows`]],
    [`${shop}/orders?text=x`, [`${shop}/orders`]],
    [`${shop}/customers`, [`${shop}/syncs#flows`]],
    [`${shop}/products`, [`${shop}/syncs#flows`]],
    [`${shop}/stock`, [`${shop}/syncs#flows`]],
    [`${shop}/attention`, [`${shop}/orders`]],
    [`${shop}/settings/lookups`, [`${shop}/syncs#flows`]],
    [`${shop}/audit?person=nobody`, [`${shop}/audit`]],
    [`${shop}/comparison`, ["#from"]],
    [`${shop}/people`, ["#new"]],
    [`${shop}/take-back`, [`${shop}/orders`, `${shop}/orders`]],
    [`${shop}/vat-evidence`, [`${shop}/orders`]],
    [`${shop}/connect/asperion`, [`${shop}/connections#connections`]],
  ];
  const found: (readonly [string, readonly string[]])[] = [];
  for (const [path] of WAYS) {
    const { status, text } = await user.go(path);
    found.push([status === 200 ? path : `${path}: ${status}`, emptyIn(text).flat()]);
    // An empty list without a way would be left out above.
    expect(emptyIn(text).filter((ways) => ways.length !== 1)).toEqual([]);
    for (const way of emptyIn(text).flat())
      if (way.startsWith("#")) expect(text).toContain(`id="${way.slice(1)}"`);
  }
  expect(found).toEqual(WAYS);
});

test("a reader of a reconciliation is led to no form, and told of no button", async () => {
  const { world } = await signedIn(
    {
      "reconciliation.view": { run: null, compared: [], findings: [], orders: [], cursor: null },
      "reconciliation.differences": NO_DIFFERENCES,
    },
    "203.0.113.231",
  );
  const id = await world.makeTenant();
  const page = `/admin/tenants/${id}/comparison`;
  const rut = await member(world, id, "rut.reads@example.com", "reader", "203.0.113.232");
  const ada = await member(world, id, "ada.reads@example.com", "accountant", "203.0.113.233");
  const seen = async (who: typeof rut) => {
    const { text } = await who.go(page);
    return [emptyIn(text).flat(), text.includes("with the button below")];
  };
  expect(await seen(rut)).toEqual([[], false]);
  expect(await seen(ada)).toEqual([["#from"], true]);
});

/** Of each list that says it is empty, where its words lead. */
const emptyIn = (html: string): readonly (readonly string[])[] =>
  [...html.matchAll(/<p class="empty">(.*?)<\/p>/gs)].map(([, inside = ""]) =>
    [...inside.matchAll(/<a href="([^"]+)"/g)].map(([, href = ""]) => href),
  );
