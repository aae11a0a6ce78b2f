/**
 * Which article of the shop a person says that an article of the ledger is, and the forms that say
 * so and take it back.
 */
import type { LinkView } from "../../../sync/rpc.ts";
import { BY_HAND } from "../../words/by-hand/index.ts";
import { useWords } from "../../words/use.ts";
import { Csrf, When } from "../ui.tsx";

export const MOST_CODE = 100;

export const ArticleLink = ({
  address,
  csrf,
  link,
  now,
}: {
  address: string;
  csrf: string;
  link: LinkView | null;
  now: number;
}) => {
  const t = useWords(BY_HAND).article;
  return (
    <section id="article-link" aria-labelledby="article-link-head">
      <h2 id="article-link-head">{t.title}</h2>
      <p>
        {link === null ? (
          t.byCode
        ) : (
          <>
            {t.stands(<bdi>{link.source}</bdi>)} (<When at={link.updatedAt} now={now} />)
          </>
        )}
      </p>
      <form method="post" action={`${address}/link`}>
        <Csrf token={csrf} />
        <div class="field">
          <label for="code">{t.code}</label>
          <p class="hint" id="code-hint">
            {t.lead}
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
        <button class="second">{t.link}</button>
      </form>
      {link === null ? null : (
        <form method="post" action={`${address}/unlink`} class="row">
          <Csrf token={csrf} />
          <p class="hint">{t.unlinkLead}</p>
          <button class="danger">{t.unlink}</button>
        </form>
      )}
    </section>
  );
};
