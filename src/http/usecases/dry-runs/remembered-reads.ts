/**
 * The vendors' answers that a job's timeline kept, and a sender that gives them again, so that a
 * page shows an answer as the bridge understood it. No vendor is asked: a read that the timeline
 * doesn't have (any more) is an ordinary failure.
 */
import { z } from "zod";
import type { SendRead } from "../../../domain/vendors/request.ts";
import { err, ok } from "../../../domain/result.ts";
import { answerAmong, type RememberedRead } from "../../../flows/orders/trial/remembered-ports.ts";
import type { TimelineEntry } from "../../../sync/contract/index.ts";

const read = z.looseObject({
  vendor: z.string(),
  query: z.record(z.string(), z.string()),
  status: z.int(),
  body: z.unknown(),
});

/** Returns requests and answers, newest last. */
export const recordedReads = (timeline: readonly TimelineEntry[]): readonly RememberedRead[] =>
  timeline.flatMap(({ what, title, detail }): readonly RememberedRead[] => {
    if (what !== "read" && what !== "lookup") return [];
    const parsed = read.safeParse(detail);
    return parsed.success
      ? [
          {
            vendor: parsed.data.vendor,
            path: title.slice(title.indexOf(" ") + 1),
            query: parsed.data.query,
            status: parsed.data.status,
            body: parsed.data.body,
          },
        ]
      : [];
  });

/** The newest answer to the same question counts. */
export function replay(timeline: readonly TimelineEntry[]): SendRead {
  const reads = recordedReads(timeline);
  return async (request) => {
    const known = answerAmong(reads, request);
    return known === null
      ? err({ kind: "transient", vendor: request.vendor, cause: "not in the timeline" })
      : ok(known);
  };
}
