/** Rows of docs/vendor-assumptions.md that no call of an API can show, each with the reason. */
const FILE = "a settlement file of the provider shows it, no vendor's API; compare a download";

const CLOUDFLARE = "of Cloudflare, not of a vendor: send a mail from the deployed Worker, and look";

const MAIL = "it sends mail or e-invoices to people: try it by hand, with an address of your own";

export const WITHOUT_CHECK: Readonly<Record<string, string>> = {
  E21: "nobody can ask the vendor to fail: whatever isn't named there is taken for doubtful",
  E145: "it takes a bank account that stays: make one of kind cash on 2421 and pay by it",
  E160: MAIL,
  E162: MAIL,
  E181: "by omission, as the documents were read: what isn't there can't be asked for",
  E184: "the browser's address bar shows it, and no API does",
  E198: "a voucher of 500 rows would stay in the books: import one by hand, and take it back",
  E199: "which vouchers an account has is in no one answer: compare with its transactions",
  E210: "the booked invoice would stay: mark one by hand, book it, and look at its voucher",
  E211: "the vendor's terms say it: ask before a second client is used",
  E225: FILE,
  E226: "a customer with a number would stay: PUT one by hand with an empty second line, and read it",
  E229: "the booked invoice would stay: mark one by hand, book it, and read it",
  E230: "its customer has to move between two writes: do it by hand, with a draft",
  E234: "the browser's address bar shows it, and no API does",
  E240: FILE,
  E241: FILE,
  E242: FILE,
  E243: FILE,
  E244: "the voucher would stay in the books: import one by hand, and take it back",
  E245: "an order would be invoiced for good: invoice one by hand, and filter by its id",
  E249: "credits can only be set off by hand: do it, in part, and read credit and invoice",
  E250: "its customer has to change between two writes: do it by hand, with a draft",
  E251: "the voucher would stay in the books: import one by hand, and take it back",
  E252: "the voucher would stay in the books: import one by hand, and take it back",
  E253: "the booked invoice would stay: book one by hand with a delivery address, and read it",
  P82: "the browser's address bar shows it, and no API does",
  M1: CLOUDFLARE,
  M2: CLOUDFLARE,
  S1: FILE,
  S2: FILE,
  S3: FILE,
  S4: FILE,
  S5: FILE,
  S6: FILE,
  S7: FILE,
  S8: FILE,
  S9: FILE,
  S10: FILE,
  S11: "the platform writes it into mail that comes in: send a mail to a shop's address, and look",
};
