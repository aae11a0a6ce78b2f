/**
 * Below the addresses of notifications: whether anything arrives, a test, and the secret that signs
 * webhooks.
 */
import { type Chat, CHATS, CHAT_NAMES } from "../../../../domain/users/chat.ts";
import { BOUNCED } from "../../../../monitor/send-to-all.ts";
import type { NoticesView } from "../../../../sync/contract/index.ts";
import type { Messages } from "../../../../messages/index.ts";
import { Once } from "../../forms/once.tsx";
import { Badge, Notice, PageSection } from "../../parts/ui.tsx";
import { isKey } from "../../../words/state-text.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { isolate } from "../../../words/isolate.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";
import { HintText } from "../../forms/field-texts.tsx";

type NoticesSectionProps = {
  readonly id: string;
  readonly notices: NoticesView | null;
  /** Of a webhook. */
  readonly hasAddress: boolean;
  /** One-time value of the form that makes a secret; `null`: the reader may make none. */
  readonly once: string | null;
};

/** `notices`: `null` where the tenant's object can't be asked. */
export const NoticesSection = ({ id, notices, hasAddress, once }: NoticesSectionProps) => {
  const { t } = useMessages();
  return (
    <PageSection id="notices" title={t("notices.title")}>
      <p>{t("notices.lead")}</p>
      {notices === null ? (
        <p class="empty">{t("notices.unknown")}</p>
      ) : (
        <NoticesState notices={notices} hasAddress={hasAddress} />
      )}
      {CHATS.map((chat) => (
        <ChatForm id={id} chat={chat} isOn={notices?.chats.includes(chat) === true} />
      ))}
      <div class="actions">
        <PostForm action={`/admin/tenants/${id}/notices/test`}>
          <Button class="second">{t("notices.test")}</Button>
        </PostForm>
        {once !== null ? (
          <PostForm action={`/admin/tenants/${id}/notices/secret`} class="actions">
            <Once word={once} />
            <Button class="second">
              {notices?.secret === true ? t("notices.another") : t("notices.make")}
            </Button>
            <span class="hint">{t("notices.rotate")}</span>
          </PostForm>
        ) : (
          <p class="hint">{t("notices.byOperator")}</p>
        )}
      </div>
    </PageSection>
  );
};

/** Above the addresses: no mail will go to them. */
export const CannotMail = () => {
  const { t } = useMessages();
  return <Notice tone="warn" text={t("notices.noMail")} />;
};

/** A fault of our own in words; a receiver's answer as it came. */
function faultText(t: Messages["t"], fault: string) {
  switch (fault) {
    case "no-address":
      return t("notices.faults.noAddress");
    case "mail-not-configured":
      return t("notices.faults.mailNotConfigured");
    case BOUNCED:
      return t("notices.faults.bounced");
    default:
      return <code>{fault}</code>;
  }
}

type StandingProps = { readonly notices: NoticesView; readonly hasAddress: boolean };

/** Whether alerts can be sent, and which didn't arrive. */
const NoticesState = ({ notices, hasAddress }: StandingProps) => {
  const { t, format } = useMessages();
  const without = hasAddress ? "notices.noSecret" : "notices.noAddress";
  const channels = { mail: t("notices.mail"), webhook: t("notices.webhook"), ...CHAT_NAMES };
  return (
    <>
      {notices.mail ? (
        <p>
          <Badge word={{ text: t("notices.mail"), tone: "good" }} /> {t("notices.canMail")}
        </p>
      ) : null}
      <p>
        <Badge word={{ text: t("notices.webhook"), tone: notices.secret ? "good" : "quiet" }} />
        {" " + t(notices.secret ? "notices.hasSecret" : without)}
      </p>
      {notices.waiting === 0 ? null : <p>{t("notices.waiting", { count: notices.waiting })}</p>}
      {Object.entries(notices.undelivered).map(([channel, count]) => (
        <p class="fault">
          {t("notices.givenUp", {
            channel: isKey(channels, channel) ? channels[channel] : channel,
            count,
          })}
        </p>
      ))}
      {notices.bounced.map(({ address, since }) => (
        <p class="fault">
          {t("notices.bounced", { address: isolate(address), when: format.stamp(since) })}
        </p>
      ))}
      {notices.lastFault === null ? null : (
        <p>
          {t("notices.lastFault")} {faultText(t, notices.lastFault)}
        </p>
      )}
    </>
  );
};

/** The address is a secret: what is saved is never shown, only that there is one. */
const ChatForm = ({ id, chat, isOn }: { id: string; chat: Chat; isOn: boolean }) => {
  const { t } = useMessages();
  const field = `${chat}-address`;
  return (
    <section aria-labelledby={`${chat}-head`}>
      <h3 id={`${chat}-head`}>{CHAT_NAMES[chat]}</h3>
      <p>
        <Badge word={{ text: t(isOn ? "chats.on" : "chats.off"), tone: isOn ? "good" : "quiet" }} />
      </p>
      <PostForm action={`/admin/tenants/${id}/notices/chat/${chat}`}>
        <div class="field">
          <label for={field}>{t("chats.address", { chat: CHAT_NAMES[chat] })}</label>
          <input
            dir="ltr"
            id={field}
            name="address"
            type="url"
            required
            maxlength={500}
            autocomplete="off"
            aria-describedby={`${field}-hint`}
          />
          <HintText id={`${field}-hint`}>
            {t(chat === "slack" ? "chats.slackHint" : "chats.teamsHint")}
          </HintText>
        </div>
        <div class="actions">
          <Button class="second">{t(isOn ? "chats.replace" : "chats.save")}</Button>
        </div>
      </PostForm>
      {isOn ? (
        <PostForm action={`/admin/tenants/${id}/notices/chat/${chat}`} class="actions">
          <input type="hidden" name="act" value="remove" />
          <Button class="second">{t("chats.remove", { chat: CHAT_NAMES[chat] })}</Button>
        </PostForm>
      ) : null}
    </section>
  );
};
