/** A person's own sessions: where they are signed in, and a way to end each. */
import { ManualLink } from "../manual/link.tsx";
import { type SessionView, endOwnSessions, ownSessions } from "../../usecases/accounts/sessions.ts";
import { Records } from "../parts/table.tsx";
import { Notice, When } from "../parts/ui.tsx";
import { Post } from "./people-page.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { Button, PostForm } from "../forms/post-form.tsx";
import { browserText } from "../../words/browser-name.ts";
import { whereColumns } from "./browser-label.tsx";
import type { Hono } from "hono";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { page } from "../frame/respond.tsx";
import { throughOwnSessions } from "./session-sheets.tsx";

type SessionsProps = {
  readonly sessions: readonly SessionView[];
  /** The hash of the one that asks. */
  readonly current: string;
  readonly ended: boolean;
};

const Sessions = ({ sessions, current, ended }: SessionsProps) => {
  const { t } = useMessages();
  return (
    <>
      <h1>{t("people.sessions.title")}</h1>
      <p class="sub">
        <ManualLink page="people" />
      </p>
      <p class="sub">{t("people.sessions.lead")}</p>
      {ended ? <Notice tone="good" text={t("people.sessions.ended")} /> : null}
      <section aria-label={t("people.sessions.title")}>
        <Records
          label={t("people.sessions.title")}
          records={sessions}
          columns={[
            ...whereColumns(t),
            {
              name: t("people.sessions.began"),
              cell: ({ createdAt }) => <When at={createdAt} />,
            },
            {
              name: t("people.sessions.seen"),
              cell: ({ lastSeenAt }) => <When at={lastSeenAt} />,
            },
            {
              name: t("people.sessions.actions"),
              cell: ({ hash, browser }) =>
                hash === current ? (
                  t("people.sessions.here")
                ) : (
                  <Post
                    action={`/admin/sessions/${hash}/end`}
                    text={t("people.sessions.end")}
                    of={browserText(t, browser)}
                    tone="danger"
                  />
                ),
            },
          ]}
        />
        {sessions.length > 1 ? (
          <PostForm action="/admin/sessions/end-others">
            <Button class="danger">{t("people.sessions.endOthers")}</Button>
          </PostForm>
        ) : (
          <p>{t("people.sessions.none")}</p>
        )}
      </section>
    </>
  );
};

/** One's own sessions: listed, and ended one by one or all others at once. */
export function sessionRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  /** `hash`: the session that ends; `null`: all but this one. */
  const end = async (c: PageContext, hash: string | null): Promise<Response> => {
    await endOwnSessions(deps, c.var.signedIn.session, hash);
    return c.redirect("/admin/sessions?done=ended", 303);
  };

  pages.get("/sessions", async (c) => {
    const { signedIn } = c.var;
    const sessions = await ownSessions(deps, signedIn.session);
    return page(
      c,
      messagesFor(c).t("people.sessions.title"),
      <Sessions
        sessions={sessions}
        current={signedIn.session.hash}
        ended={c.req.query("done") === "ended"}
      />,
    );
  });

  pages.post("/sessions/end-others", async (c) => {
    const sheet = await throughOwnSessions(c);
    return sheet ?? end(c, null);
  });

  pages.post("/sessions/:hash/end", (c) => end(c, c.req.param("hash")));
}
