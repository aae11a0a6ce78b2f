/** The articles that carry what no line of the shop does, and what set-up made of them. */
import type { TenantHealth } from "../../../sync/rpc.ts";
import type { OwnArticlesWords } from "../../words/own-articles/en.ts";
import { OWN_ARTICLES } from "../../words/own-articles/index.ts";
import { useFormat, useWords } from "../../words/use.ts";
import type { Format } from "../format.ts";
import { Badge, Csrf, Wide } from "../ui.tsx";

type Carriers = NonNullable<TenantHealth["ownArticles"]["oss"]>;
const BY_RATE = ["shipping", "discount", "fee"] as const;
const BY_CODING = ["item", "adjusting"] as const;

const carriers = (own: Carriers, t: OwnArticlesWords["home"], format: Format) => [
  ...BY_RATE.flatMap((kind) => Object.entries(own[kind] ?? {}).map(([rate, article]) => ({ use: t[kind](format.percent(rate)), article }))),
  ...BY_CODING.flatMap((kind) => Object.entries(own[kind] ?? {}).map(([coding, article]) => ({ use: t[kind](coding), article }))),
];

export const SetUp = ({ id, csrf, health }: { id: string; csrf: string; health: TenantHealth }) => {
  const t = useWords(OWN_ARTICLES);
  const format = useFormat();
  const { closing, oss, shippingAbroad = null } = health.ownArticles;
  const articles = [
    ...carriers(health.ownArticles, t.home, format),
    ...(oss === undefined ? [] : carriers(oss, t.oss, format)),
    ...(shippingAbroad === null ? [] : [{ use: t.abroad, article: shippingAbroad }]),
    ...(closing === null ? [] : [{ use: t.closing, article: closing }]),
  ];
  const connected = health.connections.every((connection) => connection.state === "connected");
  return (
    <section id="set-up" aria-labelledby="set-up-head">
      <div class="head">
        <h2 id="set-up-head">{t.title}</h2>
        <Badge word={articles.length === 0 ? { text: t.notDone, tone: "warn" } : { text: t.done(articles.length), tone: "good" }} />
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
                {articles.map(({ use, article }) => (
                  <tr>
                    <td>{use}</td>
                    <td>
                      <code>{article}</code>
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
        <form method="post" action={`/admin/tenants/${id}/set-up`}>
          <Csrf token={csrf} />
          <button class={articles.length === 0 ? undefined : "second"}>{t.run}</button>
        </form>
        <form method="post" action={`/admin/tenants/${id}/refresh`}>
          <Csrf token={csrf} />
          <button class="second">{t.refresh}</button>
        </form>
      </div>
    </section>
  );
};
