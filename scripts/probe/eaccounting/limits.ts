/** eAccounting's limit of calls, used up for a minute on one small list. */
import { MINUTE_MS } from "../../../src/domain/platform/durations.ts";
import { retryAfterMs } from "../../../src/domain/vendors/retry-after.ts";
import { check, differs, holds, unclear } from "../check.ts";
import { messageOf, type Session } from "../session.ts";
import { NOBODY } from "./read.ts";

const LIST = "/customerlabels";
const LIMIT = 600;
/** A little above what is documented. */
const MOST = 700;
const AT_ONCE = 25;

/** How many were taken, and the refusal that ended it; `null`: none came. */
async function burst(session: Session, most: number) {
  let taken = 0;
  for (let sent = 0; sent < most; sent += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, () =>
      session.get(LIST, { query: { $pagesize: "1" }, burst: true }),
    );
    const answers = await Promise.all(batch);
    taken += answers.filter(({ status }) => status !== 429).length;
    const refused = answers.find(({ status }) => status === 429);
    if (refused !== undefined) return { taken, refused };
  }
  return { taken, refused: null };
}

export const LIMIT_CHECKS = [
  check({
    id: "E26",
    level: "limits",
    switches: ["endpointKey", "countRefusedCalls", "retryAfterHeader"],
    look: async (session) => {
      // What was asked before is out of the vendor's minute.
      await session.time.sleep(MINUTE_MS);
      const { taken, refused } = await burst(session, MOST);
      if (refused === null) return { taken, refused };
      const once = { burst: true };
      // Refused whatever the limit says: a label needs a name, and no label has this id.
      const post = (await session.write("POST", LIST, { ...once, body: {} })).status;
      const ids = { id: NOBODY };
      const other = (await session.get(`${LIST}/{id}`, { ...once, ids })).status;
      await session.time.sleep(MINUTE_MS / 2);
      // As many again, all refused: do they count?
      for (let sent = 0; sent < taken + AT_ONCE; sent += AT_ONCE)
        await Promise.all(
          Array.from({ length: AT_ONCE }, () => session.get(LIST, { burst: true })),
        );
      await session.time.sleep(MINUTE_MS / 2 + 1000);
      const after = (await session.get(LIST, once)).status;
      await session.time.sleep(MINUTE_MS);
      return { taken, refused, post, other, after };
    },
    judge: (seen) => {
      if (seen.refused === null) return unclear(`${seen.taken} calls within a minute are taken`);
      const { taken, refused, post, other, after } = seen;
      const endpointKey =
        other === 429 ? "resource" : post === 429 ? "template" : "method+template";
      const header = refused.headers["retry-after"];
      const positions = {
        endpointKey,
        countRefusedCalls: after === 429 ? "yes" : "no",
        retryAfterHeader: header === undefined ? "no" : "yes",
      };
      const seconds = Math.round(retryAfterMs(refused.headers, messageOf(refused)) / 1000);
      const told = `${taken} calls a minute for each ${endpointKey}, then a wait of ${seconds} s`;
      return taken >= LIMIT && endpointKey !== "resource"
        ? holds(told, positions)
        : differs(told, positions);
    },
  }),
];
