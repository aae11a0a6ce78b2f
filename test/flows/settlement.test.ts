/** A write whose answer can't be read was made: nobody knows what it made, so it is in doubt. */
import { expect, test } from "vitest";
import { err, ok } from "../../src/domain/result.ts";
import { readWritten } from "../../src/flows/settlement.ts";

test("an answer that can't be read leaves its write in doubt, with the failure; one that can, doesn't", () => {
  const settled: unknown[] = [];
  const ports = { settle: (one: unknown) => void settled.push(one) };
  const written = { opId: 7, attempt: 2, answer: { status: 201, body: "?" } } as unknown;
  const read = readWritten as (ports_: unknown, written_: unknown, read_: () => unknown) => unknown;
  const failure = { kind: "contract", detail: "no id" };
  expect(read(ports, written, () => err(failure))).toEqual(err(failure));
  expect(settled).toMatchObject([{ opId: 7, state: "in-doubt", failure }]);
  expect(read(ports, written, () => ok("id"))).toEqual(ok("id"));
  expect(settled).toHaveLength(1);
});
