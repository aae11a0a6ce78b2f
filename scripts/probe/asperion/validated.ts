/**
 * Checks Asperion's validation of writes: `validateOnly=true` checks and stores nothing (seen in a
 * client). An answer with an id shows that something was stored anyway; it is reported as staying.
 */
import { PATHS } from "../../../src/asperion/contract.ts";
import type { VendorAnswer } from "../../../src/domain/vendors/request.ts";
import { check, differs, holds, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, isRow, type Row, type Session } from "../session.ts";
import { num, someOf, str } from "./read.ts";

async function validated(session: Session, path: string, body: Row): Promise<VendorAnswer> {
  const answer = await session.write("POST", path, { query: { validateOnly: "true" }, body });
  if (isOk(answer) && (num(bodyOf(answer)["id"]) ?? 0) !== 0)
    session.stays("a record that validateOnly stored all the same");
  return answer;
}

/** A new article's body, by the VAT code of one that is there. */
async function articleBody(session: Session, more: Row = {}): Promise<Row> {
  const articles = await someOf(session, PATHS.articles, "article");
  const like = articles.find((article) => str(article["vatCode"]) !== null) ?? articles[0] ?? {};
  return {
    articleCode: `${session.marker}-V`,
    description: "Probe",
    articleType: "Simple",
    vatCode: like["vatCode"],
    salesPrice: 1,
    active: false,
    ...more,
  };
}

const fieldsOf = (answer: VendorAnswer): readonly string[] => {
  const { errors } = bodyOf(answer);
  return isRow(errors) ? Object.keys(errors) : [];
};

export const VALIDATED_CHECKS = [
  check({
    id: "P26",
    level: "write",
    switches: ["currentStockWrite"],
    look: async (session) => ({
      plain: await validated(session, PATHS.articles, await articleBody(session)),
      same: await validated(
        session,
        PATHS.articles,
        await articleBody(session, { currentStock: 0 }),
      ),
      other: await validated(
        session,
        PATHS.articles,
        await articleBody(session, { currentStock: 5 }),
      ),
    }),
    judge: ({ plain, same, other }) => {
      if (!isOk(plain)) return unclear(`the article itself is refused (${plain.status})`);
      const position = !isOk(same) ? "refused" : isOk(other) ? "ignored" : "refused-if-different";
      const positions = { currentStockWrite: position };
      if (isOk(other) && bodyOf(other)["currentStock"] === 5)
        return differs("currentStock is written", positions);
      return holds(`currentStock in a body is ${position}`, positions);
    },
  }),
  check({
    id: "P30",
    level: "write",
    switches: ["articleCodeTaken"],
    look: async (session) => {
      const articles = await someOf(session, PATHS.articles, "article");
      const taken = str(articles[0]?.["articleCode"]) ?? "";
      const other = taken === taken.toLowerCase() ? taken.toUpperCase() : taken.toLowerCase();
      const post = async (articleCode: string) =>
        validated(session, PATHS.articles, await articleBody(session, { articleCode }));
      return { same: await post(taken), otherCase: other === taken ? null : await post(other) };
    },
    judge: ({ same, otherCase }) => {
      const position = isOk(same) ? "allowed" : same.status === 409 ? "conflict" : "refused";
      const positions = { articleCodeTaken: position };
      const told = `a code that is taken: ${same.status}`;
      if (isOk(same)) return differs(told, positions);
      if (same.status !== 409 && !fieldsOf(same).includes("articleCode"))
        return differs(`${told}, which doesn't name articleCode`, positions);
      return otherCase !== null && isOk(otherCase)
        ? differs(`${told}; in another case it is taken`, positions)
        : holds(told, positions);
    },
  }),
  check({
    id: "P32",
    level: "write",
    look: async (session) => ({
      code: await validated(session, PATHS.articles, await articleBody(session)),
      none: await validated(session, PATHS.articles, await articleBody(session, { vatCode: null })),
    }),
    judge: ({ code, none }) => {
      if (!isOk(code)) return differs(`with a VAT code alone: ${code.status}`);
      return isOk(none)
        ? differs("an article without both is taken")
        : holds(`a VAT code is enough; without both: ${none.status}`);
    },
  }),
  check({
    id: "P33",
    level: "write",
    switches: ["articlePrices"],
    look: async (session) =>
      validated(session, PATHS.articles, await articleBody(session, { salesPrice: 1.2345 })),
    judge: (answer) => {
      if (!isOk(answer)) return differs(`a price of four decimals: ${answer.status}`);
      const price = bodyOf(answer)["salesPrice"];
      return positioned(
        "articlePrices",
        price === 1.2345 ? "kept" : "two-decimals",
        "kept",
        `1.2345 comes back as ${String(price)}`,
      );
    },
  }),
  check({
    id: "P28",
    level: "write",
    switches: ["articleTexts"],
    look: async (session) =>
      validated(
        session,
        PATHS.articles,
        await articleBody(session, {
          shortDescription: "s".repeat(40),
          longDescription: "l".repeat(400),
          unit: "st",
          salesPriceInclVat: null,
          eanCode1: "8712345678906",
          characteristic1: "one",
          characteristic5: "five",
          manageStock: false,
        }),
      ),
    judge: (answer) => {
      if (!isOk(answer)) return differs(`${answer.status}: ${fieldsOf(answer).join(", ")}`);
      const body = bodyOf(answer);
      const lost = ["shortDescription", "longDescription", "unit", "eanCode1", "characteristic1"]
        .concat("characteristic5")
        .filter((name) => str(body[name]) === null);
      const positions = {
        articleTexts: lost.includes("shortDescription") ? "ignored" : "stored",
      };
      return lost.length === 0
        ? holds("each field comes back as it was sent", positions)
        : differs(`taken, and empty in the answer: ${lost.join(", ")}`, positions);
    },
  }),
];
