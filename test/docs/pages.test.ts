/**
 * docs/pages.md: every page that the app has a route for stands there, each picture is there and
 * small, and none is left over.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addressesOf, pageRoutes } from "../e2e/every-page.ts";
import { dailyShotsOf, shotsOf } from "../../scripts/pictures/shots.ts";

const DOCS = join(import.meta.dirname, "../../docs");
const MEGABYTE = 1024 * 1024;
const page = readFileSync(join(DOCS, "pages.md"), "utf8");
const inSwedish = readFileSync(join(DOCS, "pages-sv.md"), "utf8");
const shownIn = (text: string): readonly string[] =>
  [...text.matchAll(/src="images\/([^"]+)\.png"/g)].map(([, name = ""]) => name);
const pictures = shownIn(page);
const swedish = shownIn(inSwedish);

/** scripts/pictures/demo.ts makes them, for docs/deploying.md. */
const OF_THE_DEMO = ["demo.png", "demo-shop.png"];

/** Whatever an address names. */
const OF = "x";
const SHOTS = [
  ...shotsOf({
    id: OF,
    booked: OF,
    held: OF,
    product: OF,
    fresh: OF,
    invitation: OF,
    payout: OF,
    sold: OF,
    personal: OF,
    today: OF,
    backfill: OF,
    invoiced: OF,
    customer: OF,
    stockRun: OF,
  }),
  ...dailyShotsOf(OF, OF),
];

/** Addresses that a shot comes to by what it does on another page. */
const BY_ACTS: Readonly<Record<string, string>> = {
  "/admin/tenants/x/attention/mend": "sheet-mend",
  "/admin/tenants/x/orders/x/retry": "sheet-retry",
  "/admin/tenants/x/orders/x/resync": "sheet-resync",
  "/admin/tenants/x/products/x/link": "sheet-article-link",
};

/** Addresses without a picture, each with why. */
const NOT_PICTURED: readonly (readonly [RegExp, string])[] = [
  [/^\/admin\/manual(\/(?!first-set-up)[^/]+)?$/, "one page of the manual looks like the others"],
  [/\/payouts\/uploads\/x$/, "a list of payouts as the others"],
  [/\/x\/remove$/, "a sheet as that of stopping"],
  [/\/connect\/asperion$/, "as for eAccounting"],
  [/^\/admin\/tenants\/x\/setup$/, "leads to the screen where the set-up was left"],
  [/\/settings\/lookups\/(salesType|vat|article)$/, "as the mapping of payment terms"],
  [/\/clearing\/statement$/, "a table of movements, as the posting list of a day"],
  [
    /\/(orders|customers|products|stock|dead-letters)\/x\/(retry|book-again|undo-skip|resync|link|unlink)$/,
    "a sheet as those of retry, resync and link",
  ],
];

test("each address of a page is pictured, or there is a reason that it isn't", () => {
  const addresses = addressesOf(
    Object.fromEntries(
      ["id", "jobId", "dayId", "payoutId", "upload", "backfill", "letter", "link"].map((part) => [
        part,
        [OF],
      ]),
    ),
  );
  const pictured = new Set([
    ...SHOTS.map(({ address }) => address.split("?")[0]),
    ...Object.keys(BY_ACTS),
  ]);
  expect(
    addresses.filter(
      (address) =>
        !pictured.has(address) && !NOT_PICTURED.some(([pattern]) => pattern.test(address)),
    ),
  ).toEqual([]);
  const names = SHOTS.map(({ name }) => name);
  expect(Object.values(BY_ACTS).filter((name) => !names.includes(name))).toEqual([]);
  for (const [pattern] of NOT_PICTURED)
    expect(addresses.some((address) => pattern.test(address))).toBe(true);
});

test("every page with a route stands in docs/pages.md", () => {
  const named = new Set(
    [...page.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = ""]) => {
      const [first = "", ...more] = [...cell.matchAll(/`([^`]+)`/g)].map(
        ([, address = ""]) => address,
      );
      return [first, ...more.map((address) => address.replace("…", first))];
    }),
  );
  expect(pageRoutes().filter((route) => !named.has(route.replace(/\{[^}]*\}/, "")))).toEqual([]);
});

test("each picture is made by the command, and each one that it makes is shown", () => {
  const made = SHOTS.map(({ name }) => name);
  expect(pictures.toSorted()).toEqual(made.toSorted());
  expect(swedish.toSorted()).toEqual(made.map((name) => `${name}-sv`).toSorted());
  expect(readdirSync(join(DOCS, "images")).toSorted()).toEqual(
    [...made.flatMap((name) => [`${name}.png`, `${name}-sv.png`]), ...OF_THE_DEMO].toSorted(),
  );
});

test("all pictures together are small", () => {
  const bytes = [...pictures, ...swedish].reduce(
    (sum, name) => sum + statSync(join(DOCS, `images/${name}.png`)).size,
    0,
  );
  expect(bytes).toBeLessThan(7 * MEGABYTE);
});

test("each picture says what it shows", () => {
  for (const [image] of `${page}${inSwedish}`.matchAll(/<img [^>]*>/g))
    expect(image).toMatch(/alt="[^"]{10,}"/);
});
