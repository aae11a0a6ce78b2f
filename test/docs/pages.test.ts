/**
 * docs/pages.md: every page that the app has a route for stands there, each picture is there and
 * small, and none is left over.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pageRoutes } from "../e2e/every-page.ts";
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
  const shots = shotsOf({
    id: "",
    booked: "",
    held: "",
    product: "",
    fresh: "",
    invitation: "",
    payout: "",
    sold: "",
    personal: "",
    today: "",
    backfill: "",
  });
  const made = [...shots, ...dailyShotsOf("", "")].map(({ name }) => name);
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
