/** A list of jobs, page after page to its end, as whoever goes through it asks for it. */
import type { JobQuery } from "../../src/sync/contract/index.ts";
import { page } from "../../src/sync/tenant/views/job-list.ts";

type Context = Parameters<typeof page>[0];

/** Ids in the order of the list. */
export async function allIds(context: Context, query: JobQuery): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const one: Awaited<ReturnType<typeof page>> = await page(context, {
      ...query,
      ...(cursor === "" ? {} : { cursor }),
    });
    ids.push(...one.jobs.map(({ id }) => id));
    ({ cursor } = one);
  }
  return ids;
}
