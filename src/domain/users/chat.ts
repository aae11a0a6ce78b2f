/** Chats that receive alerts, and the addresses that they may have. */
import { type AddressFault, addressFault } from "../platform/public-address.ts";

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
