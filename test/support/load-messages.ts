/**
 * All languages, loaded before a test file runs: the entry points of the Worker do it for a
 * request's own.
 */
import { LANGUAGES } from "../../src/domain/language.ts";
import { loadMessages } from "../../src/messages/index.ts";

export const loadAllMessages = async (): Promise<void> =>
  void (await Promise.all(LANGUAGES.map(loadMessages)));

await loadAllMessages();
