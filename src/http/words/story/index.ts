import type { Words } from "../words.ts";
import { en, type StoryWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const STORY: Words<StoryWords> = { en, nl, pl, sv };
