/** Long runs on the page and in the API. */
import { expect, test } from "vitest";
import type { RunView } from "../../src/sync/contract/index.ts";
import { pressedOn, signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

test("what ran last is told with how: by its turn, or because somebody started it", async () => {
  const at = Date.UTC(2026, 10, 24, 12);
  const job = (outcome: "updated" | "held") => ({ id: "j1", status: "done" as const, outcome });
  const work = { flow: "orders", key: "sweep:orders", nextRun: null } as const;
  const { world, user } = await signedIn({
    "monitoring.health": (id: string) =>
      healthOf(id, {
        works: [
          { ...work, name: "a", lastRun: at - 120_000, job: job("updated"), manualRun: null },
          {
            ...work,
            name: "b",
            lastRun: at - 120_000,
            job: job("updated"),
            manualRun: { at: at - 60_000, job: job("held") },
          },
          {
            ...work,
            name: "c",
            lastRun: null,
            job: null,
            manualRun: { at: at - 60_000, job: null },
          },
          {
            ...work,
            name: "d",
            lastRun: at - 60_000,
            job: job("updated"),
            manualRun: { at: at - 120_000, job: job("held") },
          },
          { ...work, name: "e", lastRun: null, job: null },
        ],
      }),
    "flows.run": { ok: true, jobIds: ["j1"] },
  });
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/syncs`);
  const rows = [...text.matchAll(/<td>([a-e])<\/td>\s*<td>([^]*?)<\/td>/g)].map(
    ([, name = "", cell = ""]) =>
      `${name}: ${cell
        .replace(/<[^>]*>/g, " ")
        .replace(/\s+/g, " ")
        .trim()}`,
  );
  expect(rows).toEqual([
    "a: 2 minutes ago scheduled Done",
    "b: 1 minute ago started manually On hold",
    "c: 1 minute ago started manually",
    "d: 1 minute ago scheduled Done",
    "e: never",
  ]);
  expect(text).toContain('<th scope="col">Last run</th>');
  // The heading of a flow's rows is its name: its buttons stand beside it.
  const heads = [...text.matchAll(/<th scope="rowgroup"[^>]*>(.*?)<\/th>/gs)].map(([, of]) => of);
  expect(heads).toContain("Orders");
  expect(heads.filter((head) => head?.includes("<"))).toEqual([]);
  // Each flow of that page can be run from it.
  const csrf = await user.csrf(`/admin/tenants/${id}/syncs`);
  const ran = await user.post(`/admin/tenants/${id}/flows/reconciliation/run`, { csrf });
  expect([ran.status, ran.headers.get("location")]).toEqual([
    303,
    expect.stringContaining("done=flow-runs"),
  ]);
});

test("long runs stand on the tenant's page with done of total, speed and time left, in the reader's language, and can be cancelled", async () => {
  const under: RunView = {
    id: "r000007",
    flow: "products",
    key: "products",
    whole: true,
    state: "reading",
    read: 4_000,
    readTotal: 10_000,
    total: 12,
    done: 3,
    perMinute: 4_000,
    secondsLeft: 90,
    beganAt: 1,
    endedAt: null,
  };
  const over: RunView = {
    ...under,
    id: "r000006",
    flow: "stock",
    key: "stock",
    state: "done",
    total: 300,
    done: 300,
    perMinute: null,
    secondsLeft: null,
    endedAt: 2,
  };
  const asked: unknown[] = [];
  const would: Record<string, object> = {
    r000007: { run: under, writesItself: false, dropped: 8, stays: 1 },
    r000008: {
      run: { ...over, id: "r000008", state: "reading", readTotal: null, done: 120, endedAt: null },
      writesItself: true,
      dropped: 0,
      stays: 0,
    },
  };
  const { world, user } = await signedIn(
    {
      "monitoring.health": (id: string) => healthOf(id, { runs: [under, over] }),
      "flows.cancelRun": (...args: unknown[]) => {
        asked.push(args.slice(1));
        return { ok: true };
      },
      "flows.wouldCancelRun": (_: string, run: string) => would[run] ?? null,
    },
    "203.0.113.77",
  );
  const id = await world.makeTenant();
  const { text } = await user.go(`/admin/tenants/${id}/syncs`);
  for (const said of [
    "4,000 of 10,000",
    "3 of 12",
    "4,000 items a minute",
    "about 1 minute",
    "Stock: full comparison",
    "300 of 300",
  ])
    expect(text).toContain(said);
  expect(text.match(/\/cancel"/g)).toHaveLength(1);
  const csrf = await user.csrf(`/admin/tenants/${id}`);
  const cancel = (run: string, mark?: string) =>
    user.post(`/admin/tenants/${id}/runs/${run}/cancel`, {
      csrf,
      ...(mark === undefined ? {} : { mark }),
    });
  // What it would do is shown before it is done.
  const sheet = await cancel("r000007");
  const shown = sheet.text.replaceAll(/[\u2066-\u2069]/g, "");
  expect([sheet.status, asked]).toEqual([200, []]);
  for (const said of [
    "Cancel “Articles: full comparison”",
    "4,000 of 10,000 read so far.",
    "3 items are already processed. They stay as they are.",
    "6,000 items haven&#39;t been read yet.",
    "8 items are waiting for this run alone. They are left out.",
    "1 item is also waiting for another reason",
    "What is being written right now is completed.",
    "The next scheduled run picks up what is left out.",
    "Keep running",
  ])
    expect(shown).toContain(said);
  expect(pressedOn(sheet.text)).toEqual(["Cancel run", true]);
  const stock = (await cancel("r000008")).text;
  for (const said of ["120 items are already", "The lists are still being read", "180 differences"])
    expect(stock).toContain(said);
  expect(stock).not.toContain("for this run alone");
  const [mark] = /(?<=name="mark" value=")[^"]+/.exec(sheet.text) ?? [];
  expect(await cancel("r000008", mark)).toMatchObject({ status: 409 });
  expect(asked).toEqual([]);
  expect((await cancel("r000007", mark)).status).toBe(303);
  expect((await user.post(`/admin/tenants/${id}/runs/r000007/cancel`, {})).status).toBe(403);
  expect((await world.api("GET", `/tenants/${id}/runs`)).body).toEqual({ runs: [under, over] });
  expect((await world.api("POST", `/tenants/${id}/runs/r000007/cancel`)).status).toBe(204);
  expect(asked).toEqual([["r000007"], ["r000007"]]);
});
