/**
 * Whatever a shop does to an order after it was booked, one edit after another: what was booked for
 * it comes to what the shop says now, in a ledger that shares nothing with the planner. Each edit
 * becomes at most a credit and an invoice.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { BookedContent } from "../../../../src/domain/orders/booked-content.ts";
import type { Order } from "../../../../src/domain/orders/order.ts";
import { partAsOrder } from "../../../../src/flows/orders/documents/deltas/delta-part.ts";
import {
  contentOf,
  differenceOf,
  emptyContent,
} from "../../../../src/flows/orders/booked/booked-vs-charged.ts";
import { planOrder } from "../../../../src/flows/orders/preparation/plan.ts";
import { codesOf, customer, documentOf, input, learnt, order, type Sold } from "../kit.ts";
import { addUp, cents, text } from "../little-ledger.ts";

const rate = fc.constantFrom("0.06", "0.12", "0.25");
const price = fc
  .oneof(fc.integer({ min: 1, max: 90_000 }), fc.constantFrom(99, 3333, 49))
  .map((hundredths) => text(BigInt(hundredths)));
const goods: fc.Arbitrary<Sold> = fc.record({
  rate,
  price,
  quantity: fc.integer({ min: 1, max: 9 }).map(String),
  discount: fc.constantFrom("0", "0", "0.1", "0.125"),
});
const shipping: fc.Arbitrary<Sold> = fc.record({
  kind: fc.constant("shipping" as const),
  rate,
  price: fc.constantFrom("0.49", "49", "0"),
});
const takenOff: fc.Arbitrary<Sold> = fc.record({
  kind: fc.constant("discount" as const),
  rate,
  price: fc.integer({ min: 1, max: 900 }).map((hundredths) => `-${text(BigInt(hundredths))}`),
});

/**
 * Few kinds of lines, so that edits meet the lines that are there: other quantities of the same,
 * more often than others.
 */
const pool = fc.array(fc.oneof({ weight: 5, arbitrary: goods }, shipping, takenOff), {
  minLength: 2,
  maxLength: 6,
});
const picks = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: 1, max: 12 })), {
  minLength: 1,
  maxLength: 6,
});

