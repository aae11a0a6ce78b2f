/** docs/manual/products.md, written by test/docs/write-manual.ts. */
export const products = [
  "# Products",
  "",
  "Articles of eAccounting become articles in Asperion: number, name, texts, prices, VAT code, EAN, variants and free fields. **No categories, no images, no customer price lists.**",
  "",
  "- **Which.** By label, number, coding, or an expression, under *Settings › Products*.",
  "- **Who wins.** Each field can be sent only when the article is made, or also later. What somebody enriched in Asperion is never overwritten unless the rule says so.",
  "- **VAT codes.** One of Asperion's for each rate, chosen by its name. The set-up proposes them by their rates. Sales types, where the shop uses them, one for each coding.",
  "- **Variants.** A pattern such as `{parent}-{Size}-{Colour}` cuts article numbers into a parent and its variants. Under *Settings › Products*.",
  "- **Another number in Asperion, or the wrong article?** Open the article under *Products* and link it to the code in Asperion. It keeps that code, and its other fields follow eAccounting; unlinked, it is found by its number again.",
  "- **When.** Every fifteen minutes by change, each night as a whole, or at once from the shop's page.",
  "",
  "An article that leaves the filter stays in Asperion as it is, or is made inactive, as you choose. It is never deleted.",
].join("\n");
