/**
 * What every answer under /admin carries, and the few pages elsewhere (the ends of a sign-in at a vendor). No script
 * runs at all, styles come from one file of ours, forms go to ourselves, nobody frames us.
 *
 * Trap: with `Referrer-Policy: no-referrer` browsers send `Origin: null` with our own forms, and the same-origin check
 * would refuse them; `same-origin` keeps addresses from others all the same.
 */
const CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "strict-transport-security": "max-age=31536000",
};

/** Pages show personal data and secrets: nothing keeps a copy, unless the answer says that it may. */
export function protect(headers: Headers): void {
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
}
