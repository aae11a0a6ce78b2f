import type { CountryPlan } from "../../plan.ts";
import { FINLAND, NETHERLANDS, NORWAY } from "./others.ts";
import { SWEDEN } from "./se.ts";

export const PLANS: Readonly<Record<"SE" | "NL" | "NO" | "FI", CountryPlan>> = {
  SE: SWEDEN,
  NL: NETHERLANDS,
  NO: NORWAY,
  FI: FINLAND,
};
