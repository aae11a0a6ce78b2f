/** Reports the progress of a long run, and reads lists while reporting it. */
import { listed as listedByShop } from "../asperion/paging.ts";
import type { SendRead, VendorAnswer } from "../domain/vendors/request.ts";
import type { Result, Failure } from "../domain/result.ts";
import { listed as listedByLedger } from "../eaccounting/paging.ts";

export type Progress = {
  /** It compares everything, and not only what changed. */
  readonly whole: boolean;
  /** Things looked at so far, and how many there are; `null`: the vendor doesn't say. */
  readonly read: number;
  readonly readTotal: number | null;
  /** Of them, those that differ, as far as they are known by now. */
  readonly found: number;
  /** How many of those this run has written itself; `null`: each has a job. */
  readonly written: number | null;
};

type ProgressReporter = {
  readonly progress: (progress: Progress) => Promise<Result<void, Failure>>;
};

type Reading = {
  /** Reads pages as `send` does, and tells of each. */
  readonly send: SendRead;
  /** What was read so far. */
  readonly soFar: () => Pick<Progress, "read" | "readTotal">;
};

/**
 * Lists that are read one after the other count together, each with the total that its first page
 * names. `before`: what runs before this one have read of them.
 */
export function trackReading(
  ports: ProgressReporter,
  send: SendRead,
  {
    whole,
    written,
    before = 0,
  }: Pick<Progress, "whole" | "written"> & { readonly before?: number },
): Reading {
  const totals = new Map<string, number>();
  let read = before;
  const soFar = (): Pick<Progress, "read" | "readTotal"> => ({
    read,
    readTotal:
      totals.size === 0
        ? null
        : Math.max(
            read,
            [...totals.values()].reduce((sum, total) => sum + total, 0),
          ),
  });
  return {
    soFar,
    send: async (request) => {
      const answer = await send(request);
      if (!answer.ok) return answer;
      const page = listed(answer.value);
      if (page === null) return answer;
      read += page.items;
      const list = JSON.stringify([request.endpoint, { ...request.query, page: "", $page: "" }]);
      if (page.total !== null && !totals.has(list)) totals.set(list, page.total);
      const reported = await ports.progress({ whole, ...soFar(), found: 0, written });
      return reported.ok ? answer : reported;
    },
  };
}

const listed = (
  answer: VendorAnswer,
): { readonly items: number; readonly total: number | null } | null =>
  listedByLedger(answer) ?? listedByShop(answer);
