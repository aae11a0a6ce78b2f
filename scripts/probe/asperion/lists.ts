/** Checks Asperion's lists: administration, pages, sorting, errors. */
import { PATHS, TENANT_HEADER } from "../../../src/asperion/contract.ts";
import { check, differs, holds, unclear } from "../check.ts";
import { isOk, rowsAt } from "../session.ts";
import { dataOf, metaOf, num, someOf } from "./read.ts";

/** No administration has it. */
const NOBODYS = 999_999_999;
const NO_SUCH_ID = 2_000_000_000;

export const LIST_CHECKS = [
  check({
    id: "P1",
    level: "read",
    switches: ["unknownAdministration"],
    look: async (session) => ({
      mine: session.access.administrationId,
      named: metaOf(await session.get(PATHS.orders))["administrationId"],
      unnamed: await session.get(PATHS.orders, { administration: null }),
      unknown: await session.get(PATHS.orders, { administration: NOBODYS }),
    }),
    judge: ({ mine, named, unnamed, unknown }) => {
      const position = unknown.status === 403 ? "refused" : isOk(unknown) ? "default" : null;
      if (position === null) return unclear(`an unknown administration is ${unknown.status}`);
      const positions = { unknownAdministration: position };
      const served = position === "refused" ? "refused" : "answered from the default one";
      const told = `an unknown administration is ${served}`;
      if (named !== mine) return differs(`${TENANT_HEADER} is not heeded; ${told}`, positions);
      // Where the default one was chosen, the header can't be told from none.
      return metaOf(unnamed)["administrationId"] === mine
        ? { ...unclear(`the chosen administration is the default one; ${told}`), positions }
        : holds(`${TENANT_HEADER} is heeded; ${told}`, positions);
    },
  }),
  check({
    id: "P2",
    level: "read",
    look: async (session) => ({
      mine: session.access.administrationId,
      lists: [
        await session.get(PATHS.orders),
        await session.get(PATHS.debtors, { query: { metaOnly: "true" } }),
        await session.get(PATHS.articles, { query: { pageSize: "1" } }),
        await session.get(PATHS.vatCodes),
      ].map((answer) => metaOf(answer)["administrationId"]),
    }),
    judge: ({ mine, lists }) => {
      const named = lists.filter((id) => id === mine).length;
      const found = `${named} of ${lists.length} lists name the administration`;
      return named === lists.length ? holds(found) : differs(found);
    },
  }),
  check({
    id: "P17",
    level: "read",
    look: async (session) =>
      metaOf(await session.get(PATHS.articles, { query: { pageSize: "1" } })),
    judge: ({ nextPage, totalCount }) => {
      if (typeof nextPage !== "string")
        return (num(totalCount) ?? 0) > 1
          ? differs("a list of several pages names no nextPage")
          : unclear("no list of two pages: there are fewer than two articles");
      return URL.canParse(nextPage, "https://x") &&
        new URL(nextPage, "https://x").searchParams.get("page") === "2"
        ? holds("nextPage has page=2")
        : differs("nextPage has no parameter page");
    },
  }),
  check({
    id: "P20",
    level: "read",
    switches: ["errorContentType"],
    look: (session) => session.get(PATHS.order, { ids: { id: NO_SUCH_ID } }),
    judge: (answer) => {
      const type = (answer.headers["content-type"] ?? "").split(";")[0] ?? "";
      if (answer.status !== 404 || !answer.isJson)
        return differs(`an order that doesn't exist: ${answer.status}, ${type || "no body"}`);
      const short = type.replace("application/", "");
      return holds(`404 with a body of type ${type}`, { errorContentType: short });
    },
  }),
  check({
    id: "P75",
    level: "read",
    look: async (session) => [
      await session.get(PATHS.paymentMethods),
      await session.get(PATHS.deliveryMethods),
      await session.get(PATHS.salesTypes),
      await session.get(PATHS.paymentConditions),
    ],
    judge: (answers) => {
      const bad = answers.filter(
        (answer) =>
          !isOk(answer) ||
          rowsAt(answer.body, "_data").some((row) => !("id" in row) || !("description" in row)),
      );
      const rows = answers.flatMap(dataOf).length;
      if (bad.length > 0) return differs(`${bad.length} of ${answers.length} lists are otherwise`);
      return rows === 0 ? unclear("the lists are empty") : holds(`${rows} rows of four lists`);
    },
  }),
  check({
    id: "P76",
    level: "read",
    look: (session) => session.get(PATHS.administrations, { administration: null }),
    judge: (answer) => {
      const count = dataOf(answer).length;
      if (count > 1) return holds(`${count} administrations are listed`);
      return count === 1
        ? unclear("one administration: the user has no other")
        : differs(`none is listed (${answer.status})`);
    },
  }),
  check({
    id: "P36",
    level: "read",
    look: (session) => someOf(session, PATHS.debtors, "debtor"),
    judge: (debtors) => {
      const names = ["debtorKindId", "characteristic4", "characteristic5"];
      const there = names.filter((name) => debtors.some((debtor) => name in debtor));
      return there.length === names.length
        ? holds(`${debtors.length} debtors have the three fields`)
        : differs(`of the three fields there are ${there.join(", ") || "none"}`);
    },
  }),
];
