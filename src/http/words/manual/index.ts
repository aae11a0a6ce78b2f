import type { Words } from "../words.ts";
import { en, type ManualWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const MANUAL: Words<ManualWords> = { en, nl, pl, sv };
