import type { Words } from "../words.ts";
import { en, type RunsWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const RUNS: Words<RunsWords> = { en, nl, pl, sv };
