import type { Words } from "../words.ts";
import { en, type OverviewWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const OVERVIEW: Words<OverviewWords> = { en, nl, pl, sv };
