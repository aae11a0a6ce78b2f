/** A form's one-time value: what is made by it is made once, even if the form is sent again. */
import { utf8 } from "../../domain/platform/text.ts";
import { message } from "../../messages/message.ts";
import type { RandomBytes } from "../../store/seal.ts";
import type { Result } from "../../domain/result.ts";
import { type Refused, reject } from "./refusal.ts";

/** A page that shows a secret was loaded again: the secret that it showed stays good. */
export const alreadyCreated = () => reject(409, MADE_ALREADY, message("refusals.madeAlready"));

export const isAlreadyCreated = (made: Result<unknown, Refused>): boolean =>
  !made.ok && made.error.kind === MADE_ALREADY;

const MADE_ALREADY = "made-already";

/** Names the secret that a form would replace by its hash: sent again, that is gone. */
export const secretMark = (hash: string | null): string => hash?.slice(0, MARK_LENGTH) ?? "none";

const MARK_LENGTH = 16;

/** In place of random bytes, up to 32: always the same for one word, which is itself random. */
export async function deterministicBytes(word: string): Promise<RandomBytes> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(word)));
  return (length) => digest.slice(0, length);
}
