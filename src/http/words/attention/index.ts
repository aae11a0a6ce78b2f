import type { Words } from "../words.ts";
import { type AttentionWords, en } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const ATTENTION: Words<AttentionWords> = { en, nl, pl, sv };
