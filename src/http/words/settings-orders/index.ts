import type { Words } from "../words.ts";
import { en, type SettingsOrdersWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const SETTINGS_ORDERS: Words<SettingsOrdersWords> = { en, nl, pl, sv };
