/** Checks the direction and units of eAccounting's exchange rates. */
import {
  type Asker,
  bodyOf,
  differs,
  holds,
  num,
  readCheck,
  type ReadCheck,
  unclear,
} from "../../domain/checks.ts";
import { isNear, KRONER_A_EURO } from "../../domain/exchange-rate.ts";
import { dec, type Decimal, ONE, plain } from "../../domain/money.ts";
import { FIXED, fixedRate } from "../exchange-rates.ts";

async function fixed(asker: Asker, of: string, into: string): Promise<Decimal | null> {
  const { endpoint, query } = fixedRate(of, into);
  const rate = num(bodyOf(await asker.get(endpoint, { query }))["Rate"]);
  return rate === null ? null : plain(rate);
}

/** With two currencies whose rate is fixed, in both directions. */
export const rates: ReadCheck = readCheck(
  "E212",
  ["exchangeRateOf"],
  async (asker) => ({
    euro: await fixed(asker, FIXED.of, FIXED.into),
    krone: await fixed(asker, FIXED.into, FIXED.of),
  }),
  ({ euro, krone }) => {
    if (euro === null || krone === null) return unclear();
    const one = ONE.div(dec(KRONER_A_EURO));
    if (isNear(euro, one)) return differs({ exchangeRateOf: "turned" });
    if (isNear(euro, KRONER_A_EURO) && isNear(krone, one)) return holds({ exchangeRateOf: "one" });
    const isHundred = isNear(euro, KRONER_A_EURO) && isNear(krone, one.times(100));
    return differs(isHundred ? { exchangeRateOf: "hundred" } : {});
  },
);
