/**
 * The manual as it stands in docs/manual, written by test/docs/write-manual.ts: the pages show it.
 * A page that is missing in a language doesn't compile.
 */
import type { Words } from "../../../words/words.ts";
import type { Manual } from "../pages.ts";
import { en } from "./en/index.ts";
import { nl } from "./nl/index.ts";
import { pl } from "./pl/index.ts";
import { sv } from "./sv/index.ts";

export const MANUAL: Words<Manual> = { en, nl, pl, sv };
