/** The list of the orders that wait for the limit of the first day. */
import type { JobQuery } from "../../contract/jobs.ts";
import type { TenantContext } from "../context/tenant-context.ts";
import { waitsForLimit } from "../runs/before-writes.ts";
import type { QueryContext } from "./job-conditions.ts";
import { waitingClose } from "../days/days.ts";

/** Nothing where a list doesn't ask for them. */
export const firstDayOf = (
  context: TenantContext,
  query: JobQuery,
): Pick<QueryContext, "firstDay"> =>
  query.waitsFor === undefined ? {} : { firstDay: waitsForLimit(waitingClose(context)) };
