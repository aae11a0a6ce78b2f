/** The secret that signs this tenant's webhooks to the outside: made here, shown once, kept sealed. */
import { encodeBase64 } from "../../domain/encoding.ts";
import { SECRET_PREFIX } from "../../monitor/webhook.ts";
import {
  type Keyring,
  openText,
  place,
  randomBytes,
  type Sealed,
  sealText,
} from "../../store/seal.ts";
import * as meta from "./meta.ts";
import type { Room } from "./room.ts";
import { json } from "./sql.ts";

const NAME = "notice-secret";
/** The word of the wish that made it. */
const ONCE = "notice-secret-once";
const BYTES = 32;

type Kept = { readonly keyId: string; readonly bytes: readonly number[] };

const aad = (room: Room): string => place(room.tenantId(), "meta", NAME);

/** A new one; the one before is gone at once. `null`: the same wish made the one that there is. */
export async function make(room: Room): Promise<string>;
export async function make(room: Room, once: string | undefined): Promise<string | null>;
export async function make(room: Room, once?: string): Promise<string | null> {
  const secret = `${SECRET_PREFIX}${encodeBase64(randomBytes(BYTES))}`;
  const sealed = await sealText(await room.deps.keyring(), secret, aad(room));
  // Nothing awaits from here on: of two such wishes at once one is carried out.
  if (once !== undefined && meta.get(room.sql, ONCE) === once) return null;
  room.atomically(() => {
    meta.set(room.sql, ONCE, once ?? "");
    keep(room, sealed);
  });
  return secret;
}

function keep(room: Room, { keyId, bytes }: Sealed): void {
  meta.set(room.sql, NAME, JSON.stringify({ keyId, bytes: [...bytes] } satisfies Kept));
}

export const has = (sql: SqlStorage): boolean => meta.get(sql, NAME) !== null;

/** `null`: none was made, or no key opens it any more. */
export async function read(room: Room): Promise<string | null> {
  const text = meta.get(room.sql, NAME);
  if (text === null) return null;
  const { keyId, bytes } = json<Kept>(text);
  const opened = await openText(
    await room.deps.keyring(),
    { keyId, bytes: new Uint8Array(bytes) },
    aad(room),
  );
  return opened.ok ? opened.value : null;
}

/** Under the key that writes, should another one seal it. */
export async function reseal(room: Room, keyring: Keyring): Promise<void> {
  const text = meta.get(room.sql, NAME);
  if (text === null || json<Kept>(text).keyId === keyring.writes.id) return;
  const secret = await read(room);
  if (secret !== null) keep(room, await sealText(keyring, secret, aad(room)));
}
