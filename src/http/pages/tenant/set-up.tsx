/** The articles that carry what no line of the shop does, and what set-up made of them. */
import { CODED, systemArticleCount } from "../../../domain/ledger.ts";
import type { NameLists } from "../../../domain/names.ts";
import {
  CLOSING_NUMBER,
  numberOf,
  SHIPPING_ABROAD_NUMBER,
} from "../../../flows/setup/system-articles.ts";
import type { TenantHealth } from "../../../sync/rpc.ts";
import { useFormat } from "../use-messages.ts";
import type { Format } from "../format.ts";
import { isolate } from "../isolate.ts";
import { entryOf } from "../settings/lookup-values.ts";
import { Badge, Csrf, Wide } from "../ui.tsx";
import { useMessages } from "../use-messages.ts";
import type { Messages } from "../../../messages/index.ts";

type Carriers = NonNullable<TenantHealth["systemArticles"]["oss"]>;
const BY_RATE = ["shipping", "discount", "fee"] as const;
const BY_CODING = [...CODED, "item", "adjusting"] as const;

type Described = {
  readonly t: Messages["t"];
  readonly format: Format;
  readonly names: NameLists;
  readonly oss: boolean;
};

/** By the number that eAccounting shows, with the id at hand. A coding by its name. */
const carriers = (own: Carriers, { t, format, names, oss }: Described) => [
  ...BY_RATE.flatMap((kind) =>
    Object.entries(own[kind] ?? {}).map(([rate, article]) => ({
      use: t(`ownArticles.${oss ? "oss" : "home"}.${kind}`, { rate: format.percent(rate) }),
      number: numberOf(kind, rate, oss),
      article,
    })),
  ),
  ...BY_CODING.flatMap((kind) =>
    Object.entries(own[kind] ?? {}).map(([coding, article]) => ({
      use: t(`ownArticles.${oss ? "oss" : "home"}.${kind}`, {
        coding: isolate(
          entryOf(names["eaccounting.codings"]?.entries ?? [], coding)?.name ?? coding,
        ),
      }),
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
  const { t } = useMessages();
  const format = useFormat();
  const { closing, oss, shippingAbroad = null } = health.systemArticles;
  const articles = [
    ...carriers(health.systemArticles, { t: t, format, names, oss: false }),
    ...(oss === undefined ? [] : carriers(oss, { t: t, format, names, oss: true })),
    ...(shippingAbroad === null
      ? []
      : [
          { use: t("ownArticles.abroad"), number: SHIPPING_ABROAD_NUMBER, article: shippingAbroad },
        ]),
    ...(closing === null
      ? []
      : [{ use: t("ownArticles.closing"), number: CLOSING_NUMBER, article: closing }]),
  ];
  const count = systemArticleCount(health.systemArticles);
  const connected = health.connections.every((connection) => connection.state === "connected");
  return (
    <section id="set-up" aria-labelledby="set-up-head">
      <div class="head">
        <h2 id="set-up-head">{t("ownArticles.title")}</h2>
        <Badge
          word={
            count === 0
              ? { text: t("ownArticles.notDone"), tone: "warn" }
              : { text: t("ownArticles.done", { count }), tone: "good" }
          }
        />
      </div>
      <p>{t("ownArticles.lead")}</p>
      {articles.length === 0 ? null : (
        <details>
          <summary>{t("ownArticles.which")}</summary>
          <Wide label={t("ownArticles.label")}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t("ownArticles.carries")}</th>
                  <th scope="col">{t("ownArticles.article")}</th>
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
          {closing === null ? <p>{t("ownArticles.noClosing")}</p> : null}
        </details>
      )}
      {connected ? null : <p class="empty">{t("ownArticles.connectFirst")}</p>}
      <div class="actions">
        {connected ? (
          <form method="post" action={`/admin/tenants/${id}/set-up`}>
            <Csrf token={csrf} />
            <button class={count === 0 ? undefined : "second"}>{t("ownArticles.run")}</button>
          </form>
        ) : null}
        <form method="post" action={`/admin/tenants/${id}/refresh`}>
          <Csrf token={csrf} />
          <button class="second">{t("ownArticles.refresh")}</button>
        </form>
      </div>
    </section>
  );
};
