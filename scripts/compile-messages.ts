/**
 * `npm run messages:compile`: compiles `src/messages/*.po` to `src/messages/compiled`
 * (git-ignored): a module a language, their list, and the types of ids and arguments, from English;
 * and the list of the manual's pages. Fails where a language lacks a message or a page or has one
 * too many, where its arguments or tags differ from English's, a plural form of its grammar is
 * missing, or a message is empty or marked fuzzy.
 *
 * `npm run messages` (`--sync`) first synchronises the catalogues: sorts them, shows each
 * translator the present English text, adds new messages, drops removed ones, and marks as fuzzy
 * what was translated from another English text.
 */
import { readCatalogues, syncCatalogues, writeCatalogues } from "./messages/catalogue.ts";
import { compileMessages } from "./messages/write.ts";

if (process.argv.includes("--sync")) writeCatalogues(syncCatalogues(readCatalogues()));

try {
  compileMessages();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
