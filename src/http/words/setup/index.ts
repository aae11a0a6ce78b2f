import type { Words } from "../words.ts";
import { en, type SetupWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const SETUP: Words<SetupWords> = { en, nl, pl, sv };
