/** Which account the probe is in, and that it may book there. */
import type { Http } from "../../src/domain/http.ts";
import type { Vendor } from "../../src/domain/ids.ts";
import type { TokenSet } from "../../src/domain/tokens.ts";
import { PATHS } from "../../src/asperion/contract.ts";
import { Complaint } from "../../test/local/ports.ts";
import { dataOf, num, str } from "./asperion/read.ts";
import type { Addresses, Options } from "./options.ts";
import { Pace, type Time } from "./pace.ts";
import { type Access, bodyOf, Session } from "./session.ts";
import { refresh } from "./sign-in.ts";

export type Ask = (question: string) => Promise<string>;

export async function accessOf(input: {
  readonly vendor: Vendor;
  readonly http: Http;
  readonly time: Time;
  readonly client: Addresses;
  readonly tokens: TokenSet;
  readonly ask: Ask;
  readonly options: Pick<Options, "administration">;
}): Promise<Access> {
  const { vendor, http, client, tokens } = input;
  const access = {
    vendor,
    http,
    apiUrl: client.apiUrl,
    administrationId: null,
    tokens,
    refresh: (refreshToken: string) => refresh(input, refreshToken),
  };
  if (vendor === "eaccounting") return access;
  const listed = dataOf(await reader(access, input.time).get(PATHS.administrations));
  const ids = listed.flatMap((row) => num(row["id"]) ?? []);
  const names = listed.map((row) => `${String(row["id"])} ${str(row["name"]) ?? ""}`).join("\n  ");
  const wanted =
    input.options.administration ??
    (ids.length === 1 ? ids[0] : Number(await input.ask(`Which administration?\n  ${names}\n> `)));
  if (wanted === undefined || !ids.includes(wanted))
    throw new Complaint(`The sign-in reaches:\n  ${names}`);
  return { ...access, administrationId: wanted };
}

const reader = (access: Access, time: Time): Session =>
  new Session({
    access,
    time,
    pace: new Pace(time),
    marker: "",
    level: "read",
    stay: () => () => {},
  });

export async function nameOf(access: Access, time: Time): Promise<string> {
  const session = reader(access, time);
  if (access.vendor === "eaccounting")
    return str(bodyOf(await session.get("/companysettings"))["Name"]) ?? "";
  const listed = dataOf(await session.get(PATHS.administrations));
  return str(listed.find(({ id }) => id === access.administrationId)?.["name"]) ?? "";
}

/** Throws unless the account's own name is typed. */
export async function confirmBooking(access: Access, time: Time, ask: Ask): Promise<void> {
  const name = await nameOf(access, time);
  const typed = await ask(
    `--book leaves documents in “${name}” for good. Type its name to go on:\n> `,
  );
  if (name === "" || typed !== name) throw new Complaint("Another name: nothing was done.");
}
