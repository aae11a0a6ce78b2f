/** Lists that people saved: each has their own, of bounded number. */
import { expect, test } from "vitest";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import {
  MAX_VIEWS,
  removeView,
  savedViews,
  saveView,
} from "../../src/sync/tenant/views/saved-views.ts";
import { objectSql } from "../support/object-sql.ts";

const contextOf = (): TenantContext => ({ sql: objectSql() }) as unknown as TenantContext;
const view = (name: string, query = "?status=done") => ({ name, query });

test("each person has their own views; one of the same name is replaced; one that is gone stays gone", () => {
  const context = contextOf();
  saveView(context, "anna", view("B"));
  saveView(context, "anna", view("A"));
  saveView(context, "bo", view("C"));
  saveView(context, "anna", view("B", "?status=dead"));
  expect(savedViews(context, "anna")).toEqual([view("A"), view("B", "?status=dead")]);
  expect(savedViews(context, "bo")).toEqual([view("C")]);
  removeView(context, "anna", "A");
  removeView(context, "anna", "A");
  removeView(context, "anna", "B");
  expect(savedViews(context, "anna")).toEqual([]);
  expect(savedViews(context, "bo")).toEqual([view("C")]);
});

test("there are so many and no more, and a full list still takes one in another's place", () => {
  const context = contextOf();
  for (let n = 0; n < MAX_VIEWS; n += 1)
    expect(saveView(context, "anna", view(`V${n}`))).toBe(true);
  expect(saveView(context, "anna", view("one more"))).toBe(false);
  expect(saveView(context, "anna", view("V1", "?status=dead"))).toBe(true);
  expect(savedViews(context, "anna")).toHaveLength(MAX_VIEWS);
});
