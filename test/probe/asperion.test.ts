/** The probe against Asperion's sandbox: it finds out each position of its rows' switches. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PLANS } from "../../scripts/probe/plans.ts";
import { arrange, furnishShop, switchedOf } from "./positions.ts";
import { judged, type Probed, probed, run } from "./probing.ts";

let world: Probed;
beforeAll(async () => {
  world = await probed("asperion");
});
beforeEach(() => world.control("POST", "/reset", { keep: ["clock"] }));

describe("each position is found out", () => {
  test.each(switchedOf("asperion"))("$id: $name is $put", async (switched) => {
    await arrange(world, switched);
    const judgement = await judged(world, switched.check);
    expect(judgement?.positions?.[switched.name], judgement?.found).toBe(switched.told);
  });
});

test("in the usual positions no row differs", async () => {
  await furnishShop(world);
  const { findings } = await run(world, PLANS.asperion.checks);
  const told = Object.values(findings).map(
    ({ id, verdict, found }) => `${id} ${verdict}: ${found}`,
  );
  expect(told.filter((line) => line.includes(" differs:"))).toEqual([]);
  expect(told.filter((line) => line.includes(" unclear:"))).toEqual([]);
});
