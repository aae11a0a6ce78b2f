import type { Words } from "../words.ts";
import { en, type SettingsGoodsWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const SETTINGS_GOODS: Words<SettingsGoodsWords> = { en, nl, pl, sv };
