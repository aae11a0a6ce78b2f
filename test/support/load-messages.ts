/**
 * All languages, loaded before a test file runs: the entry points of the Worker do it for a
 * request's own.
 */
import { loadAllMessages } from "../../src/messages/index.ts";

await loadAllMessages();
