/**
 * Words of names, for searching: keyed hashes next to those of e-mail addresses and debtor numbers.
 * Each tenant has its own key. It is made here, sealed under the deployment's writing key, and is
 * nowhere else: not in the Worker, not in a transfer. A new deployment key brings a new word key,
 * and re-sealing hashes the words of each payload again.
 *
 * A hash has 48 bits: enough to distinguish the words of one shop, and short enough to be stored a
 * dozen times.
 */
import {
  decodeBase64,
  encodeBase64,
  encodeBase64Url,
  utf8,
} from "../../../domain/platform/text.ts";
import { type Keyring, openText, sealContext, randomBytes, sealText } from "../../../store/seal.ts";
import type { Report } from "../../contract/runs.ts";
import * as meta from "../storage/meta.ts";
import { storedJson } from "../../../domain/platform/stored-json.ts";

type WordContext = {
  readonly sql: SqlStorage;
  readonly tenantId: () => string;
  readonly deps: { readonly keyring: () => Promise<Keyring> };
};
/** Sealed word keys, by the id of the deployment's key that sealed them. */
type SealedKeys = Readonly<Record<string, string>>;

const KEYS = "word-keys";
const KEY_BYTES = 32;
const HASH_BYTES = 6;

const storedKeys = (sql: SqlStorage): SealedKeys =>
  storedJson<SealedKeys>(meta.get(sql, KEYS) ?? "{}");
const placeOf = (tenantId: string): string => sealContext(tenantId, "meta", KEYS);

/** Returns a run's report with the words of its names replaced by their hashes. */
export async function withNameHashes<R extends Report>(
  context: WordContext,
  report: R,
): Promise<R> {
  const { words = [], ...rest } = report;
  if (words.length === 0) return report;
  const hashes = await hashesOf(context, words);
  return { ...rest, people: [...report.people, ...hashes] } as unknown as R;
}

/** Returns the words' hashes under the current key; empty if that key can't be opened. */
export async function hashesOf(
  context: WordContext,
  words: readonly string[],
): Promise<readonly string[]> {
  const { sql } = context;
  const keyring = await context.deps.keyring();
  const { id } = keyring.writes;
  const sealed = storedKeys(sql)[id] ?? (await make(context, keyring));
  const key = await opened(context, keyring, id, sealed);
  return key === null ? [] : Promise.all(words.map((word) => hashOf(key, id, word)));
}

/** Returns each word's hashes under every key that is still in use. */
export async function searched(
  context: WordContext,
  words: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const keyring = await context.deps.keyring();
  const keys = await Promise.all(
    Object.entries(storedKeys(context.sql)).map(async ([id, sealed]) => {
      const key = await opened(context, keyring, id, sealed);
      return key === null ? null : { id, key };
    }),
  );
  const usable = keys.filter((one) => one !== null);
  return Promise.all(
    words.map((word) => Promise.all(usable.map(({ id, key }) => hashOf(key, id, word)))),
  );
}

/** Deletes the keys under which nothing is hashed any more. */
export function forgetOlder(sql: SqlStorage, current: string): void {
  const known = storedKeys(sql);
  const { [current]: inUse } = known;
  if (Object.keys(known).some((id) => id !== current))
    meta.set(sql, KEYS, JSON.stringify(inUse === undefined ? {} : { [current]: inUse }));
}

async function make(context: WordContext, keyring: Keyring): Promise<string> {
  const { sql } = context;
  const { id } = keyring.writes;
  const text = encodeBase64(randomBytes(KEY_BYTES));
  const { bytes } = await sealText(keyring, text, placeOf(context.tenantId()));
  // Another call may have been quicker while this one sealed.
  const known = storedKeys(sql);
  if (known[id] !== undefined) return known[id];
  const sealed = encodeBase64(bytes);
  meta.set(sql, KEYS, JSON.stringify({ ...known, [id]: sealed }));
  return sealed;
}

/** Opened once for each object. */
const open = new WeakMap<SqlStorage, Map<string, CryptoKey>>();

async function opened(
  { sql, tenantId }: WordContext,
  keyring: Keyring,
  keyId: string,
  sealed: string,
): Promise<CryptoKey | null> {
  const known = open.get(sql)?.get(sealed);
  if (known !== undefined) return known;
  const bytes = decodeBase64(sealed) ?? new Uint8Array(0);
  const text = await openText(keyring, { keyId, bytes }, placeOf(tenantId()));
  const raw = text.ok ? decodeBase64(text.value) : null;
  if (raw === null) return null;
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  open.set(sql, (open.get(sql) ?? new Map<string, CryptoKey>()).set(sealed, key));
  return key;
}

async function hashOf(key: CryptoKey, keyId: string, word: string): Promise<string> {
  const mac = await crypto.subtle.sign("HMAC", key, utf8(word));
  return `${keyId}:${encodeBase64Url(new Uint8Array(mac, 0, HASH_BYTES))}`;
}
