/** Journal vouchers that a person names for an order: found, and held against the order. */
import { beforeEach, expect, test } from "vitest";
import { MANUAL } from "../../../../src/flows/orders/shared/link-request.ts";
import {
  type DocumentToLink,
  findDocumentToLink,
} from "../../../../src/flows/orders/manual-links/find-document.ts";
import { FlowWorld, type Json } from "../../../support/flow-world.ts";
import { companyBuyer, mug } from "../../../support/orders.ts";

let world: FlowWorld;
let n = 0;

beforeEach(async () => {
  world = await FlowWorld.open();
});

const place = (more: Json = {}) =>
  world.place({
    ...companyBuyer(`Handmade${(n += 1)}`),
    lines: [{ ...mug(), price: 100 }],
    ...more,
  });
type Placed = Awaited<ReturnType<typeof place>>;

/** What a person types in the ledger's own screen. */
const typed = async (body: Json): Promise<Json> =>
  (await world.control("eaccounting", "POST", "/vouchers", body)) as Json;

async function find(placed: Placed, number: unknown): Promise<DocumentToLink> {
  const ask = { what: "voucher", number: String(number), confirmed: false, actor: "anna" } as const;
  const found = await world.look(placed.id, (ports) =>
    findDocumentToLink(ports, String(placed.id), ask),
  );
  if (!found.ok) throw new Error(JSON.stringify(found.error));
  return found.value;
}

const codes = (found: DocumentToLink): readonly string[] =>
  (found.kind === "refused" ? found.reasons : found.differs).map(({ code }) => code);

const row = (account: number, debit: number, credit: number): Json => ({
  AccountNumber: account,
  DebitAmount: debit,
  CreditAmount: credit,
});
/** A sale of the order's 125.00 that a person booked by a voucher of their own. */
const SALE = [row(1930, 125, 0), row(3001, 0, 100), row(2611, 0, 25)];
const dayOf = ({ date }: Placed): string => String(date).slice(0, 10);

test.each([{}, { listRows: "heads" }])(
  "a voucher of the order's amount and day is found by series and number, however it is typed (%o)",
  async (switches) => {
    const placed = await place();
    const made = await typed({ Rows: SALE, VoucherDate: dayOf(placed) });
    await world.control("eaccounting", "PUT", "/switches", switches);
    const number = ` ${String(made["NumberAndNumberSeries"]).toLowerCase()} `;
    const found = await find(placed, number);
    expect([found.kind, codes(found)]).toEqual(["found", []]);
    expect(found).toMatchObject({ document: { role: "voucher", ownedHash: MANUAL } });
  },
);

test("a credit of an order that was linked to one is told that it can't be credited, not that there is none", async () => {
  const placed = await place();
  const made = await typed({ Rows: SALE, VoucherDate: dayOf(placed) });
  const found = await find(placed, made["NumberAndNumberSeries"]);
  if (found.kind !== "found") throw new Error("not found");
  world.save(`order:${placed.id}`, { ...found.document, n: 1 });
  const lines = [{ ...mug(-1), price: 100 }];
  const credit = await place({ creditsOrderId: placed.id, lines });
  const { end, writes } = await world.book(credit.id);
  expect([
    end.outcome,
    writes,
    end.reasons.map(({ code, params }) => [code, params["why"]]),
  ]).toEqual(["held", [], [["credit-original-not-here", "unknown"]]]);
});

test("a voucher of another amount and day is told with both", async () => {
  const placed = await place();
  const rows = [row(1930, 137.5, 0), row(3001, 0, 110), row(2611, 0, 27.5)];
  const made = await typed({ Rows: rows, VoucherDate: "2026-01-07" });
  expect(await find(placed, made["NumberAndNumberSeries"])).toMatchObject({
    kind: "found",
    differs: [
      {
        code: "link-amount-differs",
        params: { order: "125.00", document: "137.50", currency: "SEK" },
      },
      { code: "link-date-differs", params: { order: dayOf(placed), document: "2026-01-07" } },
    ],
  });
});

test("the voucher of an order in another currency is for the person to compare", async () => {
  const placed = await place({ currencyCode: "EUR" });
  const made = await typed({ Rows: SALE, VoucherDate: dayOf(placed) });
  expect(codes(await find(placed, made["NumberAndNumberSeries"]))).toEqual(["link-not-comparable"]);
});

test("of vouchers with one number, one of an earlier year isn't meant, and the id names any", async () => {
  const placed = await place();
  const number = "A77";
  const year = Number(dayOf(placed).slice(0, 4));
  const of = (day: string) =>
    typed({ NumberAndNumberSeries: number, Rows: SALE, VoucherDate: day });
  const [old, own] = [await of(`${year - 1}-03-01`), await of(dayOf(placed))];
  const id = (made: Json) => String(made["Id"]).toLowerCase();
  expect(await find(placed, number)).toMatchObject({
    kind: "found",
    document: { id: id(own) },
  });
  expect(await find(placed, old["Id"])).toMatchObject({
    kind: "found",
    document: { id: id(old), number },
    differs: [{ code: "link-date-differs" }],
  });
  await of(dayOf(placed));
  expect(codes(await find(placed, number))).toEqual(["link-ambiguous"]);
});

test("a voucher that the ledger made of an invoice stands for no order", async () => {
  const placed = await place();
  const made = await typed({
    Rows: SALE,
    VoucherDate: dayOf(placed),
    VoucherType: 15,
  });
  expect(await find(placed, made["NumberAndNumberSeries"])).toMatchObject({
    kind: "refused",
    reasons: [{ code: "link-voucher-derived" }],
  });
});
