/** Whether a voucher's row takes its account's VAT code, from which the VAT return is made. */
import { check, NothingToAsk, positioned, unclear } from "../check.ts";
import { bodyOf, isOk } from "../session.ts";
import { codeOf, num, rowsOf, someOf, str } from "./read.ts";
import { post, salesAccount, sides } from "./vouchers.ts";

export const VAT_CODE_CHECKS = [
  check({
    id: "E118",
    level: "book",
    switches: ["voucherVatCodes"],
    look: async (session) => {
      const number = await salesAccount(session);
      const account = (await someOf(session, "/accounts", "account", { $pagesize: "1000" })).find(
        (one) => num(one["Number"]) === number || str(one["Number"]) === String(number),
      );
      const code = str(account?.["VatCodeId"]);
      if (code === null) throw new NothingToAsk("the account of sales has no VAT code");
      return { code, answer: await post(session, sides(number, number)) };
    },
    judge: ({ code, answer }) => {
      if (!isOk(answer)) return unclear(`a voucher: ${answer.status}, ${codeOf(answer) ?? ""}`);
      const codes = rowsOf(bodyOf(answer)).map((row) => str(row["VatCodeId"]));
      const how = howCoded(codes, code);
      return positioned("voucherVatCodes", how, "of-account", SAID[how]);
    },
  }),
];

function howCoded(codes: readonly (string | null)[], own: string): keyof typeof SAID {
  const right = codes.filter((one) => one?.toLowerCase() === own.toLowerCase());
  if (codes.every((one) => one === null)) return "none";
  if (right.length === codes.length) return "of-account";
  return right.length > 0 ? "one-dropped" : "another";
}

const SAID = {
  "of-account": "each row has its account's VAT code; the VAT return itself needs a look",
  none: "rows don't have their account's VAT code: vouchers miss in the VAT return",
  another: "rows have another VAT code than their account: the VAT return counts them elsewhere",
  "one-dropped": "a row lost its account's VAT code: a part of a voucher misses in the VAT return",
} as const;
