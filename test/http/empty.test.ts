/** A list without anything in it says what to do next. */
import "../support/load-messages.ts";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { jsx } from "hono/jsx";
import { expect, test } from "vitest";
import { Empty } from "../../src/http/pages/parts/empty.tsx";

const PAGES = join(import.meta.dirname, "../../src/http/pages");

/** Words that stand in a part which is no list, or with a button of their own beside them. */
const NO_LISTS: readonly string[] = [
  // The sheet of a mending and a preview: their buttons stand around them.
  "attention/sheet.tsx",
  "previews/part.tsx",
  "settings/copy-page.tsx",
  // Printed.
  "comparison/days.tsx",
  // Parts of an order, a person, an account.
  "orders/order-page.tsx",
  "orders/record/article-orders.tsx",
  "orders/record/last-orders.tsx",
  "personal-data/found-person.tsx",
  "accounts/passkeys.tsx",
  // Parts of a card, a home, a screen.
  "tenants/overview.tsx",
  "settings/sections/notices-section.tsx",
  "settings/parties/party-row.tsx",
  "settings/versions/versions.tsx",
  "setup/steps/dry-run.tsx",
  "tenant/home/charts.tsx",
  "tenant/home/figures.tsx",
  "tenant/syncs/past-orders.tsx",
  "tenant/shop-pages.tsx",
  "tenant/connections/vendor-checks.tsx",
  "tenant/connections/vendor-limit.tsx",
  // The button that makes a secret stands below.
  "tenant/connections/webhooks.tsx",
];

test("no list says that it is empty without a way on", () => {
  const plain = readdirSync(PAGES, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx") && name !== "parts/empty.tsx")
    .filter((name) => readFileSync(join(PAGES, name), "utf8").includes('class="empty"'));
  expect(plain.toSorted()).toEqual(NO_LISTS.toSorted());
});

test("the way on is a link beside the words", () => {
  const html = String(
    jsx(Empty as unknown as string, {
      text: "No orders match.",
      next: { href: "/admin/tenants/t1/orders", text: "Clear filters" },
    }),
  );
  expect(html).toBe(
    '<p class="empty">No orders match. <a href="/admin/tenants/t1/orders">Clear filters</a></p>',
  );
});
