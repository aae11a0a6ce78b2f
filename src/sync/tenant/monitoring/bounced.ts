/**
 * Addresses of the notifications that the mail service won't deliver to any more, as mail to them
 * bounced or was complained of. Nothing is sent to one until a person asks for a test.
 */
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

/** `since`: when it first bounced, in ms. */
type Bounced = { readonly address: string; readonly since: number };

const KEY = "bounced-addresses";

const stored = (sql: SqlStorage): readonly Bounced[] =>
  storedJson<Bounced[]>(meta.get(sql, KEY) ?? "[]");

/** Bounced addresses, of those that the settings name now. */
export function list(sql: SqlStorage): readonly Bounced[] {
  const emails = meta.configuration(sql)?.settings.notifications.emails ?? [];
  return stored(sql).filter(({ address }) => emails.includes(address));
}

export function note(sql: SqlStorage, address: string, now: number): void {
  const before = list(sql);
  if (before.some((one) => one.address === address)) return;
  meta.set(sql, KEY, JSON.stringify([...before, { address, since: now }]));
}

/** A person says that they may be tried again. */
export const forget = (sql: SqlStorage): void => meta.set(sql, KEY, "[]");
