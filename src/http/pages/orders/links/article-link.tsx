/**
 * The shop's article that a person linked to an article of the ledger, with the forms to link and
 * unlink it.
 */
import type { LinkView } from "../../../../sync/contract/index.ts";
import { When } from "../../parts/ui.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";

export const MOST_CODE = 100;

export const ArticleLink = ({ address, link }: { address: string; link: LinkView | null }) => {
  const { t, rich } = useMessages();
  return (
    <section id="article-link" aria-labelledby="article-link-head">
      <h2 id="article-link-head">{t("manualLinks.article.title")}</h2>
      <p>
        {link === null ? (
          t("manualLinks.article.byCode")
        ) : (
          <>
            {rich("manualLinks.article.stands", { code: <bdi>{link.source}</bdi> })} (
            <When at={link.updatedAt} />)
          </>
        )}
      </p>
      <PostForm action={`${address}/link`}>
        <div class="field">
          <label for="code">{t("manualLinks.article.code")}</label>
          <p class="hint" id="code-hint">
            {t("manualLinks.article.lead")}
          </p>
          <input
            id="code"
            name="code"
            required
            maxlength={MOST_CODE}
            autocomplete="off"
            aria-describedby="code-hint"
          />
        </div>
        <Button class="second">{t("manualLinks.article.link")}</Button>
      </PostForm>
      {link === null ? null : (
        <PostForm action={`${address}/unlink`} class="row">
          <p class="hint">{t("manualLinks.article.unlinkLead")}</p>
          <Button class="danger">{t("manualLinks.article.unlink")}</Button>
        </PostForm>
      )}
    </section>
  );
};
