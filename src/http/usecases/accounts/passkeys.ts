/**
 * Passkeys (WebAuthn): added by a signed-in user, for signing in without a password. The
 * authenticator verifies its user; origin and host are those of `PUBLIC_URL`, whatever a request
 * says; a challenge works once, for a few minutes, in one browser. Not behind Access, and not on a
 * bare IP address, as browsers have no passkeys there.
 */
import { z } from "zod";
import { faultName } from "../../../domain/platform/fault-name.ts";
import { ok, type Result } from "../../../domain/result.ts";
import {
  decodeBase64,
  encodeBase64,
  encodeBase64Url,
  utf8,
} from "../../../domain/platform/text.ts";
import { namedValue } from "../../../store/audit-values.ts";
import {
  dropPasskey,
  dropPasskeysOf,
  findPasskey,
  insertPasskey,
  storeChallenge,
  listPasskeys,
  consumeChallenge,
  usePasskey,
} from "../../../store/passkeys.ts";
import type { Session } from "../../../store/sessions.ts";
import { newToken, tokenHash } from "../../../store/secrets.ts";
import { findUser, type UserRow } from "../../../store/users.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { notifyAccountChange } from "./account-mails.ts";
import type { Answer } from "../refusal.ts";
import { requireManagedUser } from "./users.ts";

export const CHALLENGE_MS = 5 * 60_000;
const MOST_PASSKEYS = 20;
const LONGEST_NAME = 60;

/** Only here, as the library is large and hardly ever needed. */
const library = () => import("@simplewebauthn/server");

const partyOf = ({ config }: Pick<EdgeDeps, "config">) => {
  const { origin, hostname } = new URL(config.publicUrl);
  return { origin, id: hostname };
};

const IS_ADDRESS = /^(?:[\d.]+|\[.*\])$/;

export const passkeysWork = (deps: Pick<EdgeDeps, "config">): boolean =>
  deps.config.access === null && !IS_ADDRESS.test(partyOf(deps).id);

async function newChallenge(
  deps: EdgeDeps,
  boundTo: string,
  userId: string | null,
): Promise<string> {
  const challenge = newToken(deps.random);
  const now = deps.clock.now();
  await storeChallenge(
    deps.db,
    { hash: await tokenHash(challenge), boundTo, userId, expiresAt: now + CHALLENGE_MS },
    now,
  );
  return challenge;
}

/** The options for making a key, as `parseCreationOptionsFromJSON` takes them. */
export async function passkeyToAdd(deps: EdgeDeps, user: UserRow, session: string) {
  const kept = await listPasskeys(deps.db, user.id);
  return {
    rp: { id: partyOf(deps).id, name: "Asperion → eAccounting" },
    user: { id: encodeBase64Url(utf8(user.id)), name: user.email, displayName: user.name },
    challenge: await newChallenge(deps, session, user.id),
    // ES256, EdDSA, RS256: what authenticators have.
    pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
    timeout: CHALLENGE_MS,
    attestation: "none",
    excludeCredentials: kept.map(({ id }) => ({ type: "public-key", id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  };
}

/** The options for signing, as `parseRequestOptionsFromJSON` takes them: any key of the host. */
export const passkeyToUse = async (deps: EdgeDeps, browser: string) => ({
  rpId: partyOf(deps).id,
  challenge: await newChallenge(deps, browser, null),
  timeout: CHALLENGE_MS,
  userVerification: "required",
  allowCredentials: [],
});

const base64Url = z.string().regex(/^[\w-]{1,20000}$/);
const common = { id: base64Url, rawId: base64Url, type: z.literal("public-key") };
const made = z.object({
  ...common,
  response: z.object({ clientDataJSON: base64Url, attestationObject: base64Url }),
});
const signed = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64Url,
    authenticatorData: base64Url,
    signature: base64Url,
    userHandle: base64Url.nullish(),
  }),
});

/** `null`: the text has another form. */
function read<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Takes the challenge out, by what the library found in what was signed. */
const fresh =
  (deps: EdgeDeps, boundTo: string, userId: string | null) =>
  async (challenge: string): Promise<boolean> =>
    consumeChallenge(
      deps.db,
      { hash: await tokenHash(challenge), boundTo, userId },
      deps.clock.now(),
    );

type AddFault = "refused" | "too-many";

