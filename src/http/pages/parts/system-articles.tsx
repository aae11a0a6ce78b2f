/** Our own articles in eAccounting by their numbers: those that are there, and those to be made. */
import type { SystemArticleView } from "../../../domain/ledger/ledger.ts";
import type { NameLists } from "../../../domain/ledger/names.ts";
import type { Language } from "../../../domain/language.ts";
import type { Messages } from "../../../messages/index.ts";
import type { Format } from "../../words/format.ts";
import { dec, exact, isDecimal } from "../../../domain/money.ts";
import { byRate, entryOf, notedName } from "../settings/lookups/lookup-values.ts";
import { isolate } from "../../words/isolate.ts";
import { Wide } from "./ui.tsx";
import { useMessages } from "../frame/use-messages.ts";

/** A coding by its name. */
function purpose(
  { kind, key, oss }: SystemArticleView,
  t: Messages["t"],
  format: Format,
  names: NameLists,
  language: Language,
): string {
  if (kind === "closing") return t("ownArticles.closing");
  if (kind === "shipping-abroad") return t("ownArticles.abroad");
  const side = oss ? "oss" : "home";
  if (kind === "shipping" || kind === "discount" || kind === "fee")
    return t(`ownArticles.${side}.${kind}`, { rate: format.percent(key ?? "0") });
  const entry = entryOf(names["eaccounting.codings"]?.entries ?? [], key ?? "");
  // Two codings may have one name: the rate tells them apart.
  const coding = entry === undefined ? key : notedName(language, entry);
  return t(`ownArticles.${side}.${kind}`, { coding: isolate(coding ?? "") });
}

/** By what they are for, and there the highest VAT rate first. */
function inOrder(articles: readonly SystemArticleView[], names: NameLists) {
  const kinds = [...new Set(articles.map(({ kind, oss }) => `${oss} ${kind}`))];
  const rateOf = ({ kind, key }: SystemArticleView): string => {
    const isByRate = kind === "shipping" || kind === "discount" || kind === "fee";
    const coding = entryOf(names["eaccounting.codings"]?.entries ?? [], key ?? "");
    const rate = isByRate && isDecimal(key ?? "") ? `${exact(dec(key ?? "0").times(100))}` : null;
    return rate ?? coding?.note ?? "";
  };
  const placeOf = ({ kind, oss }: SystemArticleView): number => kinds.indexOf(`${oss} ${kind}`);
  return articles.toSorted((a, b) => placeOf(a) - placeOf(b) || byRate(rateOf(a), rateOf(b)) || 0);
}

type SystemArticleTableProps = {
  readonly articles: readonly SystemArticleView[];
  readonly names: NameLists;
};

/** Those to be made stand open, as they are what a person is asked about. */
export const SystemArticleTable = ({ articles, names }: SystemArticleTableProps) => {
  const { t } = useMessages();
  const made = articles.filter(({ id }) => id !== null);
  const missing = articles.filter(({ id }) => id === null);
  return (
    <>
      {missing.length === 0 ? null : (
        <details open>
          <summary>{t("ownArticles.willBe", { count: missing.length })}</summary>
          <p class="hint">{t("ownArticles.willBeHint")}</p>
          <Rows articles={missing} names={names} label={t("ownArticles.willBeLabel")} />
        </details>
      )}
      {made.length === 0 ? null : (
        <details>
          <summary>{t("ownArticles.which")}</summary>
          <Rows articles={made} names={names} label={t("ownArticles.label")} />
        </details>
      )}
    </>
  );
};

type RowsProps = {
  readonly articles: readonly SystemArticleView[];
  readonly names: NameLists;
  readonly label: string;
};

const Rows = ({ articles, names, label }: RowsProps) => {
  const { t, format, language } = useMessages();
  return (
    <Wide label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("ownArticles.carries")}</th>
            <th scope="col">{t("ownArticles.article")}</th>
          </tr>
        </thead>
        <tbody>
          {inOrder(articles, names).map((article) => (
            <tr>
              <td>{purpose(article, t, format, names, language)}</td>
              <td>
                <code>{article.number ?? "–"}</code>
                {article.name === undefined ? null : (
                  <>
                    {" "}
                    <bdi>{article.name}</bdi>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
};
