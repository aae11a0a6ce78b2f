// NetPrice and GrossPrice are checked against each other at the coding's rate (100 and 125 at 25 %): a cent is allowed
// for rounding. One of them alone gives the other; none of them is a price of nought, as a full replacement has it.
import { Big } from "big.js";
import type { Json } from "../json.ts";
import { toNumber } from "../money/round.ts";
import { invalid } from "../vendor/fault.ts";
import type { Article, Coding } from "../world/entities.ts";

export function articlePrices(
  value: Readonly<Record<string, Json>>,
  coding: Coding,
  stored: Article | null,
): { NetPrice: number; GrossPrice: number } {
  const factor = new Big(coding.VatRatePercent).div(100).plus(1);
  const net = price(value["NetPrice"]);
  const gross = price(value["GrossPrice"]);
  const toGross = (from: Big): Big => from.times(factor).round(2, Big.roundHalfUp);
  const toNet = (from: Big): Big => from.div(factor).round(2, Big.roundHalfUp);
  if (net !== null && gross === null)
    return { NetPrice: toNumber(net), GrossPrice: toNumber(toGross(net)) };
  if (net === null && gross !== null)
    return { NetPrice: toNumber(toNet(gross)), GrossPrice: toNumber(gross) };
  if (net === null || gross === null) return { NetPrice: 0, GrossPrice: 0 };
  const agree =
    toGross(net).minus(gross).abs().lte("0.01") || toNet(gross).minus(net).abs().lte("0.01");
  const unchanged =
    stored !== null &&
    stored.NetPrice === toNumber(net) &&
    stored.GrossPrice === toNumber(gross) &&
    stored.CodingId === coding.Id;
  if (!agree && !unchanged)
    throw invalid(
      "GrossPrice",
      `NetPrice ${net.toFixed(2)} and GrossPrice ${gross.toFixed(2)} do not match the VAT rate ${coding.VatRatePercent}% of the coding.`,
    );
  return { NetPrice: toNumber(net), GrossPrice: toNumber(gross) };
}

function price(value: Json | undefined): Big | null {
  return typeof value === "number" ? new Big(value) : null;
}