export async function addPasskey(
  deps: EdgeDeps,
  user: UserRow,
  session: Session,
  input: { readonly name: string; readonly credential: string },
): Promise<Result<object, AddFault>> {
  const refused = { ok: false, error: "refused" } as const;
  const response = read(made, input.credential);
  if (response === null || !passkeysWork(deps)) return refused;
  if ((await listPasskeys(deps.db, user.id)).length >= MOST_PASSKEYS)
    return { ok: false, error: "too-many" };
  const { origin, id: expectedRPID } = partyOf(deps);
  const now = deps.clock.now();
  const name = input.name.trim().slice(0, LONGEST_NAME) || "Passkey";
  try {
    const { verifyRegistrationResponse } = await library();
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...response, clientExtensionResults: {} },
      expectedChallenge: fresh(deps, session.hash, user.id),
      expectedOrigin: origin,
      expectedRPID,
      requireUserVerification: true,
    });
    if (!verified) return refused;
    const { id, publicKey, counter } = registrationInfo.credential;
    await insertPasskey(
      deps.db,
      {
        id,
        userId: user.id,
        name,
        publicKey: encodeBase64(publicKey),
        counter,
        createdAt: now,
        lastUsedAt: null,
      },
      {
        at: now,
        actor: user.email,
        action: "passkey.add",
        after: namedValue(name, id.slice(0, 8)),
      },
    );
  } catch (fault) {
    // The library says by an exception what doesn't fit; so does D1 of an id that is taken.
    deps.log({ event: "passkey-refused", who: user.id, fault: faultName(fault) });
    return refused;
  }
  await notifyAccountChange(deps, user, { what: "passkeyAdded", name, by: session });
  return ok({});
}

/** A key that signed, and whose it is. */
type Signed = { readonly user: UserRow; readonly passkeyId: string };

/** Returns the user whose key signed; `null`: none, or not validly. */
export async function userOfPasskey(
  deps: EdgeDeps,
  browser: string,
  credential: string,
): Promise<Signed | null> {
  const response = read(signed, credential);
  if (response === null || !passkeysWork(deps)) return null;
  const passkey = await findPasskey(deps.db, response.id);
  const user = passkey === null ? null : await findUser(deps.db, passkey.userId);
  if (passkey === null || user === null || user.endedAt !== null) return null;
  const { userHandle } = response.response;
  if (userHandle !== encodeBase64Url(utf8(user.id))) return null;
  const { origin, id: expectedRPID } = partyOf(deps);
  const publicKey = decodeBase64(passkey.publicKey);
  if (publicKey === null) return null;
  try {
    const { verifyAuthenticationResponse } = await library();
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...response,
        response: { ...response.response, userHandle },
        clientExtensionResults: {},
      },
      expectedChallenge: fresh(deps, browser, null),
      expectedOrigin: origin,
      expectedRPID,
      requireUserVerification: true,
      credential: { id: passkey.id, publicKey, counter: passkey.counter },
    });
    const counts =
      verified &&
      (await usePasskey(deps.db, passkey.id, authenticationInfo.newCounter, deps.clock.now()));
    return counts ? { user, passkeyId: passkey.id } : null;
  } catch (fault) {
    deps.log({ event: "passkey-refused", who: user.id, fault: faultName(fault) });
    return null;
  }
}

/** Deletes all of a user's passkeys, by a user manager: their device was lost. */
export async function removePasskeysOf(deps: EdgeDeps, actor: Actor, id: string): Answer<object> {
  const found = await requireManagedUser(deps, actor, id);
  if (!found.ok) return found;
  const dropped = await dropPasskeysOf(deps.db, id, {
    at: deps.clock.now(),
    actor: actor.name,
    action: "passkey.remove-all",
    before: found.value.email,
  });
  if (dropped) await notifyAccountChange(deps, found.value, { what: "passkeysRemoved" });
  return ok({});
}

export async function removePasskey(
  deps: EdgeDeps,
  user: UserRow,
  session: Session,
  id: string,
): Promise<void> {
  const found = await findPasskey(deps.db, id);
  const dropped = await dropPasskey(deps.db, user.id, id, {
    at: deps.clock.now(),
    actor: user.email,
    action: "passkey.remove",
    before: id.slice(0, 8),
  });
  if (dropped)
    await notifyAccountChange(deps, user, {
      what: "passkeyRemoved",
      by: session,
      ...(found === null ? {} : { name: found.name }),
    });
}
