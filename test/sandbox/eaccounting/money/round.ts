// Rounding of money. Which way a half goes is an assumption about the vendor, hence a parameter.
import { Big } from "big.js";

export type Half = "away" | "even";

export function roundMoney(value: Big, half: Half, decimals = 2): Big {
  return value.round(decimals, half === "even" ? Big.roundHalfEven : Big.roundHalfUp);
}

export function toNumber(value: Big): number {
  return value.toNumber();
}
