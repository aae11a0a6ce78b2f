/** The secret that signs this tenant's webhooks to the outside: made here, shown once, kept sealed. */
import { encodeBase64 } from "../../domain/encoding.ts";
import { SECRET_PREFIX } from "../../monitor/webhook.ts";
import { type Keyring, openText, place, randomBytes, sealText } from "../../store/seal.ts";
import * as meta from "./meta.ts";
import type { Room } from "./room.ts";
import { json } from "./sql.ts";

const NAME = "notice-secret";
const BYTES = 32;

type Kept = { readonly keyId: string; readonly bytes: readonly number[] };

const aad = (room: Room): string => place(room.tenantId(), "meta", NAME);

/** A new one; the one before is gone at once. */
export async function make(room: Room): Promise<string> {
  const secret = `${SECRET_PREFIX}${encodeBase64(randomBytes(BYTES))}`;
  await keep(room, await room.deps.keyring(), secret);
  return secret;
}

async function keep(room: Room, keyring: Keyring, secret: string): Promise<void> {
  const { keyId, bytes } = await sealText(keyring, secret, aad(room));
  meta.set(room.sql, NAME, JSON.stringify({ keyId, bytes: [...bytes] } satisfies Kept));
}

export const has = (sql: SqlStorage): boolean => meta.get(sql, NAME) !== null;

/** `null`: none was made, or no key opens it any more. */
export async function read(room: Room): Promise<string | null> {
  const text = meta.get(room.sql, NAME);
  if (text === null) return null;
  const { keyId, bytes } = json<Kept>(text);
  const opened = await openText(await room.deps.keyring(), { keyId, bytes: new Uint8Array(bytes) }, aad(room));
  return opened.ok ? opened.value : null;
}

/** Under the key that writes, should another one seal it. */
export async function reseal(room: Room, keyring: Keyring): Promise<void> {
  const text = meta.get(room.sql, NAME);
  if (text === null || json<Kept>(text).keyId === keyring.writes.id) return;
  const secret = await read(room);
  if (secret !== null) await keep(room, keyring, secret);
}
