/** Where somebody is signed out, or can't sign in by, shown before sessions and passkeys end. */
import { listPasskeys } from "../../../store/passkeys.ts";
import type { UserRow } from "../../../store/users.ts";
import { messagesFor } from "../../language.ts";
import { ownSessions, type SessionView, sessionsOf } from "../../usecases/accounts/sessions.ts";
import { usersOf } from "../../usecases/accounts/users.ts";
import type { PageContext } from "../frame/env.ts";
import { isolate } from "../../words/isolate.ts";
import { confirmSheet } from "../previews/confirmation-sheet.tsx";
import { When } from "../parts/ui.tsx";
import { useMessages } from "../frame/use-messages.ts";
import { whereColumns } from "./browser-label.tsx";
import { Records } from "../parts/table.tsx";

type Sheet = Pick<Parameters<typeof confirmSheet>[1], "facts" | "title" | "action" | "says"> & {
  /** What its button says. */
  readonly does: string;
  readonly back: string;
  readonly sessions?: readonly SessionView[];
};

const through = (
  c: PageContext,
  { does, sessions = [], ...sheet }: Sheet,
): Promise<Response | null> =>
  confirmSheet(c, {
    ...sheet,
    tenant: null,
    tab: null,
    button: { text: does, ends: true },
    manual: "people",
    children: sessions.length === 0 ? null : <Ending sessions={sessions} />,
  });

type EndingProps = { readonly sessions: readonly SessionView[] };

const Ending = ({ sessions }: EndingProps) => {
  const { t } = useMessages();
  return (
    <Records
      label={t("takenAway.sessionsLabel")}
      records={sessions}
      columns={[
        ...whereColumns(t),
        {
          name: t("people.sessions.seen"),
          cell: ({ lastSeenAt }) => <When at={lastSeenAt} />,
        },
      ]}
    />
  );
};

/** Which they are, and not when they were used last: that goes on while somebody reads. */
const named = (sessions: readonly SessionView[]): readonly string[] =>
  sessions.map(({ hash }) => hash).toSorted();

/** One's own, but for the one that asks. `null`: it was confirmed, or there are none. */
export async function throughOwnSessions(c: PageContext): Promise<Response | null> {
  const { t } = messagesFor(c);
  const { session } = c.var.signedIn;
  const sessions = (await ownSessions(c.var.deps, session)).filter(
    ({ hash }) => hash !== session.hash,
  );
  if (sessions.length === 0) return null;
  return through(c, {
    facts: ["own-sessions", named(sessions)],
    title: t("people.sessions.endOthers"),
    does: t("people.sessions.endOthers"),
    action: "/admin/sessions/end-others",
    back: "/admin/sessions",
    says: [t("takenAway.ownSessions", { count: sessions.length }), t("takenAway.thisBrowser")],
    sessions,
  });
}

/** All of somebody's. `null`: it was confirmed, or there are none. */
export async function throughSessionsOf(c: PageContext, userId: string): Promise<Response | null> {
  const { t } = messagesFor(c);
  const { actor } = c.var.signedIn;
  const found = await sessionsOf(c.var.deps, actor, userId);
  const email = await emailOf(c, userId);
  if (!found.ok || email === null || found.value.sessions.length === 0) return null;
  const { sessions } = found.value;
  return through(c, {
    facts: ["sessions", userId, email, named(sessions)],
    title: t("takenAway.sessions", { name: isolate(email) }),
    does: t("people.sessions.endAll"),
    action: `/admin/people/${userId}/sessions/end`,
    back: "/admin/people",
    says: [t("takenAway.signedOut", { name: isolate(email) }), t("takenAway.accessStays")],
    sessions,
  });
}

async function emailOf(c: PageContext, userId: string): Promise<string | null> {
  const found = await usersOf(c.var.deps, c.var.signedIn.actor);
  return found.ok ? (found.value.users.find((one) => one.id === userId)?.email ?? null) : null;
}

/** One of one's own passkeys. `null`: it was confirmed, or isn't there. */
export async function throughPasskey(
  c: PageContext,
  user: UserRow,
  id: string,
): Promise<Response | null> {
  const { deps } = c.var;
  const { t, rich } = messagesFor(c);
  const passkeys = await listPasskeys(deps.db, user.id);
  const passkey = passkeys.find((one) => one.id === id);
  if (passkey === undefined) return null;
  const { name, lastUsedAt } = passkey;
  return through(c, {
    facts: ["passkey", id, name, passkeys.length],
    title: t("takenAway.passkey", { name: isolate(name) }),
    does: t("people.passkeys.removeAll", { count: 1 }),
    action: `/admin/profile/passkeys/${id}/remove`,
    back: "/admin/profile",
    says: [
      t("takenAway.passkeyRefused"),
      lastUsedAt === null
        ? t("takenAway.neverUsed")
        : rich("takenAway.lastUsed", { when: <When at={lastUsedAt} /> }),
      t("takenAway.passkeysLeft", { count: passkeys.length - 1 }),
      t("takenAway.sessionsStay"),
    ],
  });
}

/** All of somebody's passkeys. `null`: it was confirmed, or there are none. */
export async function throughPasskeysOf(c: PageContext, userId: string): Promise<Response | null> {
  const { t } = messagesFor(c);
  const found = await usersOf(c.var.deps, c.var.signedIn.actor);
  const user = found.ok ? found.value.users.find((one) => one.id === userId) : undefined;
  if (user === undefined || user.passkeys === 0) return null;
  const { email, passkeys } = user;
  return through(c, {
    facts: ["passkeys", userId, email, passkeys],
    title: t("takenAway.passkeysOf", { name: isolate(email) }),
    does: t("people.passkeys.removeAll", { count: passkeys }),
    action: `/admin/people/${userId}/passkeys/remove`,
    back: "/admin/people",
    says: [
      t("takenAway.passkeys", { count: passkeys }),
      t("takenAway.byPassword", { name: isolate(email) }),
      t("takenAway.sessionsStay"),
    ],
  });
}
