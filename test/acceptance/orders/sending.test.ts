/**
 * What reaches the buyer of an order, case by case: the flow's own code against both sandboxes, and
 * what the ledger says it sent.
 */
import { localDay, zoneOfCountry } from "../../../src/domain/platform/zoned-time.ts";
import { describe, expect, test } from "vitest";
import { FlowWorld, type Json } from "../../support/flow-world.ts";
import { companyBuyer, mug, privateBuyer } from "../../support/orders.ts";

type Sent = { readonly way: string; readonly to: string | null };
type SendingCase = {
  readonly name: string;
  readonly orders: Json;
  readonly buyer: Json;
  readonly lookups?: Json;
  /** What goes out, to whom. */
  readonly sent: readonly Sent[];
  /** The first reason, where something needs a person. */
  readonly asks?: string;
};

const mail = (to: string): Sent => ({ way: "email", to });
const invoice = (company: string, person = company): Json => ({
  type: "invoice",
  sending: { company, private: person },
});
const GUEST_SALES = "Guest sales";

const CASES: readonly SendingCase[] = [
  {
    name: "nothing is sent unless the tenant chose it",
    orders: { type: "invoice" },
    buyer: companyBuyer("Quiet"),
    sent: [],
  },
  {
    name: "by e-mail, at the customer's address",
    orders: invoice("email"),
    buyer: companyBuyer("Mailed"),
    sent: [mail("mailed@example.com")],
  },
  {
    name: "a kind of customer that isn't chosen is left alone",
    orders: invoice("email", "none"),
    buyer: privateBuyer("Alone"),
    sent: [],
  },
  {
    name: "a person by Kivra, a company by e-mail",
    orders: invoice("email", "kivra"),
    buyer: privateBuyer("Kivra"),
    sent: [{ way: "Kivra", to: "Kivra Person" }],
  },
  {
    name: "printed and posted",
    orders: invoice("print"),
    buyer: companyBuyer("Paper"),
    sent: [{ way: "print", to: "Paper AB" }],
  },
  {
    name: "an electronic invoice without an address is refused, and the invoice stands",
    orders: invoice("e-invoice"),
    buyer: companyBuyer("Nowhere"),
    sent: [],
    asks: "sending-refused",
  },
  {
    name: "electronic invoices to persons aren't Sweden's: nothing is even tried",
    orders: invoice("none", "e-invoice-private"),
    buyer: privateBuyer("Swede"),
    sent: [],
    asks: "sending-not-available",
  },
  {
    name: "of a customer that stands for many, the order's own address",
    orders: { ...invoice("email"), defaultDebtor: GUEST_SALES },
    buyer: privateBuyer("Guest"),
    sent: [mail("guest@example.com")],
  },
  {
    name: "of a customer that stands for many, an order without an address",
    orders: { ...invoice("email"), defaultDebtor: GUEST_SALES },
    buyer: { ...privateBuyer("Nameless"), emailAddress: null },
    sent: [],
    asks: "sending-no-address",
  },
  {
    name: "of a customer that stands for many, nothing but e-mail",
    orders: { ...invoice("print"), defaultDebtor: GUEST_SALES },
    buyer: privateBuyer("Shared"),
    sent: [],
    asks: "sending-to-shared-customer",
  },
  {
    name: "a draft that a person books is that person's to send",
    orders: {
      type: "draft-invoice",
      typeRules: [{ grossFrom: "100000.00", type: "invoice" }],
      sending: { company: "email", private: "email" },
    },
    buyer: companyBuyer("Drafted"),
    sent: [],
  },
  {
    name: "a sales order is sent as its invoice, once it is delivered",
    orders: {
      type: "sales-order",
      invoiceOrders: "delivered",
      sending: { company: "email", private: "email" },
    },
    buyer: { ...companyBuyer("Delivered"), status: 4 },
    sent: [mail("delivered@example.com")],
  },
];

