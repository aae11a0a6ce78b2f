/** What the list is narrowed to. A filter that isn't known is none, so an old address still shows a list. */
import type { JobStatus, Outcome } from "../../../domain/job.ts";
import type { JobQuery } from "../../../sync/rpc.ts";
import { isKey, OUTCOME_TONES, STATUS_TONES } from "../words.ts";

export type Filters = {
  readonly status: JobStatus | null;
  readonly outcome: Outcome | null;
  /** Order number, or part of it. */
  readonly number: string;
  /** Jobs that aren't orders, such as reading the look-ups, are shown as well. */
  readonly all: boolean;
  readonly cursor: string | null;
};

const PAGE_SIZE = 50;

export function filtersOf(query: Readonly<Record<string, string | undefined>>): Filters {
  const { status, outcome, number, all, cursor } = query;
  return {
    status: isKey(STATUS_TONES, status) ? status : null,
    outcome: isKey(OUTCOME_TONES, outcome) ? outcome : null,
    number: (number ?? "").trim().slice(0, 50),
    all: all === "on",
    cursor: cursor === undefined || !/^\d{1,16} \w{1,40}$/.test(cursor) ? null : cursor,
  };
}

export const queryOf = ({ status, outcome, number, all, cursor }: Filters): JobQuery => ({
  ...(status === null ? {} : { status }),
  ...(outcome === null ? {} : { outcome }),
  ...(number === "" ? {} : { label: number }),
  ...(cursor === null ? {} : { cursor }),
  // Thousands of products may have changed since the last order did.
  ...(all ? {} : { flow: "orders" as const }),
  limit: PAGE_SIZE,
});

/** The list's address with these filters, on another page of it. */
export function addressOf(id: string, filters: Filters, cursor: string | null): string {
  const query = new URLSearchParams();
  if (filters.status !== null) query.set("status", filters.status);
  if (filters.outcome !== null) query.set("outcome", filters.outcome);
  if (filters.number !== "") query.set("number", filters.number);
  if (filters.all) query.set("all", "on");
  if (cursor !== null) query.set("cursor", cursor);
  const text = query.toString();
  return `/admin/tenants/${id}/orders${text === "" ? "" : `?${text}`}`;
}
