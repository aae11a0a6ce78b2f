/** By what eAccounting's lists can be asked, and how they are sorted and paged. Reads alone. */
import { check, differs, holds, NothingToAsk, positioned, unclear } from "../check.ts";
import type { Session } from "../session.ts";
import {
  codeOf,
  dataOf,
  DOCUMENTS,
  filterPosition,
  id,
  list,
  num,
  someOf,
  str,
  totalOf,
  UNKNOWN_PROPERTY,
} from "./read.ts";

const NOTHING = "zzprobe-nothing";
const contains = (field: string): string => `contains(${field},'${NOTHING}')`;

/** A filter that has no switch for being ignored: taken, or refused with 6000. */
const filterCheck = (
  name: string,
  switches: readonly string[],
  asked: readonly (readonly [endpoint: string, filter: string])[],
) =>
  check({
    id: name,
    level: "read",
    switches,
    look: async (session) => {
      const answers = [];
      for (const [endpoint, $filter] of asked)
        answers.push(await list(session, endpoint, { $filter, $pagesize: "1" }));
      return answers;
    },
    judge: (answers) => {
      const codes = answers.map((answer) => (answer.status === 200 ? "taken" : codeOf(answer)));
      const lists = asked.map(([endpoint]) => endpoint.slice(1));
      const told = `of ${lists.join(", ")}: ${codes.join(", ")}`;
      const position = codes.every((code) => code === "taken")
        ? "yes"
        : codes.every((code) => code === UNKNOWN_PROPERTY)
          ? "no"
          : null;
      if (position === null) return differs(`the filter is refused by some, or otherwise, ${told}`);
      const positions = Object.fromEntries(switches.map((one) => [one, position]));
      if (position === "no") return differs(`refused with 6000, ${told}`, positions);
      return answers.some((answer) => (totalOf(answer) ?? 0) > 0)
        ? differs(`the filter counts for nothing, ${told}`)
        : holds(told, positions);
    },
  });

async function unfilteredTotal(session: Session, endpoint: string): Promise<number> {
  return totalOf(await list(session, endpoint, { $pagesize: "1" })) ?? 0;
}

/** Each of these fields, in each list that has it. */
const REFERENCES = [
  ["OurReference", ["/orders", "/customerinvoicedrafts", "/customerinvoices"]],
  ["YourReference", ["/orders", "/customerinvoicedrafts", "/customerinvoices"]],
  ["BuyersOrderReference", ["/orders", "/customerinvoicedrafts", "/customerinvoices"]],
  ["VoucherText", ["/vouchers"]],
] as const;

export const FILTER_CHECKS = [
  ...REFERENCES.map(([field, endpoints]) =>
    filterCheck(
      `E5:${field}`,
      [`filter${field}`],
      endpoints.map((endpoint) => [endpoint, contains(field)] as const),
    ),
  ),
  filterCheck("E115", ["filterVoucherText"], [["/vouchers", contains("VoucherText")]]),
  filterCheck(
    "E170",
    ["filterNumbers"],
    [
      ["/orders", "Number eq 2147483000"],
      ["/customerinvoices", "InvoiceNumber eq 2147483000"],
      ["/vouchers", "NumberAndNumberSeries eq 'ZZ999999'"],
    ],
  ),
  filterCheck("E171", [], [["/customers", contains("Name")]]),
  check({
    id: "E6",
    level: "read",
    switches: ["filterCreatedUtc"],
    look: async (session) => {
      const seen = [];
      for (const [what, endpoint] of DOCUMENTS) {
        const total = await unfilteredTotal(session, endpoint);
        const $filter = "CreatedUtc ge 2100-01-01T00:00:00Z";
        const answer = await list(session, endpoint, { $filter, $pagesize: "1" });
        const sorted = await list(session, endpoint, { $orderby: "CreatedUtc", $pagesize: "1" });
        seen.push({ what, position: filterPosition(answer, total), sorts: sorted.status === 200 });
      }
      return seen;
    },
    judge: (seen) => {
      const told = seen
        .map(({ what, position }) => `${what} ${position ?? "can't tell"}`)
        .join(", ");
      const known = [...new Set(seen.flatMap(({ position }) => position ?? []))];
      const [position] = known;
      if (position === undefined) return unclear(`nothing is there to filter: ${told}`);
      if (known.length > 1) return differs(`lists differ: ${told}`);
      const positions = { filterCreatedUtc: position };
      if (position !== "yes") return differs(told, positions);
      return seen.every(({ sorts }) => sorts)
        ? holds(`${told}; sorted by as well`, positions)
        : differs(`${told}; not sorted by`, positions);
    },
  }),
  check({
    id: "E7",
    level: "read",
    switches: ["filterText"],
    look: async (session) => {
      const names = (await someOf(session, "/customers", "customer")).flatMap(
        (customer) => str(customer["Name"]) ?? [],
      );
      const name = names.find((one) => /^[\w ]*[a-z][\w ]*$/i.test(one));
      if (name === undefined) throw new NothingToAsk("no customer has a name of plain letters");
      const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
      const query = (text: string) => ({ $filter: `Name eq '${text}'`, $pagesize: "1" });
      return {
        same: await list(session, "/customers", query(name)),
        other: await list(session, "/customers", query(other)),
      };
    },
    judge: ({ same, other }) => {
      if ((totalOf(same) ?? 0) === 0) return unclear(`by its own name: ${same.status}, none found`);
      return (totalOf(other) ?? 0) > 0
        ? holds("text is compared whatever its case", { filterText: "case-insensitive" })
        : differs("text is compared with its case", { filterText: "case-sensitive" });
    },
  }),
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
    id: "E173",
    level: "read",
    switches: ["filterStartsWith"],
    look: async (session) => ({
      total: await unfilteredTotal(session, "/articles"),
      answer: await list(session, "/articles", {
        $filter: `startswith(Number,'${NOTHING}')`,
        $pagesize: "1",
      }),
    }),
    judge: ({ total, answer }) => {
      const position = filterPosition(answer, total);
      return position === null
        ? unclear(`${answer.status}, of ${total} articles`)
        : positioned("filterStartsWith", position, "yes", `startswith: ${position}`);
    },
  }),
  check({
    id: "E175",
    level: "read",
    switches: ["listRows"],
    look: async (session) => {
      const first = [];
      for (const [what, endpoint] of DOCUMENTS) {
        const [document] = dataOf(await list(session, endpoint, { $pagesize: "1" }));
        if (document !== undefined) first.push({ what, rows: document["Rows"] });
      }
      return first;
    },
    judge: (first) => {
      if (first.length === 0) return unclear("no document is there");
      const told = first.map(
        ({ what, rows }) => `${what} ${Array.isArray(rows) ? "with" : "without"}`,
      );
      const whole = first.filter(({ rows }) => Array.isArray(rows)).length;
      const found = `rows in lists: ${told.join(", ")}`;
      if (whole === first.length) return holds(found, { listRows: "whole" });
      return whole === 0 ? differs(found, { listRows: "heads" }) : differs(found);
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
