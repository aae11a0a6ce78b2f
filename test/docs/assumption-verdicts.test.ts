/**
 * How each wrong assumption about a vendor ends (docs/vendor-assumptions.md): what the document
 * says of it is held against the code. A row that is marked is one that no hold keeps from doing
 * harm; it has to be found, and by something that is there.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rowOf } from "../../scripts/probe/check.ts";
import { PLANS, WITHOUT_CHECK } from "../../scripts/probe/plans.ts";
import { readRows, VERDICTS } from "../../scripts/probe/rows.ts";
import { ASPERION_READS, HARMFUL_ROWS } from "../../src/flows/vendor-reads/vendor-checks.ts";
import { WORK_ROWS } from "../../src/domain/vendors/checks.ts";
import { REASONS } from "../../src/domain/reasons/index.ts";
import { EACCOUNTING_READS } from "../../src/eaccounting/checks/filters.ts";
import { ROOT } from "../../scripts/local/bundle.ts";

const FOUND = ["connect", "work", "probe"];
const rows = readRows();
const atConnect = new Set([...ASPERION_READS, ...EACCOUNTING_READS].map(({ id }) => rowOf(id)));
const atWork = new Set<string>(WORK_ROWS);
const byProbe = new Set(
  Object.values(PLANS).flatMap(({ checks }) => checks.map(({ id }) => rowOf(id))),
);
const ids = (verdict: string): readonly string[] =>
  rows.filter(({ verdicts }) => verdicts.includes(verdict)).map(({ id }) => id);

/** All tests as one text, but those of documents. */
const tests = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts") && !file.startsWith("docs"))
  .map((file) => readFileSync(join(ROOT, "test", file), "utf8"))
  .join("\n");

/** Reasons of the catalogue that its words name. */
const codesOf = (text: string): readonly string[] =>
  [...text.matchAll(/`([a-z-]+)`/g)].map(([, code = ""]) => code).filter((code) => code in REASONS);

test("each row says how a wrong assumption ends, in one of these words", () => {
  const unknown = rows.flatMap(({ id, verdicts }) =>
    verdicts.filter((word) => !VERDICTS.some((one) => one === word)).map((word) => [id, word]),
  );
  expect(unknown).toEqual([]);
});

test("a marked row, which nothing holds, is found; what is found is marked, held or told", () => {
  const silent = rows.filter(
    ({ isMarked, verdicts }) => isMarked && !verdicts.some((word) => FOUND.includes(word)),
  );
  const unmarked = rows.filter(
    ({ isMarked, verdicts }) =>
      !isMarked &&
      verdicts.some((word) => FOUND.includes(word)) &&
      !verdicts.some((word) => word === "held" || word === "told"),
  );
  expect([silent.map(({ id }) => id), unmarked.map(({ id }) => id)]).toEqual([[], []]);
});

test("what is found at connect or at work has such a check, and asks for a person", () => {
  const marked = new Set(rows.filter(({ isMarked }) => isMarked).map(({ id }) => id));
  const lacking = [
    ...ids("connect").filter((id) => !atConnect.has(id)),
    ...ids("work").filter((id) => !atWork.has(id)),
    ...[...ids("connect"), ...ids("work")].filter(
      (id) => marked.has(id) && !HARMFUL_ROWS.includes(id),
    ),
  ];
  expect(lacking).toEqual([]);
});

test("what asks for a person is said in the document, where it is found", () => {
  const said = new Set([...ids("connect"), ...ids("work")]);
  expect(HARMFUL_ROWS.filter((id) => !said.has(id))).toEqual([]);
  expect(WORK_ROWS.filter((id) => !ids("work").includes(id))).toEqual([]);
});

/** Stock figures of the shop, and the way in which an invoice is sent: nothing is booked by them. */
const BOOKS_NOTHING = ["P39", "P40", "E163", "E235", "E246"];
/** Held where the document that it concerns is read. */
const HELD_BESIDE = ["E14"];

test("what could go unnoticed without the probe books nothing, or is held", () => {
  const unnoticed = rows.filter(
    ({ isMarked, verdicts }) =>
      isMarked && !verdicts.includes("connect") && !verdicts.includes("work"),
  );
  expect(unnoticed.map(({ id }) => id).toSorted()).toEqual(
    [...BOOKS_NOTHING, ...HELD_BESIDE].toSorted(),
  );
  for (const { verdicts } of unnoticed.filter(({ id }) => HELD_BESIDE.includes(id)))
    expect(verdicts).toContain("held");
});

test("what only the probe finds has a check of its own", () => {
  expect(ids("probe").filter((id) => !byProbe.has(id) || id in WITHOUT_CHECK)).toEqual([]);
});

describe.each(["held", "told"])("what is %s", (verdict) => {
  const wanted = rows.filter(({ verdicts }) => verdicts.includes(verdict));

  test("names the reason that a person reads", () => {
    expect(
      wanted.filter(({ ifWrong }) => codesOf(ifWrong).length === 0).map(({ id }) => id),
    ).toEqual([]);
  });

  test("has a reason that some test waits for", () => {
    const untested = wanted.flatMap(({ id, ifWrong }) =>
      codesOf(ifWrong)
        .filter((code) => !tests.includes(`"${code}"`))
        .map((code) => [id, code]),
    );
    expect(untested).toEqual([]);
  });
});
