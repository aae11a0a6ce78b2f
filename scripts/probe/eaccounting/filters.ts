/** Checks the filters, sorting and paging of eAccounting's lists. Reads only. */
import { EACCOUNTING_READS, filterCheck } from "../../../src/eaccounting/checks/filters.ts";
import { contains } from "../../../src/eaccounting/checks/read.ts";
import { check, differs, holds, shared, unclear } from "../check.ts";
import { codeOf, dataOf, id, list, num, someOf, str, totalOf } from "./read.ts";

export const FILTER_CHECKS = [
  ...EACCOUNTING_READS.map(shared),
  shared(filterCheck("E115", ["filterVoucherText"], [["/vouchers", contains("VoucherText")]])),
  shared(filterCheck("E228", [], [["/articles", contains("Name")]])),
  check({
    id: "E9",
    level: "read",
    switches: ["defaultOrder"],
    look: (session) => someOf(session, "/orders", "order"),
    judge: (orders) => {
      const sorted = (values: readonly string[]): boolean =>
        values.every((value, at) => at === 0 || value >= (values[at - 1] ?? ""));
      const byId = sorted(orders.map(id));
      const byCreation = sorted(orders.map((order) => str(order["CreatedUtc"]) ?? ""));
      if (orders.length < 3 || byId === byCreation)
        return byId || orders.length < 3
          ? unclear("too few orders to tell in what order they come")
          : holds("neither by id nor by creation");
      const defaultOrder = byId ? "by-id" : "by-creation";
      return holds(`an unsorted list comes ${defaultOrder}`, { defaultOrder });
    },
  }),
  check({
    id: "E10",
    level: "read",
    switches: ["pageSizeOverMax"],
    look: async (session) => ({
      most: await list(session, "/articles", { $pagesize: "1000" }),
      over: await list(session, "/articles", { $pagesize: "1001" }),
    }),
    judge: ({ most, over }) => {
      const pageSizeOverMax = over.status === 200 ? "clamp" : "refused";
      const told = `1000: ${most.status}, 1001: ${over.status}`;
      return most.status === 200
        ? holds(told, { pageSizeOverMax })
        : differs(told, { pageSizeOverMax });
    },
  }),
  check({
    id: "E157",
    level: "read",
    look: async (session) => {
      const seen = [];
      for (const [endpoint, $orderby] of [
        ["/accounts", "Number"],
        ["/vatcodes", "Id"],
        ["/bankaccounts", "Id"],
      ] as const) {
        const answer = await list(session, endpoint, { $orderby, $pagesize: "1000" });
        seen.push(`${endpoint.slice(1)} ${answer.status}`);
      }
      return seen;
    },
    judge: (seen) =>
      seen.every((one) => one.endsWith(" 200"))
        ? holds(`sorted lists: ${seen.join(", ")}`)
        : seen.every((one) => / (200|403)$/.test(one))
          ? unclear(`refused alone: ${seen.join(", ")}`)
          : differs(seen.join(", ")),
  }),
  check({
    id: "E227",
    level: "read",
    look: async (session) => {
      const seen = [];
      for (const endpoint of ["/deliveryterms", "/backgrounds", "/suppliers"]) {
        const answer = await list(session, endpoint, { $orderby: "Id", $pagesize: "1000" });
        seen.push(`${endpoint.slice(1)} ${answer.status}`);
      }
      return seen;
    },
    judge: (seen) =>
      seen.every((one) => one.endsWith(" 200"))
        ? holds(`listed: ${seen.join(", ")}`)
        : seen.every((one) => / (200|403|404)$/.test(one))
          ? unclear(`not for this company: ${seen.join(", ")}`)
          : differs(seen.join(", ")),
  }),
  check({
    id: "E34",
    level: "read",
    look: (session) =>
      session.get("/articles/{id}", { ids: { id: "00000000-0000-4000-8000-000000000000" } }),
    judge: (answer) =>
      answer.status === 404
        ? holds(`an article that isn't there: 404, code ${codeOf(answer) ?? "none"}`)
        : differs(`an article that isn't there: ${answer.status}`),
  }),
  check({
    id: "E11",
    level: "read",
    look: async (session) => {
      const query = { $pagesize: "1", $orderby: "Id" };
      const first = await list(session, "/articles", { ...query, $page: "1" });
      return { first, second: await list(session, "/articles", { ...query, $page: "2" }) };
    },
    judge: ({ first, second }) => {
      if ((num(totalOf(first)) ?? 0) < 2) return unclear("fewer than two articles");
      return id(dataOf(first)[0]) === id(dataOf(second)[0])
        ? differs("$page counts for nothing")
        : holds("pages are counted by $page, so one may skip what moves between two of them");
    },
  }),
];
