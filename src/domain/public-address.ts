/**
 * Whether an address that somebody typed may be called from here: https, a public name, the usual
 * port. Pure and by the text alone; a name that points to a private address is the platform's to
 * refuse, which reaches no private network, and redirects are never followed (http.ts).
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

/** What is wrong with it; `null`: nothing. */
export function addressFault(text: string): string | null {
  if (text.length > 500 || !URL.canParse(text)) return "is not an address";
  const url = new URL(text);
  if (url.protocol !== "https:") return "must begin with https://";
  if (url.username !== "" || url.password !== "") return "must not hold a user or a password";
  if (url.port !== "") return "must use the usual port";
  if (url.hash !== "") return "must not have a fragment";
  // The parser has turned every spelling of an IPv4 address into dotted numbers by now, and a closing dot stays.
  const host = url.hostname.replace(/\.$/, "").toLowerCase();
  if (host.startsWith("[") || /^[\d.]+$/.test(host)) return "must be a name, not a number";
  const parts = host.split(".");
  if (parts.length < 2 || parts.some((part) => part === "")) return "must be a full name";
  return PRIVATE_ENDINGS.includes(parts.at(-1) ?? "") ? "must be a public name" : null;
}
