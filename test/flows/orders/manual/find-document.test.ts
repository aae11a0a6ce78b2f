/**
 * Documents that a person names for an order: read in the ledger's sandbox, held against the order,
 * and kept as its own afterwards.
 */
import { beforeEach, expect, test } from "vitest";
import { MANUAL, type LinkAsk } from "../../../../src/flows/orders/shared/link-request.ts";
import {
  type DocumentToLink,
  findDocumentToLink,
} from "../../../../src/flows/orders/manual-links/find-document.ts";
import { runLink } from "../../../../src/sync/run/link.ts";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";

let world: FlowWorld;
let n = 0;

let buyer: unknown;

beforeEach(async () => {
  world = await FlowWorld.open();
  buyer = (
    (await world.control("eaccounting", "POST", "/customers", {
      Name: "Known to a person AB",
    })) as Json
  )["Id"];
});

const place = (more: Json = {}) =>
  world.place({
    ...companyBuyer(`Handmade${(n += 1)}`),
    lines: [{ ...mug(), price: 100 }],
    ...more,
  });
type Placed = Awaited<ReturnType<typeof place>>;
const ROWS = [{ ArticleNumber: "MUG", UnitPrice: 100 }];
/** What a person types in the ledger's own screen. */
const typed = async (path: string, body: Json = {}): Promise<Json> =>
  (await world.control(
    "eaccounting",
    "POST",
    path,
    path === "/vouchers" ? body : { CustomerId: buyer, Rows: ROWS, ...body },
  )) as Json;

const ask = (what: LinkAsk["what"], number: unknown): LinkAsk => ({
  what,
  number: String(number),
  confirmed: false,
  actor: "anna",
});

async function find(
  placed: Placed,
  what: "order" | "invoice" | "invoice-draft" | "voucher",
  number: unknown,
): Promise<DocumentToLink> {
  const found = await world.look(placed.id, (ports) =>
    findDocumentToLink(ports, String(placed.id), { ...ask(what, number), what }),
  );
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

/** Links as the engine does once nothing is in the way. */
function link(placed: Placed, found: DocumentToLink): void {
  if (found.kind !== "found") throw new Error(JSON.stringify(found.reasons));
  world.save(`order:${placed.id}`, { ...found.document, n: 1 });
}

const codes = (found: DocumentToLink): readonly string[] =>
  (found.kind === "refused" ? found.reasons : found.differs).map(({ code }) => code);

test.each([
  ["order", "/orders", "Number", "sales-order"],
  ["invoice", "/customerinvoices", "InvoiceNumber", "invoice"],
  ["invoice-draft", "/customerinvoicedrafts", "Id", "invoice-draft"],
] as const)(
  "%s is found by what a person knows it by, and equals the order",
  async (what, path, field, role) => {
    const placed = await place();
    const made = await typed(path);
    const found = await find(placed, what, made[field]);
    expect([found.kind, codes(found)]).toEqual(["found", []]);
    expect(found).toMatchObject({
      document: { role, id: String(made["Id"]).toLowerCase(), state: "live", ownedHash: MANUAL },
    });
  },
);

test("a number that no document has is said, and so is one that no document can have", async () => {
  const placed = await place();
  for (const [what, number] of [
    ["order", "987654"],
    ["invoice", "12x"],
    ["invoice", "99999999999"],
    ["voucher", "Z9"],
    ["invoice-draft", "12"],
    ["order", "11111111-2222-4333-8444-555555555555"],
  ] as const)
    expect([number, codes(await find(placed, what, number))]).toEqual([number, ["link-not-found"]]);
});

test("two of one number are told, and the id names one of them", async () => {
  const placed = await place();
  const [one] = [
    await typed("/customerinvoices", { InvoiceNumber: 77 }),
    await typed("/customerinvoices", { InvoiceNumber: 77 }),
  ];
  expect(codes(await find(placed, "invoice", 77))).toEqual(["link-ambiguous"]);
  expect((await find(placed, "invoice", one?.["Id"])).kind).toBe("found");
});

test("another amount, VAT or currency is told before anything is linked", async () => {
  const placed = await place();
  const dearer = await typed("/orders", { Rows: [{ ArticleNumber: "MUG", UnitPrice: 110 }] });
  expect(await find(placed, "order", dearer["Number"])).toMatchObject({
    kind: "found",
    differs: [
      { code: "link-amount-differs", params: { order: "125.00", document: "137.50" } },
      { code: "link-vat-differs", params: { order: "25.00", document: "27.50" } },
    ],
  });
  const euro = await typed("/orders", { CurrencyCode: "EUR" });
  expect(codes(await find(placed, "order", euro["Number"]))).toEqual(["link-currency-differs"]);
});

test("a document for another customer than the buyer's is told, once the buyer is known", async () => {
  const placed = await place();
  expect((await world.book(placed.id)).end.outcome).toBe("booked");
  const [own] = world.documentsOf(placed.id);
  if (own === undefined) throw new Error("nothing was booked");
  await world.control("eaccounting", "PATCH", `/orders/${own.id}`, { OurReference: "" });
  const other = await typed("/orders");
  expect(codes(await find(placed, "order", other["Number"]))).toEqual(["link-customer-differs"]);
});

test("a document with another order's marker is refused, and any while another has this order's own", async () => {
  const [first, second] = [await place(), await place()];
  for (const one of [first, second]) expect((await world.book(one.id)).end.outcome).toBe("booked");
  const [ofFirst] = world.documentsOf(first.id);
  const [ofSecond] = world.documentsOf(second.id);
  const refused = await find(second, "order", ofFirst?.number);
  expect(refused).toMatchObject({
    kind: "refused",
    reasons: [{ code: "link-elsewhere", params: { order: first.orderNumber } }],
  });
  const another = await typed("/orders");
  expect(await find(second, "order", another["Number"])).toMatchObject({
    kind: "refused",
    reasons: [{ code: "link-own-document", params: { number: ofSecond?.number } }],
  });
  expect(await find(second, "order", ofSecond?.number)).toMatchObject({
    kind: "found",
    document: { n: 1 },
    codes: [expect.any(String)],
  });
});

test("a credit invoice can't stand for a sale", async () => {
  const placed = await place();
  const credit = await typed("/customerinvoices", { IsCreditInvoice: true });
  expect(await find(placed, "invoice", credit["InvoiceNumber"])).toMatchObject({
    kind: "refused",
    reasons: [{ code: "link-kind-differs", params: { document: "credit-invoice" } }],
  });
});

test.each([
  ["order", "/orders", "Number"],
  ["invoice", "/customerinvoices", "InvoiceNumber"],
  ["voucher", "/vouchers", "NumberAndNumberSeries"],
] as const)(
  "where the ledger doesn't filter by number, what was made lately is read (%s)",
  async (what, path, field) => {
    const placed = await place();
    const made = await typed(path);
    await world.control("eaccounting", "PUT", "/switches", { filterNumbers: "no" });
    expect((await find(placed, what, made[field])).kind).toBe("found");
    expect(codes(await find(placed, what, what === "voucher" ? "Z9" : "987654"))).toEqual([
      "link-not-found",
    ]);
  },
);

test("a linked sales order is the order's: the next event writes nothing, and an edit waits for a person", async () => {
  const placed = await place();
  const made = await typed("/orders");
  link(placed, await find(placed, "order", made["Number"]));
  const again = await world.book(placed.id);
  expect([again.end.outcome, again.codes, again.writes]).toEqual([
    "booked",
    ["order-unchanged"],
    [],
  ]);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    lines: [{ ...mug(), price: 120 }],
  });
  const edited = await world.book(placed.id);
  expect([edited.end.outcome, edited.codes, edited.writes]).toEqual([
    "held",
    ["document-kept-by-hand"],
    [],
  ]);
});

