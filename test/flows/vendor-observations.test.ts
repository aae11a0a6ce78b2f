/**
 * What no read shows of eAccounting, and the answers to our own writes do: under each position of
 * the sandbox's switch, what is seen, and what is held or told.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { type Observation, WORK_ROWS, type WorkRow } from "../../src/domain/vendors/checks.ts";
import { NO_MEMORY, type ProductFields } from "../../src/domain/goods/product.ts";
import { storedSeen, writeProduct } from "../../src/flows/products/write.ts";
import { ok } from "../../src/domain/result.ts";
import type { ListsPatch } from "../../src/flows/lists-patch.ts";
import { registerPayment } from "../../src/eaccounting/payments.ts";
import { FlowWorld, type Json, type Run } from "../support/flow-world.ts";
import { companyBuyer, mug } from "../support/orders.ts";
import { VOUCHER_LOOKUPS } from "../sandbox/eaccounting/voucher-accounts.ts";

const DELIVERED = 4;
let world: FlowWorld;
let n = 0;

beforeEach(async () => {
  world = await FlowWorld.open();
});

const put = (switches: Json) => world.control("eaccounting", "PUT", "/switches", switches);
const seen = (row: WorkRow): Observation | undefined => world.lists.seenAtWork?.[row];

type Placed = Json & { readonly id: number; readonly orderNumber: string };
const place = (order: Json = {}): Promise<Placed> =>
  world.place({ ...companyBuyer(`Seen${(n += 1)}`), lines: [mug(2)], ...order });

async function edited({ id }: Placed, change: Json): Promise<Run> {
  await world.control("asperion", "PATCH", `/orders/${id}`, change);
  return world.book(id);
}

const files = async (): Promise<number> => {
  const { salesdocumentattachments = [], attachments = [] } = await world.ledger();
  return salesdocumentattachments.length + attachments.length;
};

const VOUCHER = { orders: { type: "mutation" }, lookups: VOUCHER_LOOKUPS };
const INVOICE = { orders: { type: "invoice" } };
const DELIVERY = { orders: { type: "sales-order", invoiceOrders: "delivered" } };
const FILED = { orders: { type: "sales-order", attachPdf: ["sales-order", "mutation"] } };

const booked = async (settings: Json, order: Json = {}): Promise<Placed> => {
  world.configure(settings);
  const placed = await place(order);
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  return placed;
};

type Row = {
  readonly row: WorkRow;
  readonly name: string;
  readonly held: string;
  readonly otherwise: string;
  readonly work: () => Promise<unknown>;
};

const ROWS: readonly Row[] = [
  {
    row: "E16",
    name: "deliveredShips",
    held: "no",
    otherwise: "yes",
    work: () => booked({ orders: { type: "sales-order", orderStatus: "ongoing" } }),
  },
  {
    row: "E91",
    name: "draftKeepsReferences",
    held: "yes",
    otherwise: "no",
    work: () => booked(INVOICE),
  },
  {
    row: "E94",
    name: "convertKeepsReferences",
    held: "yes",
    otherwise: "no",
    work: () => booked(DELIVERY, { status: DELIVERED }),
  },
  {
    row: "E118",
    name: "voucherVatCodes",
    held: "of-account",
    otherwise: "none",
    work: async () => {
      world.configure(VOUCHER);
      return world.book((await place()).id);
    },
  },
  {
    row: "E172",
    name: "voucherTypeByHand",
    held: "1",
    otherwise: "14",
    work: () => booked(VOUCHER),
  },
  {
    row: "E191",
    name: "attachmentsListed",
    held: "yes",
    otherwise: "no",
    work: () => booked(FILED),
  },
  {
    row: "E194",
    name: "unmatchedListed",
    held: "yes",
    otherwise: "no",
    work: () => booked({ orders: { ...FILED.orders, type: "mutation" }, lookups: VOUCHER_LOOKUPS }),
  },
  {
    row: "E197",
    name: "putKeepsFiles",
    held: "yes",
    otherwise: "no",
    work: async () => edited(await booked(FILED), { lines: [mug(3)] }),
  },
];

test("each row that is seen at work is tried here", () => {
  // P13: orders/stamp-zone.test.ts. What no switch stands for: observed-fields.test.ts.
  const elsewhere = ["P13", "P28", "E17", "E120", "E174", "E213", "P65"];
  expect([...ROWS.map(({ row }) => row), ...elsewhere].toSorted()).toEqual(
    [...WORK_ROWS].toSorted(),
  );
});

describe.each(ROWS)("$row, by $name", ({ row, name, held, otherwise, work }) => {
  test.each([
    [held, "holds"],
    [otherwise, "differs"],
  ])("%s: it %s", async (position, verdict) => {
    await put({ [name]: position });
    await work();
    expect(seen(row)?.verdict).toBe(verdict);
  });

  test("an answer that shows it again is no news, and another one is", async () => {
    await put({ [name]: otherwise });
    await work();
    const before = seen(row);
    await work();
    expect(seen(row)).toBe(before);
    await put({ [name]: held });
    await work();
    expect(seen(row)?.verdict).toBe("holds");
  });
});

test("a file is looked for once, by the name that it was sent with", async () => {
  await booked(FILED);
  const again = await place();
  const { timeline } = await world.book(again.id);
  const asked = timeline.filter(({ title }) => title.startsWith("GET /salesdocumentattachments"));
  expect(asked).toEqual([]);
  expect(await files()).toBe(2);
});

test("quantities finer than what is delivered are said, and aren't invoiced rounded", async () => {
  world.configure(DELIVERY);
  const fine = { lines: [{ articleCode: "MUG", quantity: 1.125, price: 8 }] };
  const placed = await place(fine);
  expect((await world.book(placed.id)).codes).toContain("delivered-rounded");
  const run = await edited(placed, { status: DELIVERED });
  expect([run.end.outcome, run.codes]).toEqual([
    "held",
    expect.arrayContaining(["quantity-too-fine"]),
  ]);
  expect((await world.ledger())["customerinvoices"]).toEqual([]);
});

describe("an order of which a person has delivered a part", () => {
  async function begun(): Promise<Placed> {
    const placed = await booked({ orders: { type: "sales-order", orderStatus: "ongoing" } });
    const { orders = [] } = await world.ledger();
    const order = orders.at(-1);
    const rows = ((order?.["Rows"] ?? []) as readonly Json[]).map((row) =>
      row["IsTextRow"] === true ? row : { ...row, DeliveredQuantity: 1 },
    );
    await world.control("eaccounting", "PATCH", `/orders/${String(order?.["Id"])}`, { Rows: rows });
    return placed;
  }

  test("isn't written over: its rows would be replaced", async () => {
    const run = await edited(await begun(), { lines: [mug(5)] });
    expect([run.end.outcome, run.codes]).toEqual([
      "needs-attention",
      expect.arrayContaining(["document-partly-delivered"]),
    ]);
    expect(run.writes).toEqual([]);
  });

  test("where the ledger says otherwise of every order, nobody has", async () => {
    const placed = await begun();
    world.lists = {
      ...world.lists,
      seenAtWork: { E16: { verdict: "differs", facts: {} } },
    };
    world.configure({ orders: { changedByPerson: "overwrite" } });
    expect((await edited(placed, { lines: [mug(5)] })).codes).not.toContain(
      "document-partly-delivered",
    );
  });
});

describe("somebody who pays in the same moment (E55)", () => {
  /** A part is paid by us, and more than the rest by somebody else, before our run goes on. */
  async function paidTwice(position: string): Promise<Run> {
    await put({ paymentAboveRemaining: position });
    const { bankaccounts = [] } = await world.ledger();
    const bankAccountId = String(
      bankaccounts.find((one) => one["LedgerAccountNumber"] === 1930)?.["Id"],
    );
    world.configure({
      orders: { type: "invoice", payments: "register" },
      lookups: { paymentMethod: { default: bankAccountId, table: {} } },
    });
    const placed = await place({ paymentStatus: "Open" });
    await world.book(placed.id);
    const { customerinvoices: [invoice] = [] } = await world.ledger();
    const total = Number(invoice?.["TotalAmountInvoiceCurrency"]);
    world.answered = async (kind) => {
      if (kind !== "payment.create") return;
      const payment = registerPayment(String(invoice?.["Id"]), {
        bankAccountId,
        date: new Date().toISOString().slice(0, 10),
        amount: total.toFixed(2),
        currency: "SEK",
        complete: false,
        reference: "by hand",
      });
      await world.look(placed.id, (ports) => ports.read(payment));
    };
    return edited(placed, { paymentStatus: "PartlyPaid", amountPaid: 10 });
  }

  test("is told, where the ledger takes both", async () => {
    const run = await paidTwice("taken");
    expect([run.end.outcome, run.codes]).toEqual([
      "needs-attention",
      expect.arrayContaining(["invoice-overpaid"]),
    ]);
  });

  test("is nobody's matter, where it refuses what is too much", async () => {
    const run = await paidTwice("refused");
    expect(run.codes).toContain("payment-registered");
    expect(run.codes).not.toContain("invoice-overpaid");
  });
});

