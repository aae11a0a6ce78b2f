/** Somebody with a passkey, and the door that it opens. */
import { browser } from "../browser.ts";
import { isIn, PASSWORD } from "./accounts.ts";
import { authenticator, type Told } from "./authenticator.ts";
import { invite, linkIn, type Mail, shops } from "./shops.ts";

export const HOME = { origin: "http://localhost:8787", host: "localhost" };
type Options = { challenge: string; user: { id: string }; excludeCredentials: object[] };

/** Somebody who is signed in, and a key of theirs. */
export async function withKey(address: string, told: Partial<Told> = {}) {
  const mails: Mail[] = [];
  const { world, a } = await shops(mails);
  await invite(world, a, "bo@example.com", "reader");
  const bo = browser(world, address, {
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0",
    "cf-ipcountry": "SE",
  });
  await bo.welcome(linkIn(mails[0]?.text ?? ""), PASSWORD);
  const csrf = await bo.csrf("/admin/profile");
  const key = await authenticator(HOME);
  const asked = async (): Promise<Options> =>
    JSON.parse((await bo.post("/admin/profile/passkeys/options", { csrf })).text) as Options;
  const add = async (credential: string) =>
    (await bo.post("/admin/profile/passkeys", { csrf, name: "Laptop", credential })).headers.get(
      "location",
    );
  const options = await asked();
  const first = await key.make({ challenge: options.challenge, ...told });
  const added = await add(first);
  return {
    world,
    a,
    bo,
    csrf,
    key,
    asked,
    add,
    first,
    added,
    mails,
    userHandle: options.user.id,
  };
}
type World = Awaited<ReturnType<typeof withKey>>["world"];

/** A browser at the sign-in page: what it is asked to sign, and how it sends the answer. */
export async function atTheDoor(world: World, address: string) {
  const one = browser(world, address);
  const csrf = await one.csrf("/admin/sign-in");
  const ask = async (): Promise<string> =>
    (JSON.parse((await one.post("/admin/sign-in/passkey/options", { csrf })).text) as Options)
      .challenge;
  const answered = (credential: string, next = "/admin") =>
    one.post("/admin/sign-in/passkey", { csrf, credential, next });
  const send = async (credential: string): Promise<boolean> => {
    await answered(credential);
    const entered = await isIn(one);
    one.jar.delete("session");
    return entered;
  };
  return { one, csrf, ask, answered, send };
}
