import type { Words } from "../words.ts";
import { en, type PartiesWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const PARTIES: Words<PartiesWords> = { en, nl, pl, sv };
