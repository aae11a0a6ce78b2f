import type { Words } from "../words.ts";
import { type ComparisonWords, en } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const COMPARISON: Words<ComparisonWords> = { en, nl, pl, sv };
