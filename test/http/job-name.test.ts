import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/job.ts";
import { ORDERS } from "../../src/http/words/orders/index.ts";
import { jobName } from "../../src/http/pages/orders/list.tsx";

const job = (fields: Partial<JobView>): JobView => ({
  id: "j1", key: "order:7", flow: "orders", lane: "live", status: "done", outcome: "booked", wait: null, due: null, wanted: 1, seen: 1, settingsVersion: 1, label: null, figures: null, createdAt: 0, updatedAt: 0, reasons: [], ...fields,
});

test.each([
  [{ key: "order:7", label: "1001" }, "1001"],
  [{ key: "order:7" }, "Order id 7"],
  [{ key: "debtor:55", flow: "customers", label: "10055" }, "Customer of debtor 10055"],
  [{ key: "debtor:55", flow: "customers" }, "Customer of debtor id 55"],
  [{ key: "sweep:debtors", flow: "customers" }, "Looking for changed debtors"],
] as const)("a job %j is called %s", (fields, name) => {
  expect(jobName(ORDERS.en, job(fields))).toBe(name);
});
