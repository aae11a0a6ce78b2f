/** Why a line of a posting has its account, or none yet. */
import type { ReasonTable } from "./table.ts";

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

const RECORDED = { severity: "info", alerts: false, asks: false } as const;

export const POSTINGS = {
  "posting-by-coding": {
    ...RECORDED,
    params: { account: "text", coding: "text", sale: CODED_SALES },
  },
  "posting-by-vat-code": { ...RECORDED, params: { account: "text", code: "text", sales: "text" } },
  "posting-by-chart": { ...RECORDED, params: { account: "text", code: "text" } },
  "posting-by-bank": { ...RECORDED, params: { account: "text", bank: "text" } },
  "posting-account-unknown": {
    ...RECORDED,
    params: { part: ["receivable", "vat", "rounding", "sales", "bank"] },
  },
  "posting-cents-unknown": { ...RECORDED, params: { rate: "percent" } },
  "posting-nothing-booked": { ...RECORDED, params: {} },
  "posting-rounding-unknown": { ...RECORDED, params: { rate: "percent", most: "amount" } },
} as const satisfies ReasonTable;
