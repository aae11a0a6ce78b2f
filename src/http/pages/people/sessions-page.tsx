/** A person's own sessions: where they are signed in, and a way to end each. */
import { ManualLink } from "../manual/link.tsx";
import type { SessionView } from "../../usecases/sessions.ts";
import { PEOPLE } from "../../words/people/index.ts";
import { useWords } from "../../words/use.ts";
import { Cell, Stack } from "../table.tsx";
import { Csrf, Notice, When } from "../ui.tsx";
import { Post } from "./people-page.tsx";

type SessionsProps = {
  readonly sessions: readonly SessionView[];
  /** The hash of the one that asks. */
  readonly current: string;
  readonly csrf: string;
  readonly now: number;
  readonly ended: boolean;
};

export const Sessions = ({ sessions, current, csrf, now, ended }: SessionsProps) => {
  const t = useWords(PEOPLE).sessions;
  return (
    <>
      <h1>{t.title}</h1>
      <p class="sub">
        <ManualLink page="people" />
      </p>
      <p class="sub">{t.lead}</p>
      {ended ? (
        <Notice tone="good">
          <p>{t.ended}</p>
        </Notice>
      ) : null}
      <section aria-label={t.title}>
        <Stack label={t.title} columns={[t.browser, t.country, t.began, t.seen, t.actions]}>
          <tbody>
            {sessions.map((session) => (
              <Row session={session} here={session.hash === current} csrf={csrf} now={now} />
            ))}
          </tbody>
        </Stack>
        {sessions.length > 1 ? (
          <form method="post" action="/admin/sessions/end-others">
            <Csrf token={csrf} />
            <button class="danger">{t.endOthers}</button>
          </form>
        ) : (
          <p>{t.none}</p>
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
  const t = useWords(PEOPLE).sessions;
  const browser = session.browser ?? t.unknown;
  return (
    <tr>
      <th scope="row">
        <bdi>{browser}</bdi>
      </th>
      <Cell of={t.country}>{session.country ?? t.unknown}</Cell>
      <Cell of={t.began}>
        <When at={session.createdAt} now={now} />
      </Cell>
      <Cell of={t.seen}>
        <When at={session.lastSeenAt} now={now} />
      </Cell>
      <Cell of={t.actions}>
        {here ? (
          t.here
        ) : (
          <Post
            action={`/admin/sessions/${session.hash}/end`}
            csrf={csrf}
            text={t.end}
            of={browser}
            tone="danger"
          />
        )}
      </Cell>
    </tr>
  );
};
