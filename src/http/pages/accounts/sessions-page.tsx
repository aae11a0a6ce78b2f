/** A person's own sessions: where they are signed in, and a way to end each. */
import { ManualLink } from "../manual/link.tsx";
import type { SessionView } from "../../usecases/accounts/sessions.ts";
import { Cell, Stack } from "../parts/table.tsx";
import { Csrf, Notice, When } from "../parts/ui.tsx";
import { Post } from "./people-page.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { browserText, BrowserLabel } from "./browser-label.tsx";

type SessionsProps = {
  readonly sessions: readonly SessionView[];
  /** The hash of the one that asks. */
  readonly current: string;
  readonly csrf: string;
  readonly now: number;
  readonly ended: boolean;
};

export const Sessions = ({ sessions, current, csrf, now, ended }: SessionsProps) => {
  const { t } = useMessages();
  return (
    <>
      <h1>{t("people.sessions.title")}</h1>
      <p class="sub">
        <ManualLink page="people" />
      </p>
      <p class="sub">{t("people.sessions.lead")}</p>
      {ended ? (
        <Notice tone="good">
          <p>{t("people.sessions.ended")}</p>
        </Notice>
      ) : null}
      <section aria-label={t("people.sessions.title")}>
        <Stack
          label={t("people.sessions.title")}
          columns={[
            t("people.sessions.browser"),
            t("people.sessions.country"),
            t("people.sessions.began"),
            t("people.sessions.seen"),
            t("people.sessions.actions"),
          ]}
        >
          <tbody>
            {sessions.map((session) => (
              <Row session={session} here={session.hash === current} csrf={csrf} now={now} />
            ))}
          </tbody>
        </Stack>
        {sessions.length > 1 ? (
          <PostForm action="/admin/sessions/end-others">
            <Csrf token={csrf} />
            <Button class="danger">{t("people.sessions.endOthers")}</Button>
          </PostForm>
        ) : (
          <p>{t("people.sessions.none")}</p>
        )}
      </section>
    </>
  );
};

type RowProps = {
  readonly session: SessionView;
  readonly here: boolean;
  readonly csrf: string;
  readonly now: number;
};

const Row = ({ session, here, csrf, now }: RowProps) => {
  const { t } = useMessages();
  return (
    <tr>
      <th scope="row">
        <BrowserLabel said={session.browser} />
      </th>
      <Cell of={t("people.sessions.country")}>
        {session.country ?? t("people.sessions.unknown")}
      </Cell>
      <Cell of={t("people.sessions.began")}>
        <When at={session.createdAt} now={now} />
      </Cell>
      <Cell of={t("people.sessions.seen")}>
        <When at={session.lastSeenAt} now={now} />
      </Cell>
      <Cell of={t("people.sessions.actions")}>
        {here ? (
          t("people.sessions.here")
        ) : (
          <Post
            action={`/admin/sessions/${session.hash}/end`}
            csrf={csrf}
            text={t("people.sessions.end")}
            of={browserText(t, session.browser)}
            tone="danger"
          />
        )}
      </Cell>
    </tr>
  );
};
