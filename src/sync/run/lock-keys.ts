/**
 * Identities become hashes before they reach the object's tables: a lock needs no address in the
 * clear.
 */
export async function lockKeys(identities: readonly string[]): Promise<string[]> {
  const hashed = await Promise.all(
    identities.map(async (identity) => {
      const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(identity));
      return [...new Uint8Array(digest).subarray(0, 16)]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join("");
    }),
  );
  return [...new Set(hashed)].sort();
}