test("a linked invoice gets the order's payment at the next event, and an edit of it waits for a person", async () => {
  const bank = (await world.ledger())["bankaccounts"]?.find(
    (one) => one["LedgerAccountNumber"] === 1930,
  );
  world.configure({
    orders: { type: "invoice", payments: "register", editedAfterBooking: "delta" },
    lookups: { paymentMethod: { default: String(bank?.["Id"]), table: {} } },
  });
  const placed = await place({ paymentStatus: "Paid" });
  const made = await typed("/customerinvoices");
  link(placed, await find(placed, "invoice", made["InvoiceNumber"]));
  const paid = await world.book(placed.id);
  expect([paid.end.outcome, paid.writes.map(({ kind }) => kind)]).toEqual([
    "booked",
    ["payment.create"],
  ]);
  expect((await world.book(placed.id)).writes).toEqual([]);
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
    lines: [{ ...mug(), price: 120 }],
  });
  const edited = await world.book(placed.id);
  expect([edited.end.outcome, edited.codes, edited.writes]).toEqual([
    "needs-attention",
    ["document-kept-by-hand"],
    [],
  ]);
});

test("an order that is cancelled leaves what a person linked to it where it is, and says so", async () => {
  const placed = await place();
  const made = await typed("/orders");
  link(placed, await find(placed, "order", made["Number"]));
  await world.control("asperion", "PATCH", `/orders/${placed.id}`, { status: 9 });
  const run = await world.book(placed.id);
  expect([run.end.outcome, run.codes, run.writes]).toEqual([
    "needs-attention",
    ["document-kept-by-hand"],
    [],
  ]);
});

