/** An order that a person names: by its number, or where none has it as its number, by its id. */
import { expect, test } from "vitest";
import type { SendRead } from "../../src/domain/vendors/request.ts";
import { FIND_KEY } from "../../src/flows/vendor-reads/parties.ts";
import type { FlowPorts } from "../../src/flows/port.ts";
import { runNames } from "../../src/sync/run/find.ts";
import type { ObjectSession } from "../../src/sync/run/session.ts";
import { ADMINISTRATION, GONE, list, order, vendor } from "../asperion/fixtures.ts";

const NUMBERED = order({ id: 1001, orderNumber: "W-1" });
const OTHER = order({ id: 7, orderNumber: "1001" });

/** What is found of a text, where these orders are in the shop. */
async function found(orderNumber: string, orders: readonly Record<string, unknown>[]) {
  const answers: unknown[] = [];
  const send: SendRead = (request) => {
    const { OrderNumber: number, Id: id } = request.query;
    const those = orders.filter((one) =>
      number === undefined ? String(one["id"]) === id : one["orderNumber"] === number,
    );
    return vendor({ list: list(those), single: GONE }).send(request);
  };
  const takeFound = (_: unknown, answer: unknown) => {
    answers.push(answer);
    return {};
  };
  await runNames(
    {
      key: `${FIND_KEY}1`,
      readPage: send,
      administrationId: ADMINISTRATION,
      sample: { orderNumber },
    } as unknown as FlowPorts,
    { ref: {}, object: { runs: { takeFound } } } as unknown as ObjectSession,
  );
  return answers;
}

test("a figure is an order's number first, then its id; and where it is neither, nothing is found", async () => {
  const date = "2026-11-24T10:00:00";
  expect(await found("1001", [NUMBERED, OTHER])).toEqual([
    { kind: "found", orders: [{ id: 7, number: "1001", date }] },
  ]);
  expect(await found("1001", [NUMBERED])).toEqual([
    { kind: "found", orders: [{ id: 1001, number: "W-1", date }], byId: true },
  ]);
  expect(await found("999999", [NUMBERED])).toEqual([{ kind: "found", orders: [], byId: true }]);
  expect(await found("W-2", [NUMBERED])).toEqual([{ kind: "found", orders: [] }]);
});
