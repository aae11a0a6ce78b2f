/** A user's changes of their own account: name, language, password. */
import { z } from "zod";
import { LANGUAGES } from "../../../domain/language.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { hashPassword, isPasswordCorrect } from "../../../store/passwords.ts";
import { samePassword, type Session, type SessionUser } from "../../../store/sessions.ts";
import { findUser, NO_LINKS, updateUser, type UserRow } from "../../../store/users.ts";
import { endSockets } from "../../../sync/end-sockets.ts";
import type { EdgeDeps } from "../../deps.ts";
import { passwordFault } from "./account-links.ts";
import { notifyAccountChange } from "./account-mails.ts";

export const profileInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  language: z.enum(LANGUAGES).nullable(),
});

/** `null`: the operator's token, which has no account. */
export const ownAccount = async (
  deps: EdgeDeps,
  user: SessionUser | null,
): Promise<UserRow | null> => (user === null ? null : findUser(deps.db, user.id));

export async function changeProfile(
  deps: EdgeDeps,
  user: UserRow,
  { name, language }: z.output<typeof profileInput>,
): Promise<void> {
  await updateUser(
    deps.db,
    user,
    { name, language },
    { at: deps.clock.now(), actor: user.email, action: "user.profile", after: user.email },
    { endSessions: false },
  );
}

export type PasswordFault = "wrong" | "too-short" | "too-common";

/**
 * Sets a new password for a user who knows the present one. Every session ends, and the caller
 * starts a new one; links for the old password are void.
 */
export async function changePassword(
  deps: EdgeDeps,
  user: UserRow,
  session: Session,
  { current, password }: { readonly current: string; readonly password: string },
): Promise<Result<UserRow, PasswordFault>> {
  if (!(await isPasswordCorrect(current, user.passwordHash))) return { ok: false, error: "wrong" };
  const fault = await passwordFault(password, user);
  if (fault !== null) return { ok: false, error: fault };
  const passwordHash = await hashPassword(password, deps.random);
  // Chosen anew by a link meanwhile: what was checked is no longer the present one.
  const changed = await updateUser(
    deps.db,
    user,
    { passwordHash, ...NO_LINKS },
    { at: deps.clock.now(), actor: user.email, action: "user.password" },
    { endSessions: true, only: samePassword(user.passwordHash) },
  );
  if (!changed) return { ok: false, error: "wrong" };
  await endSockets(deps);
  await notifyAccountChange(deps, user, { what: "password", by: session });
  return ok({ ...user, passwordHash });
}