describe("a field of a product that comes back empty (P28)", () => {
  const sent: ProductFields = { sku: "MUG", shortDescription: "A mug", unit: "st" };

  test("is seen, and a field that was sent empty isn't one", () => {
    expect(storedSeen(undefined, sent, sent)?.verdict).toBe("holds");
    expect(storedSeen(undefined, sent, { sku: "MUG", unit: "st" })).toEqual({
      verdict: "differs",
      facts: { hidden: "shortDescription" },
    });
    expect(storedSeen(undefined, { sku: "MUG", unit: null }, { sku: "MUG" })?.verdict).toBe(
      "holds",
    );
  });

  test.each([
    ["kept", { shortDescription: "A mug" }, "holds"],
    ["left out", {}, "differs"],
  ])("is noted as the product is written: one that is %s", async (_how, stored, verdict) => {
    const saved: ListsPatch[] = [];
    const answer = { id: 7, articleCode: "MUG", active: true, ...stored };
    const ports = {
      lists: {},
      now: () => 0,
      products: { save: () => undefined },
      settle: () => undefined,
      saveLists: (patch: ListsPatch) => void saved.push(patch),
      write: async () =>
        ok({
          opId: 1,
          attempt: 1,
          answer: { status: 201, isJson: true, headers: {}, body: answer },
        }),
    };
    const written = await writeProduct(ports as unknown as Parameters<typeof writeProduct>[0], {
      id: "1",
      key: "product:1",
      role: "product",
      code: "MUG",
      fields: { sku: "MUG", shortDescription: "A mug" },
      memory: NO_MEMORY,
      target: null,
      journal: [],
    });
    expect(written.ok ? saved.map((one) => one.seenAtWork?.P28?.verdict) : written).toEqual([
      verdict,
    ]);
  });

  test("stays otherwise until that very field comes back", () => {
    const before: Observation = { verdict: "differs", facts: { hidden: "shortDescription" } };
    expect(storedSeen(before, { sku: "MUG" }, { sku: "MUG" })).toBeNull();
    expect(storedSeen(before, sent, sent)?.verdict).toBe("holds");
  });
});
