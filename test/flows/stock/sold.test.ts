/** The pieces of an order on both sides, under one code for each article. */
import { describe, expect, test } from "vitest";
import { orderSchema } from "../../../src/asperion/orders.ts";
import type { OrderCredit } from "../../../src/domain/orders/booked-content.ts";
import type { DocumentRecord, OrderState } from "../../../src/flows/port.ts";
import { bookedAs, orderBetween, soldOf } from "../../../src/flows/stock/sold.ts";
import { unbookedOf } from "../../../src/flows/stock/unbooked.ts";
import type { Lookup } from "../../../src/settings/lookups/lookup.ts";
import { defaultSettings } from "../../../src/settings/schema.ts";
import { inLedger } from "./kit.ts";
import { everyOf } from "../../support/every-of.ts";

type Quantities = Readonly<Record<string, string>>;
type Given = {
  readonly sold: Quantities;
  readonly held?: Quantities;
  readonly status?: number;
  readonly credits?: number;
  /** What its lines come to, by code. A credit's total is theirs. */
  readonly gross?: Quantities;
  /** Its lines have no amounts with VAT. */
  readonly net?: boolean;
  readonly creditSign?: "negative" | "positive";
  readonly moving?: boolean;
  readonly lookup?: Lookup;
  readonly linked?: Quantities;
  readonly loweredBy?: readonly Quantities[];
  readonly lowers?: Quantities;
};

const creditOf = (quantities: Quantities): OrderCredit =>
  ({
    lines: Object.entries(quantities).map(([sku, quantity]) => ({
      kind: "article",
      sku,
      quantity,
    })),
  }) as unknown as OrderCredit;

const shopOrder = ({ sold, status = 2, credits, gross = {}, net = false }: Given) =>
  orderSchema.parse({
    id: 1,
    date: "2026-11-24T12:00:00",
    status,
    paymentStatus: "Paid",
    currencyCode: "SEK",
    pricesIncludeVat: true,
    creditsOrderId: credits ?? null,
    amountExclVat: 0,
    vatAmount: 0,
    amountInclVat: Object.values(gross).reduce((total, one) => total + Number(one), 0),
    lines: {
      _data: Object.entries(sold).map(([articleCode, quantity], index) => ({
        lineNumber: index + 1,
        lineType: "Article",
        articleCode,
        quantity: Number(quantity),
        [net ? "amountExclVat" : "amountInclVat"]: Number(gross[articleCode] ?? 0),
      })),
    },
  });

const LEDGER = ["A", "B", "C", "L1"].map((number) => inLedger(number, "100"));

const LOWERING: DocumentRecord = {
  role: "order-credit",
  n: 1,
  id: "order:7",
  number: "7",
  state: "live",
  sourceHash: "",
  ownedHash: null,
};

/** What counts as unbooked, by code; `"?"`: it is left alone. */
function counted(given: Given): Readonly<Record<string, string>> {
  const settings = defaultSettings();
  const lowers = given.lowers;
  const orderState: OrderState = {
    orderId: "1",
    state: "settled",
    fetchedAt: 0,
    knownState: null,
    documents: lowers === undefined ? [] : [{ ...LOWERING, content: creditOf(lowers) }],
    loweredBy: (given.loweredBy ?? []).map(creditOf),
  };
  const { unbooked, moving } = unbookedOf([
    orderBetween({
      orderId: "1",
      moving: given.moving ?? false,
      sold: soldOf(shopOrder(given), given.creditSign ?? "negative"),
      orderState,
      held: Object.entries(given.held ?? {}).map(([code, quantity]) => ({ code, quantity })),
      booked: bookedAs(LEDGER, given.linked ?? {}, {
        orders: settings.orders,
        lookups: { ...settings.lookups, article: given.lookup ?? { table: {} } },
      }),
    }),
  ]);
  return Object.fromEntries([
    ...[...unbooked].filter(([, quantity]) => quantity !== "0"),
    ...[...moving].map((code) => [code, "?"]),
  ]);
}

const TWIN: Lookup = { table: { A: "B" } };

