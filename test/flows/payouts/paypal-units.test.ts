/** PayPal's settlement report counts in the smallest unit of each currency. */
import { expect, test } from "vitest";
import { reason } from "../../../src/domain/reasons/index.ts";
import { optionsOf, readFile } from "./kit.ts";

const STL = `"RH",2026/03/05 02:21:10 +0100,"A","M",009,
"FH",01
"SH",2026/03/04 00:00:00 +0100,2026/03/04 23:59:59 +0100,"M",""
"CH","Transaction ID","Invoice ID","PayPal Reference ID","PayPal Reference ID Type","Transaction Event Code","Transaction Initiation Date","Transaction Debit or Credit","Gross Transaction Amount","Gross Transaction Currency","Fee Debit or Credit","Fee Amount","Custom Field","Bank Reference ID"
`;
const stl = (...rows: readonly string[]): string =>
  `${STL}${rows.join("\n")}\n"SC",${rows.length}\n"RC",${rows.length}\n"FF",${rows.length}\n`;
const AT = "2026/03/04 09:12:44 +0100";

/** A sale of 5,000 units that PayPal turns into 341.79 SEK and pays out. */
const foreign = (currency: string): string =>
  stl(
    `"SB","T1","1001","","","T0006",${AT},"CR",5000,"${currency}","",,"",""`,
    `"SB","C1","","T1","TXN","T0200",${AT},"DR",5000,"${currency}","",,"",""`,
    `"SB","C2","","T1","TXN","T0200",${AT},"CR",34179,"SEK","",,"",""`,
    `"SB","W1","","","","T0400",${AT},"DR",34179,"SEK","",,"","B1"`,
  );

test.each([
  ["JPY", "5000.00"],
  ["EUR", "50.00"],
  ["KWD", "5.00"],
])("PayPal's settlement report counts %s in its smallest unit", (currency, paid) => {
  const read = readFile(foreign(currency), optionsOf("stl", { currency: "SEK" }));
  const [payout] = "code" in read ? expect.unreachable(read.code) : read.payouts;
  expect(payout?.all.map((line) => line.paid)).toEqual([{ currency, amount: paid }]);
});

test.each(["HUF", "TWD"])(
  "what a figure of %s means isn't known: the file is refused",
  (currency) => {
    expect(readFile(foreign(currency), optionsOf("stl"))).toEqual(
      reason("settlement-value-unreadable", {
        line: 5,
        column: "Gross Transaction Currency",
        value: currency,
      }),
    );
  },
);
