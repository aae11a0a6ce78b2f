/**
 * Which debtors changed, or came, since a local stamp. The one known client's list of filters has none by change, only
 * by the day of adding; the entity has its stamps, though. So a change filter is tried, and where it is refused the
 * whole list is read; either way each debtor's own stamps decide, so a filter without effect costs pages and no truth.
 *
 * A debtor that bears neither stamp is never found by this: only a webhook tells of it.
 */
import { z } from "zod";
import type { Failure } from "../domain/failure.ts";
import type { SendRead } from "../domain/request.ts";
import { err, ok, type Result } from "../domain/result.ts";
import { FILTERS, ORDER_BY_ID, PATHS } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import { listQuery, readList } from "./paging.ts";
import { blankToNull, contractFailure, serverTime } from "./read.ts";
import { get } from "./request.ts";

export type DebtorSweep = {
  readonly ids: readonly number[];
  /** How many debtors were looked at. */
  readonly read: number;
  /** Whether the change filter is taken. */
  readonly filter: boolean;
  /** The vendor's clock before the first page, ms; `null`: it didn't say. */
  readonly serverTime: number | null;
};

type Head = { readonly id: number; readonly stamp: string | null };
type Input = { readonly send: SendRead; readonly administrationId: number; /** `YYYY-MM-DDTHH:MM:SS`, local to the vendor. */ readonly from: string; /** False where the change filter is known to be refused. */ readonly filter: boolean };

const headSchema = z
  .looseObject({ id: z.int(), dateAdded: blankToNull, dateLastChange: blankToNull })
  .transform((debtor): Head => ({ id: debtor.id, stamp: debtor.dateLastChange ?? debtor.dateAdded }));

const PAGES_AT_MOST = 2000;

export async function readChangedDebtors(input: Input): Promise<Result<DebtorSweep, Failure>> {
  const day = input.from.slice(0, 10);
  const changed = input.filter ? await all(input, { [FILTERS.changedFrom]: input.from }) : null;
  if (changed !== null && !changed.ok && !isQueryRefused(changed.error)) return changed;
  const filtered = changed?.ok === true ? changed.value : null;
  // A debtor that was never changed has no change stamp, so those that came are asked for beside.
  const rest = await all(input, filtered === null ? {} : { [FILTERS.addedFrom]: day });
  if (!rest.ok) return rest;
  const heads = new Map([...(filtered?.heads ?? []), ...rest.value.heads].map((head) => [head.id, head]));
  const ids = [...heads.values()].filter(({ stamp }) => stamp !== null && (stamp.length === 10 ? stamp >= day : stamp.slice(0, 19) >= input.from));
  return ok({ ids: ids.map(({ id }) => id), read: heads.size, filter: filtered !== null, serverTime: filtered?.time ?? rest.value.time });
}

async function all({ send, administrationId }: Input, filters: Readonly<Record<string, string>>): Promise<Result<{ heads: readonly Head[]; time: number | null }, Failure>> {
  const heads: Head[] = [];
  let time: number | null = null;
  for (let number = 1; number <= PAGES_AT_MOST; number += 1) {
    const answer = await send(get(PATHS.debtors, "debtors", { query: listQuery(filters, number, ORDER_BY_ID) }));
    if (!answer.ok) return answer;
    const page = readList(headSchema, answer.value, administrationId);
    if (!page.ok) return page;
    if (number === 1) time = serverTime(answer.value);
    heads.push(...page.value.items);
    if (page.value.nextPage === null) return ok({ heads, time });
  }
  return err(contractFailure(["_meta", "nextPage"], `more than ${PAGES_AT_MOST} pages`));
}
