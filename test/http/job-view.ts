/** A job as pages are shown it: an order that is booked. */
import type { JobView } from "../../src/domain/jobs/job.ts";

export const jobView = (over: Partial<JobView> = {}): JobView => ({
  id: "j1",
  key: "order:7",
  flow: "orders",
  lane: "live",
  status: "done",
  outcome: "booked",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label: "1001",
  figures: null,
  createdAt: 0,
  updatedAt: 0,
  reasons: [],
  ...over,
});
