import { expect, test } from "vitest";
import { amount, choice, Switches } from "./switches.ts";

function make() {
  return new Switches({
    sign: choice(["negative", "positive"], "negative", "sign of credits"),
    delayMs: amount(0, "delay"),
  });
}

test("a switch starts in its usual position and goes back to it on reset", () => {
  const switches = make();
  expect(switches.put({ sign: "positive", delayMs: 250 })).toBeNull();
  expect(switches.all()).toEqual({ sign: "positive", delayMs: 250 });
  switches.reset();
  expect(switches.get("sign")).toBe("negative");
});

test("an unknown name or value is refused, and nothing of the request is put", () => {
  const switches = make();
  expect(switches.put({ delayMs: 5, sing: "positive" })).toContain('"sing"');
  expect(switches.put({ delayMs: 5, sign: "plus" })).toContain("negative | positive");
  expect(switches.put({ delayMs: -1 })).toContain("a number from 0");
  expect(switches.put({ constructor: "x" })).toContain('"constructor"');
  expect(switches.all()).toEqual({ sign: "negative", delayMs: 0 });
});
