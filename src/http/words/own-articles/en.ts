/** Set-up on the tenant's page: the articles that carry what no line of the shop does. */
import { countEn } from "../plurals.ts";
import type { Translated } from "../words.ts";

export const en = {
  title: "Set-up",
  notDone: "Not done",
  done: (count: number) => `Done: ${countEn(count, "article", "articles")}`,
  lead: "Makes the articles for shipping, discounts, fees and rounding in eAccounting, and one for each coding that the settings name, and marks the company as kept by this installation. It can be run again at any time: what is there is taken, what is missing is made.",
  which: "The articles and what they carry",
  label: "Articles of our own",
  carries: "Carries",
  article: "Article in eAccounting",
  noClosing:
    "There is no article for rounding: the company has no active coding with 0 % VAT. Orders that need such a row are held.",
  connectFirst: "Both sides have to be connected first.",
  run: "Run set-up",
  refresh: "Read look-ups again",
  home: {
    shipping: (rate: string) => `Shipping at ${rate} VAT`,
    discount: (rate: string) => `Discount at ${rate} VAT`,
    fee: (rate: string) => `Fees and tips at ${rate} VAT`,
    item: (coding: string) => `What is booked by coding ${coding}`,
    adjusting: (coding: string) => `Cents of the rows of coding ${coding}`,
  },
  oss: {
    shipping: (rate: string) => `Shipping at ${rate} VAT, under OSS`,
    discount: (rate: string) => `Discount at ${rate} VAT, under OSS`,
    fee: (rate: string) => `Fees and tips at ${rate} VAT, under OSS`,
    item: (coding: string) => `What is booked by coding ${coding}, under OSS`,
    adjusting: (coding: string) => `Cents of the rows of coding ${coding}, under OSS`,
  },
  abroad: "Shipping of goods sold abroad without VAT",
  closing: "Rounding of VAT (0 %)",
};

export type OwnArticlesWords = Translated<typeof en>;
