import { describe, expect, test } from "vitest";
import { fingerprint } from "../../../src/domain/platform/fingerprint.ts";
import { readGtin, groupOf } from "../../../src/flows/products/desired-product.ts";
import {
  parentName,
  parentNeedsWork,
  planParent,
} from "../../../src/flows/products/ensure-parent.ts";
import { memoryAfterPush } from "../../../src/flows/products/plan.ts";
import { stageItem } from "../../../src/flows/products/pull.ts";
import { NO_MEMORY } from "../../../src/domain/goods/product.ts";
import {
  partsOf,
  readNumberPattern,
  fitsGlob,
} from "../../../src/settings/products/number-pattern.ts";
import { productSettings } from "../../../src/settings/products/products.ts";
import { article, CONTEXT, inShop, settings } from "./kit.ts";
import { everyOf } from "../../support/every-of.ts";

test.each([
  ["73513537", "73513537"],
  ["036000291452", "036000291452"],
  ["7350053850019", "7350053850019"],
  ["735 0053-850019", "7350053850019"],
  ["10012345678902", "10012345678902"],
  ["7350053850018", null],
  ["735005385001", null],
  ["", null],
  ["73500538500191234", null],
  ["735005385001X", null],
] as const)("the number %s is read as %s", (text, read) => {
  expect(readGtin(text)).toBe(read);
});

test.each([
  ["*", "", true],
  ["*", "ABC", true],
  ["A*", "ABC", true],
  ["A*C", "ABBC", true],
  ["A*C", "ABBCD", false],
  ["A?C", "ABC", true],
  ["A?C", "AC", false],
  ["abc", "ABC", false],
  ["A.C", "ABC", false],
  ["a*a*a*b", "aaaaaaaaaaaaaaaa", false],
] as const)("the pattern %s on %s: %s", (pattern, text, fits) => {
  expect(fitsGlob(pattern, text)).toBe(fits);
});

const NOW = Date.parse("2026-11-24T12:00:00Z");

describe("numbers made of parts", () => {
  const parts = (pattern: string, number: string) => {
    const read = readNumberPattern(pattern);
    if ("wrong" in read) throw new Error(read.wrong.id);
    const found = partsOf(read, number);
    return found === null
      ? null
      : [found.parent, ...found.attributes.map(({ name, value }) => `${name}=${value}`)];
  };

  test.each([
    ["{parent}-{Size}-{Colour}", "T-SHIRT-M-RED", ["T-SHIRT", "Size=M", "Colour=RED"]],
    ["{Brand}/{parent}.{Size}", "ACME/CAP/2.XL", ["CAP/2", "Brand=ACME", "Size=XL"]],
    ["W{parent}-{Size}-X", "WCAP-M-X", ["CAP", "Size=M"]],
    ["{parent}-{Size}", "CAP", null],
    ["{parent}-{Size}", "CAP-", null],
    ["{parent}-{Size}", "-M", null],
    ["W{parent}-{Size}-X", "CAP-M-X", null],
    ["AB{parent}-{S}BA", "ABA", null],
  ])("%s on %s", (pattern, number, expected) => {
    expect(parts(pattern, number)).toEqual(expected);
  });

  test.each([
    "CAP",
    "{parent}",
    "{Size}-{Colour}",
    "{parent}{Size}",
    "{parent}-{Size}-{Size}",
    "{parent}-{}",
    "{parent-{Size}",
    "{parent}-{parent}",
  ])("%s is refused when it is saved", (pattern) => {
    expect("wrong" in readNumberPattern(pattern)).toBe(true);
    expect(productSettings.safeParse({ variants: { by: "number", pattern } }).success).toBe(false);
  });
});

test("an expression that can't be computed is refused when it is saved", () => {
  expect(productSettings.safeParse({ filter: { expression: "netPrice > 5" } }).success).toBe(false);
  expect(productSettings.safeParse({ filter: { expression: "unknownField == 1" } }).success).toBe(
    false,
  );
  expect(productSettings.safeParse({ fields: { free1: { expression: "netPrice" } } }).success).toBe(
    false,
  );
});

