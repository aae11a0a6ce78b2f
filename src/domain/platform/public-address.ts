/**
 * Decides whether an entered address may be called from here: https, a public name, the usual port.
 * Pure, by the text alone: the platform reaches no private network, even if a name points there,
 * and redirects are never followed (http.ts).
 */
const PRIVATE_ENDINGS = [
  "localhost",
  "local",
  "internal",
  "intranet",
  "lan",
  "home",
  "corp",
  "private",
  "test",
  "invalid",
  "example",
  "onion",
  "arpa",
];

export type AddressFault =
  | "no-address"
  | "not-https"
  | "has-user"
  | "has-port"
  | "has-fragment"
  | "is-number"
  | "is-short"
  | "is-private";

/** Returns the fault of an address; `null`: none. */
export function addressFault(text: string): AddressFault | null {
  if (text.length > 500 || !URL.canParse(text)) return "no-address";
  const url = new URL(text);
  if (url.protocol !== "https:") return "not-https";
  if (url.username !== "" || url.password !== "") return "has-user";
  if (url.port !== "") return "has-port";
  if (url.hash !== "") return "has-fragment";
  // The parser has turned every spelling of an IPv4 address into dotted numbers; a closing dot
  // stays.
  const host = url.hostname.replace(/\.$/, "").toLowerCase();
  if (host.startsWith("[") || /^[\d.]+$/.test(host)) return "is-number";
  const parts = host.split(".");
  if (parts.length < 2 || parts.some((part) => part === "")) return "is-short";
  return PRIVATE_ENDINGS.includes(parts.at(-1) ?? "") ? "is-private" : null;
}
