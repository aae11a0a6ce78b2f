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
      const isCoded =
        codes.length > 0 && codes.every((one) => one?.toLowerCase() === code.toLowerCase());
      return positioned(
        "voucherVatCodes",
        isCoded ? "of-account" : "none",
        "of-account",
        isCoded
          ? "each row has its account's VAT code; the VAT return itself needs a look"
          : "rows don't have their account's VAT code: vouchers miss in the VAT return",
      );
    },
  }),
];
