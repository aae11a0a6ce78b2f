/** The audit log's filter and its ways to what was changed, without a database. */
import { expect, test } from "vitest";
import {
  ACTION_KINDS,
  auditFilter,
  parseChangesFilter,
  changesQuery,
  KIND_NAMES,
} from "../../src/http/usecases/audit/audit-filter.ts";
import { changePath } from "../../src/http/pages/audit/change-links.ts";
import * as values from "../../src/store/audit-values.ts";
import { pageRoutes } from "../e2e/every-page.ts";
import { idsBelow } from "../support/message-ids.ts";

const ACTORS = {
  api: ["system"],
  "admin-token": ["operator", "operator token"],
  operator: ["operator"],
};
const NOTHING = { person: "", kind: null, from: null, to: null };

test("every action that is recorded is of one kind", () => {
  const areas = [
    ...new Set(idsBelow("changes.actions").map((action) => action.split(".")[0] ?? "")),
  ];
  expect(KIND_NAMES.flatMap((kind) => [...ACTION_KINDS[kind]]).toSorted()).toEqual(
    areas.toSorted(),
  );
});

test("an address names what is asked for, and what it can't mean is left out", () => {
  const query = { person: " anna ", kind: "people", from: "2026-03-29", to: "2026-03-29" };
  const asked = parseChangesFilter(query);
  expect(changesQuery(asked)).toBe("?person=anna&kind=people&from=2026-03-29&to=2026-03-29");
  expect(parseChangesFilter({ kind: "else", from: "2026-02-30", to: "yesterday" })).toEqual(
    NOTHING,
  );
  expect(changesQuery(NOTHING)).toBe("");
  expect(parseChangesFilter({ person: "x".repeat(500) }).person).toHaveLength(100);
});

test("days are those of the shop's clock, each end alone works, and the wrong way round narrows nothing", () => {
  const at = (text: string): number => Date.parse(text);
  const filterOf = (from: string | null, to: string | null) => {
    const filter = auditFilter({ ...NOTHING, from, to }, ACTORS);
    return filter === null ? null : [filter.from, filter.below];
  };
  // The clock goes forward: that day has 23 hours.
  expect(filterOf("2026-03-29", "2026-03-29")).toEqual([
    at("2026-03-28T23:00:00Z"),
    at("2026-03-29T22:00:00Z"),
  ]);
  expect(filterOf("2026-03-29", null)).toEqual([at("2026-03-28T23:00:00Z"), null]);
  expect(filterOf(null, "2026-03-29")).toEqual([null, at("2026-03-29T22:00:00Z")]);
  expect(filterOf("2026-03-30", "2026-03-29")).toBeNull();
  expect(auditFilter(NOTHING, ACTORS)).toBeNull();
});

test("who is no person is found by the reader's own words", () => {
  expect(auditFilter({ ...NOTHING, person: "Token" }, ACTORS)?.actor).toEqual({
    part: "token",
    called: ["admin-token"],
  });
  // Signing in and acting with the token are one person's.
  expect(auditFilter({ ...NOTHING, person: "Operator" }, ACTORS)?.actor).toEqual({
    part: "operator",
    called: ["admin-token", "operator"],
  });
});

const of = (
  action: string,
  after: values.AuditValue | null,
  tenantId: string | null = "t1",
): string | null =>
  changePath({
    tenantId,
    action,
    before: null,
    after: after === null ? null : values.storedValue(after),
  });

test.each([
  [
    "job.skip",
    values.skippedValue(values.orderNumberValue("2026-17"), "j000000004"),
    "/admin/tenants/t1/orders/j000000004",
  ],
  ["job.retry", values.retryValue("j000000004", 3, true), "/admin/tenants/t1/orders/j000000004"],
  [
    "job.link",
    values.documentValue(values.orderNumberValue("17"), "invoice", "5", true),
    "/admin/tenants/t1/orders?text=17",
  ],
  [
    "job.link",
    values.documentValue(values.orderNumberValue("A&b=1"), "invoice", "5", false),
    "/admin/tenants/t1/orders?text=A%26b%3D1",
  ],
  ["job.retry", values.heldValue(3, { cause: "vat", thing: "" }), null],
  ["job.approve", values.chosenValue(2, ["1001", "1002"]), null],
  ["job.book-again", values.orderValue(17), null],
  ["settings.change", values.versionValue(12), "/admin/tenants/t1/settings/versions#v12"],
  [
    "reconciliation.run",
    values.daysValue("2026-05-01", "2026-05-31"),
    "/admin/tenants/t1/comparison?from=2026-05-01&to=2026-05-31",
  ],
  [
    "back-fill.begin",
    values.pastOrdersValue("2026-05-01", "2026-05-31", "b000001"),
    "/admin/tenants/t1/backfills/b000001",
  ],
  [
    "member.change",
    values.accountValue("anna@example.com", "t1", "owner"),
    "/admin/tenants/t1/people",
  ],
  [
    "job.refused",
    values.refusedValue(values.retryValue("j000000004", 3, true), "later"),
    "/admin/tenants/t1/orders/j000000004",
  ],
  ["link.put", values.linkValue("article", "5f0c"), "/admin/tenants/t1/products"],
  ["link.put", values.linkValue("customer", "5f0c"), "/admin/tenants/t1/customers"],
  ["session.begin", null, null],
] as const)("%s of %o leads to %s", (action, after, to) => {
  expect(of(action, after)).toBe(to);
});

test("what concerns no shop leads to no shop, and every way leads to a page that there is", () => {
  expect(of("user.make", values.operatorValue("anna@example.com"), null)).toBe("/admin/people");
  expect(of("job.skip", "j000000004", null)).toBeNull();
  const routes = pageRoutes().map(
    (route) => new RegExp(`^${route.replaceAll(/:\w+(\{[^}]+\})?/g, "[^/]+")}$`),
  );
  const ways = idsBelow("changes.actions").flatMap((action) =>
    ["t1", null].flatMap((tenantId) =>
      [null, values.orderNumberValue("17"), "j000000004", values.versionValue(1)].flatMap(
        (after) => of(action, after, tenantId) ?? [],
      ),
    ),
  );
  expect(ways.length).toBeGreaterThan(100);
  for (const way of ways) {
    const { pathname } = new URL(way, "http://page");
    expect(
      routes.some((route) => route.test(pathname)),
      way,
    ).toBe(true);
  }
});
