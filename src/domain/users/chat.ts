/** Chats that receive alerts, and the addresses that they may have. */

export const CHATS = ["slack", "teams"] as const;
export type Chat = (typeof CHATS)[number];

/** The same in every language. */
export const CHAT_NAMES: Readonly<Record<Chat, string>> = { slack: "Slack", teams: "Teams" };

export const isChat = (text: string): text is Chat => (CHATS as readonly string[]).includes(text);

/** `other-service`: a valid address, but not one where this chat accepts messages. */
type ChatAddressFault = AddressFault | "other-service";

/**
 * Slack accepts messages below `hooks.slack.com/services/`; its workflow triggers need another
 * shape. Teams accepts them at the workflow's own address, at one of two of Microsoft's domains;
 * the older connectors (`webhook.office.com`) are retired.
 */
const TAKES: Readonly<Record<Chat, (url: URL) => boolean>> = {
  slack: ({ hostname, pathname }) =>
    hostname === "hooks.slack.com" && /^\/services\/[^/]+\/[^/]+\/[^/]+$/.test(pathname),
  teams: ({ hostname }) => /\.(logic\.azure\.com|api\.powerplatform\.com)$/.test(hostname),
};

/**
 * Returns the fault of an entered address; `null`: none. Everybody with the address can write into
 * the chat, so it is never shown again.
 */
export function chatAddressFault(chat: Chat, text: string): ChatAddressFault | null {
  const fault = addressFault(text);
  if (fault !== null) return fault;
  return TAKES[chat](new URL(text)) ? null : "other-service";
}

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
