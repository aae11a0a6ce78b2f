/** What holds of a decision whatever comes together. */
import { expect, test } from "vitest";
import { decided, DOCUMENTS, KNOWN, ORDERS, WISHES, type Word } from "./kit.ts";

test("whatever comes together, what is booked is never removed, and what has a document never gets a first one", () => {
  const all = (column: Readonly<Record<string, Word>>): readonly string[] => Object.keys(column);
  const wrong: (readonly string[])[] = [];
  for (const of of all(DOCUMENTS))
    for (const said of all(ORDERS))
      for (const wish of all(WISHES))
        for (const known of all(KNOWN)) {
          const action = decided([of, said, wish, known]);
          const isUnbooked = (role: string): boolean =>
            role === "sales-order" || role === "invoice-draft";
          const isFirst = action.kind === "create" || action.kind === "book-voucher";
          // Nothing is met of an order that only the switch keeps away.
          const isOff = wish === "flow off" && said !== "corrects stock" && known === "–";
          // A person stays asked.
          const isAsked = of === "left to a person" && action.kind === "report";
          if (
            (action.kind === "remove" && !isUnbooked(action.document.role)) ||
            (isFirst && of.includes(", ")) ||
            (isOff && action.kind !== "skip" && action.kind !== "hold" && !isAsked)
          )
            wrong.push([of, said, wish, known, action.kind]);
        }
  expect(wrong).toEqual([]);
});
