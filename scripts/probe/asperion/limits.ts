/** Asperion's limit, by three seconds of ten calls each: what the product sends at most. */
import { PATHS } from "../../../src/asperion/contract.ts";
import { check, differs, holds } from "../check.ts";

const PER_SECOND = 10;
const SECONDS = 3;

export const LIMIT_CHECKS = [
  check({
    id: "P24",
    level: "limits",
    switches: ["requestsPerSecond"],
    look: async (session) => {
      const refused: { readonly after: number; readonly wait: string | undefined }[] = [];
      await session.time.sleep(1000);
      for (let second = 0; second < SECONDS && refused.length === 0; second += 1) {
        for (let call = 0; call < PER_SECOND && refused.length === 0; call += 1) {
          const query = { metaOnly: "true" };
          const answer = await session.get(PATHS.debtors, { query, burst: true });
          if (answer.status === 429)
            refused.push({ after: call, wait: answer.headers["retry-after"] });
        }
        await session.time.sleep(1000);
      }
      return refused[0] ?? null;
    },
    judge: (refused) =>
      refused === null
        ? holds(`${PER_SECOND} calls a second are taken`, { requestsPerSecond: "0" })
        : differs(
            `after ${refused.after} calls a second: 429, Retry-After ${refused.wait ?? "none"}`,
            { requestsPerSecond: String(refused.after) },
          ),
  }),
];
