import type { Words } from "../words.ts";
import { en, type ChangesWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const CHANGES: Words<ChangesWords> = { en, nl, pl, sv };
