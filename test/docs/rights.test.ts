import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EXTRA_RIGHTS } from "../../src/http/auth/rights-within.ts";
import { ROUTES } from "../../src/http/auth/routes.ts";
import { appRoutes } from "../support/app-routes.ts";
import { PEOPLE_PAGE, peoplePage } from "./rights-page.ts";

test("the table of who may do what is the one that the code holds", () => {
  expect(readFileSync(PEOPLE_PAGE, "utf8")).toBe(peoplePage());
});

test("every route of the app stands in the table of rights, and no other does", () => {
  const there = appRoutes().map(({ method, path }) => `${method} ${path}`);
  expect(Object.values(ROUTES).flat().toSorted()).toEqual(there.toSorted());
});

test("each route stands in the table once, and what a part of one needs is said of a route there", () => {
  const routes = Object.values(ROUTES).flat();
  expect(routes.length).toBe(new Set(routes).size);
  expect(Object.keys(EXTRA_RIGHTS).filter((route) => !routes.includes(route))).toEqual([]);
});
