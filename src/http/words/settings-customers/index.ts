import type { Words } from "../words.ts";
import { en, type SettingsCustomersWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const SETTINGS_CUSTOMERS: Words<SettingsCustomersWords> = { en, nl, pl, sv };
