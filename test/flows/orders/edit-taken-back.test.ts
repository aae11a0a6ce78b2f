/**
 * An edit that the ledger answered otherwise than was planned, or whose answer no run compared, and
 * that the shop takes back: the document says what the order says again, though the order says what
 * its last compared write said.
 */
import { expect, test } from "vitest";
import { FlowWorld, type Json, type Run } from "../../support/flow-world.ts";
import { companyBuyer, privateBuyer } from "../../support/orders.ts";

type Type = "draft-invoice" | "sales-order";
const TYPES = ["draft-invoice", "sales-order"] as const;
const LISTS = { "draft-invoice": "customerinvoicedrafts", "sales-order": "orders" } as const;
const UPDATES = {
  "draft-invoice": "PUT /v2/customerinvoicedrafts/{id}",
  "sales-order": "PUT /v2/orders/{id}",
} as const;
const mugs = (price: number, quantity = 1): Json => ({
  articleCode: "MUG",
  vatCode: "H",
  quantity,
  price,
});

async function shop(type: Type, buyer: Json, price = 125) {
  const world = await FlowWorld.open();
  world.configure({ orders: { type } });
  const { id } = await world.place({ ...buyer, pricesIncludeVat: true, lines: [mugs(price)] });
  const becomes = async (to: Json): Promise<Run> => {
    await world.control("asperion", "PATCH", `/orders/${id}`, to);
    return world.book(id);
  };
  const standing = async (): Promise<Json> => {
    const [document, ...others] = (await world.ledger())[LISTS[type]] ?? [];
    if (document === undefined || others.length > 0) throw new Error("not one document");
    return document;
  };
  const rows = async (): Promise<readonly unknown[]> =>
    ((await standing())["Rows"] as readonly Json[]).map((row) => row["Quantity"]);
  const article = async (change: Json): Promise<Json> => {
    const found = (await world.ledger())["articles"]?.find((one) => one["Number"] === "MUG");
    await world.control("eaccounting", "PATCH", `/articles/${String(found?.["Id"])}`, change);
    return found ?? {};
  };
  /** Gives the article a coding of another rate, and returns what gives it its own one again. */
  const recoded = async (): Promise<() => Promise<Json>> => {
    const other = world.lists.codings.find((one) => one.vatRate === "0.12" && one.kind === "goods");
    const { CodingId, NetPrice, GrossPrice } = await article({});
    const gross = Math.round(Number(NetPrice) * 112) / 100;
    await article({ CodingId: other?.id, NetPrice, GrossPrice: gross });
    return () => article({ CodingId, NetPrice, GrossPrice });
  };
  return { world, id, becomes, standing, rows, article, recoded };
}

const addressIn = (countryCode: string, postCode: string): Json => {
  const address = { name: "Buyer", address: "Street 1", postCode, city: "City", countryCode };
  return { invoiceAddress: address, deliveryAddress: address };
};
const [SWEDEN, GERMANY] = [addressIn("SE", "111 22"), addressIn("DE", "10115")];

test.each(TYPES)(
  "a %s moved to Germany by mistake has Swedish VAT once it is back",
  async (type) => {
    const { world, id, becomes, standing, article } = await shop(
      type,
      { ...privateBuyer("Moved"), ...SWEDEN },
      394,
    );
    await world.control("eaccounting", "PUT", "/company", { UsesMoss: true });
    await article({ UsesMoss: true });
    await world.setUp();
    world.forget();
    const vat = async (): Promise<unknown> => {
      const { VatAmount, TotalVatAmount } = (await standing()) as Record<string, unknown>;
      return VatAmount ?? TotalVatAmount;
    };
    await world.book(id);
    expect(await vat()).toBe(78.8);
    const moved = await becomes(GERMANY);
    expect([moved.end.outcome, moved.codes[0]]).toEqual(["needs-attention", "row-differs"]);
    const back = await becomes(SWEDEN);
    expect([back.end.outcome, await vat()]).toEqual(["updated", 78.8]);
    const customers = (await world.ledger())["customers"];
    const { CustomerId } = (await standing()) as Record<string, unknown>;
    expect(customers?.find((one) => one["Id"] === CustomerId)?.["InvoiceCountryCode"]).toBe("SE");
  },
);

