/**
 * Repeats a job's reads from its timeline, without asking a vendor, so that a page shows an answer
 * as the bridge understood it. A read that the timeline doesn't have (any more) is an ordinary
 * failure.
 */
import { z } from "zod";
import type { SendRead, VendorAnswer, VendorRequest } from "../../../domain/vendors/request.ts";
import { err, ok } from "../../../domain/result.ts";
import type { TimelineEntry } from "../../../sync/contract/index.ts";

const read = z.looseObject({
  vendor: z.string(),
  query: z.record(z.string(), z.string()),
  status: z.number(),
  body: z.unknown(),
});

/** The newest answer to the same question counts. */
export const replay =
  (timeline: readonly TimelineEntry[]): SendRead =>
  async (request) => {
    const found = timeline.findLast((entry) => isAnswerTo(entry, request));
    const parsed = read.safeParse(found?.detail);
    if (!parsed.success)
      return err({ kind: "transient", vendor: request.vendor, cause: "not in the story" });
    return ok({
      status: parsed.data.status,
      body: parsed.data.body,
      isJson: true,
      headers: {},
    } satisfies VendorAnswer);
  };

function isAnswerTo(entry: TimelineEntry, request: VendorRequest): boolean {
  if (
    (entry.what !== "read" && entry.what !== "lookup") ||
    entry.title !== `${request.method} ${request.path}`
  )
    return false;
  const parsed = read.safeParse(entry.detail);
  if (!parsed.success || parsed.data.vendor !== request.vendor) return false;
  const names = new Set([...Object.keys(request.query), ...Object.keys(parsed.data.query)]);
  return [...names].every((name) => request.query[name] === parsed.data.query[name]);
}
