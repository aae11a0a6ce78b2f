// `GET /currencies/exchangerate`: what one currency is worth in another on a day.
import { Big } from "big.js";
import { toNumber } from "../../money/round.ts";
import { type Act, today } from "../../vendor/act.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { invalid, VendorFault } from "../../vendor/fault.ts";
import { SALES_OR_PURCHASE } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import { exchangeRate } from "../../world/exchange-rates.ts";

export function mountExchangeRate(site: Site): void {
  endpoint(
    site,
    { method: "GET", path: "/currencies/exchangerate", scopes: SALES_OR_PURCHASE.read },
    (act, { query }) => {
      const source = currency(act, "sourceCurrencyCode", query["sourceCurrencyCode"]);
      const target = currency(act, "targetCurrencyCode", query["targetCurrencyCode"]);
      const day = query["date"]?.slice(0, 10) ?? today(act);
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
        throw new VendorFault(6001, `InvalidInput - '${query["date"]}' is not a valid date.`);
      // A day to come has no rate yet.
      if (day > today(act))
        throw new VendorFault(
          4023,
          "FutureDateCannotBeSetException - There is no exchange rate for a date in the future.",
        );
      const rate = exchangeRate(source, target, day);
      if (rate === null)
        throw invalid("sourceCurrencyCode", `There is no exchange rate of ${source} in ${target}.`);
      return ok({
        Date: day,
        SourceCurrency: source,
        TargetCurrency: target,
        Rate: toNumber(shown(rate, source, act.switches.get("exchangeRateOf"))),
      });
    },
  );
}

/** Units worth less than a third of a euro are quoted by the hundred, where any are. */
const SMALL = ["SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY"];

function shown(rate: Big, source: string, of: string): Big {
  if (of === "turned") return new Big(1).div(rate).round(6, Big.roundHalfUp);
  return of === "hundred" && SMALL.includes(source) ? rate.times(100) : rate;
}

function currency(act: Act, name: string, given: string | undefined): string {
  const code = given?.toUpperCase() ?? "";
  if (act.company.currencies.find((one) => one.Code === code) === null)
    throw invalid(name, `The currency ${given ?? ""} does not exist.`);
  return code;
}
