/** Ids and tokens: random, or the same again from a source that is named. */
import { afterEach, expect, test } from "vitest";
import { drawFrom, drawn, drawnId } from "./random.ts";

afterEach(() => drawFrom(null));

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("ids are version 4, and no two are the same", () => {
  const ids = Array.from({ length: 200 }, drawnId);
  for (const id of ids) expect(id).toMatch(ID);
  expect(new Set(ids).size).toBe(200);
});

test("a source that is named gives what it gives, until the machine's own is taken again", () => {
  drawFrom((count) => Buffer.alloc(count, 0xff));
  expect(drawnId()).toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
  expect(drawn(3)).toEqual(Buffer.from([255, 255, 255]));
  drawFrom(null);
  expect(drawnId()).not.toBe("ffffffff-ffff-4fff-bfff-ffffffffffff");
});
