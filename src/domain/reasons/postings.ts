/** Why a line of a posting has its account, or none yet. */
import { done } from "./entry.ts";

/** Accounts of an article coding, by the kind of sale that each is for. */
const CODED_SALES = [
  "domestic",
  "exempt",
  "reversed",
  "eu-business",
  "triangular",
  "eu-consumer",
  "oss",
  "export",
] as const;
export type CodedSale = (typeof CODED_SALES)[number];

export const POSTINGS = {
  "posting-by-coding": done({ account: "text", coding: "text", sale: CODED_SALES }),
  "posting-by-vat-code": done({ account: "text", code: "text", sales: "text" }),
  "posting-by-chart": done({ account: "text", code: "text" }),
  "posting-by-bank": done({ account: "text", bank: "text" }),
  "posting-account-unknown": done({ part: ["receivable", "vat", "rounding", "sales", "bank"] }),
  "posting-cents-unknown": done({ rate: "percent" }),
  "posting-nothing-booked": done(),
  "posting-rounding-unknown": done({ rate: "percent", most: "amount" }),
};
