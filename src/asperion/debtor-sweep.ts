/**
 * Finds debtors that changed or were added since a local stamp. The known client's list has no
 * filter by change, only by day of adding, but debtors have both stamps. So a change filter is
 * tried, and where it is refused the whole list is read. Each debtor's own stamps decide, so a
 * filter without effect costs pages but no correctness.
 *
 * A debtor without either stamp is never found here: only a webhook reports it.
 */
import { z } from "zod";
import type { SendRead } from "../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../domain/result.ts";
import { FILTERS, ORDER_BY_ID, PATHS } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import { listQuery, readList } from "./paging.ts";
import { contractFailure, get, optionalStamp, serverTime } from "./request.ts";

/** Where a stopped sweep continues: the list and its next page. */
export type DebtorPlace = {
  readonly list: "changed" | "added" | "all";
  readonly page: number;
  /** From the first page of all. */
  readonly serverTime: number | null;
};

type DebtorSweep = {
  /** Whether the vendor accepts the change filter. */
  readonly filter: boolean;
  /** The vendor's clock before the first page, in ms; `null`: unknown. */
  readonly serverTime: number | null;
  /** Absent: the sweep is complete. */
  readonly place?: DebtorPlace;
};

type Head = { readonly id: number; readonly added: string | null; readonly changed: string | null };
type Input = {
  readonly send: SendRead;
  readonly administrationId: number;
  /** `YYYY-MM-DDTHH:MM:SS`, local to the vendor. */
  readonly from: string;
  /** False where the change filter is known to be refused. */
  readonly filter: boolean;
  readonly place?: DebtorPlace | null;
  /**
   * Receives a page's changed or new debtors, each once. `read`: how many were read. `stop`: stop
   * after this page.
   */
  readonly visit: (
    ids: readonly number[],
    read: number,
  ) => Promise<Result<{ readonly stop: boolean }, Failure>>;
};

const headSchema = z
  .looseObject({ id: z.int(), dateAdded: optionalStamp, dateLastChange: optionalStamp })
  .transform((debtor): Head => ({
    id: debtor.id,
    added: debtor.dateAdded,
    changed: debtor.dateLastChange,
  }));

/** Guards against an endless list: two million debtors. */
const MAX_PAGES = 20_000;

export async function readChangedDebtors(input: Input): Promise<Result<DebtorSweep, Failure>> {
  const { place = null } = input;
  const first = place ?? {
    list: input.filter ? ("changed" as const) : ("all" as const),
    page: 1,
    serverTime: null,
  };
  const swept = await all(input, first);
  if (!swept.ok) {
    const refused = place === null && first.list === "changed" && isQueryRefused(swept.error);
    return refused ? all(input, { ...first, list: "all" }) : swept;
  }
  // A debtor that was never changed has no change stamp, so new ones are requested separately.
  return first.list === "changed" && swept.value.place === undefined
    ? all(input, { list: "added", page: 1, serverTime: swept.value.serverTime })
    : swept;
}

function filtersOf(list: DebtorPlace["list"], from: string): Readonly<Record<string, string>> {
  switch (list) {
    case "changed":
      return { [FILTERS.changedFrom]: from };
    case "added":
      return { [FILTERS.addedFrom]: from.slice(0, 10) };
    default:
      return {};
  }
}

async function all(input: Input, place: DebtorPlace): Promise<Result<DebtorSweep, Failure>> {
  const { send, administrationId, from, visit } = input;
  const { list } = place;
  const filters = filtersOf(list, from);
  const filter = list !== "all";
  let serverTimeAt = place.serverTime;
  for (let number = place.page; number <= MAX_PAGES; number += 1) {
    const answer = await send(
      get(PATHS.debtors, "debtors", { query: listQuery(filters, number, ORDER_BY_ID) }),
    );
    if (!answer.ok) return answer;
    const page = readList(headSchema, answer.value, administrationId);
    if (!page.ok) return page;
    serverTimeAt ??= serverTime(answer.value);
    const visited = await visit(
      page.value.items.filter((head) => isNew(head, from, list)).map(({ id }) => id),
      page.value.items.length,
    );
    if (!visited.ok) return visited;
    if (page.value.nextPage === null) return ok({ filter, serverTime: serverTimeAt });
    if (visited.value.stop)
      return ok({
        filter,
        serverTime: serverTimeAt,
        place: { list, page: number + 1, serverTime: serverTimeAt },
      });
  }
  return err(contractFailure(["_meta", "nextPage"], `more than ${MAX_PAGES} pages`));
}

/** Its own stamps decide. A new debtor that was changed as well is in the list of changes. */
function isNew({ added, changed }: Head, from: string, list: DebtorPlace["list"]): boolean {
  if (list === "added" && changed !== null) return false;
  const stamp = changed ?? added;
  return (
    stamp !== null &&
    (stamp.length === 10 ? stamp >= from.slice(0, 10) : stamp.slice(0, 19) >= from)
  );
}
