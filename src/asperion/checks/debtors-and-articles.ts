/** Checks the filters of Asperion's debtors and articles, and what their lists show. */
import {
  bodyOf,
  differs,
  expecting,
  holds,
  isOk,
  num,
  readCheck,
  type ReadCheck,
  str,
  unclear,
} from "../../domain/vendors/checks.ts";
import { EQUALS, FILTERS, ORDER_BY_ID, PATHS, QUERY } from "../contract.ts";
import { dataOf, NEVER, ofNone, someOf } from "./read.ts";

/** No record has it, so a working filter finds nothing. */
const NOBODY = "zzprobe-nobody";
const SEARCHED = [
  [FILTERS.customerNumber, "customerNumber"],
  [FILTERS.emailAddress, "emailAddress"],
  [FILTERS.name, "name"],
] as const;

const debtorSearch = readCheck(
  "P77",
  ["debtorSearch"],
  async (asker) => {
    const debtors = await someOf(asker, PATHS.debtors, "debtor");
    const asked = [];
    for (const [filter, field] of SEARCHED) {
      const whole = debtors.flatMap((debtor) => str(debtor[field]) ?? [])[0];
      const part = whole?.slice(1) ?? NOBODY;
      const found = await asker.get(PATHS.debtors, { query: { [filter]: part } });
      const none = await asker.get(PATHS.debtors, { query: { [filter]: NOBODY } });
      asked.push({ field, part: whole === undefined ? null : part, found, none });
    }
    return asked;
  },
  (asked) => {
    const positions = asked.map(({ none }) => ofNone(none));
    const [first = "refused", ...rest] = positions;
    if (rest.some((position) => position !== first))
      return differs({ filters: positions.join(", ") });
    const contains = asked.every(
      ({ field, part, found }) =>
        part === null || dataOf(found).some((debtor) => (str(debtor[field]) ?? "").includes(part)),
    );
    return first === "works" && !contains
      ? differs({ found: "whole texts" })
      : expecting("works", "debtorSearch", first);
  },
);

const debtorStamps = readCheck(
  "P34",
  ["debtorChangeFilter"],
  async (asker) => ({
    debtors: await someOf(asker, PATHS.debtors, "debtor"),
    later: await asker.get(PATHS.debtors, { query: { [FILTERS.changedFrom]: NEVER } }),
  }),
  ({ debtors, later }) => {
    const debtorChangeFilter = ofNone(later);
    const bare = debtors.filter(
      (debtor) => str(debtor["dateAdded"]) === null || !("dateLastChange" in debtor),
    ).length;
    if (bare > 0) return differs({ debtorChangeFilter, withoutStamps: bare });
    return expecting("refused", "debtorChangeFilter", debtorChangeFilter);
  },
);

const codeComparison = readCheck(
  "P18",
  ["articleCodeComparison"],
  async (asker) => {
    const articles = await someOf(asker, PATHS.articles, "article");
    const codes = articles.flatMap((article) => str(article["articleCode"]) ?? []);
    const part = codes.find((code) =>
      codes.some((other) => other !== code && other.includes(code)),
    );
    const wanted = part ?? codes[0] ?? "";
    const answer = await asker.get(PATHS.articles, {
      query: { [FILTERS.articleCode]: wanted, [FILTERS.articleCodeComparison]: EQUALS },
    });
    return { part, wanted, answer };
  },
  ({ part, wanted, answer }) => {
    if (answer.status === 400) return differs({ articleCodeComparison: "refused" });
    const found = dataOf(answer).map((article) => str(article["articleCode"]) ?? "");
    if (!found.includes(wanted)) return differs({ found: "none" });
    if (part === undefined) return unclear();
    const isExact = found.every((code) => code.toLowerCase() === wanted.toLowerCase());
    return expecting("works", "articleCodeComparison", isExact ? "works" : "ignored");
  },
);

const codesOnce = readCheck(
  "P30:codes",
  [],
  (asker) => someOf(asker, PATHS.articles, "article"),
  (articles) => {
    const codes = articles.flatMap((article) => str(article["articleCode"])?.toLowerCase() ?? []);
    const twice = codes.length - new Set(codes).size;
    if (twice > 0) return differs({ twice });
    return codes.length > 1 ? holds() : unclear();
  },
);

const wholeArticles = readCheck(
  "P42",
  [],
  async (asker) => {
    const listed = await asker.get(PATHS.articles, {
      query: { [QUERY.orderBy]: ORDER_BY_ID, [QUERY.pageSize]: "1" },
    });
    const item = dataOf(listed)[0];
    const id = num(item?.["id"]);
    return {
      listed,
      item,
      single: id === null ? null : bodyOf(await asker.get(PATHS.article, { ids: { id } })),
    };
  },
  ({ listed, item, single }) => {
    if (!isOk(listed)) return differs({ sorting: listed.status });
    if (item === undefined || single === null) return unclear();
    const hidden = Object.keys(single).filter((name) => name !== "_meta" && !(name in item));
    return hidden.length === 0 ? holds() : differs({ hidden: hidden.join(", ") });
  },
);

export const OTHER_READS: readonly ReadCheck[] = [
  codeComparison,
  codesOnce,
  debtorStamps,
  wholeArticles,
  debtorSearch,
];
