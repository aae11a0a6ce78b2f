import type { Words } from "../words.ts";
import { en, type ByHandWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const BY_HAND: Words<ByHandWords> = { en, nl, pl, sv };