test.each(TYPES)(
  "a %s of three pieces, at another rate in the ledger, is of one piece once the order is",
  async (type) => {
    const { world, id, becomes, rows, recoded } = await shop(type, privateBuyer("Recoded"));
    await world.book(id);
    const asBefore = await recoded();
    const three = await becomes({ lines: [mugs(125, 3)] });
    expect([three.end.outcome, await rows()]).toEqual(["needs-attention", [3]]);
    await asBefore();
    const one = await becomes({ lines: [mugs(125)] });
    expect([one.end.outcome, await rows()]).toEqual(["updated", [1]]);
    const again = await world.book(id);
    expect([again.codes, again.writes]).toEqual([["order-unchanged"], []]);
  },
);

test.each(TYPES)("a %s of one piece again, after an edit that no run compared", async (type) => {
  const { world, id, becomes, rows } = await shop(type, privateBuyer("Stopped"));
  await world.book(id);
  // It stops when the answer of its update has come.
  world.settles = () => {
    throw new Error("stopped");
  };
  await expect(becomes({ lines: [mugs(125, 3)] })).rejects.toThrow("stopped");
  world.settles = null;
  expect(await rows()).toEqual([3]);
  const one = await becomes({ lines: [mugs(125)] });
  expect([one.end.outcome, await rows()]).toEqual(["updated", [1]]);
});

test.each(TYPES)(
  "a %s whose edit waits for its second write has none of its rows once it is taken back",
  async (type) => {
    const { world, id, becomes, rows } = await shop(type, companyBuyer("Limited"));
    await world.book(id);
    // By rate it is planned, by row the ledger rounds, so a closing row follows in a write of its
    // own.
    const faults = (method: "POST" | "DELETE", body?: Json): Promise<unknown> =>
      world.control("eaccounting", method, "/faults", body);
    await faults("POST", { route: UPDATES[type], kind: "status", status: 429, times: 1, after: 1 });
    const lines = [mugs(33.33), mugs(33.33), mugs(33.33)];
    await expect(becomes({ lines })).rejects.toThrow("rate-limited");
    await faults("DELETE");
    expect(await rows()).not.toEqual([1]);
    const one = await becomes({ lines: [mugs(125)] });
    expect([one.end.outcome, await rows()]).toEqual(["updated", [1]]);
  },
);

test.each(TYPES)(
  "a %s that a person puts right in the ledger is compared once, and unchanged from then on",
  async (type) => {
    const { world, id, becomes, standing, recoded } = await shop(type, privateBuyer("Righted"));
    await world.book(id);
    const before = await standing();
    const asBefore = await recoded();
    await becomes({ lines: [mugs(125, 3)] });
    await asBefore();
    const path = `/${LISTS[type]}/${String(before["Id"])}?company=Demo%20AB`;
    await world.control("eaccounting", "PATCH", path, before);
    const one = await becomes({ lines: [mugs(125)] });
    expect([one.end.outcome, one.writes]).toEqual(["booked", []]);
    const again = await world.book(id);
    expect([again.codes, again.timeline.some(({ title }) => title.includes("/v2/"))]).toEqual([
      ["order-unchanged"],
      false,
    ]);
  },
);

test.each(TYPES)("a %s says what it said before a second edit was refused", async (type) => {
  const { world, id, becomes, rows, recoded } = await shop(type, privateBuyer("Refused"));
  await world.book(id);
  const asBefore = await recoded();
  await becomes({ lines: [mugs(125, 3)] });
  await asBefore();
  const fault = { route: UPDATES[type], kind: "status", status: 400, times: 1 };
  await world.control("eaccounting", "POST", "/faults", fault);
  await expect(becomes({ lines: [mugs(125, 2)] })).rejects.toThrow("rejected");
  const one = await becomes({ lines: [mugs(125)] });
  expect([one.end.outcome, await rows()]).toEqual(["updated", [1]]);
});
