/**
 * What sessions of the operator's token are bound to: a keyed hash of that token. They end when it
 * leaves the configuration, and with the key: the hash alone tells nobody who reads D1 anything.
 */
import { hmacs } from "../../store/seal.ts";
import type { EdgeDeps } from "../deps.ts";

type Deps = Pick<EdgeDeps, "config" | "keyring">;

/** One under each key in use. */
const marksOf = async (deps: Pick<Deps, "keyring">, token: string): Promise<readonly string[]> =>
  (await hmacs(await deps.keyring(), JSON.stringify(["operator-session", token]))).map(
    ({ hmac }) => hmac,
  );

/** Of the token that somebody signs in with. */
export const operatorTokenMark = async (
  deps: Pick<Deps, "keyring">,
  token: string,
): Promise<string | null> => (await marksOf(deps, token))[0] ?? null;

/** Of all tokens that let anybody in now. */
export const marksInUse = async (deps: Deps): Promise<readonly string[]> =>
  (await Promise.all(deps.config.adminTokens.map((token) => marksOf(deps, token)))).flat();
