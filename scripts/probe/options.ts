/** Reads the command line and the environment. */
import { isVendor, type Vendor } from "../../src/domain/ids.ts";
import { Complaint } from "../complaint.ts";
import type { Level } from "./check.ts";

const USAGE = `npm run probe -- asperion|eaccounting [flags]

  --write           also makes test records, and takes them back
  --book            also books what can't be taken back, after the company's name is typed
  --limits          also uses up the vendor's limit for a minute
  --administration=ID   Asperion: which administration (asked for where there are several)
  --again           forgets what an earlier run found
  --clean           takes back what earlier runs left, and asks nothing`;

export type Options = {
  readonly vendor: Vendor;
  readonly levels: readonly Level[];
  readonly administration: number | null;
  readonly again: boolean;
  readonly clean: boolean;
};

const FLAGS = ["--write", "--book", "--limits", "--again", "--clean"];

export function readOptions(words: readonly string[]): Options {
  const [vendor = "", ...flags] = words;
  const administration = flags.find((flag) => /^--administration=\d+$/.test(flag));
  const unknown = flags.filter((flag) => !FLAGS.includes(flag) && flag !== administration);
  if (!isVendor(vendor) || unknown.length > 0) throw new Complaint(USAGE);
  const has = (flag: string): boolean => flags.includes(flag);
  return {
    vendor,
    levels: [
      "read",
      // What is booked needs records as well.
      ...(has("--write") || has("--book") ? (["write"] as const) : []),
      ...(has("--book") ? (["book"] as const) : []),
      ...(has("--limits") ? (["limits"] as const) : []),
    ],
    administration: administration === undefined ? null : Number(administration.split("=")[1]),
    again: has("--again"),
    clean: has("--clean"),
  };
}

export type Addresses = {
  readonly apiUrl: string;
  readonly identityUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/**
 * Where each vendor's sandbox accounts are. eAccounting's separate sandbox hosts were shut down in
 * 2024: a sandbox client and a sandbox company are on the usual addresses
 * (developer.vismaonline.com, Environments). Another address is taken from the product's own
 * variables.
 */
const SANDBOX: Readonly<Record<Vendor, Pick<Addresses, "apiUrl" | "identityUrl">>> = {
  asperion: {
    apiUrl: "https://api-sandbox.asperion.nl",
    identityUrl: "https://identity-sandbox.asperion.nl",
  },
  eaccounting: {
    apiUrl: "https://eaccountingapi.vismaonline.com/v2",
    identityUrl: "https://identity.vismaonline.com",
  },
};

export function readAddresses(
  vendor: Vendor,
  env: Readonly<Record<string, string | undefined>>,
): Addresses {
  const name = vendor.toUpperCase();
  const clientId = env[`${name}_CLIENT_ID`] ?? "";
  const clientSecret = env[`${name}_CLIENT_SECRET`] ?? "";
  if (clientId === "" || clientSecret === "")
    throw new Complaint(`${name}_CLIENT_ID and ${name}_CLIENT_SECRET are needed (.dev.vars).`);
  return {
    apiUrl: env[`${name}_API_URL`] || SANDBOX[vendor].apiUrl,
    identityUrl: env[`${name}_IDENTITY_URL`] || SANDBOX[vendor].identityUrl,
    clientId,
    clientSecret,
  };
}

const OF_THIS_MACHINE = /^(localhost|127\.0\.0\.1)$/;
const SANDBOX_HOST = /(^|[.-])sandbox[.-]/;
/** The vendor ends the name of each company of a sandbox client so (its change log). */
const SANDBOX_NAME = /\bsandbox\W*$/i;

/** By its host; at eAccounting, whose hosts are one for all, by the company's name. */
export function isSandbox(vendor: Vendor, apiUrl: string, accountName: string): boolean {
  const { hostname } = new URL(apiUrl);
  if (OF_THIS_MACHINE.test(hostname)) return true;
  return vendor === "asperion" ? SANDBOX_HOST.test(hostname) : SANDBOX_NAME.test(accountName);
}

/** Throws unless the probe may write there. */
export function demandSandbox(vendor: Vendor, apiUrl: string, accountName: string): void {
  if (isSandbox(vendor, apiUrl, accountName)) return;
  throw new Complaint(
    vendor === "asperion"
      ? `${apiUrl} is no sandbox: there the probe only reads.`
      : `The name of “${accountName}” doesn't end in “Sandbox”: there the probe only reads.
A sandbox client's own company ends so. If it was renamed, rename it in its settings.`,
  );
}
