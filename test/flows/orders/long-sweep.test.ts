/** Lists longer than a run may take: read in parts, to their end, and no page of them is kept. */
import { describe, expect, test } from "vitest";
import { ok } from "../../../src/domain/result.ts";
import type { VendorRequest } from "../../../src/domain/vendors/request.ts";
import { listPastOrders } from "../../../src/flows/orders/intake/list-past.ts";
import { sweepOrders } from "../../../src/flows/orders/intake/sweep.ts";
import type { FlowPorts, KeyMemory, WorkItem } from "../../../src/flows/port.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { ADMINISTRATION, list, order } from "../../asperion/fixtures.ts";
import { everyOf } from "../../support/every-of.ts";

const NOW = Date.parse("2026-11-24T03:00:00Z");
const DAY = 86_400_000;
/** What a page costs: its slot, the vendor's answer, the object's. */
const PAGE_MS = 150;

const stamp = (instant: number): string => new Date(instant).toISOString().slice(0, 19);

/**
 * A shop with so many orders of the last month, evenly spread, the oldest first; none was ever
 * changed.
 */
function shop(orders: number, pageSize: number) {
  const gap = Math.floor((30 * DAY) / orders);
  const oldest = NOW - 31 * DAY;
  const dateOf = (id: number): string => stamp(oldest + id * gap);
  const answer = ({ query }: VendorRequest) => {
    if (query["DateLastChange_from"] !== undefined) return list([]);
    // Stamps are whole seconds: the first order at or after the one that was asked for.
    let first = Math.max(
      0,
      Math.floor((Date.parse(`${query["Date_from"] ?? ""}Z`) - oldest) / gap) - 1,
    );
    while (first < orders && dateOf(first) < (query["Date_from"] ?? "")) first += 1;
    const start = first + (Number(query["page"]) - 1) * pageSize;
    const items = Array.from({ length: Math.max(0, Math.min(pageSize, orders - start)) }, (_, n) =>
      order({
        id: start + n,
        orderNumber: String(start + n),
        date: dateOf(start + n),
        dateLastChange: null,
      }),
    );
    return list(items, {
      nextPage: start + pageSize < orders ? `?page=${Number(query["page"]) + 1}` : null,
    });
  };
  return { answer };
}

/** Runs a flow again as long as it hands in its own job. */
async function runToEnd(
  flow: (ports: FlowPorts) => ReturnType<typeof sweepOrders>,
  answer: ReturnType<typeof shop>["answer"],
  change: object,
  memory = new Map<string, string>(),
) {
  let now = NOW;
  const handed = new Map<string, number>();
  const known = new Map<string, KeyMemory>();
  const listed = new Map<string, number>();
  let runs = 0;
  let longest = 0;
  let again = true;
  let last: Awaited<ReturnType<typeof flow>> | null = null;
  while (again) {
    again = false;
    runs += 1;
    const began = now;
    const ports = {
      now: () => now,
      administrationId: ADMINISTRATION,
      settings: settingsSchema.parse({
        orders: { enabled: true, startLine: "2026-01-01T00:00:00Z" },
      }),
      lists: {},
      eventTypes: ["nightly"],
      key: "list",
      read: () => {
        throw new Error("a page whose body is kept");
      },
      readPage: async (request: VendorRequest) => {
        now += PAGE_MS;
        return ok({ ...answer(request), headers: { date: new Date(now).toUTCString() } });
      },
      recall: async (keys: readonly string[], pass?: number) => {
        for (const key of keys) if (pass !== undefined) listed.set(key, pass);
        return ok(
          Object.fromEntries(
            keys.flatMap((key) => (known.has(key) ? [[key, known.get(key)]] : [])),
          ),
        );
      },
      enqueue: async (items: readonly WorkItem[]) => {
        for (const item of items) {
          if (item.type === "go-on") again = true;
          else handed.set(item.key, (handed.get(item.key) ?? 0) + 1);
          known.set(item.key, {
            knownState: item.knownState ?? null,
            known: true,
            document: false,
          });
        }
        return ok(undefined);
      },
      enrol: async (orders: readonly { readonly key: string }[]) => {
        const added = orders.filter(({ key }) => !handed.has(key));
        for (const { key } of added) handed.set(key, 1);
        return ok(added.length);
      },
      openKeys: async (_: number, after: string, pass = 0) =>
        ok(["order:3", "order:gone"].filter((key) => key > after && (listed.get(key) ?? 0) < pass)),
      remember: (name: string, value: string) => void memory.set(name, value),
      remembered: (name: string) => memory.get(name) ?? null,
      note: () => undefined,
      ...change,
    } as unknown as FlowPorts;
    last = await flow(ports);
    if (!last.ok) throw new Error(JSON.stringify(last.error));
    longest = Math.max(longest, now - began);
  }
  return { handed, runs, longest, end: last?.ok === true ? last.value : null, memory };
}

describe("more orders than a run may read", () => {
  test("of the last five weeks are all met at night, once each, in runs of seconds", async () => {
    // 2,500 pages: a quarter of a million orders at a hundred a page.
    const marks = new Map([
      ["orders-changed-until", String(NOW)],
      ["orders-dated-until", String(NOW)],
    ]);
    const { handed, runs, longest, end } = await runToEnd(
      sweepOrders,
      shop(10_000, 4).answer,
      {},
      marks,
    );
    expect(handed.size).toBe(10_001);
    expect(everyOf([...handed.values()], (times) => times === 1)).toBe(true);
    expect(runs).toBeGreaterThan(20);
    expect(longest).toBeLessThan(20_000);
    expect(end?.reasons.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["sweep-found-missing", "sweep-unlisted"]),
    );
  });

  test("become jobs, each once, though the sweep is broken off again and again", async () => {
    const { handed, end, memory } = await runToEnd(sweepOrders, shop(20_000, 100).answer, {});
    expect(handed.size).toBe(20_001);
    expect(everyOf([...handed.values()], (times) => times === 1)).toBe(true);
    expect(end?.reasons.map(({ code }) => code)).toContain("sweep-unlisted");
    expect([...memory].filter(([name, value]) => name.endsWith(":place") && value !== "")).toEqual(
      [],
    );
  });

  test("stand on a back-fill's list", async () => {
    const { handed, runs, end } = await runToEnd(listPastOrders, shop(20_000, 100).answer, {
      backfill: { kind: "list", from: "2026-10-20", to: "2026-11-24" },
      settings: settingsSchema.parse({
        orders: { enabled: true, startLine: "2026-11-24T10:00:00Z" },
      }),
    });
    expect(handed.size).toBe(20_000);
    expect(runs).toBeGreaterThan(1);
    expect(end?.reasons[0]).toMatchObject({ code: "back-fill-listed", params: { count: 20_000 } });
  });
});
