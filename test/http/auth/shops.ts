/** Two shops with people in them, for attacks on roles, invitations and links. */
import { browser, nobody } from "../browser.ts";
import { edges, healthOf } from "../world.ts";
import { PASSWORD } from "./accounts.ts";

export type Mail = {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
};

export async function shops(mails: Mail[] | null = null, env: Parameters<typeof edges>[1] = {}) {
  const world = await edges(
    { "monitoring.health": (id: string) => healthOf(id), "admin.endSockets": undefined },
    env,
    mails === null
      ? {}
      : { mail: async (to, subject, text) => void mails.push({ to, subject, text }) },
  );
  await nobody(world);
  const [a, b] = [await world.makeTenant("A"), await world.makeTenant("B", 456)];
  return { world, a, b };
}
type World = Awaited<ReturnType<typeof shops>>["world"];

export const linkIn = (text: string): string =>
  /http:\S+\/admin\/welcome\/[\w-]{43}/.exec(text)?.[0] ?? "";
export const pathOf = (link: string): string => new URL(link).pathname;

export const invite = (world: World, shop: string, email: string, role: string) =>
  world.api("POST", `/tenants/${shop}/members`, { email, name: email.split("@")[0], role });

export async function member(
  world: World,
  shop: string,
  email: string,
  role: string,
  address: string,
) {
  const { body } = await invite(world, shop, email, role);
  const signedIn = browser(world, address);
  await signedIn.welcome(String(body["link"]), PASSWORD);
  const { body: users } = await world.api("GET", "/users");
  const id = (users["users"] as { id: string; email: string }[]).find(
    (user) => user.email === email,
  )?.id;
  const csrf = await signedIn.csrf("/admin");
  return {
    ...signedIn,
    id: id ?? "",
    send: (path: string, form: Record<string, string> = {}) =>
      signedIn.post(path, { csrf, ...form }),
    sendConfirmed: (path: string) => signedIn.confirm(path, { csrf }),
  };
}

export const rolesOf = async (world: World): Promise<readonly unknown[]> =>
  (
    await world.db.$client
      .prepare(
        "SELECT u.email, u.role AS kind, m.tenant_id AS shop, m.role FROM users u LEFT JOIN memberships m ON m.user_id = u.id WHERE u.ended_at IS NULL ORDER BY u.email, m.tenant_id",
      )
      .all()
  ).results;
