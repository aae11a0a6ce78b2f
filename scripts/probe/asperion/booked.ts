/**
 * Checks Asperion's handling of writes: a debtor, articles and orders of the probe's own, set aside
 * afterwards.
 */
import { CORRECTION_STATUS, PATHS } from "../../../src/asperion/contract.ts";
import {
  instantsOf,
  parseLocal,
  SOURCE_ZONE,
  zoneOffset,
} from "../../../src/domain/platform/zoned-time.ts";
import { check, differs, holds, positioned, unclear } from "../check.ts";
import { bodyOf, isOk, type Row } from "../session.ts";
import { orderBody, ownArticle, ownOrder, put, stockOf } from "./own.ts";
import { dataOf, linesOf, num, str } from "./read.ts";

const PUT_LOSES = ["shortDescription", "characteristic1"];
const NEAR_MS = 15 * 60_000;

export const BOOKED_CHECKS = [
  check({
    id: "P13",
    level: "book",
    switches: ["stampZone"],
    look: async (session) => {
      const order = await ownOrder(session, await ownArticle(session, "T"));
      const answer = await put(session, PATHS.order, order, { comments: "Probe, changed" });
      return { answer, now: Date.parse(answer.headers["date"] ?? "") || session.time.now() };
    },
    judge: ({ answer, now }) => {
      const stamp = str(bodyOf(answer)["dateLastChange"]);
      if (stamp === null) return unclear("the answer has no dateLastChange");
      const local = parseLocal(stamp);
      if (local === null) return differs("the stamp has a zone, or isn't one");
      const off = now - instantsOf(local, SOURCE_ZONE).earliest;
      if (Math.abs(off) < NEAR_MS)
        return holds("a change just now is stamped in Dutch local time", {
          stampZone: "amsterdam",
        });
      const isUtc = Math.abs(off - zoneOffset(now, SOURCE_ZONE)) < NEAR_MS;
      return differs(
        `a change just now is stamped ${Math.round(off / 60_000)} minutes too early`,
        isUtc ? { stampZone: "utc" } : {},
      );
    },
  }),
  check({
    id: "P14:written",
    level: "book",
    look: async (session) => {
      const order = await ownOrder(session, await ownArticle(session, "C"));
      const changed = bodyOf(
        await put(session, PATHS.order, order, { comments: "Probe, changed" }),
      );
      const stamp = str(changed["dateLastChange"]) ?? "";
      const query = { DateLastChange_from: stamp, pageSize: "100" };
      return { id: order["id"], stamp, answer: await session.get(PATHS.orders, { query }) };
    },
    judge: ({ id, stamp, answer }) => {
      if (stamp === "") return unclear("the order has no dateLastChange");
      if (answer.status === 400) return differs("the filter is refused");
      return dataOf(answer).some((order) => order["id"] === id)
        ? holds("an order that was just changed is found from its stamp on")
        : differs("an order that was just changed isn't found from its stamp on");
    },
  }),
  check({
    id: "P27",
    level: "book",
    look: async (session) => {
      const article = await ownArticle(session, "P");
      const { articleCode, description, articleType, vatCode, active } = article;
      const body = { articleCode, description, articleType, vatCode, active };
      const ids = { id: num(article["id"]) ?? 0 };
      const answer = await session.write("PUT", PATHS.article, { ids, body });
      return { answer, after: bodyOf(await session.get(PATHS.article, { ids })) };
    },
    judge: ({ answer, after }) => {
      if (!isOk(answer)) return differs(`a PUT of few fields: ${answer.status}`);
      const kept = PUT_LOSES.filter((name) => str(after[name]) !== null);
      return kept.length === 0
        ? holds("what a PUT leaves out is emptied")
        : differs(`a PUT keeps what it leaves out: ${kept.join(", ")}`);
    },
  }),
  check({
    id: "P31",
    level: "book",
    switches: ["articleTypeChange"],
    look: async (session) => {
      const parent = await ownArticle(session, "F");
      const child = await ownArticle(session, "G");
      const raised = await put(session, PATHS.article, parent, { articleType: "Configurable" });
      const turned = await put(session, PATHS.article, child, {
        articleType: "Variant",
        parentArticleCode: parent["articleCode"],
      });
      return { raised, turned };
    },
    judge: ({ raised, turned }) => {
      const allowed = isOk(raised) && isOk(turned);
      return positioned(
        "articleTypeChange",
        allowed ? "allowed" : "refused",
        "allowed",
        `to configurable: ${raised.status}, to a variant of it: ${turned.status}`,
      );
    },
  }),
  check({
    id: "P37",
    level: "book",
    switches: ["negativeQuantity"],
    look: async (session) => {
      const article = await ownArticle(session, "N");
      const before = await stockOf(session, article);
      const body = await orderBody(session, article, { quantity: -1, status: CORRECTION_STATUS });
      const answer = await session.book("an order, cancelled", "POST", PATHS.orders, { body });
      return { answer, before, after: await stockOf(session, article) };
    },
    judge: ({ answer, before, after }) => {
      if (answer.status === 400)
        return differs("an order of -1 is refused", { negativeQuantity: "refused" });
      if (!isOk(answer) || before === null || after === null)
        return unclear(`the order: ${answer.status}`);
      const moved = after - before;
      const position = moved === 1 ? "in" : moved === 0 ? "ignored" : moved === -1 ? "out" : null;
      return position === null
        ? differs(`an order of -1 moves stock by ${moved}`)
        : positioned("negativeQuantity", position, "in", `an order of -1 moves stock by ${moved}`);
    },
  }),
  check({
    id: "P80",
    level: "book",
    look: async (session) => {
      const article = await ownArticle(session, "F");
      const order = await ownOrder(session, article, { status: CORRECTION_STATUS });
      return num(order["amountInclVat"]);
    },
    judge: (total) =>
      total === null
        ? unclear("the order has no amountInclVat")
        : total === 0
          ? holds("an order at price 0 costs nothing")
          : differs(`an order at price 0 comes to ${total}`),
  }),
  check({
    id: "P81",
    level: "book",
    look: async (session) => {
      const article = await ownArticle(session, "D");
      const first = bodyOf(
        await put(session, PATHS.article, article, { salesPrice: 1, salesPriceInclVat: 2 }),
      );
      const then = bodyOf(
        await put(session, PATHS.article, { ...article, ...first }, { salesPrice: 3 }),
      );
      return { before: num(first["salesPriceInclVat"]), after: num(then["salesPriceInclVat"]) };
    },
    judge: ({ before, after }) =>
      before === null || after === null
        ? unclear("an answer has no salesPriceInclVat")
        : before === after
          ? holds("the price with VAT stays when the one without changes")
          : differs(`the price with VAT becomes ${after} when the one without changes`),
  }),
  check({
    id: "P39",
    level: "book",
    switches: ["stockMovesAt"],
    look: async (session) => {
      const article = await ownArticle(session, "S");
      const before = await stockOf(session, article);
      const order = await ownOrder(session, article, { status: 2 });
      const confirmed = await stockOf(session, article);
      await put(session, PATHS.order, order, { status: CORRECTION_STATUS });
      return { before, confirmed, delivered: await stockOf(session, article) };
    },
    judge: ({ before, confirmed, delivered }) => {
      if (before === null || confirmed === null || delivered === null)
        return unclear("the article tells no currentStock");
      if (delivered !== before - 1)
        return differs(`in status 4 stock has moved by ${delivered - before}`);
      const position = confirmed === delivered ? "confirmed" : "delivered";
      return holds(`in status 4 stock has moved; it moves when ${position}`, {
        stockMovesAt: position,
      });
    },
  }),
  check({
    id: "P40",
    level: "book",
    look: async (session) => {
      const article = await ownArticle(session, "K");
      const before = await stockOf(session, article);
      const order = await ownOrder(session, article, { status: 1 });
      const concept = await stockOf(session, article);
      await put(session, PATHS.order, order, { status: 2 });
      await put(session, PATHS.order, order, { status: 9 });
      return { before, concept, cancelled: await stockOf(session, article) };
    },
    judge: ({ before, concept, cancelled }) =>
      before === null
        ? unclear("the article tells no currentStock")
        : concept === before && cancelled === before
          ? holds("neither a concept nor a cancelled order moves stock")
          : differs(`a concept leaves ${concept}, a cancelled order ${cancelled} of ${before}`),
  }),
  check({
    id: "P41",
    level: "book",
    look: async (session) => {
      const order = await ownOrder(session, await ownArticle(session, "R"));
      const query = { orderBy: "Id desc", pageSize: "100" };
      const listed = dataOf(await session.get(PATHS.orders, { query }));
      return {
        sent: session.marker,
        answered: order["reference"],
        listed: listed.find((one) => one["id"] === order["id"])?.["reference"],
      };
    },
    judge: ({ sent, answered, listed }) =>
      answered !== sent
        ? differs("the answer has another reference")
        : listed === undefined
          ? unclear("the order isn't among the newest that are listed")
          : listed === sent
            ? holds("as it was sent, in the list as well")
            : differs("the list has another reference"),
  }),
  check({
    id: "P65",
    level: "book",
    look: async (session) => {
      const order = await ownOrder(session, await ownArticle(session, "W"));
      const ids = { id: num(order["id"]) ?? 0 };
      const before = bodyOf(await session.get(PATHS.order, { ids }));
      const answer = await put(session, PATHS.order, before, { comments: "Probe, changed" });
      return { answer, before, after: bodyOf(await session.get(PATHS.order, { ids })) };
    },
    judge: ({ answer, before, after }) => {
      if (!isOk(answer)) return differs(`its whole answer, sent back: ${answer.status}`);
      const moved = lostOf(before, after);
      return moved.length === 0
        ? holds("its whole answer is taken, and nothing else changes")
        : differs(`fields that change by it: ${moved.join(", ")}`);
    },
  }),
];

function lostOf(before: Row, after: Row): readonly string[] {
  const others = Object.keys(before).filter(
    (name) => !["comments", "dateLastChange", "_meta", "lines"].includes(name),
  );
  const changed = others.filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return linesOf(before).length === linesOf(after).length ? changed : [...changed, "lines"];
}
