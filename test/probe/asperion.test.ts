/** The probe against Asperion's sandbox: it finds out each position of its rows' switches. */
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PLANS } from "../../scripts/probe/plans.ts";
import { asperionSwitches } from "../sandbox/asperion/switches.ts";
import { judged, type Probed, probed, run } from "./probing.ts";

/** Positions of a switch that is a number; of the others each. */
const NUMBERS: Readonly<Record<string, readonly number[]>> = { requestsPerSecond: [0, 5] };

const positionsOf = (name: string): readonly (string | number)[] => {
  const definition = asperionSwitches[name as keyof typeof asperionSwitches];
  return definition.kind === "choice" ? definition.values : (NUMBERS[name] ?? []);
};

let world: Probed;
beforeAll(async () => {
  world = await probed("asperion");
});
beforeEach(() => world.control("POST", "/reset", { keep: ["clock"] }));

/** Orders of each kind, so that there is something to ask about. */
async function furnish(): Promise<void> {
  const mug = { articleCode: "MUG", quantity: 1, price: 0.33 };
  const place = (body: object) => world.control("POST", "/orders", body);
  await place({ lines: [mug, mug, mug] });
  await place({ id: 5001, status: 1, lines: [mug] });
  await place({ creditsOrderId: 1001, lines: [{ articleCode: "MUG", quantity: -1 }] });
  await place({
    debtorId: null,
    pricesIncludeVat: true,
    lines: [
      { articleCode: "MUG", quantity: 1, price: 199 },
      { lineType: "GiftCard", quantity: -1, price: 100, vatCode: "N" },
      { lineType: "Tip", quantity: 1, price: 10, vatCode: "N" },
    ],
  });
  await place({ currencyCode: "SEK", currencyRate: 0.09, lines: [mug] });
  await place({ lines: [{ lineType: "SalesType", salesTypeId: 10, quantity: 1, price: 5 }] });
  await world.control("POST", "/debtors", { id: 206, name: "Blocked", blocked: true });
  await world.control("PATCH", "/orders/5001", { comments: "changed" });
}

const switched = PLANS.asperion.checks.flatMap((check) =>
  (check.switches ?? []).flatMap((name) =>
    positionsOf(name).map((position) => ({ check, name, position })),
  ),
);

describe("each position is found out", () => {
  test.each(switched.map((one) => ({ ...one, id: one.check.id })))(
    "$id: $name is $position",
    async ({ check, name, position }) => {
      await world.control("PUT", "/switches", { [name]: position });
      await furnish();
      const judgement = await judged(world, check);
      expect(judgement?.positions?.[name], judgement?.found).toBe(String(position));
    },
  );
});

test("in the usual positions no row differs", async () => {
  await furnish();
  const { findings } = await run(world, PLANS.asperion.checks);
  const told = Object.values(findings).map(
    ({ id, verdict, found }) => `${id} ${verdict}: ${found}`,
  );
  expect(told.filter((line) => line.includes(" differs:"))).toEqual([]);
  expect(told.filter((line) => line.includes(" unclear:"))).toEqual([]);
});
