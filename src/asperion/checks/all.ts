import type { ReadCheck } from "../../domain/checks.ts";
import { guests } from "./buyers.ts";
import { OTHER_READS } from "./debtors-and-articles.ts";
import { ORDER_READS } from "./orders.ts";

/** Checks of Asperion that only read: about forty calls where lists have no lines. */
export const ASPERION_READS: readonly ReadCheck[] = [...ORDER_READS, guests, ...OTHER_READS];