const history = fc.record({
  pool,
  edits: fc.array(picks, { minLength: 2, maxLength: 6 }),
  pricesIncludeVat: fc.boolean(),
  /** By rate, head and lines may differ by a few cents. */
  vatBy: fc.constantFrom("line" as const, "rate" as const),
  kind: fc.constantFrom("company" as const, "private" as const),
  rounding: fc.constantFrom("row" as const, "rate" as const),
  cancelledInTheEnd: fc.boolean(),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** The states of the order that have something to pay. */
function statesOf({ pool: lines, edits, pricesIncludeVat, vatBy }: History): readonly Order[] {
  const states = edits.map((chosen) =>
    order(
      chosen.flatMap(([at, quantity]) => {
        const line = lines[at % lines.length];
        return line === undefined
          ? []
          : [line.kind === undefined ? { ...line, quantity: String(quantity) } : line];
      }),
      { pricesIncludeVat },
      vatBy,
    ),
  );
  return states.filter((state) => cents(state.gross) > 0n);
}

type Booked = {
  readonly content: BookedContent;
  readonly sign: 1 | -1;
  readonly gross: bigint;
  readonly vat: bigint;
};

function book(
  given: History,
  of: Order,
  content: BookedContent,
  form: "invoice" | "credit",
  more: { readonly part?: true } = {},
): Booked {
  const plan = planOrder(
    input(of, {
      customer: customer(given.kind),
      learnt: learnt(given.rounding),
      form,
      today: "2026-11-24",
      ...more,
      ...(form === "credit" ? { credits: { invoice: "4711" } } : {}),
    }),
  );
  if (plan.kind !== "write") throw new Error(`held: ${codesOf(plan).join(", ")}`);
  const document = documentOf(plan);
  const ledger = addUp(document.rows, document.pricesIncludeVat, given.rounding);
  expect(ledger.gross > 0n).toBe(true);
  return {
    content,
    sign: form === "credit" ? -1 : 1,
    gross: ledger.gross,
    vat: [...ledger.vatPerRate.values()].reduce((all, one) => all + one, 0n),
  };
}

const inTheBooks = (books: readonly Booked[], field: "gross" | "vat"): bigint =>
  books.reduce((all, one) => all + one[field] * BigInt(one.sign), 0n);

test("an order's invoice, less its credits, plus its further invoices, is what the shop says now, after every edit", () => {
  let deltas = 0;
  fc.assert(
    fc.property(history, (given) => {
      const [placed, ...edits] = statesOf(given);
      fc.pre(placed !== undefined);
      if (placed === undefined) return;
      let books: readonly Booked[] = [
        book(given, placed, contentOf(placed), "invoice", { part: true }),
      ];
      const last = given.cancelledInTheEnd
        ? [{ of: edits.at(-1) ?? placed, charged: emptyContent(placed) }]
        : [];
      for (const { of, charged } of [
        ...edits.map((state) => ({ of: state, charged: contentOf(state) })),
        ...last,
      ]) {
        const difference = differenceOf(books, charged);
        expect(difference.kind).toBe("parts");
        if (difference.kind !== "parts") return;
        const made = [difference.reduction, difference.addition].flatMap((part, index) =>
          part === null
            ? []
            : [
                book(
                  given,
                  partAsOrder(of, part, "2026-11-24"),
                  part,
                  index === 0 ? "credit" : "invoice",
                  { part: true },
                ),
              ],
        );
        deltas += made.length;
        books = [...books, ...made];
        expect(text(inTheBooks(books, "gross"))).toBe(charged.gross);
        // Nothing is left over: told again, there is nothing to do.
        expect(differenceOf(books, charged)).toEqual({
          kind: "parts",
          reduction: null,
          addition: null,
        });
      }
    }),
    { numRuns: 600 },
  );
  expect(deltas).toBeGreaterThan(500);
});

test("where pieces went and the amount grew, the line is credited whole and invoiced anew: no piece has a price below nothing", () => {
  const content = (quantity: string, gross: string): BookedContent => ({
    currency: "SEK",
    pricesIncludeVat: true,
    gross,
    lines: [
      {
        kind: "article",
        sku: "A",
        price: "10.00",
        discount: "0",
        vatCode: "H",
        vatRate: "0.25",
        quantity,
        net: text((cents(gross) * 4n) / 5n),
        vat: text(cents(gross) - (cents(gross) * 4n) / 5n),
        gross,
      },
    ],
  });
  const found = differenceOf([{ content: content("3", "30.00"), sign: 1 }], content("2", "30.05"));
  expect(found).toMatchObject({
    kind: "parts",
    reduction: { gross: "30.00", lines: [{ quantity: "3", gross: "30.00" }] },
    addition: { gross: "30.05", lines: [{ quantity: "2", gross: "30.05" }] },
  });
});

/** Net prices at 6 %, VAT by rate: what the head says may be a cent beside what its lines come to. */
const byTheHead = (
  gross: string,
  ...lines: readonly (readonly [quantity: string, price: string, vat: string])[]
): BookedContent => ({
  currency: "SEK",
  pricesIncludeVat: false,
  gross,
  lines: lines.map(([quantity, price, vat]) => {
    const net = text(cents(price) * BigInt(quantity));
    return {
      kind: "article",
      sku: "A",
      price,
      discount: "0",
      vatCode: "H",
      vatRate: "0.06",
      quantity,
      net,
      vat,
      gross: text(cents(net) + cents(vat)),
    };
  }),
});
const figures = (found: ReturnType<typeof differenceOf>): unknown =>
  found.kind === "parts"
    ? [found.reduction, found.addition].map((part) =>
        part === null
          ? null
          : [part.gross, part.lines.map(({ quantity, price }) => `${quantity} at ${price}`)],
      )
    : found.kind;

test("a cent by which head and lines differ is taken from the credit where it would leave nothing of the further invoice", () => {
  const found = differenceOf(
    [{ content: byTheHead("11.54", ["11", "0.99", "0.65"]), sign: 1 }],
    byTheHead("10.50", ["10", "0.99", "0.60"], ["1", "0.01", "0.00"]),
  );
  expect(figures(found)).toEqual([
    ["1.05", ["1 at 0.99"]],
    ["0.01", ["1 at 0.01"]],
  ]);
});

test("where such a cent would leave nothing of the only document, all is credited and booked anew", () => {
  const before: BookedContent = byTheHead("10.50", ["10", "0.99", "0.59"], ["1", "0.02", "0.00"]);
  expect(
    figures(
      differenceOf(
        [{ content: before, sign: 1 }],
        byTheHead("10.50", ["10", "0.99", "0.59"], ["2", "0.02", "0.00"]),
      ),
    ),
  ).toEqual([
    ["10.50", ["10 at 0.99", "1 at 0.02"]],
    ["10.50", ["10 at 0.99", "2 at 0.02"]],
  ]);
  expect(
    figures(
      differenceOf([{ content: before, sign: 1 }], byTheHead("10.51", ["10", "0.99", "0.59"])),
    ),
  ).toEqual([
    ["10.50", ["10 at 0.99", "1 at 0.02"]],
    ["10.51", ["10 at 0.99"]],
  ]);
});
