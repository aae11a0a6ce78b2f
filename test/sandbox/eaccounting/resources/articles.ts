// Articles: unique number, two prices that must agree at the coding's rate, and stock figures that follow the orders.
// There is no deletion. StockBalance is the client's only while the stock module is off.
import type { Json, JsonObject } from "../json.ts";
import { textOf } from "../../kit/text.ts";
import { articleFields } from "../schema/article.ts";
import { type Act, note } from "../vendor/act.ts";
import { acceptBody } from "../vendor/body.ts";
import { invalid, notFound, VendorFault } from "../vendor/fault.ts";
import { type Resource, SALES } from "../vendor/resource.ts";
import type { Article, Coding } from "../world/entities.ts";
import { articlePrices } from "./article-prices.ts";
import { newId } from "./new-id.ts";
import { movesOf, STOCK_MODULE, stockFigures, stockMoves, storedBalance } from "./stock.ts";

export const articles: Resource<Article> = {
  path: "articles",
  entity: "Article",
  fields: articleFields,
  scopes: SALES,
  filterByView: true,
  filterOnly: { CodingType: "number" },
  table: (company) => company.articles,
  create: (act, body) => complete(act, acceptBody(act, articleFields, body, null), null),
  replace: (act, stored, body) =>
    complete(act, acceptBody(act, articleFields, body, view(act)(stored)), stored),
  view,
  filterValue: (act, row, field) =>
    field === "CodingType"
      ? act.company.codings.get(textOf(row["CodingId"]))?.Type === "Service"
        ? 2
        : 1
      : undefined,
};

function view(act: Act): (row: Article) => JsonObject {
  const moves = stockMoves(
    act.company,
    act.switches.get("ongoingReserves") === "yes",
    act.switches.get("creditMovesStock") === "by-row",
  );
  const hasModule = act.company.hasModule(STOCK_MODULE);
  return (row) => {
    const coding = act.company.codings.get(row.CodingId);
    const unit = act.company.units.get(row.UnitId);
    const service = coding?.Type === "Service";
    const stock = stockFigures(row, movesOf(act.company, row, moves));
    return {
      ...row,
      CodingName: coding?.Name ?? null,
      UnitName: unit?.Name ?? null,
      UnitAbbreviation: unit?.Abbreviation ?? null,
      NetPriceWithDiscount: row.NetPrice,
      DiscountPercentage: 0,
      IsServiceArticle: service,
      StockBalance: service ? 0 : stock.balance,
      StockBalanceReserved: service ? 0 : stock.reserved,
      StockBalanceAvailable: service ? 0 : stock.available,
      StockValue: service ? 0 : stock.value,
      ShowStockInformation: hasModule ? row.IsStock && !service : !service,
    };
  };
}

function complete(act: Act, value: Record<string, Json>, stored: Article | null): Article {
  const { company, world } = act;
  const number = textOf(value["Number"]);
  const other = company.articles.find(
    (article) => article.Number.toLowerCase() === number.toLowerCase(),
  );
  if (other !== null && other.Id !== stored?.Id)
    throw new VendorFault(
      4000,
      `ConflictException - An article with number ${number} already exists.`,
    );
  const coding = company.codings.get(textOf(value["CodingId"]));
  if (coding === null) throw notFound("ArticleAccountCoding", textOf(value["CodingId"]));
  if (company.units.get(textOf(value["UnitId"])) === null)
    throw notFound("Unit", textOf(value["UnitId"]));
  checkKind(act, value, coding, stored);
  const stamp = world.stamp();
  const id = stored?.Id ?? newId();
  return {
    ...value,
    ...articlePrices(value, coding, stored),
    Id: id,
    StockBalance: stockBalance(act, value, id, stored),
    MessageThreads: [],
    Notes: [],
    StockBalanceManuallyChangedUtc: stored?.["StockBalanceManuallyChangedUtc"] ?? null,
    PurchasePriceManuallyChangedUtc: stored?.["PurchasePriceManuallyChangedUtc"] ?? null,
    FreightCostsManuallyChangedUtc: stored?.["FreightCostsManuallyChangedUtc"] ?? null,
    CreatedUtc: stored?.CreatedUtc ?? stamp,
    ChangedUtc: stamp,
    // The schema has just proven the shape.
  } as unknown as Article;
}

function checkKind(
  act: Act,
  value: Readonly<Record<string, Json>>,
  coding: Coding,
  stored: Article | null,
): void {
  const service = coding.Type === "Service";
  const balance = stored === null ? 0 : stockFigures(stored, movesOf(act.company, stored)).balance;
  if (stored?.IsStock === true && balance !== 0 && (service || value["IsStock"] === false)) {
    throw new VendorFault(
      5004,
      "ValidationException - A stock article with a balance can not become a service or a non-stock article.",
    );
  }
  if (value["IsStock"] === true && (service || !act.company.hasModule(STOCK_MODULE))) {
    throw invalid("IsStock", "IsStock needs the stock module and a coding of type Goods.");
  }
  if (value["UsesMoss"] === true && !act.company.settings.UsesMoss)
    throw invalid("UsesMoss", "UsesMoss can not be set when the company does not use OSS.");
}

function stockBalance(
  act: Act,
  value: Readonly<Record<string, Json>>,
  id: string,
  stored: Article | null,
): number {
  const given = value["StockBalance"];
  const shownBefore =
    stored === null ? 0 : stockFigures(stored, movesOf(act.company, stored)).balance;
  const after = { Id: id, IsStock: value["IsStock"] === true };
  const showing = (shown: number): number => storedBalance(act.company, after, shown);
  const before = showing(shownBefore);
  const byHand = act.actor === "person";
  if (typeof given !== "number")
    return act.company.hasModule(STOCK_MODULE) || byHand ? before : showing(0);
  if (byHand || !act.company.hasModule(STOCK_MODULE)) return showing(given);
  if (given === shownBefore) return before;
  note(act, "read-only-field", "StockBalance");
  if (act.switches.get("articleStockWithModule") === "refused")
    throw invalid(
      "StockBalance",
      "StockBalance can not be changed when the stock module is active.",
    );
  return before;
}