test("an order whose document was taken off it isn't booked again by any event, and by a person's retry once", async () => {
  const placed = await place();
  const made = await typed("/orders");
  const found = await find(placed, "order", made["Number"]);
  if (found.kind !== "found") throw new Error("not found");
  world.save(`order:${placed.id}`, { ...found.document, n: 1, state: "unlinked" });
  for (const event of ["order.updated", "sweep"])
    expect(await world.book(placed.id, [event])).toMatchObject({
      end: { outcome: "held" },
      codes: ["document-unlinked"],
      writes: [],
    });
  const booked = await world.book(placed.id, ["retry-by-person"]);
  expect([
    booked.end.outcome,
    booked.writes.filter(({ kind }) => kind === "order.create").length,
  ]).toEqual(["booked", 1]);
  expect(world.documentsOf(placed.id).map(({ n: nth, state }) => [nth, state])).toEqual([
    [1, "unlinked"],
    [2, "live"],
  ]);
  expect((await world.book(placed.id, ["retry-by-person"])).writes).toEqual([]);
});

test("one of our own that was taken off and still has the marker is found again, and isn't doubled", async () => {
  const placed = await place();
  await world.book(placed.id);
  const [own] = world.documentsOf(placed.id);
  if (own === undefined) throw new Error("nothing was booked");
  world.save(`order:${placed.id}`, { ...own, state: "unlinked" });
  const again = await world.book(placed.id, ["retry-by-person"]);
  expect([again.end.outcome, again.writes.filter(({ kind }) => kind === "order.create")]).toEqual([
    "booked",
    [],
  ]);
  expect(world.documentsOf(placed.id)).toMatchObject([{ id: own.id, state: "live" }]);
});

test.each([
  ["order", "/orders", "Number", "overwrite", "updated", "order-updated", ["order.update"]],
  ["order", "/orders", "Number", "leave", "skipped", "document-kept-by-hand", []],
  [
    "invoice",
    "/customerinvoices",
    "InvoiceNumber",
    "overwrite",
    "needs-attention",
    "document-kept-by-hand",
    [],
  ],
] as const)(
  "an edit of a linked %s where a person's changes are to be dealt with so: %s %s %s",
  async (what, path, field, changedByPerson, outcome, code, kinds) => {
    world.configure({
      orders: { type: what === "order" ? "sales-order" : "invoice", changedByPerson },
    });
    const placed = await place();
    const made = await typed(path);
    link(placed, await find(placed, what, made[field]));
    await world.control("asperion", "PATCH", `/orders/${placed.id}`, {
      lines: [{ ...mug(), price: 120 }],
    });
    const edited = await world.book(placed.id);
    expect([
      edited.end.outcome,
      edited.codes[0],
      edited.writes.map(({ kind }) => kind).filter((kind) => !kind.startsWith("customer.")),
    ]).toEqual([outcome, code, kinds]);
  },
);

test("a linked credit takes back of its order what it is of, so that no further credit takes more than is left", async () => {
  world.configure({ orders: { type: "invoice" } });
  const who = companyBuyer("Credited by hand");
  const order = await world.place({ ...who, lines: [{ ...mug(), price: 100 }] });
  expect((await world.book(order.id)).end.outcome).toBe("booked");
  const credit = () =>
    world.place({ ...who, creditsOrderId: order.id, lines: [{ ...mug(-1), price: 100 }] });
  const [manual, further] = [await credit(), await credit()];
  const made = await typed("/customerinvoices", { IsCreditInvoice: true });
  link(manual, await find(manual, "invoice", made["InvoiceNumber"]));
  expect(world.documentsOf(manual.id)).toMatchObject([
    { role: "credit", credits: { original: `order:${order.id}`, amount: "125.00" } },
  ]);
  expect((await world.book(further.id)).codes).toEqual(["credit-exceeds-original"]);
});

test("what differs reaches the object only once a person has confirmed it", async () => {
  const placed = await place();
  const dearer = await typed("/orders", { Rows: [{ ArticleNumber: "MUG", UnitPrice: 110 }] });
  const taken: string[] = [];
  const engine = {
    takeLink: async (_: unknown, { number }: { number: string }) => (
      taken.push(number),
      { kind: "linked", reasons: [] }
    ),
  };
  const run = (confirmed: boolean) =>
    world.look(placed.id, (ports) =>
      runLink(
        {
          ...ports,
          key: `link:${placed.id}`,
          sample: { ...ask("order", dearer["Number"]), confirmed },
        },
        { object: { runs: engine }, ref: null, halt: null } as never,
      ),
    );
  expect(await run(false)).toMatchObject({
    value: {
      outcome: "skipped",
      reasons: [{ code: "link-amount-differs" }, { code: "link-vat-differs" }],
    },
  });
  expect(taken).toEqual([]);
  expect(await run(true)).toMatchObject({ value: { outcome: "updated" } });
  expect(taken).toEqual([String(dearer["Number"])]);
});
