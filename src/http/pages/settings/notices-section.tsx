/**
 * Below the addresses that are told of alerts: whether anything arrives, a test of it, and the
 * secret that signs webhooks.
 */
import type { NoticesView } from "../../../sync/rpc.ts";
import { NOTICES } from "../../words/notices/index.ts";
import { useWords } from "../../words/use.ts";
import { Once } from "../once.tsx";
import { Badge, Csrf } from "../ui.tsx";
import { isKey } from "../words.ts";

/** `notices`: `null` where the tenant's object can't be asked. */
export const NoticesSection = ({
  id,
  csrf,
  notices,
  once,
}: {
  id: string;
  csrf: string;
  notices: NoticesView | null;
  /** The word of the form that makes a secret; `null`: the reader may make none. */ once:
    | string
    | null;
}) => {
  const t = useWords(NOTICES);
  const channels = { mail: t.mail, webhook: t.webhook };
  return (
    <section id="notices" aria-labelledby="notices-head">
      <h2 id="notices-head">{t.title}</h2>
      <p>{t.lead}</p>
      {notices === null ? (
        <p class="empty">{t.unknown}</p>
      ) : (
        <>
          <p>
            <Badge word={{ text: t.mail, tone: notices.mail ? "good" : "quiet" }} />{" "}
            {notices.mail ? t.canMail : t.noMail}
          </p>
          <p>
            <Badge word={{ text: t.webhook, tone: notices.secret ? "good" : "quiet" }} />{" "}
            {notices.secret ? t.hasSecret : t.noSecret}
          </p>
          {notices.waiting === 0 ? null : <p>{t.waiting(notices.waiting)}</p>}
          {Object.entries(notices.undelivered).map(([channel, count]) => (
            <p class="fault">
              {t.givenUp(isKey(channels, channel) ? channels[channel] : channel, count)}
            </p>
          ))}
          {notices.lastFault === null ? null : (
            <p>
              {t.lastFault} <code>{notices.lastFault}</code>
            </p>
          )}
        </>
      )}
      <div class="actions">
        <form method="post" action={`/admin/tenants/${id}/notices/test`}>
          <Csrf token={csrf} />
          <button class="second">{t.test}</button>
        </form>
        {once !== null ? (
          <form method="post" action={`/admin/tenants/${id}/notices/secret`} class="actions">
            <Csrf token={csrf} />
            <Once word={once} />
            <button class="second">{notices?.secret === true ? t.another : t.make}</button>
            <span class="hint">{t.rotate}</span>
          </form>
        ) : (
          <p class="hint">{t.byOperator}</p>
        )}
      </div>
    </section>
  );
};
