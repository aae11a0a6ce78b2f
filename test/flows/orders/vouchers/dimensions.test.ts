/**
 * Cost centres and projects of vouchers in the ledger: taken as they were planned, kept by what
 * takes them back, and missed where they are lost.
 */
import { beforeEach, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { mug, privateBuyer } from "../../../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../../../sandbox/eaccounting/voucher-accounts.ts";

let world: FlowWorld;
let n = 0;

beforeEach(async () => {
  world = await FlowWorld.open();
  const { costcenters = [] } = await world.ledger();
  const made = async (path: string, body: Json) =>
    String(((await world.control("eaccounting", "POST", path, body)) as Json)["Id"]);
  const center = await made("/costcenteritems", {
    CostCenterId: costcenters.find((one) => one["Number"] === 1)?.["Id"],
    Name: "Web",
    ShortName: "WEB",
    IsActive: true,
  });
  const project = await made("/projects", {
    Number: "SHOP",
    Name: "Shop",
    StartDate: "2026-01-01",
    Status: 1,
  });
  world.configure({
    orders: { type: "mutation", cancelledAfterBooking: "credit" },
    lookups: {
      ...VOUCHER_LOOKUPS,
      costCenter1: { default: center, table: {} },
      project: { table: { SE: project } },
    },
  });
});

const place = () =>
  world.place({ ...privateBuyer(`Centred${(n += 1)}`), lines: [{ ...mug(), price: 125 }] });
/** `account debit/credit cost centre, project` of every row of every voucher that the order made. */
const rows = async (number: string): Promise<readonly string[]> =>
  ((await world.ledger())["vouchers"] ?? [])
    .filter(({ VoucherText }) => String(VoucherText).startsWith(`${number} #`))
    .flatMap(({ Rows }) =>
      (Rows as readonly Json[]).map(
        (row) =>
          `${String(row["AccountNumber"])} ${row["CostCenterItemId1"] === null ? "-" : "center"} ${row["ProjectId"] === null ? "-" : "project"}`,
      ),
    );

test("the row of revenue is booked with both, and what takes the voucher back has them as well", async () => {
  const placed = await place();
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  expect((await rows(placed.orderNumber)).toSorted()).toEqual([
    "1510 - -",
    "2611 - -",
    "3001 center project",
  ]);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 9 });
  expect((await world.book(placed.id)).codes).toEqual(["voucher-reversed"]);
  expect((await rows(placed.orderNumber)).toSorted()).toEqual([
    "1510 - -",
    "1510 - -",
    "2611 - -",
    "2611 - -",
    "3001 center project",
    "3001 center project",
  ]);
});

test("a ledger that ignores the first cost centre is told of, as the voucher stands without it", async () => {
  await world.control("eaccounting", "PUT", "/switches", { voucherCostCenter1: "ignored" });
  const placed = await place();
  const { end, writes } = await world.book(placed.id);
  expect([
    end.outcome,
    end.reasons[0]?.code,
    end.reasons[0]?.params["field"],
    writes.length,
  ]).toEqual(["needs-attention", "voucher-differs", "CostCenterItemId1", 1]);
  expect((await world.book(placed.id)).writes).toEqual([]);
});

test("a change of the settings alone changes nothing that is booked", async () => {
  const placed = await place();
  await world.book(placed.id);
  world.configure({ lookups: { costCenter1: { table: {} }, project: { table: {} } } });
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    comments: "Leave it at the webhook endpoint",
  });
  const { codes, writes } = await world.book(placed.id);
  expect([codes, writes]).toEqual([["order-unchanged"], []]);
});

const CUSTOMER_AND_ITEM = 2;

test("the voucher of an item of the customer ledger is read for what its answer doesn't show", async () => {
  world.configure({
    orders: { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } },
  });
  expect((await world.book((await place()).id)).end.outcome).toBe("booked");
  await world.control("eaccounting", "PUT", "/switches", { voucherCostCenter1: "ignored" });
  const placed = await place();
  const { end, writes } = await world.book(placed.id);
  expect([
    end.outcome,
    end.reasons[0]?.code,
    end.reasons[0]?.params["field"],
    writes.length,
  ]).toEqual(["needs-attention", "voucher-differs", "CostCenterItemId1", CUSTOMER_AND_ITEM]);
  expect((await world.book(placed.id)).writes).toEqual([]);
});

test("a voucher that can't be read at once is compared by the next run, and nothing is written anew", async () => {
  world.configure({
    orders: { voucher: { receivable: "ledger-item", ledgerItemsFrom: 900_001 } },
  });
  await world.control("eaccounting", "POST", "/faults", {
    route: "GET /v2/vouchers/{fiscalyearId}/{voucherId}",
    kind: "status",
    status: 503,
    times: 1,
  });
  const placed = await place();
  await expect(world.book(placed.id)).rejects.toThrow();
  const { end, writes } = await world.book(placed.id);
  expect([end.outcome, writes]).toEqual(["booked", []]);
});