test("an article is in its group by itself alone: members that come and go change nothing for it", () => {
  const how = settings({ variants: { by: "number", pattern: "{parent}-{Size}" } });
  const medium = article({ id: "m", number: "CAP-M" });
  expect(groupOf(medium, how)).toEqual({
    parent: "CAP",
    attributes: [{ name: "Size", value: "M" }],
  });
  expect(groupOf(article({ number: "CAP-M", service: true }), how)).toBeNull();
  expect(stageItem(medium, CONTEXT, how, false)).toMatchObject({ group: "CAP", goes: true });
});

describe("the parent of a group", () => {
  const member = {
    sku: "CAP-M",
    name: "Cap M",
    attributes: [{ name: "Size", value: "M" }],
    currency: "SEK",
    vatCode: "H",
  };

  test("is made from its first member, without the words that only name the member", () => {
    const plan = planParent("CAP", member, 1, null, null);
    expect(plan).toMatchObject({
      do: "create",
      fields: {
        sku: "CAP",
        name: "Cap",
        kind: "configurable",
        active: true,
        currency: "SEK",
        vatCode: "H",
      },
    });
    expect([
      parentName("Hoodie, red M", [
        { name: "Size", value: "m" },
        { name: "Colour", value: "Red" },
      ]),
      parentName("M", [{ name: "Size", value: "M" }]),
    ]).toEqual(["Hoodie", "M"]);
  });

  test("follows only whether its group has active members", () => {
    const made = inShop({ sku: "CAP", name: "Cap", kind: "configurable", active: true });
    const memory = memoryAfterPush(NO_MEMORY, { sku: "CAP", active: true }, made, NOW);
    expect([
      parentNeedsWork(memory, 3),
      parentNeedsWork(memory, 1),
      parentNeedsWork(memory, 0),
      parentNeedsWork(null, 1),
    ]).toEqual([false, false, true, true]);
    expect(planParent("CAP", member, 0, memory, made)).toMatchObject({
      do: "update",
      fields: { active: false },
    });
  });

  test("isn't touched where it was there before us, or where somebody switched it off", () => {
    const theirs = inShop({ sku: "CAP", kind: "configurable", active: false });
    expect(planParent("CAP", member, 1, null, theirs).do).toBe("nothing");
    const memory = memoryAfterPush(
      NO_MEMORY,
      { active: true },
      inShop({ sku: "CAP", kind: "configurable", active: true }),
      NOW,
    );
    expect(planParent("CAP", member, 1, memory, theirs).do).toBe("nothing");
  });

  test("is held where an article of another type has its code, or where it was deleted", () => {
    expect(
      planParent("CAP", member, 1, null, inShop({ sku: "CAP", kind: "simple" })),
    ).toMatchObject({ do: "hold", reasons: [{ code: "product-parent-not-configurable" }] });
    const memory = memoryAfterPush(NO_MEMORY, { active: true }, inShop({ sku: "CAP" }), NOW);
    expect(planParent("CAP", member, 1, memory, null)).toMatchObject({
      do: "hold",
      reasons: [{ code: "product-gone" }],
    });
  });
});

test("the wish of an article changes with what goes to the shop, and with nothing else", () => {
  const desired = (change: Parameters<typeof article>[0], trial = false): string =>
    stageItem(article(change), CONTEXT, settings(), trial).desired;
  expect(desired({})).toBe(desired({ stockLocation: "A1", supplierNumber: "S" }));
  expect(desired({})).not.toBe(desired({ netPrice: "101" }));
  expect(desired({})).not.toBe(desired({}, true));
});

test("fingerprints tell short and long texts apart", () => {
  const texts = [
    "",
    "a",
    "b",
    "ab",
    "ba",
    "aa",
    "a".repeat(4000),
    `${"a".repeat(3999)}b`,
    "true",
    "false",
    "100",
    "10",
    "1000",
  ];
  expect(new Set(texts.map(fingerprint)).size).toBe(texts.length);
  expect(everyOf(texts, (text) => /^[0-9a-f]{16}$/.test(fingerprint(text)))).toBe(true);
});
