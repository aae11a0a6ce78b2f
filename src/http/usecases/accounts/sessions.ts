/** Sessions of people: everyone sees and ends their own; an operator those of anybody. */
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import type { AuditEntry } from "../../../store/audit.ts";
import {
  endSessions,
  listSessions,
  type OpenSession,
  type Session,
} from "../../../store/sessions.ts";
import { endSockets } from "../../../sync/end-sockets.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { reject, type Answer } from "../refusal.ts";
import { requireManagedUser } from "./users.ts";

/** `hash` is the session's name: it is no way in. */
export type SessionView = Omit<OpenSession, "actor" | "boundTo">;

const view = ({ actor: _, boundTo: __, ...session }: OpenSession): SessionView => session;

const revoked = (deps: EdgeDeps, actor: string, whose: string | null): AuditEntry => ({
  at: deps.clock.now(),
  actor,
  action: "session.revoke",
  after: whose,
});

/** A person's own, the newest first. */
export async function ownSessions(
  deps: EdgeDeps,
  { user }: Session,
): Promise<readonly SessionView[]> {
  return (await listSessions(deps.db, user?.id ?? null, deps.clock.now())).map(view);
}

/** Ends one of one's own, or all but the present one (`null`). Answers how many ended. */
export async function endOwnSessions(
  deps: EdgeDeps,
  own: Session,
  hash: string | null,
): Promise<number> {
  const ended = await endSessions(
    deps.db,
    own.user?.id ?? null,
    hash === null ? { except: own.hash } : { hash },
    revoked(deps, own.actor, null),
  );
  await endSockets(deps);
  return ended;
}

export async function sessionsOf(
  deps: EdgeDeps,
  actor: Actor,
  userId: string,
): Answer<{ readonly sessions: readonly SessionView[] }> {
  const found = await requireManagedUser(deps, actor, userId);
  if (!found.ok) return found;
  return ok({ sessions: (await listSessions(deps.db, userId, deps.clock.now())).map(view) });
}

/** Ends one of a user's sessions, or all of them (`null`). */
export async function endSessionsOf(
  deps: EdgeDeps,
  actor: Actor,
  userId: string,
  hash: string | null,
): Answer<object> {
  const found = await requireManagedUser(deps, actor, userId);
  if (!found.ok) return found;
  const ended = await endSessions(
    deps.db,
    userId,
    hash === null ? { except: null } : { hash },
    revoked(deps, actor.name, found.value.email),
  );
  await endSockets(deps);
  if (hash !== null && ended === 0)
    return reject(404, "unknown-session", message("refusals.noSuchSession"));
  return ok({});
}
