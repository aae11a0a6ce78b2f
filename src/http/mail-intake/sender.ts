/**
 * Returns the verified sender of a mail: the address under "From", where the receiving platform
 * found a signature (DKIM) of that address's own domain. Pure.
 */

/** In the order of the mail. */
export type MailHeader = { readonly key: string; readonly value: string };

type Sender =
  | { readonly kind: "signed"; readonly address: string }
  /** `domain`: of the address that it names; may be anybody's. */
  | { readonly kind: "unsigned"; readonly domain: string };

/** The authority of the platform's results (assumption S11); no longer name matches. */
const AUTHORITY = /^mx\.cloudflare\.net(?![^\s;])/i;

/**
 * The sender's own headers stand below the platform's receipt line and its results. A result above
 * that line, or a second one of the same authority, isn't the platform's.
 */
export function senderOf(headers: readonly MailHeader[], from: readonly string[]): Sender {
  const [address = ""] = from.map((one) => one.trim().toLowerCase());
  const domain = domainOf(address);
  const unsigned: Sender = { kind: "unsigned", domain };
  if (from.length !== 1 || domain === "") return unsigned;
  if (headers.filter(({ key }) => key.toLowerCase() === "from").length !== 1) return unsigned;
  const results = resultsOf(headers);
  return results !== null && signedBy(results).some((signer) => covers(signer, domain))
    ? { kind: "signed", address }
    : unsigned;
}

const domainOf = (address: string): string =>
  /^[^\s@]{1,64}@([a-z0-9.-]{3,190})$/.exec(address)?.[1] ?? "";

function resultsOf(headers: readonly MailHeader[]): string | null {
  const named = headers.map(({ key, value }, at) => ({ name: key.toLowerCase(), value, at }));
  const ours = named.filter(
    ({ name, value }) => name === "authentication-results" && AUTHORITY.test(value.trim()),
  );
  const [only] = ours;
  const [, second] = named.filter(({ name }) => name === "received");
  if (only === undefined || ours.length > 1) return null;
  return second === undefined || only.at < second.at ? only.value : null;
}

/** Domains whose signatures hold. */
const signedBy = (results: string): readonly string[] =>
  withoutFreeText(results)
    .split(";")
    .flatMap((result) => {
      if (!/^\s*dkim\s*=\s*pass\b/i.test(result)) return [];
      const signer = /\bheader\.(?:d|i)\s*=\s*(?:[^\s;@]*@)?([a-z0-9.-]+)/i.exec(result)?.[1];
      return signer === undefined ? [] : [signer.toLowerCase()];
    });

/**
 * The results without comments, which may be nested, and with all quoted strings empty: a sender
 * chooses what stands in them, as in its own address. Empty where it isn't certain what they end
 * with: a comment that isn't closed, or has a quoted string in it.
 */
function withoutFreeText(results: string): string {
  let text = "";
  let depth = 0;
  for (const [token] of results.matchAll(FREE_TEXT)) {
    if (token === "(") depth += 1;
    else if (token === ")") {
      depth -= 1;
      text += " ";
    } else if (token.startsWith('"')) {
      if (depth > 0 || token.length < 2) return "";
      text += '""';
    } else if (depth === 0) text += token;
    if (depth < 0) return "";
  }
  return depth === 0 ? text : "";
}

/** A bracket, a quoted string (or a quote alone, which isn't closed), an escape, or any text. */
const FREE_TEXT = /[()]|"(?:[^"\\]|\\.)*"|"|\\.|[^()"\\]+|\\/gs;

/** A domain signs for itself and its subdomains. A single label signs for none. */
const covers = (signer: string, domain: string): boolean =>
  signer.includes(".") && (domain === signer || domain.endsWith(`.${signer}`));

/** By the whole address, or by "@domain". `null`: not listed. */
export function listedAs<T>(
  senders: Readonly<Record<string, T>>,
  address: string,
): { readonly listed: string; readonly value: T } | null {
  for (const [listed, value] of Object.entries(senders)) {
    const wanted = listed.trim().toLowerCase();
    if (wanted === address || (wanted.startsWith("@") && address.endsWith(wanted)))
      return { listed, value };
  }
  return null;
}
