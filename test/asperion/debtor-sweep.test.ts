/** Which debtors changed: with a change filter that is taken, refused, or taken and without effect. */
import { expect, test } from "vitest";
import { readChangedDebtors } from "../../src/asperion/debtor-sweep.ts";
import type { VendorAnswer, VendorRequest } from "../../src/domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../src/domain/result.ts";

type Row = {
  readonly id: number;
  readonly dateAdded: string | null;
  readonly dateLastChange: string | null;
};
const FROM = "2026-11-24T10:00:00";
const ROWS: readonly Row[] = [
  { id: 1, dateAdded: "2026-01-05T09:00:00", dateLastChange: null },
  { id: 2, dateAdded: "2026-01-05T09:00:00", dateLastChange: "2026-11-24T10:00:00.250" },
  { id: 3, dateAdded: "2026-01-05T09:00:00", dateLastChange: "2026-11-24T09:59:59" },
  { id: 4, dateAdded: "2026-11-24T11:30:00", dateLastChange: null },
  { id: 5, dateAdded: "2026-11-24", dateLastChange: null },
  { id: 6, dateAdded: null, dateLastChange: null },
];

/** Pages of two, so that every list has several. */
function shop(filter: "works" | "refused" | "ignored", rows: readonly Row[] = ROWS) {
  const asked: VendorRequest["query"][] = [];
  const send = async ({ query }: VendorRequest): Promise<Result<VendorAnswer, Failure>> => {
    asked.push(query);
    const changed = query["DateLastChange_from"];
    const added = query["DateAdded_from"];
    if (changed !== undefined && filter === "refused")
      return err({
        kind: "rejected",
        vendor: "asperion",
        status: 400,
        code: null,
        message: "unknown",
        fields: [],
      });
    const found = rows
      .filter(
        (row) =>
          changed === undefined || filter === "ignored" || (row.dateLastChange ?? "") >= changed,
      )
      .filter((row) => added === undefined || (row.dateAdded ?? "") >= added);
    const page = Number(query["page"]);
    const next = page * 2 < found.length ? `https://x/v1/debtors?page=${page + 1}` : null;
    const body = {
      _data: found.slice((page - 1) * 2, page * 2),
      _meta: { administrationId: 7, totalCount: found.length, nextPage: next },
    };
    return ok({
      status: 200,
      body,
      isJson: true,
      headers: { date: "Tue, 24 Nov 2026 11:00:00 GMT" },
    });
  };
  const ids: number[] = [];
  const seen = { read: 0 };
  const visit = async (found: readonly number[], read: number) => {
    ids.push(...found);
    seen.read += read;
    return ok({ stop: false });
  };
  return {
    asked,
    ids,
    seen,
    input: { send, administrationId: 7, from: FROM, filter: true, visit },
  };
}

test.each(["works", "refused", "ignored"] as const)(
  "finds what changed or came since, where the change filter is %s",
  async (filter) => {
    const { input, ids } = shop(filter);
    const swept = await readChangedDebtors(input);
    expect([...new Set(ids)].toSorted((a, b) => a - b)).toEqual([2, 4, 5]);
    expect(swept).toMatchObject({
      value: { filter: filter !== "refused", serverTime: Date.parse("2026-11-24T11:00:00Z") },
    });
  },
);

test("a filter that is known to be refused isn't asked for again", async () => {
  const { asked, input } = shop("refused");
  await readChangedDebtors({ ...input, filter: false });
  expect(asked.some((query) => query["DateLastChange_from"] !== undefined)).toBe(false);
});

test("with a filter that works only what changed and what came that day is read", async () => {
  const { input, seen } = shop("works");
  await readChangedDebtors(input);
  expect(seen.read).toBe(3);
});

test("another failure than a refusal of the filter is handed on: an absence would be a guess", async () => {
  const { input } = shop("works");
  const swept = await readChangedDebtors({
    ...input,
    send: async () => err({ kind: "transient", vendor: "asperion", cause: "down" }),
  });
  expect(swept).toMatchObject({ ok: false, error: { kind: "transient" } });
});

test.each(["works", "refused"] as const)(
  "broken off behind every page it finds the same, where the change filter is %s",
  async (filter) => {
    const { input, ids } = shop(filter);
    const visit: typeof input.visit = async (found, read) => {
      await input.visit(found, read);
      return ok({ stop: true });
    };
    let place: Parameters<typeof readChangedDebtors>[0]["place"] = null;
    let runs = 0;
    for (let through = false; !through; runs += 1) {
      const swept = await readChangedDebtors({ ...input, visit, place });
      if (!swept.ok) throw new Error(JSON.stringify(swept.error));
      place = swept.value.place ?? null;
      through = place === null;
    }
    expect(ids.toSorted((a, b) => a - b)).toEqual([2, 4, 5]);
    expect(runs > 1).toBe(filter === "refused");
  },
);
