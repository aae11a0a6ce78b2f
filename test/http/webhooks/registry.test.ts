/**
 * How often D1 is read for what the webhook endpoint knows of tenants, however many ask in one
 * instant.
 */
import { expect, test } from "vitest";
import { createRegistry, type TenantEntry } from "../../../src/http/webhooks/registry.ts";
import { testClock } from "../fakes.ts";

const ENTRY: TenantEntry = {
  state: "active",
  administrationId: 123,
  keys: [],
  webhookTokenHash: null,
};

function world() {
  const clock = testClock();
  const counts = { reads: 0, waits: [] as number[] };
  const registry = createRegistry(
    async (tenantId) => {
      counts.reads += 1;
      return tenantId.startsWith("shop") ? ENTRY : null;
    },
    clock,
    60_000,
    async (ms) => void counts.waits.push(ms),
  );
  return { clock, counts, registry };
}

const many = <T>(n: number, ask: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, at) => ask(at)));

test("wrong signatures in one instant read ten times, and of the others nobody says that what is known is the newest", async () => {
  const { clock, counts, registry } = world();
  await registry.find("shop");
  clock.advance(2_000);
  const looks = await many(100, () => registry.refresh("shop"));
  expect([
    counts.reads,
    looks.filter((look) => look.kind === "known" && !look.fresh).length,
  ]).toEqual([11, 90]);
});

test.each([
  ["one name", () => "nobody"],
  ["many names", (n: number) => `nobody-${n}`],
])(
  "a flood to tenants that aren't there, by %s, reads ten times a second, and the known ones go on",
  async (_, name) => {
    const { clock, counts, registry } = world();
    await registry.find("shop");
    clock.advance(1_000);
    const kinds = (await many(500, (n) => registry.find(name(n)))).map(({ kind }) => kind);
    expect([
      counts.reads,
      kinds.filter((kind) => kind === "unknown").length,
      kinds.filter((kind) => kind === "unreadable").length,
    ]).toEqual([11, 10, 490]);
    expect([await registry.find("shop"), await registry.find(name(7))]).toMatchObject([
      { kind: "known" },
      { kind: "unreadable" },
    ]);
    clock.advance(1_000);
    expect([await registry.find(name(7)), counts.reads]).toEqual([{ kind: "unknown" }, 12]);
  },
);

test("a tenant of whom many webhooks come to a new isolate at once is known to all of them", async () => {
  const { counts, registry } = world();
  const kinds = (await many(100, () => registry.find("shop"))).map(({ kind }) => kind);
  expect([new Set(kinds), counts.reads, new Set(counts.waits)]).toEqual([
    new Set(["known"]),
    10,
    new Set([50]),
  ]);
});

test("tenants that are met for the first time use up nothing of what strangers may cost", async () => {
  const { counts, registry } = world();
  for (let n = 0; n < 50; n += 1) expect((await registry.find(`shop-${n}`)).kind).toBe("known");
  expect([counts.reads, counts.waits]).toEqual([50, []]);
});
