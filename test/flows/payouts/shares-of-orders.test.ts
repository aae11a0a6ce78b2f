/** Lines that pay the same documents: together one payment, and looked at together. */
import { expect, test } from "vitest";
import {
  groupDuesByDocuments,
  type Due,
  sharesOf,
  mergeDues,
} from "../../../src/flows/payouts/payment-shares.ts";

const due = (key: string, cents: number, ids: readonly string[], account = 1580): Due => ({
  keys: [key],
  label: key,
  on: "credit",
  account,
  amount: (cents / 100).toFixed(2),
  documents: ids.map((id) => ({ id, number: id })),
});

test("dues on one account that share a document are one, also by way of a third", () => {
  const dues = [
    due("a", 100, ["1"]),
    due("b", 200, ["2"]),
    due("c", 400, ["3"]),
    due("d", 800, ["1", "2"]),
    due("a", 1_600, ["1"], 1686),
  ];
  expect(mergeDues(dues)).toEqual([
    {
      ...due("a", 1_100, ["1", "2"]),
      keys: ["a", "b", "d"],
      label: "a, b, d",
      lines: ["1.00", "2.00", "8.00"],
    },
    due("c", 400, ["3"]),
    due("a", 1_600, ["1"], 1686),
  ]);
  expect(mergeDues(dues.toReversed()).map(({ amount }) => amount)).toEqual([
    "16.00",
    "11.00",
    "4.00",
  ]);
});

test("what one is registered for already is said of all", () => {
  const [one] = mergeDues([due("a", 100, ["1"]), { ...due("b", 100, ["1"]), registered: true }]);
  expect(one).toMatchObject({ registered: true, amount: "2.00" });
});

test("dues on several accounts that share a document are looked at together", () => {
  const [a, b, c, d] = [
    due("a", 1, ["1"]),
    due("b", 2, ["2"]),
    due("a", 4, ["1"], 1686),
    due("e", 8, ["1", "2"], 1687),
  ] as [Due, Due, Due, Due];
  expect(groupDuesByDocuments([a, b, c])).toEqual([[a, c], [b]]);
  expect(groupDuesByDocuments([a, b, c, d])).toEqual([[a, c, b, d]]);
});

/** Credits of 10.00, 5.00 and 2.00, less what is done of them in cents. */
const paid = (of: Due, done: Readonly<Record<string, number>> = {}): Record<string, string> => {
  const documents = Object.entries({ "1": 1_000, "2": 500, "3": 200 }).map(([id, cents]) => ({
    id,
    isCredit: true,
    currency: "SEK",
    total: (-cents / 100).toFixed(2),
    remaining: (((done[id] ?? 0) - cents) / 100).toFixed(2),
    credited: "0.00",
    roundings: "0.00",
  }));
  const found = sharesOf(of, documents, {
    currency: "SEK",
    paidIsThere: false,
    done: new Map(Object.entries(done).map(([id, cents]) => [id, (cents / 100).toFixed(2)])),
  });
  if (found.kind === "differs") throw new Error(JSON.stringify(found));
  return Object.fromEntries(found.shares.map(({ document, amount }) => [document.id, amount]));
};

const ALL = ["1", "2", "3"];

test.each<[string, Due, Record<string, number>, Record<string, string>]>([
  ["of just one credit", due("a", 500, ALL), {}, { 2: "5.00" }],
  ["of a part of one", due("a", 400, ALL), {}, { 1: "4.00" }],
  ["of more than one", due("a", 1_300, ALL), {}, { 1: "10.00", 2: "3.00" }],
  [
    "two, of one credit each",
    { ...due("a", 700, ALL), lines: ["2.00", "5.00"] },
    {},
    { 2: "5.00", 3: "2.00" },
  ],
  [
    "one of a credit, and one of a part of any",
    { ...due("a", 600, ALL), lines: ["5.00", "1.00"] },
    {},
    { 1: "1.00", 2: "5.00" },
  ],
  [
    "two, of which the first was paid before the run died",
    { ...due("a", 700, ALL), lines: ["2.00", "5.00"] },
    { 2: 500 },
    { 3: "2.00" },
  ],
  [
    "two, paid in another order before",
    { ...due("a", 700, ALL), lines: ["2.00", "5.00"] },
    { 1: 500 },
    { 2: "2.00" },
  ],
  ["one of a credit that was paid whole", due("a", 500, ALL), { 2: 500 }, {}],
])("a refund %s goes back on it", (_, of, done, shares) => {
  expect(paid(of, done)).toEqual(shares);
});

const said = (owed: Readonly<Record<string, string>>, cents: number, lines?: readonly string[]) => {
  const of = due("a", cents, ALL);
  const documents = of.documents.map((one) => {
    const known = owed[one.id];
    return known === undefined ? one : { ...one, owed: known };
  });
  return { ...of, documents, ...(lines === undefined ? {} : { lines }) };
};

test.each<[string, Due, Record<string, number>, Record<string, string>]>([
  ["as one order says", said({ 1: "0.00", 2: "4.00" }, 400), {}, { 2: "4.00" }],
  ["of a whole credit, and another order says so", said({ 1: "5.00" }, 500), {}, { 1: "5.00" }],
  [
    "of a whole credit whose order says so, beside another's part",
    said({ 1: "5.00", 2: "5.00" }, 500),
    {},
    { 2: "5.00" },
  ],
  [
    "of two, each as its order says",
    said({ 1: "3.00", 2: "4.00" }, 700, ["4.00", "3.00"]),
    {},
    { 1: "3.00", 2: "4.00" },
  ],
  ["in one, of what two orders say", said({ 2: "4.00", 3: "1.00" }, 500), {}, { 2: "5.00" }],
  [
    "in one of no whole credit, of what two orders say",
    said({ 2: "4.00", 3: "2.00" }, 600),
    {},
    { 2: "4.00", 3: "2.00" },
  ],
  ["of more than orders say", said({ 2: "4.00" }, 900), {}, { 1: "5.00", 2: "4.00" }],
  [
    "of two, of which one was paid before the run died",
    said({ 1: "3.00", 2: "0.00" }, 700, ["4.00", "3.00"]),
    { 2: 400 },
    { 1: "3.00" },
  ],
])("a refund %s goes back there", (_, of, done, shares) => {
  expect(paid(of, done)).toEqual(shares);
});
