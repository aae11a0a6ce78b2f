/** Which way a line of Adyen's in another currency goes: that of net and fee, not of net alone. */
import { expect, test } from "vitest";
import { optionsOf, readFile } from "./kit.ts";

test.each([
  ["Settled", "EUR,,1.00", "SEK,4.00,,15.00", "1.00", "11.00"],
  ["Settled", "EUR,1.00,", "SEK,4.00,,15.00", "1.00", "11.00"],
  ["Settled", "EUR,,1.00", "SEK,,9.00,2.00", "1.00", "11.00"],
  ["ChargebackReversed", "EUR,,1.00", "SEK,4.00,,15.00", "1.00", "11.00"],
  // Its fee was given back, and is more than what is refunded.
  ["Refunded", "EUR,1.00,", "SEK,,4.00,-15.00", "-1.00", "-11.00"],
  ["Refunded", "EUR,1.00,", "SEK,26.00,,15.00", "-1.00", "-11.00"],
])("a fee above the line itself turns no sign: %s %s %s", (type, paid, net, eur, sek) => {
  const [, debit = "", credit = ""] = net.split(",");
  const read = readFile(
    [
      "Merchant Account,Psp Reference,Merchant Reference,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC),Batch Number",
      `Shop,p1,F1,2026-03-02 09:00:00,CET,${type},m1,${paid},${net},,,,17`,
      `Shop,,,2026-03-03 09:00:00,CET,MerchantPayout,m2,SEK,,,SEK,${credit},${debit},,,,,17`,
    ].join("\n"),
    optionsOf("adyen"),
  );
  expect("code" in read ? read : read.payouts[0]?.all[0]).toMatchObject({
    paid: { currency: "EUR", amount: eur },
    gross: sek,
  });
});
