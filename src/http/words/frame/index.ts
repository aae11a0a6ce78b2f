import type { Words } from "../words.ts";
import { en, type FrameWords } from "./en.ts";
import { nl } from "./nl.ts";
import { pl } from "./pl.ts";
import { sv } from "./sv.ts";

export const FRAME: Words<FrameWords> = { en, nl, pl, sv };
