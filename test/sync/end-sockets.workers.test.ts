/** Closing the pages of those who may no longer see them, where some shops' objects don't answer. */
import { expect, test } from "vitest";
import { endSockets } from "../../src/sync/end-sockets.ts";
import { shops } from "../http/auth/shops.ts";

type World = Awaited<ReturnType<typeof shops>>["world"];

const open = (world: World, session: string, tenantId: string) =>
  world.db.$client
    .prepare("INSERT INTO open_pages (session, tenant_id) VALUES (?, ?)")
    .bind(session, tenantId)
    .run();

/** The shops whose pages were closed. `broken`: what a shop's object answers instead. */
async function closed(world: World, broken: Readonly<Record<string, () => Promise<void>>>) {
  const over: string[] = [];
  const tenant = (id: string) =>
    ({ admin: { endSockets: broken[id] ?? (async () => void over.push(id)) } }) as never;
  await endSockets({ db: world.db, clock: world.clock, tenant });
  return over;
}

test("a broken object keeps nobody else's pages open, and its own are tried again", async () => {
  const { world, a, b } = await shops();
  await open(world, "s1", a);
  await open(world, "s2", b);
  expect(await closed(world, { [a]: () => Promise.reject(new Error("broken")) })).toEqual([b]);
  expect(await closed(world, {})).toEqual([a]);
});

test("an object that hangs isn't waited for", async () => {
  const { world, a, b } = await shops();
  await open(world, "s1", a);
  await open(world, "s2", b);
  expect(await closed(world, { [a]: () => new Promise(() => undefined) })).toEqual([b]);
});
