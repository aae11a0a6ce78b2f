import type { Words } from "../words.ts";
import { en, type ConfirmWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const CONFIRM: Words<ConfirmWords> = { en, nl, pl, sv };
