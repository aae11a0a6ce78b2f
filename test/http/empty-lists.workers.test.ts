/** Every list page of an installation and a shop in which there is nothing yet: what to do next. */
import { expect, test } from "vitest";
import { member } from "./auth/shops.ts";
import { signedIn } from "./browser.ts";
import { VENDORS } from "../../src/domain/ids.ts";
import { healthOf } from "./world.ts";
import { NO_DIFFERENCES } from "./compared.ts";

const NOTHING = { jobs: [], cursor: null };

test("each list page without anything in it has a way on", async () => {
  const { world, user } = await signedIn({
    "jobs.list": NOTHING,
    "jobs.attention": { ...NOTHING, noted: [] },
    "jobs.approvals": { jobs: [], rules: [], cursor: null },
    "days.list": { waiting: [], vouchers: [] },
    "monitoring.health": (of: string) => healthOf(of),
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
    [`${shop}/orders`, [`${shop}/setup`]],
    [`${shop}/orders?text=x`, [`${shop}/orders`]],
    [`${shop}/customers`, [`${shop}/setup`]],
    [`${shop}/products`, [`${shop}/setup`]],
    [`${shop}/stock`, [`${shop}/setup`]],
    [`${shop}/attention`, [`${shop}/orders`]],
    [`${shop}/settings/lookups`, [`${shop}/syncs#flows`]],
    [`${shop}/audit?person=nobody`, [`${shop}/audit`]],
    [`${shop}/comparison`, ["#from"]],
    [`${shop}/approvals`, [`${shop}/settings/approval`]],
    [`${shop}/days`, [`${shop}/settings/vouchers`]],
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

test("the way on is named by what it does, and a shop that is connected is led to its syncs", async () => {
  const connected = VENDORS.map((vendor) => ({ vendor, state: "connected" as const }));
  const answers = {
    "jobs.list": NOTHING,
    "jobs.approvals": { jobs: [], rules: [], cursor: null },
    "days.list": { waiting: [], vouchers: [] },
    "monitoring.health": (of: string) => healthOf(of),
  };
  const { world, user } = await signedIn(answers, "203.0.113.234");
  const shop = `/admin/tenants/${await world.makeTenant()}`;
  const way = async (list: string) =>
    /<p class="empty">.*?<a [^>]*>(.*?)<\/a>/s.exec((await user.go(`${shop}/${list}`)).text)?.[1];
  expect([await way("orders"), await way("approvals"), await way("days")]).toEqual([
    "Set up the shop",
    "Set up approval",
    "Set up journal vouchers",
  ]);
  world.tenants.answers["monitoring.health"] = (of: string) =>
    healthOf(of, { connections: connected as never });
  expect([await way("orders"), await way("stock")]).toEqual([
    "See when syncs run",
    "See when syncs run",
  ]);
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

test("a shop whose orders' values aren't known isn't told to have had no orders", async () => {
  const silent = () => Promise.reject(new Error("out of reach"));
  const { world, user } = await signedIn(
    { "reads.orderValues": silent, "reads.names": {} },
    "203.0.113.236",
  );
  const shop = `/admin/tenants/${await world.makeTenant()}`;
  const { text } = await user.go(`${shop}/settings/lookups`);
  expect(text).toContain(
    "No values of recent orders are known at the moment. They come with the next order that is processed.",
  );
  expect(text).not.toContain("been synced");
});
