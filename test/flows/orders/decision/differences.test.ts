/** What a comparison found of a document: kept with it, forgotten where they agree, told till then. */
import { describe, expect, test } from "vitest";
import { reason, type Reason } from "../../../../src/domain/reasons/index.ts";
import type { OrderCase } from "../../../../src/flows/orders/shared/case.ts";
import {
  clearDifferences,
  storeDifferences,
  withKnownDifferences,
} from "../../../../src/flows/orders/decision/execution.ts";
import type { DocumentRecord, FlowEnd } from "../../../../src/flows/port.ts";
import { bareReason } from "../../../support/bare-reason.ts";
import { document } from "./kit.ts";

const FOUND = [reason("triangular-not-kept")];
const OTHER = [reason("zero-total-left-out")];
const KEPT = document("invoice", { differs: FOUND });
const PLAIN = document("invoice");

describe("what is kept of a comparison", () => {
  test.each<readonly [string, DocumentRecord, readonly Reason[] | null, readonly DocumentRecord[]]>(
    [
      ["not compared", KEPT, null, []],
      ["the same as before", KEPT, FOUND, []],
      ["nothing, as before", PLAIN, [], []],
      ["a first difference", PLAIN, FOUND, [KEPT]],
      ["another difference", KEPT, OTHER, [{ ...KEPT, differs: OTHER }]],
      ["no difference any more", KEPT, [], [PLAIN]],
    ],
  )("%s", (_, before, differs, saved) => {
    const kept: DocumentRecord[] = [];
    storeDifferences({ saveDocument: (one) => void kept.push(one) }, before, differs);
    expect(kept).toEqual(saved);
    expect(kept.map((one) => "differs" in one)).toEqual(saved.map((one) => "differs" in one));
  });
});

test("where they agree it is forgotten, and isn't written again later in the run", () => {
  const kept: DocumentRecord[] = [];
  const saveDocument = (one: DocumentRecord): void => void kept.push(one);
  const caseOf = (documents: readonly DocumentRecord[]): OrderCase =>
    ({ ports: { documents, saveDocument } }) as unknown as OrderCase;
  const other = document("credit");
  const before = caseOf([other, KEPT]);
  expect(clearDifferences(before, KEPT).ports.documents).toEqual([other, PLAIN]);
  const plain = caseOf([PLAIN]);
  expect(clearDifferences(plain, PLAIN)).toBe(plain);
  expect(kept).toEqual([PLAIN]);
});

describe("the end of a run whose document differs still", () => {
  const ended = (outcome: FlowEnd["outcome"], ...reasons: readonly Reason[]): FlowEnd => ({
    outcome,
    reasons,
    label: "1001",
    figures: null,
  });
  const BY_HAND = reason("document-kept-by-hand", { number: "12" });
  const DIFFERS = bareReason("booked-differs");
  test.each<readonly [string, FlowEnd, readonly string[]]>([
    ["booked", ended("booked"), ["needs-attention", "triangular-not-kept"]],
    ["updated", ended("updated"), ["needs-attention", "triangular-not-kept"]],
    ["skipped", ended("skipped"), ["skipped"]],
    [
      "skipped, kept by hand",
      ended("skipped", BY_HAND),
      ["needs-attention", "triangular-not-kept", "document-kept-by-hand"],
    ],
    ["before the start line", ended("before-start"), ["before-start"]],
    ["held", ended("held"), ["held", "triangular-not-kept"]],
    ["for a person", ended("needs-attention"), ["needs-attention", "triangular-not-kept"]],
    ["told by this run itself", ended("booked", DIFFERS), ["booked", "booked-differs"]],
  ])("%s", (_, end, wanted) => {
    const told = withKnownDifferences(end, [KEPT]);
    expect([told.outcome, ...told.reasons.map(({ code }) => code)]).toEqual(wanted);
  });

  test.each([
    ["nothing differs", [PLAIN]],
    ["the document is gone", [{ ...KEPT, state: "gone" as const }]],
    ["there is none", []],
  ])("nothing is added where %s", (_, documents) => {
    const end = ended("booked");
    expect(withKnownDifferences(end, documents)).toBe(end);
  });
});
