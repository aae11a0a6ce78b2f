/**
 * Records of the probe's own at Asperion. Its API deletes nothing: they are set aside (an order is
 * cancelled, an article made inactive, a debtor blocked), and told as staying.
 */
import { PATHS } from "../../../src/asperion/contract.ts";
import { NothingToAsk } from "../check.ts";
import { bodyOf, isOk, type Row, type Session } from "../session.ts";
import { MARKER } from "../state.ts";
import { dataOf, num, someOf, str } from "./read.ts";

const CANCELLED = 9;
const MOST_PAGES = 20;
const KEPT_BY_VENDOR = ["_meta", "id", "currentStock", "dateLastChange", "dateAdded"];

/** What of an answer may be sent back. */
export const sendable = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !KEPT_BY_VENDOR.includes(name)));

const started = (value: unknown): boolean => str(value)?.startsWith(MARKER) === true;

async function made(session: Session, what: string, path: string, body: Row): Promise<Row> {
  const answer = await session.book(what, "POST", path, { body });
  if (!isOk(answer)) throw new NothingToAsk(`${what} was refused (${answer.status})`);
  return bodyOf(answer);
}

export async function ownDebtor(session: Session): Promise<number> {
  const found = dataOf(
    await session.get(PATHS.debtors, { query: { pageSize: "100", orderBy: "Id desc" } }),
  ).find((debtor) => debtor["name"] === session.marker && debtor["blocked"] !== true);
  if (found !== undefined) return num(found["id"]) ?? 0;
  const like = (await someOf(session, PATHS.debtors, "debtor"))[0] ?? {};
  const body = {
    name: session.marker,
    address: "Probe 1",
    debtorKindId: like["debtorKindId"],
    countryCode: like["countryCode"],
  };
  return num((await made(session, "a debtor, blocked", PATHS.debtors, body))["id"]) ?? 0;
}

/** A simple article that keeps stock, with a code of its own. */
export async function ownArticle(session: Session, suffix: string): Promise<Row> {
  const like = (await someOf(session, PATHS.articles, "article")).find(
    (article) => str(article["vatCode"]) !== null,
  );
  return made(session, "an article, inactive", PATHS.articles, {
    articleCode: `${session.marker}-${suffix}${Math.floor(session.time.now() % 1e7).toString(36)}`,
    description: "Probe",
    shortDescription: "Probe",
    characteristic1: "Probe",
    articleType: "Simple",
    vatCode: like?.["vatCode"],
    salesPrice: 1,
    manageStock: true,
    active: true,
  });
}

export const stockOf = async (session: Session, article: Row): Promise<number | null> =>
  num(
    bodyOf(await session.get(PATHS.article, { ids: { id: num(article["id"]) ?? 0 } }))[
      "currentStock"
    ],
  );

export async function orderBody(session: Session, article: Row, more: Row = {}): Promise<Row> {
  const { id: articleId, articleCode } = article;
  const quantity = num(more["quantity"]) ?? 1;
  const { quantity: _quantity, ...head } = more;
  return {
    debtorId: await ownDebtor(session),
    reference: session.marker,
    comments: "Probe",
    status: 2,
    lines: { _data: [{ lineType: "Article", articleId, articleCode, quantity, price: 0 }] },
    ...head,
  };
}

export async function ownOrder(session: Session, article: Row, more: Row = {}): Promise<Row> {
  const body = await orderBody(session, article, more);
  return made(session, "an order, cancelled", PATHS.orders, body);
}

/** A PUT of an own record. */
export const put = (session: Session, path: string, row: Row, change: Row) =>
  session.write("PUT", path, {
    ids: { id: num(row["id"]) ?? 0 },
    body: { ...sendable(row), ...change },
  });

/** The newest records of the marker, whichever run made them, are set aside. */
export async function setAside(session: Session): Promise<void> {
  await each(session, PATHS.orders, async (order) => {
    if (!started(order["reference"]) || order["status"] === CANCELLED) return;
    const ids = { id: num(order["id"]) ?? 0 };
    const whole = bodyOf(await session.get(PATHS.order, { ids }));
    await put(session, PATHS.order, whole, { status: CANCELLED });
  });
  await each(session, PATHS.articles, async (article) => {
    if (started(article["articleCode"]) && article["active"] === true)
      await put(session, PATHS.article, article, { active: false });
  });
  await each(session, PATHS.debtors, async (debtor) => {
    if (started(debtor["name"]) && debtor["blocked"] !== true)
      await put(session, PATHS.debtor, debtor, { blocked: true });
  });
}

async function each(
  session: Session,
  path: string,
  act: (row: Row) => Promise<void>,
): Promise<void> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { page: String(page), pageSize: "100", orderBy: "Id desc" };
    const rows = dataOf(await session.get(path, { query }));
    for (const row of rows) await act(row);
    if (rows.length < 100) return;
  }
}
