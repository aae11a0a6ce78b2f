/**
 * An update whose answer never came comes true after newer ones. A look after that time finds it
 * and writes anew; what a person did in the ledger isn't taken for it, and what was booked by then
 * is told.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, grossOf, mug } from "../../support/orders.ts";

const LOOK = ["verify-repeat"];
let n = 0;

/** Ten mugs were ordered, then twenty, whose answer never came, then thirty, which is known. */
async function overtaken(type: "sales-order" | "draft-invoice" = "sales-order") {
  const world = await FlowWorld.open();
  world.configure({ orders: { type } });
  const list = type === "sales-order" ? "orders" : "customerinvoicedrafts";
  const placed = await world.place({ ...companyBuyer(`Late${(n += 1)}`), lines: [mug(10)] });
  const edit = (quantity: number): Promise<unknown> =>
    world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(quantity)] });
  const inLedger = async (): Promise<Json> => {
    const [document, ...others] = (await world.ledger())[list] ?? [];
    if (document === undefined || others.length > 0) throw new Error("not one document");
    return document;
  };
  const change = async (body: Json): Promise<unknown> =>
    world.control(
      "eaccounting",
      "PATCH",
      `/${list}/${String((await inLedger())["Id"])}?company=Demo%20AB`,
      body,
    );
  const quantity = async (): Promise<unknown> =>
    ((await inLedger())["Rows"] as readonly Json[])[0]?.["Quantity"];
  await world.book(placed.id);
  await edit(20);
  world.answered = async () => {
    throw new Error("the answer is lost");
  };
  await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
  world.answered = null;
  const late = await inLedger();
  await edit(30);
  await world.resolveDoubts(placed.id);
  await world.book(placed.id);
  expect(await quantity()).toBe(30);
  return {
    world,
    edit,
    change,
    quantity,
    comesTrue: () => change(late),
    book: (eventTypes?: readonly string[]) => world.book(placed.id, eventTypes),
  };
}

test.each(["sales-order", "draft-invoice"] as const)(
  "a %s is written anew once an older update came true over it",
  async (type) => {
    const { comesTrue, quantity, book } = await overtaken(type);
    await comesTrue();
    expect(await quantity()).toBe(20);
    const looked = await book(LOOK);
    expect([looked.end.outcome, await quantity()]).toEqual(["updated", 30]);
  },
);

test("nothing is written where it never came true", async () => {
  const { book } = await overtaken();
  const looked = await book(LOOK);
  expect([looked.codes.includes("order-unchanged"), looked.writes]).toEqual([true, []]);
});

test("an edit that finds it there takes it for nobody's change", async () => {
  const { comesTrue, edit, quantity, book } = await overtaken();
  await comesTrue();
  await edit(40);
  const edited = await book();
  expect([edited.end.outcome, await quantity()]).toEqual(["updated", 40]);
});

test("what a person changed meanwhile stays, and is said", async () => {
  const { change, book } = await overtaken();
  await change({ YourReference: "PO 4711" });
  expect((await book(LOOK)).codes[0]).toBe("document-changed-by-person");
});

test.each([
  [4, "invoiced", false, "booked", "order-unchanged"],
  [4, "invoiced, and isn't right", true, "needs-attention", "order-invoice-not-found"],
  [3, "shipped", false, "booked", "order-unchanged"],
  [3, "shipped, and isn't right", true, "needs-attention", "document-shipped"],
] as const)(
  "with the status %d by then it is changed no more, and a person is told of what isn't right: %s",
  async (status, _, isOvertaken, outcome, code) => {
    const { change, comesTrue, book } = await overtaken();
    if (isOvertaken) await comesTrue();
    await change({ Status: status });
    const { end, codes, writes } = await book(LOOK);
    expect([end.outcome, codes[0], writes]).toEqual([outcome, code, []]);
  },
);

test.each([
  ["sales-order", "not noted"],
  ["draft-invoice", "not noted"],
  ["sales-order", "noted"],
] as const)(
  "an edited %s that a run left between its update and the correction of its VAT (%s) is corrected by the next",
  async (type, correction) => {
    const world = await FlowWorld.open();
    world.configure({ orders: { type } });
    const placed = await world.place({ ...companyBuyer(`Cut${(n += 1)}`), lines: [mug(10)] });
    await world.book(placed.id);
    // The ledger rounds row by row; by rate, which is assumed at first, it is a cent more.
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
      lines: [
        { articleCode: "TSHIRT", quantity: 5, price: 27.25 },
        { ...mug(), price: 0.49 },
      ],
    });
    let updates = 0;
    world.begins = async () => {
      updates += 1;
      if (updates === 2) throw new Error("stopped");
    };
    await expect(world.book(placed.id)).rejects.toThrow("stopped");
    world.begins = null;
    if (correction === "noted") world.notesAnother();
    const again = await world.book(placed.id);
    expect([again.end.outcome, again.codes.includes("document-changed-by-person")]).toEqual([
      "updated",
      false,
    ]);
    const list = type === "sales-order" ? "orders" : "customerinvoicedrafts";
    const [document] = (await world.ledger())[list] ?? [];
    expect(again.writes).toHaveLength(1);
    expect(type === "sales-order" ? grossOf(document) : String(document?.["TotalAmount"])).toBe(
      "170.92",
    );
  },
);

test.each(["sales-order", "draft-invoice"] as const)(
  "a %s whose edit the ledger counts otherwise is no person's: it is deleted with its order",
  async (type) => {
    const world = await FlowWorld.open();
    world.configure({ orders: { type } });
    const placed = await world.place({ ...companyBuyer(`Counted${(n += 1)}`), lines: [mug(10)] });
    await world.book(placed.id);
    const { articles = [] } = await world.ledger();
    const of = (number: string) => articles.find((one) => one["Number"] === number);
    await world.control("eaccounting", "PATCH", `/articles/${String(of("MUG")?.["Id"])}`, {
      CodingId: of("TEA")?.["CodingId"],
      NetPrice: 10,
      GrossPrice: 11.2,
    });
    const change = (to: Json) => world.control("asperion", "PATCH", `/orders/${placed.id}`, to);
    await change({ lines: [mug(20)] });
    const edited = await world.book(placed.id);
    expect([edited.end.outcome, edited.codes[0]]).toEqual(["needs-attention", "row-differs"]);
    await change({ status: 9 });
    expect((await world.book(placed.id)).end.outcome).toBe("updated");
    const { orders, customerinvoicedrafts } = await world.ledger();
    expect([orders, customerinvoicedrafts]).toEqual([[], []]);
  },
);
