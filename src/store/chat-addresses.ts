/** Addresses of chats that are told of a tenant's alerts, sealed. One a chat. */
import { and, eq, sql } from "drizzle-orm";
import type { Chat } from "../domain/users/chat.ts";
import type { Db } from "./db.ts";
import { chatAddresses } from "./schema.ts";
import { type Keyring, openText, sealContext, sealText } from "./seal.ts";

const aad = (tenantId: string, chat: Chat): string => sealContext(tenantId, "chat_addresses", chat);

const of = (tenantId: string, chat: Chat) =>
  and(eq(chatAddresses.tenantId, tenantId), eq(chatAddresses.chat, chat));

/** The one before is gone. */
export async function keepChatAddress(
  db: Db,
  keyring: Keyring,
  tenantId: string,
  chat: Chat,
  address: string,
): Promise<void> {
  const { bytes, keyId } = await sealText(keyring, address, aad(tenantId, chat));
  await db
    .insert(chatAddresses)
    .values({ tenantId, chat, sealed: bytes, keyId })
    .onConflictDoUpdate({
      target: [chatAddresses.tenantId, chatAddresses.chat],
      set: { sealed: bytes, keyId },
    });
}

export async function forgetChatAddress(db: Db, tenantId: string, chat: Chat): Promise<void> {
  await db.delete(chatAddresses).where(of(tenantId, chat));
}

/** `null`: there is none, or no key opens it any more. */
export async function readChatAddress(
  db: Db,
  keyring: Keyring,
  tenantId: string,
  chat: Chat,
): Promise<string | null> {
  const [row] = await db.select().from(chatAddresses).where(of(tenantId, chat));
  if (row === undefined) return null;
  const opened = await openText(
    keyring,
    { keyId: row.keyId, bytes: row.sealed },
    aad(tenantId, chat),
  );
  return opened.ok ? opened.value : null;
}

/** Which chats these tenants have an address for. */
export const chatsOf = (
  db: Db,
  tenantIds: readonly string[],
): Promise<{ tenantId: string; chat: Chat }[]> =>
  db
    .select({ tenantId: chatAddresses.tenantId, chat: chatAddresses.chat })
    .from(chatAddresses)
    // D1 takes 100 bound parameters a statement, and thousands may be asked for.
    .where(
      sql`${chatAddresses.tenantId} IN (SELECT value FROM json_each(${JSON.stringify(tenantIds)}))`,
    )
    .orderBy(chatAddresses.tenantId, chatAddresses.chat);

/** Under the key that writes. Answers how many can't be opened. */
export async function resealChatAddresses(
  db: Db,
  keyring: Keyring,
  tenantId: string,
): Promise<number> {
  const rows = await db.select().from(chatAddresses).where(eq(chatAddresses.tenantId, tenantId));
  let lost = 0;
  for (const { chat, keyId } of rows) {
    if (keyId === keyring.writes.id) continue;
    const address = await readChatAddress(db, keyring, tenantId, chat);
    if (address === null) lost += 1;
    else await keepChatAddress(db, keyring, tenantId, chat, address);
  }
  return lost;
}
