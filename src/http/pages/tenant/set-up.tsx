/** The articles that carry what no line of the shop does, and what set-up made of them. */
import { ownArticleCount } from "../../../domain/ledger.ts";
import type { NameLists } from "../../../domain/names.ts";
import {
  CLOSING_NUMBER,
  numberOf,
  SHIPPING_ABROAD_NUMBER,
} from "../../../flows/setup/own-articles.ts";
import type { TenantHealth } from "../../../sync/rpc.ts";
import type { OwnArticlesWords } from "../../words/own-articles/en.ts";
import { OWN_ARTICLES } from "../../words/own-articles/index.ts";
import { useFormat, useWords } from "../../words/use.ts";
import type { Format } from "../format.ts";
import { isolate } from "../isolate.ts";
import { entryOf } from "../settings/lookup-values.ts";
import { Badge, Csrf, Wide } from "../ui.tsx";

type Carriers = NonNullable<TenantHealth["ownArticles"]["oss"]>;
const BY_RATE = ["shipping", "discount", "fee"] as const;
const BY_CODING = ["item", "adjusting"] as const;

type Told = {
  readonly t: OwnArticlesWords["home"];
  readonly format: Format;
  readonly names: NameLists;
  readonly oss: boolean;
};

/** By the number that eAccounting shows, with the id at hand. A coding by its name. */
const carriers = (own: Carriers, { t, format, names, oss }: Told) => [
  ...BY_RATE.flatMap((kind) =>
    Object.entries(own[kind] ?? {}).map(([rate, article]) => ({
      use: t[kind](format.percent(rate)),
      number: numberOf(kind, rate, oss),
      article,
    })),
  ),
  ...BY_CODING.flatMap((kind) =>
    Object.entries(own[kind] ?? {}).map(([coding, article]) => ({
      use: t[kind](
        isolate(entryOf(names["eaccounting.codings"]?.entries ?? [], coding)?.name ?? coding),
      ),
      number: numberOf(kind, coding, oss),
      article,
    })),
  ),
];

export const SetUp = ({
  id,
  csrf,
  health,
  names,
}: {
  id: string;
  csrf: string;
  health: TenantHealth;
  names: NameLists;
}) => {
  const t = useWords(OWN_ARTICLES);
  const format = useFormat();
  const { closing, oss, shippingAbroad = null } = health.ownArticles;
  const articles = [
    ...carriers(health.ownArticles, { t: t.home, format, names, oss: false }),
    ...(oss === undefined ? [] : carriers(oss, { t: t.oss, format, names, oss: true })),
    ...(shippingAbroad === null
      ? []
      : [{ use: t.abroad, number: SHIPPING_ABROAD_NUMBER, article: shippingAbroad }]),
    ...(closing === null ? [] : [{ use: t.closing, number: CLOSING_NUMBER, article: closing }]),
  ];
  const count = ownArticleCount(health.ownArticles);
  const connected = health.connections.every((connection) => connection.state === "connected");
  return (
    <section id="set-up" aria-labelledby="set-up-head">
      <div class="head">
        <h2 id="set-up-head">{t.title}</h2>
        <Badge
          word={
            count === 0 ? { text: t.notDone, tone: "warn" } : { text: t.done(count), tone: "good" }
          }
        />
      </div>
      <p>{t.lead}</p>
      {articles.length === 0 ? null : (
        <details>
          <summary>{t.which}</summary>
          <Wide label={t.label}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.carries}</th>
                  <th scope="col">{t.article}</th>
                </tr>
              </thead>
              <tbody>
                {articles.map(({ use, number, article }) => (
                  <tr>
                    <td>{use}</td>
                    <td>
                      <code title={article}>{number}</code>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
          {closing === null ? <p>{t.noClosing}</p> : null}
        </details>
      )}
      {connected ? null : <p class="empty">{t.connectFirst}</p>}
      <div class="actions">
        {connected ? (
          <form method="post" action={`/admin/tenants/${id}/set-up`}>
            <Csrf token={csrf} />
            <button class={count === 0 ? undefined : "second"}>{t.run}</button>
          </form>
        ) : null}
        <form method="post" action={`/admin/tenants/${id}/refresh`}>
          <Csrf token={csrf} />
          <button class="second">{t.refresh}</button>
        </form>
      </div>
    </section>
  );
};
