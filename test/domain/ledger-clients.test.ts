/** Which client of eAccounting a shop gets, keeps, and moves to. */
import { expect, test } from "vitest";
import {
  chooseClient,
  type ClientAsked,
  type LedgerClient,
} from "../../src/domain/ledger/ledger-clients.ts";

const client = (name: string, shops: number | null): LedgerClient => ({
  name,
  clientId: `id-${name}`,
  clientSecret: "",
  shops,
});
const CLIENTS = [client("main", 2), client("second", 3), client("third", null)];

const chosen = (asked: Partial<ClientAsked>, shops: Readonly<Record<string, number>> = {}) => {
  const result = chooseClient({
    clients: CLIENTS,
    current: null,
    wanted: null,
    shops: new Map(Object.entries(shops)),
    ...asked,
  });
  return result.ok ? result.value.name : result.error;
};

test.each<[string, Partial<ClientAsked>, Readonly<Record<string, number>>, unknown]>([
  ["a new shop gets the first of equals", {}, {}, "main"],
  ["a new shop gets the one with the fewest", {}, { main: 1, third: 4 }, "second"],
  ["one that is full is passed over", {}, { main: 2, second: 3, third: 90 }, "third"],
  ["a shop that connects again keeps its own", { current: "second" }, { second: 2 }, "second"],
  ["also where that is full", { current: "main" }, { main: 2 }, "main"],
  ["and where it is named", { current: "main", wanted: "main" }, { main: 2 }, "main"],
  ["it moves to the one that is named", { current: "main", wanted: "third" }, { main: 2 }, "third"],
  ["one whose client is gone gets another", { current: "gone" }, { main: 1, second: 1 }, "third"],
  [
    "a named one that is full is refused",
    { current: "main", wanted: "second" },
    { second: 3 },
    { kind: "client-full", name: "second", shops: 3 },
  ],
  ["an unknown one is refused", { wanted: "no" }, {}, { kind: "client-unknown", name: "no" }],
  [
    "also by its name where the shop's own is gone",
    { current: "gone", wanted: "gone" },
    {},
    { kind: "client-unknown", name: "gone" },
  ],
  [
    "where all are full nothing is chosen",
    { clients: CLIENTS.slice(0, 2) },
    { main: 2, second: 5 },
    { kind: "clients-full", shops: 7 },
  ],
])("%s", (_, asked, shops, expected) => {
  expect(chosen(asked, shops)).toEqual(expected);
});
