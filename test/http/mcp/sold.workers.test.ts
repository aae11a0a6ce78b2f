/** An agent is told what an order counts as, as pages and API are. */
import { expect, test } from "vitest";
import type { JobFigures } from "../../../src/domain/jobs/job.ts";
import { jobView } from "../job-view.ts";
import { agents } from "./stage.ts";

const sold = { gross: "199.00", vat: "39.80" };
const nothing = { gross: "0.00", vat: "0.00" };
const ORDERS: readonly (readonly [string, JobFigures, JobFigures["sold"]])[] = [
  ["a plain one", { ...sold, currency: "SEK" }, undefined],
  ["one that a card paid", { gross: "99.00", vat: "39.80", currency: "SEK", sold }, sold],
  ["a cancelled one", { ...sold, currency: "SEK", sold: nothing, cancelled: true }, nothing],
];

test.each(ORDERS)("of an order: %s", async (_, figures, counts) => {
  const job = jobView({ id: "j000000001", label: "1007", figures });
  const { call } = await agents({
    "jobs.list": { jobs: [job], cursor: null, rows: {} },
    "jobs.timeline": { job, operations: [], timeline: [], documents: [], missing: false },
  });
  const { result } = await call("find_order", { query: "1007" });
  const found = result?.structuredContent as
    | { readonly orders: readonly { readonly gross: string; readonly sold?: unknown }[] }
    | undefined;
  expect(found?.orders[0]).toMatchObject({ gross: figures.gross });
  expect(found?.orders[0]?.sold).toEqual(counts);
  const explained = await call("explain_order", { order: "j000000001" });
  expect(explained.result?.structuredContent).toMatchObject({ order: { gross: figures.gross } });
});
