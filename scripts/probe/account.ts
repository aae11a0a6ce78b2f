/** Which account the probe is in, and that it may book there. */
import { createHash } from "node:crypto";
import type { Http } from "../../src/domain/vendors/http.ts";
import type { Vendor } from "../../src/domain/ids.ts";
import type { VendorAnswer } from "../../src/domain/vendors/request.ts";
import type { TokenSet } from "../../src/domain/vendors/tokens.ts";
import { PATHS } from "../../src/asperion/contract.ts";
import { Complaint } from "../complaint.ts";
import { dataOf, num, str } from "./asperion/read.ts";
import type { Addresses, Options } from "./options.ts";
import { Pace, type Time } from "./pace.ts";
import { type Access, bodyOf, isOk, messageOf, type Row, Session } from "./session.ts";
import { refresh } from "./sign-in.ts";

export type Ask = (question: string) => Promise<string>;

export type Account = {
  readonly access: Access;
  /** For the terminal alone: it may be a person's. */
  readonly name: string;
  /** Tells two accounts apart, and says nothing of either. */
  readonly mark: string;
};

/** The first call. Throws with the vendor's words where the account can't be read. */
export async function accountOf(input: {
  readonly vendor: Vendor;
  readonly http: Http;
  readonly time: Time;
  readonly client: Addresses;
  readonly tokens: TokenSet;
  readonly ask: Ask;
  readonly options: Pick<Options, "administration">;
}): Promise<Account> {
  const { vendor, http, client, tokens, time } = input;
  const access: Access = {
    vendor,
    http,
    apiUrl: client.apiUrl,
    administrationId: null,
    tokens,
    refresh: (refreshToken: string) => refresh(input, refreshToken),
  };
  if (vendor === "eaccounting") {
    const settings = bodyOf(taken(await reader(access, time).get("/companysettings")));
    const company = tokens.companyId ?? str(settings["CompanyIdentifier"]) ?? "";
    return { access, name: nameIn(settings), mark: markOf(company) };
  }
  const listed = dataOf(taken(await reader(access, time).get(PATHS.administrations)));
  const ids = listed.flatMap((row) => num(row["id"]) ?? []);
  const names = listed.map((row) => `${String(row["id"])} ${str(row["name"]) ?? ""}`).join("\n  ");
  const wanted =
    input.options.administration ??
    (ids.length === 1 ? ids[0] : Number(await input.ask(`Which administration?\n  ${names}\n> `)));
  if (wanted === undefined || !ids.includes(wanted))
    throw new Complaint(`The sign-in reaches:\n  ${names}\n--administration=ID names one.`);
  const name = str(listed.find(({ id }) => id === wanted)?.["name"]) ?? "";
  return { access: { ...access, administrationId: wanted }, name, mark: markOf(String(wanted)) };
}

const nameIn = (settings: Row): string => str(settings["Name"])?.trim() ?? "";

const markOf = (id: string): string => createHash("sha256").update(id).digest("hex").slice(0, 12);

function taken(answer: VendorAnswer): VendorAnswer {
  if (isOk(answer)) return answer;
  const code = num(bodyOf(answer)["ErrorCode"]);
  const said = [answer.status, code, messageOf(answer)].filter((word) => word !== null).join(" ");
  const hint = HINTS.get(code ?? 0);
  throw new Complaint(
    `The account can't be read: ${said.trim()}${hint === undefined ? "" : `\n${hint}`}`,
  );
}

/** Codes of the vendor's list that a first sign-in meets. */
const HINTS: ReadonlyMap<number, string> = new Map([
  [
    4002,
    "The company's API is turned on in the application's settings, under apps and extensions.",
  ],
  [4034, "A sandbox client reaches the companies of its sandbox account alone: choose that one."],
  [4006, "The client lacks a scope: it needs ea:api, ea:sales, ea:accounting and ea:purchase."],
]);

const reader = (access: Access, time: Time): Session =>
  new Session({
    access,
    time,
    pace: new Pace(time),
    marker: "",
    level: "read",
    stay: () => () => {},
  });

/** Throws unless the account's own name is typed. */
export async function confirmBooking(name: string, ask: Ask): Promise<void> {
  const typed = await ask(
    `--book leaves documents in “${name}” for good. Type its name to go on:\n> `,
  );
  if (name === "" || typed !== name) throw new Complaint("Another name: nothing was done.");
}
