/**
 * The seals of a tenant's audit log: whatever happens to a sealed row is named, and nothing else
 * is.
 */
import { beforeEach, expect, test } from "vitest";
import type { AuditRow } from "../../src/store/audit.ts";
import { check, sealNew } from "../../src/sync/tenant/privacy/audit-chain.ts";
import type { TenantContext } from "../../src/sync/tenant/context/tenant-context.ts";
import { objectSql } from "../support/object-sql.ts";

const ROWS = 1_203;
let table: AuditRow[];
let context: TenantContext;

const row = (id: number): AuditRow => ({
  id,
  at: id,
  actor: "anna",
  tenantId: "shop",
  action: "settings.change",
  before: null,
  after: `version ${id}`,
});

beforeEach(() => {
  // Rows of other tenants stand between ours: their ids have gaps.
  table = Array.from({ length: ROWS }, (_, index) => row(3 * index + 1));
  context = {
    sql: objectSql(),
    tenantId: () => "shop",
    deps: {
      auditAfter: async (_: string, after: number, limit: number) =>
        table.filter(({ id }) => id > after).slice(0, limit),
    },
  } as unknown as TenantContext;
});

const newestFirst = (): AuditRow[] => table.toSorted((one, other) => other.id - one.id);

/** As the log is read: page by page, the newest first. */
async function faults(size = 100) {
  const rows = newestFirst();
  const found = [];
  for (let at = 0; at < rows.length; at += size) {
    const whole = at + size >= rows.length;
    const below = at === 0 ? null : (rows[at - 1]?.id ?? null);
    const page = rows.slice(at, at + size);
    found.push(...(await check(context, page, { below, whole })).faults);
  }
  return found;
}

test("rows are sealed once, in order, and a log that nobody touched has no fault, however it is read", async () => {
  expect([await sealNew(context), await sealNew(context)]).toEqual([ROWS, 0]);
  table.push(row(5_000));
  expect(await faults()).toEqual([]);
  expect(await sealNew(context)).toBe(1);
  for (const size of [1, 7, 5_000]) expect(await faults(size)).toEqual([]);
  expect(await check(context, newestFirst(), { below: null, whole: true })).toEqual({
    sealedUpTo: 5_000,
    faults: [],
  });
});

test("two that seal at once make one chain", async () => {
  const sealed = await Promise.all([sealNew(context), sealNew(context), sealNew(context)]);
  expect(sealed.reduce((sum, one) => sum + one, 0)).toBe(ROWS);
  expect(await faults()).toEqual([]);
});

test.each(["at", "actor", "action", "before", "after"] as const)(
  "a row whose %s was changed is named, in any page",
  async (field) => {
    await sealNew(context);
    const place = 601;
    table = table.map((one, index) =>
      index === place ? { ...one, [field]: field === "at" ? 7 : "bo" } : one,
    );
    expect(await faults()).toEqual([{ id: 3 * place + 1, kind: "changed" }]);
    expect(await faults(1)).toEqual([{ id: 3 * place + 1, kind: "changed" }]);
  },
);

test.each([0, 99, 100, 600, ROWS - 1])(
  "a row that was taken out is named, wherever it stood (%i)",
  async (place) => {
    await sealNew(context);
    const [gone] = table.splice(place, 1);
    expect(await faults()).toContainEqual({ id: gone?.id, kind: "removed" });
    expect((await faults()).filter(({ kind }) => kind !== "removed")).toEqual([]);
  },
);

test("a row that was put between others is named; one that is still to be sealed isn't", async () => {
  await sealNew(context);
  table.push(row(602), row(9_000));
  expect(await faults()).toEqual([{ id: 602, kind: "added" }]);
});

test("an emptied log is missed whole", async () => {
  await sealNew(context);
  table = [];
  expect((await check(context, [], { below: null, whole: true })).faults).toHaveLength(ROWS);
});