describe("an article that is sold as another", () => {
  test("counts under the other one while it isn't booked: booking it changes nothing", () => {
    expect(counted({ lookup: TWIN, sold: { A: "4" } })).toEqual({ B: "4" });
    expect(counted({ lookup: TWIN, sold: { A: "4" }, held: { B: "4" } })).toEqual({});
  });
  test("adds up with what is sold of the other one itself", () =>
    expect(counted({ lookup: TWIN, sold: { A: "4", B: "1" }, held: { B: "3" } })).toEqual({
      B: "2",
    }));
  test("counts under the number that is chosen for all", () =>
    expect(counted({ lookup: { force: "C", table: {} }, sold: { A: "4" } })).toEqual({ C: "4" }));
  test("counts under the code that a person gave the other one in the shop", () =>
    expect(
      counted({ lookup: { table: { A: "L1" } }, linked: { S1: "ledger-L1" }, sold: { A: "4" } }),
    ).toEqual({ S1: "4" }));

  test.each<[string, Lookup]>([
    ["one country", { table: { "A@NL": "B" } }],
    ["one country, else another", { table: { A: "C", "A@NL": "B" } }],
    ["one kind of buyer, whatever is sold", { table: { "@EU/company": "B" } }],
    ["one day", { table: { "A until 2026-01-01": "B" } }],
  ])("is left alone with the other one where that is for %s", (_, lookup) => {
    const left = counted({ lookup, sold: { A: "4" }, held: { B: "4" } });
    expect(left).toMatchObject({ A: "?", B: "?" });
    expect(everyOf(Object.values(left), (quantity) => quantity === "?")).toBe(true);
  });

  test("is left alone where it stands as another than the settings say by now", () =>
    expect(counted({ lookup: { table: { A: "C" } }, sold: { A: "4" }, held: { B: "4" } })).toEqual({
      C: "4",
      B: "?",
    }));
  test("doesn't count at all under a number that stands for nothing in the shop", () =>
    expect(counted({ lookup: TWIN, linked: { B: "ledger-A" }, sold: { A: "4" } })).toEqual({}));
  test("is the shop's own where a person linked the code", () =>
    expect(counted({ linked: { A: "ledger-L1" }, sold: { A: "4" }, held: { A: "4" } })).toEqual(
      {},
    ));
});

describe("a credit that lowers its sales order", () => {
  const original = { sold: { A: "10" }, loweredBy: [{ A: "3" }] };
  test("takes nothing of the order that stands lowered", () =>
    expect(counted({ ...original, held: { A: "7" } })).toEqual({}));
  test("counts the other way as long as the order isn't lowered yet", () =>
    expect(counted({ ...original, held: { A: "10" } })).toEqual({ A: "-3" }));
  test("gives nothing by itself, as the order has it", () =>
    expect(counted({ sold: { A: "-3" }, credits: 7, lowers: { A: "3" } })).toEqual({}));
  test("counts by what it was changed since", () =>
    expect(counted({ sold: { A: "-5" }, credits: 7, lowers: { A: "3" } })).toEqual({ A: "-2" }));
  test("counts in full before it lowers anything", () =>
    expect(counted({ sold: { A: "-3" }, credits: 7 })).toEqual({ A: "-3" }));
  test("counts under the article as which its lines were booked", () =>
    expect(counted({ ...original, lookup: TWIN, held: { B: "7" } })).toEqual({}));
});

test("an order that was cancelled and still stands counts the other way, under the same article", () =>
  expect(counted({ lookup: TWIN, status: 9, sold: { A: "4" }, held: { B: "4" } })).toEqual({
    B: "-4",
  }));

describe("a credit order of an exchange", () => {
  const back = { A: "-10", B: "4" };
  const out = { A: "10", B: "-4" };
  test.each<[string, Given]>([
    ["below zero", { sold: { A: "-1", B: "1" }, gross: back, creditSign: "negative" }],
    ["above zero", { sold: { A: "1", B: "-1" }, gross: out, creditSign: "positive" }],
    [
      "as a piece at a price below zero",
      { sold: { A: "1", B: "1" }, gross: back, creditSign: "negative" },
    ],
    [
      "as a piece at a price below zero, without VAT",
      { sold: { A: "1", B: "1" }, gross: back, creditSign: "negative", net: true },
    ],
  ])("brings in what comes back and takes out what goes out, written %s", (_, given) =>
    expect(counted({ ...given, credits: 7 })).toEqual({ A: "-1", B: "1" }),
  );
  test("of articles at no price goes by its quantities", () =>
    expect(counted({ sold: { A: "-1", B: "1" }, credits: 7 })).toEqual({ A: "-1", B: "1" }));
  test.each<[string, Given]>([
    ["what goes out is worth more", { sold: { A: "-1", B: "1" }, gross: { A: "-4", B: "10" } }],
    ["all of it goes out", { sold: { A: "1", B: "1" }, gross: { A: "4", B: "10" } }],
    [
      "all of it comes back where the shop writes credits above zero",
      { sold: { A: "-1", B: "-1" }, gross: { A: "-4", B: "-4" }, creditSign: "positive" },
    ],
  ])("is left alone where %s: it may be a sale", (_, given) =>
    expect(counted({ ...given, credits: 7 })).toEqual({ A: "?", B: "?" }),
  );
});

describe("an order on which something happens while both sides are read", () => {
  test.each<[string, Given]>([
    ["it is cancelled, and its document is deleted by then", { status: 9, sold: { A: "4" } }],
    ["its document stands", { sold: { A: "4" }, held: { A: "4" } }],
    ["it is a concept again", { status: 1, sold: { A: "4" } }],
  ])("leaves its articles alone: %s", (_, given) =>
    expect(counted({ ...given, moving: true })).toEqual({ A: "?" }),
  );
  test("leaves what only its document has alone as well", () =>
    expect(counted({ sold: { A: "4" }, held: { B: "1" }, moving: true })).toEqual({
      A: "?",
      B: "?",
    }));
});
