/** Which orders a person is shown for a line that names none. */
import { expect, test } from "vitest";
import { suggest } from "../../../src/flows/payouts/match.ts";
import { matchLines } from "../../support/match-lines.ts";
import { WRITE } from "../../sandbox/settlement-files.ts";
import { finding, optionsOf, readFile, target } from "./kit.ts";

test("amount and day suggest, the nearest first, and match nothing by themselves", () => {
  const read = readFile(
    WRITE.stripe([
      { id: "P1", day: "2026-03-10", lines: [{ kind: "sale", ref: "nobody", cents: 500 }] },
    ]),
    optionsOf("stripe"),
  );
  const line = "code" in read ? undefined : read.payouts[0]?.all[0];
  if (line === undefined) throw new Error("no line");
  const order = (label: string, day: string, gross = "5.00") => ({
    ...target(label, { gross, currency: "SEK" }),
    day,
  });
  const orders = [
    order("H1", "2026-03-01"),
    order("H2", "2026-03-09"),
    order("H3", "2026-01-01"),
    order("H4", "2026-03-10", "5.01"),
  ];
  expect(suggest({ line, why: "none" }, "SEK", orders).map(({ label }) => label)).toEqual([
    "H2",
    "H1",
  ]);
  // Nobody pays before the order; a day is left for the hours of the two clocks. What was paid
  // back may be of a credit that came later.
  const later = [order("H5", "2026-03-11T23:30:00"), order("H6", "2026-03-13")];
  expect(suggest({ line, why: "none" }, "SEK", later).map(({ label }) => label)).toEqual(["H5"]);
  const back = { ...line, gross: `-${line.gross}` };
  expect(suggest({ line: back, why: "none" }, "SEK", later).map(({ label }) => label)).toEqual([
    "H5",
    "H6",
  ]);
  expect(
    matchLines([line], { find: finding(orders), currency: "SEK" }).map(({ match }) => match),
  ).toEqual([null]);
});
