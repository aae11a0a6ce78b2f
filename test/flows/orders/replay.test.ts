/**
 * A plan is a function of what is stored beside it: planning a stored input again gives the stored
 * plan, byte for byte. Also what an older release stored: where this one would plan otherwise, its
 * plans bear another version.
 */
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Plan,
  PLAN_VERSION,
  type PlanInput,
} from "../../../src/flows/orders/shared/plan-input.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import { sourceOrderId } from "../../../src/domain/ids.ts";
import {
  makePlan,
  NO_IDENTITY,
  planOf,
  prepare,
} from "../../../src/flows/orders/preparation/prepare.ts";
import { fetchOrder } from "../../../src/flows/orders/intake/fetch.ts";
import { orderCase } from "../../../src/flows/orders/intake/order-case.ts";
import { openJson, openKeyring, sealContext } from "../../../src/store/seal.ts";
import type { TimelineEntry } from "../../../src/sync/contract/index.ts";
import { withBasis } from "../../../src/sync/plan-basis.ts";
import { loadRecorded } from "../../deploys/recorded.ts";
import { FlowWorld } from "../../support/flow-world.ts";
import { companyBuyer, mug } from "../../support/orders.ts";
import { testSecrets } from "../../support/test-env.ts";
import { articles, customer, input, learnt, order, RATES, type Sold } from "./kit.ts";

const figure = (max: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(max), fc.nat(99))
    .map(([whole, part]) => `${whole}.${String(part).padStart(2, "0")}`);
const sold: fc.Arbitrary<Sold> = fc.oneof(
  fc
    .record({
      rate: fc.constantFrom(...RATES),
      price: figure(900),
      quantity: fc.integer({ min: 1, max: 40 }).map(String),
      letter: fc.constantFrom("G", "S", "W", "NONE"),
    })
    .map(({ letter, ...line }) => ({ ...line, sku: `${letter}-${line.rate}` })),
  fc.record({
    kind: fc.constantFrom("shipping" as const, "discount" as const),
    rate: fc.constantFrom(...RATES),
    price: figure(9),
  }),
  fc.record({
    kind: fc.constant("text" as const),
    text: fc.string({ unit: "grapheme", maxLength: 300 }),
  }),
);
const missing: PlanInput["articles"] = Object.fromEntries(
  RATES.map((rate) => [`NONE-${rate}`, { kind: "missing" }]),
);
const anything = fc.string({ unit: "grapheme", maxLength: 120 });
const case_ = fc.record({
  lines: fc.array(sold, { minLength: 1, maxLength: 8 }),
  kind: fc.constantFrom("company" as const, "private" as const),
  rounding: fc.constantFrom("row" as const, "rate" as const, null),
  fields: fc.record({
    pricesIncludeVat: fc.boolean(),
    buyerReference: fc.option(anything),
    attentionTo: fc.option(anything),
    comments: fc.option(anything),
    companyName: fc.option(anything),
    date: fc.constantFrom("2026-11-24T23:30:00", "2026-03-29T02:30:00", "2026-11-24", "never"),
  }),
});

const again = (stored: string): string =>
  JSON.stringify(planOrder(JSON.parse(stored) as PlanInput));

describe("a plan", () => {
  it("comes out the same, byte for byte, from the input as it is stored, whatever the order is like", () => {
    const kinds = new Set<Plan["kind"]>();
    fc.assert(
      fc.property(case_, ({ lines, kind, rounding, fields }) => {
        const given = input(order(lines, fields), {
          customer: customer(kind),
          learnt: learnt(rounding),
          articles: { ...articles, ...missing },
        });
        const stored = JSON.stringify(given);
        const plan = planOrder(given);
        kinds.add(plan.kind);
        expect(again(stored)).toBe(JSON.stringify(plan));
        // Planning changes nothing of what it is given: what is noted after it is what it was made from.
        expect(JSON.stringify(given)).toBe(stored);
      }),
      { numRuns: 500 },
    );
    expect(kinds).toEqual(new Set(["write", "hold"]));
  });

  it("for a customer that is known is made once: what was tried first is what is written", async () => {
    const world = await FlowWorld.open();
    const buyer = companyBuyer("Planned");
    await world.book((await world.place({ ...buyer, lines: [mug()] })).id);
    const { id } = await world.place({ ...buyer, lines: [mug(2)] });
    await world.look(id, async (ports) => {
      const fetched = await fetchOrder(ports, sourceOrderId(String(id)));
      if (!fetched.ok) throw new Error(fetched.error.kind);
      const preparation = await prepare(await orderCase(ports, fetched.value.order), NO_IDENTITY);
      if (!preparation.ok || preparation.value.kind === "held") throw new Error("not prepared");
      const { order: ready, prepared } = preparation.value;
      const plan = planOf(ready, prepared, NO_IDENTITY);
      expect([plan.kind, plan === prepared.planned?.plan]).toEqual(["write", true]);
      expect(makePlan(ready, prepared, NO_IDENTITY, ready.ports.lists.learnt)).toEqual(plan);
    });
  });

  it("that an older release stored comes out the same here, or bears another version", async () => {
    const plans = await recordedPlans();
    expect(plans.length).toBeGreaterThan(0);
    for (const { input: stored, plan } of plans)
      if (plan.version === PLAN_VERSION)
        expect(
          again(JSON.stringify(stored)),
          "raise PLAN_VERSION: plans are made otherwise now",
        ).toBe(JSON.stringify(plan));
  });
});

/** The plans in the sealed timelines of the recorded state, opened as the product opens them. */
async function recordedPlans(): Promise<
  readonly { readonly input: PlanInput; readonly plan: Plan }[]
> {
  const { databases, tenant } = await loadRecorded();
  const [id = "", bytes = ""] = testSecrets.ENCRYPTION_KEYS.split(":");
  const keyring = await openKeyring([{ id, bytes: new Uint8Array(Buffer.from(bytes, "base64")) }]);
  const database = new DatabaseSync(":memory:");
  const object = Object.entries(databases).find(
    ([name, statements]) =>
      name.includes("TenantSync") &&
      statements.some((statement) => statement.includes('INTO "payloads"')),
  );
  for (const statement of object?.[1] ?? []) database.exec(statement);
  const rows = database
    .prepare("SELECT job_id, key_id, bytes FROM payloads ORDER BY job_id, seq")
    .all() as { job_id: string; key_id: string; bytes: Uint8Array }[];
  const bases = new Map(
    (
      database.prepare("SELECT id, text FROM plan_bases").all() as { id: number; text: string }[]
    ).map(({ id: number, text }) => [number, text]),
  );
  database.close();
  const timelines = await Promise.all(
    rows.map(async (row) => {
      const opened = await openJson(
        keyring,
        { keyId: row.key_id, bytes: new Uint8Array(row.bytes) },
        sealContext(tenant.id, "payloads", row.job_id),
      );
      if (!opened.ok) throw new Error(`${row.job_id} can't be opened`);
      return withBasis(opened.value as readonly TimelineEntry[], (of) => bases.get(of) ?? null);
    }),
  );
  return timelines
    .flat()
    .filter((entry) => entry.what === "plan")
    .map((entry) => entry.detail as { input: PlanInput; plan: Plan });
}
