/**
 * Parts of countries with other VAT rules than their country. Their addresses look like any other
 * of that country, and a ledger that uses the country's two letters taxes them wrongly. Sources:
 * articles 6 and 7 of Directive 2006/112/EC; the protocol on Northern Ireland; post codes of the
 * national posts.
 */

export type Territory =
  /** Within the EU's VAT for goods, outside it for services. Written as GB, post code BT. */
  | "northern-ireland"
  /**
   * Written as a member state and outside the EU's VAT: Åland, the Canary Islands, Ceuta and
   * Melilla, French overseas departments, Heligoland, Büsingen, Livigno, Campione, Mount Athos,
   * Greenland and the Faroes, the Vatican and San Marino.
   */
  | "outside-vat"
  /** Within the EU's VAT, with its own rates: Madeira, the Azores, Jungholz and Mittelberg. */
  | "own-rates"
  /** No member state, but taxed as part of one: Monaco. */
  | "inside-vat";

/** The city decides where a post code is shared with ordinary places. */
type Code = readonly [postCode: RegExp, territory: Territory, city?: RegExp];

const POST_CODES: Readonly<Record<string, readonly Code[]>> = {
  GB: [[/^BT/, "northern-ireland"]],
  FI: [[/^22\d{3}$/, "outside-vat"]],
  ES: [[/^(35|38|51|52)\d{3}$/, "outside-vat"]],
  FR: [[/^(97\d{3}|98[678]\d{2})$/, "outside-vat"]],
  // Büsingen and Campione have codes of Switzerland as well, Jungholz and Mittelberg of Germany.
  DE: [[/^(27498|78266|8238)$/, "outside-vat"]],
  DK: [[/^(39\d\d|[1-9]\d\d)$/, "outside-vat"]],
  IT: [
    [/^(23041|22061|6911|00120|4789\d)$/, "outside-vat"],
    // Livigno before it had a code of its own.
    [/^23030$/, "outside-vat", /livigno/i],
  ],
  GR: [[/^63086$/, "outside-vat"]],
  PT: [[/^9\d{3}/, "own-rates"]],
  AT: [[/^(6691|6991|6992|6993|87491|8756[789])$/, "own-rates"]],
};

const CODES: Readonly<Record<string, Territory>> = { XI: "northern-ireland", MC: "inside-vat" };

/**
 * Parts with two letters of their own: where the ledger lists them as outside the EU, it taxes them
 * correctly.
 */
const OUTSIDE_BY_CODE: ReadonlySet<string> = new Set([
  "AX",
  "GP",
  "MQ",
  "GF",
  "RE",
  "YT",
  "MF",
  "IC",
  "EA",
]);

/** `null`: an ordinary address of its country. */
export function territoryOf(
  country: string,
  { postCode, city }: { readonly postCode: string | null; readonly city?: string | null },
  listedInEu: boolean,
): Territory | null {
  if (OUTSIDE_BY_CODE.has(country)) return listedInEu ? "outside-vat" : null;
  if (CODES[country] !== undefined) return CODES[country];
  const code = codeIn(postCode ?? "", country);
  const found = POST_CODES[country]?.find(
    ([pattern, , place]) => pattern.test(code) && (place?.test(city ?? "") ?? true),
  );
  return found?.[1] ?? null;
}

/**
 * Without the letters of a country before it, however they are set apart (FI-22100, "D 78266",
 * FI22100, "FI–22100"), and without a place after it ("22100 Mariehamn"). Codes of the United
 * Kingdom have letters of their own.
 */
function codeIn(postCode: string, country: string): string {
  const written = postCode.normalize("NFKC").toUpperCase();
  if (country === "GB")
    return written.replaceAll(/[^A-Z0-9]/g, "").replace(/^(?:GB|UK)(?=[A-Z])/, "");
  const found = /^[^A-Z0-9]*(?:[A-Z]{1,3}[^A-Z0-9]*)?(\d[\d\s]*)/.exec(written);
  return found?.[1]?.replaceAll(/\s/g, "") ?? "";
}
