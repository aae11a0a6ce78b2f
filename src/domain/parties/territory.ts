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

/**
 * Converts countries from three letters (ISO 3166-1), which some shops write, to the two that the
 * ledger requires. Names aren't converted.
 */
const PAIRS =
  "ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU " +
  "AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ " +
  "BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI " +
  "CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE " +
  "DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK " +
  "FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR " +
  "GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN " +
  "IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH " +
  "KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV " +
  "MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN " +
  "MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI " +
  "NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL " +
  "PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG " +
  "SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI " +
  "SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT " +
  "TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG " +
  "VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW ";

const BY_THREE: ReadonlyMap<string, string> = new Map(
  PAIRS.trim()
    .split(" ")
    .map((pair) => [pair.slice(0, 3), pair.slice(3)]),
);

/** Two letters that people and the EU's VAT use for a country, but ISO 3166 doesn't. */
const ALSO_WRITTEN: ReadonlyMap<string, string> = new Map([
  ["UK", "GB"],
  ["EL", "GR"],
]);

/** Returns a country's two letters; any other text in capitals. */
export const countryCode = (text: string): string => {
  const code = text.trim().toUpperCase();
  return BY_THREE.get(code) ?? ALSO_WRITTEN.get(code) ?? code;
};

/** Whether the text has the form of a country's code. Only the ledger knows whether it exists. */
export const isCountryCode = (text: string): boolean => /^[A-Z]{2}$/.test(text);
