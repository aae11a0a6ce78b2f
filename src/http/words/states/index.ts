import type { Words } from "../words.ts";
import { en, type StatesWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const STATES: Words<StatesWords> = { en, nl, pl, sv };
