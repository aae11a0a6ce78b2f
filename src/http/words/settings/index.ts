import type { Words } from "../words.ts";
import { en, type SettingsWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const SETTINGS: Words<SettingsWords> = { en, nl, pl, sv };
