/**
 * Fields that come back otherwise than they were sent, as the answers to our own writes show them:
 * nothing is held for it, and a person is told.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { observedWhole } from "../../src/asperion/orders.ts";
import { isRow, type Observation, type WorkRow } from "../../src/domain/vendors/checks.ts";
import { observedEmptied, observedFilled } from "../../src/eaccounting/observed-fields.ts";
import { FlowWorld, type Json } from "../support/flow-world.ts";
import { companyBuyer, mug } from "../support/orders.ts";

let world: FlowWorld;
beforeEach(async () => {
  world = await FlowWorld.open();
  world.configure({ orders: { type: "sales-order" } });
});

const seen = (row: WorkRow): Observation | undefined => world.lists.seenAtWork?.[row];
const place = (more: Json = {}) =>
  world.place({ ...companyBuyer("Fields"), lines: [mug(2)], ...more });

/** Every answer of the ledger about something under the path has these fields. */
const answering = (under: string, fields: Json): void => {
  world.ledgerSays = (body, path) =>
    path.includes(under) && isRow(body) && "Id" in body ? { ...body, ...fields } : body;
};

const answered = (body: unknown) => ({ status: 200, body, isJson: true, headers: {} });

describe("a second address line that was sent empty (E17)", () => {
  test("filled by the ledger: it is seen, in an edit as well", async () => {
    const { id } = await place();
    expect((await world.book(id)).end.outcome).toBe("booked");
    expect(seen("E17")).toBeUndefined();
    await world.control("asperion", "PATCH", `/orders/${id}`, { lines: [mug(3)] });
    let answers = 0;
    world.ledgerSays = (body, path) => {
      if (!path.includes("/orders/") || !isRow(body)) return body;
      answers += 1;
      // It is read as it is, and filled by the write.
      return answers === 1 ? body : { ...body, InvoiceAddress2: "Floor 2" };
    };
    await world.book(id);
    expect(seen("E17")).toEqual({ verdict: "differs", facts: { hidden: "InvoiceAddress2" } });
  });

  test("filled in a new document", async () => {
    answering("/orders", { DeliveryAddress2: "Floor 2" });
    await world.book((await place()).id);
    expect(seen("E17")).toMatchObject({ facts: { hidden: "DeliveryAddress2" } });
  });

  test("what was sent, and an empty answer, tell nothing", () => {
    expect(observedFilled({ InvoiceAddress2: "A" }, answered({ InvoiceAddress2: "A" }))).toBeNull();
    expect(observedFilled({ InvoiceAddress2: "" }, answered({ InvoiceAddress2: null }))).toBeNull();
    expect(observedFilled({ InvoiceAddress2: "" }, answered(null))).toBeNull();
  });
});

describe("a reference that was taken off the order (E213)", () => {
  const REFERENCE = { reference: "PO 7" };
  const takenOff = async (): Promise<void> => {
    const { id } = await place(REFERENCE);
    await world.book(id);
    await world.control("asperion", "PATCH", `/orders/${id}`, { reference: null });
    await world.book(id);
  };

  test("empty in the answer: it holds", async () => {
    await takenOff();
    expect(seen("E213")).toEqual({ verdict: "holds", facts: {} });
  });

  test("still in the answer: it is seen", async () => {
    answering("/orders", { BuyersOrderReference: "PO 7" });
    await takenOff();
    expect(seen("E213")).toEqual({
      verdict: "differs",
      facts: { hidden: "BuyersOrderReference" },
    });
  });

  test("nothing taken off, and an answer without the field, tell nothing", () => {
    const [before, sent] = [{ A: "x" }, { A: null }];
    expect(observedEmptied(before, sent, answered({}), ["A"])).toBeNull();
    expect(observedEmptied(before, sent, answered({ A: "x" }), [])).toBeNull();
    expect(observedEmptied({ A: "" }, sent, answered({ A: "" }), ["A"])).toBeNull();
  });
});

describe("a system article's note (E174)", () => {
  test("answered as it was sent: it holds", () => {
    expect(seen("E174")?.verdict).toBe("holds");
  });

  test("not answered: it is seen, and the article is known by the journal", async () => {
    const other = new FlowWorld();
    await other.control("eaccounting", "PUT", "/limits", { perMinute: 1_000_000 });
    other.ledgerSays = (body, path) =>
      path.includes("/articles") && isRow(body) && "Note" in body ? { ...body, Note: null } : body;
    await other.setUp();
    expect(other.lists.seenAtWork?.E174?.verdict).toBe("differs");
  });
});

describe("an order that its status was written back to (P65)", () => {
  beforeEach(() => {
    world.configure({
      orders: { type: "invoice", writeBack: { status: 5, number: "comments" } },
    });
  });

  test("with all of its fields: it holds", async () => {
    await world.book((await place({ debtorId: 203 })).id);
    expect(seen("P65")?.verdict).toBe("holds");
  });

  test("with a field less: it is seen by its name", async () => {
    world.shopSays = (body) =>
      isRow(body) && String(body["comments"]).includes("[eAccounting")
        ? { ...body, deliveryMethodId: null }
        : body;
    await world.book((await place({ debtorId: 203 })).id);
    expect(seen("P65")).toEqual({ verdict: "differs", facts: { hidden: "deliveryMethodId" } });
  });

  test("what follows from its status, and what is no answer to it, tell nothing", () => {
    const sent = { id: 1, status: 5, paymentStatus: "Open", date: "2026-01-01" };
    expect(observedWhole(sent, { ...sent, status: 4, paymentStatus: "Paid" })?.verdict).toBe(
      "holds",
    );
    for (const other of [null, {}, { ...sent, id: 2 }, { id: 1, status: 5 }])
      expect(observedWhole(sent, other)).toBeNull();
  });
});
