/** Filters of debtors, and of orders by their debtor. */
import { FILTERS, PATHS } from "../../../src/asperion/contract.ts";
import { check, differs, holds, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, type Row } from "../session.ts";
import { dataOf, filterPosition, num, sampleOrders, someOf, str } from "./read.ts";

/** Nobody's, so that a filter that works finds nothing by it. */
const NOBODY = "zzprobe-nobody";
const SEARCHED = [
  [FILTERS.customerNumber, "customerNumber"],
  [FILTERS.emailAddress, "emailAddress"],
  [FILTERS.name, "name"],
] as const;

export const DEBTOR_CHECKS = [
  check({
    id: "P77",
    level: "read",
    switches: ["debtorSearch"],
    look: async (session) => {
      const debtors = await someOf(session, PATHS.debtors, "debtor");
      const asked = [];
      for (const [filter, field] of SEARCHED) {
        const whole = debtors.flatMap((debtor) => str(debtor[field]) ?? [])[0];
        const part = whole?.slice(1) ?? NOBODY;
        const found = await session.get(PATHS.debtors, { query: { [filter]: part } });
        const none = await session.get(PATHS.debtors, { query: { [filter]: NOBODY } });
        asked.push({ filter, field, part: whole === undefined ? null : part, found, none });
      }
      return asked;
    },
    judge: (asked) => {
      const positions = asked.map(({ none }) => filterPosition(none, () => false));
      const [first = "refused", ...rest] = positions;
      if (rest.some((position) => position !== first))
        return differs(`the filters differ: ${positions.join(", ")}`);
      const contains = asked.every(
        ({ field, part, found }) =>
          part === null ||
          dataOf(found).some((debtor) => (str(debtor[field]) ?? "").includes(part)),
      );
      if (first === "works" && !contains) return differs("the filters find whole texts alone");
      return positioned("debtorSearch", first, "works", `the three filters: ${first}`);
    },
  }),
  check({
    id: "P78",
    level: "read",
    switches: ["debtorFilter"],
    look: async (session) => {
      const sold = (await sampleOrders(session)).flatMap((order) => num(order["debtorId"]) ?? []);
      const id = sold.find((one) => one !== 0) ?? 0;
      const query = (debtorId: number) => ({ query: { [FILTERS.debtorId]: String(debtorId) } });
      return {
        id,
        none: await session.get(PATHS.orders, query(2_000_000_000)),
        some: await session.get(PATHS.orders, query(id)),
      };
    },
    judge: ({ id, none, some }) => {
      const position = filterPosition(none, () => false);
      if (position === "works" && !dataOf(some).some((order) => order["debtorId"] === id))
        return differs("the filter doesn't find an order of the debtor");
      return positioned("debtorFilter", position, "works", `filter by debtor: ${position}`);
    },
  }),
  check({
    id: "P34",
    level: "read",
    switches: ["debtorChangeFilter"],
    look: async (session) => ({
      debtors: await someOf(session, PATHS.debtors, "debtor"),
      later: await session.get(PATHS.debtors, {
        query: { [FILTERS.changedFrom]: "2100-01-01T00:00:00" },
      }),
    }),
    judge: ({ debtors, later }) => {
      const position = filterPosition(later, () => false);
      const positions = { debtorChangeFilter: position };
      const stamped = debtors.filter((debtor) => str(debtor["dateAdded"]) !== null).length;
      const told = `filter by change: ${position}`;
      if (stamped < debtors.length || debtors.some((debtor) => !("dateLastChange" in debtor)))
        return differs(`${told}; debtors lack dateAdded or dateLastChange`, positions);
      return position === "refused" ? holds(told, positions) : differs(told, positions);
    },
  }),
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
