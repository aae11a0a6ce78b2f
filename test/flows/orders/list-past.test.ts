/** The list of a back-fill: which orders of a range stand on it. */
import { describe, expect, test } from "vitest";
import type { VendorAnswer, VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok } from "../../../src/domain/result.ts";
import { listPastOrders } from "../../../src/flows/orders/intake/list-past.ts";
import type { FlowPorts } from "../../../src/flows/port.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { ADMINISTRATION, list, order, REFUSED } from "../../asperion/fixtures.ts";

const LINE = "2026-10-01T10:00:00Z";

function listing(...pages: VendorAnswer[]) {
  const asked: VendorRequest[] = [];
  const enrolled: string[] = [];
  const ports = {
    administrationId: ADMINISTRATION,
    settings: settingsSchema.parse({ orders: { enabled: true, startLine: LINE } }),
    backfill: { kind: "list", from: "2026-09-01", to: "2026-10-01" },
    lists: {},
    now: () => 0,
    remembered: () => null,
    remember: () => undefined,
    readPage: async (request: VendorRequest) => {
      asked.push(request);
      const page = pages[asked.length - 1];
      return page === undefined ? err(REFUSED) : ok(page);
    },
    enrol: async (orders: readonly { key: string }[]) => {
      enrolled.push(...orders.map((one) => one.key));
      return ok(orders.length);
    },
  } as unknown as FlowPorts;
  return { ports, asked, enrolled };
}

const dated = (id: number, date: string) => order({ id, date });

describe("the list of a back-fill", () => {
  test("holds what is dated before the start line, and leaves the rest to itself", async () => {
    const { ports, asked, enrolled } = listing(
      list([
        dated(1, "2026-09-01T00:00:00"),
        dated(2, "2026-10-01T11:59:59"),
        dated(3, "2026-10-01T12:00:00"),
        dated(4, "2026-10-01"),
      ]),
    );
    const listed = await listPastOrders(ports);
    expect(enrolled).toEqual(["order:1", "order:2"]);
    expect(listed).toMatchObject({
      ok: true,
      value: { outcome: "updated", reasons: [{ code: "back-fill-listed", params: { count: 2 } }] },
    });
    expect(asked.map(({ query }) => [query["Date_from"], query["Date_to"]])).toEqual([
      ["2026-09-01T00:00:00", "2026-10-01T23:59:59"],
    ]);
  });

  test("holds no order of other days, also where the vendor's filter lets them through", async () => {
    const { ports, enrolled } = listing(
      list([dated(1, "2026-08-31T23:00:00"), dated(2, "2026-09-02T00:00:00")]),
      list([dated(1, "2026-08-31T23:00:00"), dated(2, "2026-09-02T00:00:00")]),
    );
    expect((await listPastOrders(ports)).ok).toBe(true);
    expect(enrolled).toEqual(["order:2"]);
  });

  test("isn't taken for whole when a page of it can't be read", async () => {
    const { ports } = listing(list([dated(1, "2026-09-01T00:00:00")], { nextPage: "?page=2" }));
    expect((await listPastOrders(ports)).ok).toBe(false);
  });
});
