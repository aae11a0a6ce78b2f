/** Debtors that are blocked, or gone. */
import { PATHS } from "../../../src/asperion/contract.ts";
import { check, differs, holds, unclear } from "../check.ts";
import { bodyOf, isOk, type Row } from "../session.ts";
import { num, someOf } from "./read.ts";

export const DEBTOR_CHECKS = [
  check({
    id: "P38",
    level: "read",
    look: async (session) => {
      const blocked = (await someOf(session, PATHS.debtors, "debtor")).find(
        (debtor) => debtor["blocked"] === true,
      );
      const gone = await session.get(PATHS.debtor, { ids: { id: 2_000_000_000 } });
      const id = num(blocked?.["id"]);
      return {
        gone,
        blocked: id === null ? null : await session.get(PATHS.debtor, { ids: { id } }),
      };
    },
    judge: ({ gone, blocked }) => {
      if (gone.status !== 404) return differs(`a debtor that isn't there is ${gone.status}`);
      if (blocked === null) return unclear("404 for one that isn't there; no debtor is blocked");
      return isOk(blocked) && (bodyOf(blocked) as Row)["blocked"] === true
        ? holds("404 for one that isn't there; a blocked one is served")
        : differs(`a blocked debtor is answered with ${blocked.status}`);
    },
  }),
];
