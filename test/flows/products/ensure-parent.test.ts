/**
 * Two members of one group that come at once: the parent is found or made under the group's lock,
 * and looked for anew there.
 */
import { expect, test } from "vitest";
import { NO_MEMORY, type ProductMemory } from "../../../src/domain/goods/product.ts";
import type { VendorRequest } from "../../../src/domain/vendors/request.ts";
import { ok } from "../../../src/domain/result.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { ensureParent } from "../../../src/flows/products/ensure-parent.ts";
import { memoryAfterPush } from "../../../src/flows/products/plan.ts";
import type { ProductKnown } from "../../../src/flows/products/port.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { inShop } from "./kit.ts";

const MEMBER = {
  sku: "CAP-M",
  name: "Cap M",
  attributes: [{ name: "Size", value: "M" }],
  vatCode: "H",
};
const known = (memory: ProductMemory | null): ProductKnown => ({
  row: null,
  parent:
    memory === null
      ? null
      : { product: null, group: null, desired: null, pushedGroup: null, memory },
  members: 1,
  made: false,
});

/** `underLock`: what the object remembers of the parent by the time that the lock is ours. */
function world(underLock: ProductMemory | null, eventTypes: readonly string[] = ["changed"]) {
  const acts: string[] = [];
  const shop: unknown[] = [];
  const part: Partial<FlowPorts> = {
    administrationId: 7,
    eventTypes,
    settings: settingsSchema.parse({}),
    lockParty: async ({ identities, journalKey }) => {
      acts.push(
        `lock ${identities.map(({ kind, value }) => `${kind} ${value}`).join()} ${journalKey}`,
      );
      return ok({ link: null, journal: [] });
    },
    read: async ({ method, path }: VendorRequest) => {
      acts.push(`${method} ${path}`);
      return ok({
        status: 200,
        body: { _data: shop, _meta: { administrationId: 7, nextPage: null } },
        isJson: true,
        headers: {},
      });
    },
    products: {
      known: async () => {
        acts.push("recall");
        return ok(known(underLock));
      },
      owner: async () => ok(null),
      save: () => undefined,
      stage: () => Promise.reject(new Error()),
      compare: () => Promise.reject(new Error()),
      open: () => Promise.reject(new Error()),
      unmet: () => Promise.reject(new Error()),
    },
    write: async ({ key, role, n, kind }, request) => {
      acts.push(`write ${kind} ${key} ${role} ${n}`);
      return ok({
        opId: 1,
        attempt: 1,
        answer: {
          status: 201,
          body: { id: 9, ...(request.body as object) },
          isJson: true,
          headers: {},
        },
      });
    },
    settle: () => undefined,
    now: () => Date.parse("2026-11-24T12:00:00Z"),
    lists: {} as FlowPorts["lists"],
    saveLists: () => undefined,
    note: () => undefined,
  };
  return { acts, ports: part as FlowPorts };
}

const THERE = memoryAfterPush(
  NO_MEMORY,
  { sku: "CAP", active: true },
  inShop({ sku: "CAP", kind: "configurable", active: true }, 9),
  Date.parse("2026-11-24T12:00:00Z"),
);

test("the first to come locks the group, finds no parent, and makes one under the group's own key", async () => {
  const { acts, ports } = world(null);
  expect(await ensureParent(ports, "CAP", MEMBER, known(null))).toMatchObject({
    ok: true,
    value: { kind: "there", reasons: [{ code: "product-parent-created" }] },
  });
  expect(acts).toEqual([
    "lock product-group CAP product:group:CAP",
    "recall",
    "GET /v1/articles",
    "write product.create product:group:CAP product-parent 1",
  ]);
});

test("who waited for the lock finds the parent remembered, and neither looks nor writes", async () => {
  const { acts, ports } = world(THERE);
  expect(await ensureParent(ports, "CAP", MEMBER, known(null))).toMatchObject({
    ok: true,
    value: { kind: "there", reasons: [] },
  });
  expect(acts).toEqual(["lock product-group CAP product:group:CAP", "recall"]);
});

test("a parent that is known and active asks for nothing", async () => {
  const { acts, ports } = world(THERE);
  await ensureParent(ports, "CAP", MEMBER, known(THERE));
  expect(acts).toEqual([]);
});

test("a person's retry looks whether it is still there, and makes it again", async () => {
  const { acts, ports } = world(THERE, ["retry-by-person"]);
  const gone = {
    ...ports,
    read: async (request: VendorRequest) =>
      request.path.endsWith("/9")
        ? {
            ok: false as const,
            error: { kind: "not-found" as const, vendor: "asperion" as const, what: "" },
          }
        : ports.read(request),
  };
  expect(await ensureParent(gone, "CAP", MEMBER, known(THERE))).toMatchObject({
    ok: true,
    value: { reasons: [{ code: "product-parent-created" }] },
  });
  expect(acts.at(-1)).toBe("write product.create product:group:CAP product-parent 1");
});
