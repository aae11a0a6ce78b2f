import type { Words } from "../words.ts";
import { en, type ListsWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const LIST_WORDS: Words<ListsWords> = { en, nl, pl, sv };
