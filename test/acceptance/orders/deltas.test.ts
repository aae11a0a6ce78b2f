/**
 * Each edit of the suite: the difference, planned as documents and added up by a ledger that shares
 * nothing with the planner.
 */
import { describe, expect, test } from "vitest";
import type { BookedContent } from "../../../src/domain/orders/booked-content.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import { partAsOrder } from "../../../src/flows/orders/documents/deltas/delta-part.ts";
import {
  contentOf,
  differenceOf,
  emptyContent,
} from "../../../src/flows/orders/booked/booked-vs-charged.ts";
import { planOrder } from "../../../src/flows/orders/preparation/plan.ts";
import {
  company,
  customer,
  documentOf,
  input,
  order,
  settings,
  shown,
} from "../../flows/orders/kit.ts";
import { addUp, text } from "../../flows/orders/little-ledger.ts";
import type { DeltaCase, Figures } from "./delta-case.ts";
import { DISCOUNTS, LINES } from "./deltas.cases.ts";

type Books = readonly { readonly content: BookedContent; readonly sign: 1 | -1 }[];
const TODAY = "2026-11-24";

describe.each(Object.entries({ "what was removed and added": LINES, "what takes off": DISCOUNTS }))(
  "%s",
  (_, cases: readonly DeltaCase[]) => {
    test.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
      const { last, books, charged } = history(one);
      const difference = differenceOf(books, charged);
      if (
        difference.kind === "not-by-figures" ||
        one.expect === "not-by-figures" ||
        "held" in one.expect
      ) {
        expect(difference.kind).toBe(one.expect);
        return;
      }
      expect({
        credit: figures(one, last, difference.reduction, "credit"),
        invoice: figures(one, last, difference.addition, "invoice"),
      }).toMatchObject(one.expect);
      const after = [
        ...books,
        ...signed(difference.reduction, -1),
        ...signed(difference.addition, 1),
      ];
      expect(differenceOf(after, charged)).toEqual({
        kind: "parts",
        reduction: null,
        addition: null,
      });
    });
  },
);

test("no two cases bear one name", () => {
  const names = [...LINES, ...DISCOUNTS].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

const signed = (content: BookedContent | null, sign: 1 | -1): Books =>
  content === null ? [] : [{ content, sign }];

/** What was booked by every state before the last one. */
function history({ states, order: fields, now }: DeltaCase): {
  readonly last: Order;
  readonly books: Books;
  readonly charged: BookedContent;
} {
  const [first = [], ...edits] = states;
  let last = order(first ?? [], fields);
  let books: Books = [{ content: contentOf(last), sign: 1 }];
  for (const [index, lines] of edits.entries()) {
    const isLast = index === edits.length - 1;
    const state = lines === null ? last : order(lines, { ...fields, ...(isLast ? now : {}) });
    const charged = lines === null ? emptyContent(last) : contentOf(state);
    last = state;
    if (isLast) return { last, books, charged };
    const difference = differenceOf(books, charged);
    if (difference.kind !== "parts")
      throw new Error("a case of the suite that can't be booked on its way");
    books = [...books, ...signed(difference.reduction, -1), ...signed(difference.addition, 1)];
  }
  throw new Error("a case without an edit");
}

function figures(
  one: DeltaCase,
  last: Order,
  part: BookedContent | null,
  form: "credit" | "invoice",
): Figures | null {
  if (part === null) return null;
  const plan = planOrder(
    input(partAsOrder(last, part, TODAY), {
      customer: customer(one.buyer ?? "private"),
      settings: settings(one.settings),
      company: { ...company, ...one.company },
      years: one.years ?? [],
      today: TODAY,
      part: true,
      form,
      ...(form === "credit" ? { credits: { invoice: "4711" } } : {}),
    }),
  );
  const document = documentOf(plan);
  const booked = addUp(document.rows, document.pricesIncludeVat, "rate");
  return {
    gross: text(booked.gross),
    vat: Object.fromEntries(
      [...booked.vatPerRate].flatMap(([rate, vat]) =>
        vat === 0n ? [] : [[String(Number(rate) / 10_000), text(vat)]],
      ),
    ),
    rows: shown(document.rows),
  };
}
