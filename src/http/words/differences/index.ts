import type { Words } from "../words.ts";
import { type DifferencesWords, en } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const DIFFERENCES: Words<DifferencesWords> = { en, nl, pl, sv };