async function opened(orders: Json): Promise<FlowWorld> {
  const world = await FlowWorld.open();
  const id = (await world.ledger())["customers"]?.find(
    (one) => one["Name"] === orders["defaultDebtor"],
  )?.["Id"];
  world.configure({
    orders: { ...orders, ...(id === undefined ? {} : { defaultDebtor: { id, when: "always" } }) },
  });
  return world;
}

const sentBy = async (world: FlowWorld): Promise<readonly Sent[]> =>
  ((await world.ledger())["sent"] ?? []).map(({ way, to }) => ({ way, to }) as Sent);

describe("what is sent", () => {
  test.each(CASES.map((one) => [one.name, one] as const))(
    "%s",
    async (_, { orders, buyer, sent, asks }) => {
      const world = await opened(orders);
      const placed = await world.place({ ...buyer, lines: [mug(2)] });
      const run = await world.book(placed.id);
      expect([run.end.outcome, asks === undefined ? null : run.codes[0]]).toEqual(
        asks === undefined ? ["booked", null] : ["needs-attention", asks],
      );
      expect(await sentBy(world)).toEqual(sent);
      expect(run.codes.includes("invoice-sent")).toBe(sent.length > 0);
      await world.book(placed.id);
      expect(await sentBy(world)).toEqual(sent);
    },
  );

  test("a credit is sent as well, and so is what an edit adds", async () => {
    const world = await opened({ ...invoice("email"), editedAfterBooking: "delta" });
    const placed = await world.place({ ...companyBuyer("Credited"), lines: [mug(2)] });
    await world.book(placed.id);
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(5)] });
    await world.book(placed.id);
    const credit = await world.place({
      ...companyBuyer("Credited"),
      creditsOrderId: placed.id,
      lines: [mug(-1)],
    });
    await world.book(credit.id);
    expect(await sentBy(world)).toEqual([
      mail("credited@example.com"),
      mail("credited@example.com"),
      mail("credited@example.com"),
    ]);
  });

  test("what was booked before the tenant chose it is never sent, and switching it off stops what is still to go", async () => {
    const world = await opened({ type: "invoice" });
    const early = await world.place({ ...companyBuyer("Early"), lines: [mug()] });
    await world.book(early.id);
    world.configure({ orders: invoice("e-invoice") });
    await world.book(early.id);
    const refused = await world.place({ ...companyBuyer("Early"), lines: [mug(3)] });
    expect((await world.book(refused.id)).codes[0]).toBe("sending-refused");
    world.configure({ orders: invoice("none") });
    const stopped = await world.book(refused.id);
    expect([stopped.end.outcome, stopped.writes, await sentBy(world)]).toEqual(["booked", [], []]);
  });

  test("a sending that was refused goes out, once, after the address is there", async () => {
    const world = await opened(invoice("e-invoice"));
    const placed = await world.place({ ...companyBuyer("Later"), lines: [mug()] });
    await world.book(placed.id);
    const customer = (await world.ledger())["customers"]?.find((one) => one["Name"] === "Later AB");
    await world.control("eaccounting", "PATCH", `/customers/${String(customer?.["Id"])}`, {
      ElectronicAddress: "0007:5566778899",
    });
    expect((await world.book(placed.id, ["retry-by-person"])).codes).toContain("invoice-sent");
    await world.book(placed.id);
    expect(await sentBy(world)).toEqual([{ way: "e-invoice", to: "0007:5566778899" }]);
  });

  test("a sending without an answer is told to a person, and only a person sends again", async () => {
    const world = await opened(invoice("email"));
    const placed = await world.place({ ...companyBuyer("Lost"), lines: [mug()] });
    await world.book(placed.id);
    world.closeWithoutAnswer("sending.create");
    for (const type of ["order.updated", "order.paid"]) {
      const run = await world.book(placed.id, [type]);
      expect([run.end.outcome, run.codes[0], run.writes]).toEqual([
        "needs-attention",
        "sending-in-doubt",
        [],
      ]);
    }
    const again = await world.book(placed.id, ["retry-by-person"]);
    expect([again.end.outcome, (await sentBy(world)).length]).toEqual(["booked", 2]);
  });

  test("one that a person sends again is never taken for another of the order's documents", async () => {
    const world = await opened({ ...invoice("email"), editedAfterBooking: "delta" });
    const placed = await world.place({ ...companyBuyer("Several"), lines: [mug(2)] });
    const edited = (quantity: number) =>
      world.control("asperion", "PATCH", `/orders/${placed.id}`, { lines: [mug(quantity)] });
    await world.book(placed.id);
    await edited(3);
    world.answered = async (kind) => {
      if (kind === "sending.create") throw new Error("the answer is lost");
    };
    await expect(world.book(placed.id)).rejects.toThrow("the answer is lost");
    world.answered = null;
    world.leaveToPerson(placed.id);
    await edited(4);
    await world.book(placed.id);
    await world.book(placed.id, ["retry-by-person"]);
    const count = (await sentBy(world)).length;
    const run = await world.book(placed.id);
    expect([count, run.end.outcome, run.writes]).toEqual([4, "booked", []]);
  });

  test("an invoice that wasn't booked as planned is a person's, and isn't sent", async () => {
    const world = await opened(invoice("email"));
    world.answered = async (kind) => {
      const [draft] = (await world.ledger())["customerinvoicedrafts"] ?? [];
      // Somebody gives the draft another day, and we don't see it.
      if (kind === "draft.create")
        await world.control(
          "eaccounting",
          "PATCH",
          `/customerinvoicedrafts/${String(draft?.["Id"])}`,
          { InvoiceDate: new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10) },
        );
    };
    const placed = await world.place({ ...companyBuyer("Otherwise"), lines: [mug()] });
    const run = await world.book(placed.id);
    expect([run.end.outcome, run.codes[0], await sentBy(world)]).toEqual([
      "needs-attention",
      "booked-date-differs",
      [],
    ]);
    world.answered = null;
    const [booked] = (await world.ledger())["customerinvoices"] ?? [];
    await world.control("eaccounting", "PATCH", `/customerinvoices/${String(booked?.["Id"])}`, {
      InvoiceDate: localDay(Date.now(), zoneOfCountry("SE")),
    });
    expect([(await world.book(placed.id)).end.outcome, await sentBy(world)]).toEqual([
      "booked",
      [],
    ]);
  });

  test("what waits for the payment isn't sent before it", async () => {
    const world = await opened({ ...invoice("email"), payments: "register" });
    const placed = await world.place({
      ...companyBuyer("Unmapped"),
      paymentStatus: "Paid",
      lines: [mug()],
    });
    const held = await world.book(placed.id);
    expect([held.end.outcome, held.codes[0], held.codes.at(-1), await sentBy(world)]).toEqual([
      "needs-attention",
      "payment-method-not-mapped",
      "sending-waits",
      [],
    ]);
    const bank = (await world.ledger())["bankaccounts"]?.find(
      (one) => one["LedgerAccountNumber"] === 1930,
    )?.["Id"];
    world.configure({ lookups: { paymentMethod: { default: bank, table: {} } } });
    const run = await world.book(placed.id, ["retry-by-person"]);
    expect(run.writes.map(({ kind }) => kind)).toEqual(["payment.create", "sending.create"]);
  });

  test("a dry run shows the sending that the real run makes", async () => {
    const world = await opened(invoice("email"));
    await world.book((await world.place({ ...companyBuyer("Shown"), lines: [mug()] })).id);
    const placed = await world.place({ ...companyBuyer("Shown"), lines: [mug(2)] });
    const shown = await world.dryRun(placed.id);
    const real = await world.book(placed.id);
    expect(shown.rehearsed.map(({ kind }) => kind)).toEqual(real.writes.map(({ kind }) => kind));
    expect(shown.rehearsed.at(-1)?.request.body).toEqual(real.writes.at(-1)?.request.body);
  });
});
