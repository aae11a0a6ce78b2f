/**
 * Our own articles, for rows that no article of the shop stands for: those that exist, and those to
 * be made.
 */
import { systemArticleCount } from "../../../../domain/ledger/ledger.ts";
import type { NameLists } from "../../../../domain/ledger/names.ts";
import type { TenantHealth } from "../../../../sync/contract/index.ts";
import { SystemArticleTable } from "../../parts/system-articles.tsx";
import { Badge } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import type { Messages } from "../../../../messages/index.ts";
import type { Word } from "../../../words/state-text.ts";

/** All that are needed are there, some, or none. */
function articlesWord(t: Messages["t"], made: number, missing: number): Word {
  if (made === 0) return { text: t("ownArticles.notDone"), tone: "warn" };
  return missing === 0
    ? { text: t("ownArticles.done", { count: made }), tone: "good" }
    : { text: t("ownArticles.some", { made, wanted: made + missing }), tone: "warn" };
}

export const SetUp = ({
  id,
  health,
  names,
}: {
  id: string;
  health: TenantHealth;
  names: NameLists;
}) => {
  const { t } = useMessages();
  const { closing } = health.systemArticles;
  const count = systemArticleCount(health.systemArticles);
  const missing = health.articles.filter(({ id: made }) => made === null).length;
  const connected = health.connections.every((connection) => connection.state === "connected");
  return (
    <section id="set-up" aria-labelledby="set-up-head">
      <div class="head">
        <h2 id="set-up-head">{t("ownArticles.title")}</h2>
        <Badge word={articlesWord(t, count, missing)} />
      </div>
      <p>{t("ownArticles.lead")}</p>
      <SystemArticleTable articles={health.articles} names={names} />
      {count > 0 && closing === null ? <p>{t("ownArticles.noClosing")}</p> : null}
      {connected ? null : <p class="empty">{t("ownArticles.connectFirst")}</p>}
      <div class="actions">
        {connected ? (
          <PostForm action={`/admin/tenants/${id}/set-up`}>
            <Button class={count === 0 ? undefined : "second"}>{t("ownArticles.run")}</Button>
          </PostForm>
        ) : null}
        <PostForm action={`/admin/tenants/${id}/refresh`}>
          <Button class="second">{t("ownArticles.refresh")}</Button>
        </PostForm>
      </div>
    </section>
  );
};
