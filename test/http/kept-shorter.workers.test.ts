/**
 * Keeping less deletes for good: the page of retention asks, with how much that is and what the law
 * asks, before it saves.
 */
import { expect, test } from "vitest";
import { signedIn } from "./browser.ts";

const COUNTED = { timelines: 42, records: 3, most: 10_000, country: "SE", years: 5, asked: 7 };

async function open(address: string, counted: object) {
  const { world, user } = await signedIn(
    { "reads.names": {}, "admin.configure": { ok: true }, "privacy.wouldDelete": counted },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/settings/keeping`;
  const kept = async () => {
    const { body } = await world.api("GET", `/tenants/${id}/settings`);
    return [body["retentionDays"], body["evidenceYears"]];
  };
  const { text } = await user.go(at);
  const form = {
    csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "",
    version: /name="version" value="(\d+)"/.exec(text)?.[1] ?? "",
  };
  const save = (more: Record<string, string>) =>
    user.post(at, { ...form, action: "save", ...more });
  const confirm = async (html: string, more: Record<string, string>) => {
    const previewed = /name="previewed" value="([^"]+)"/.exec(html)?.[1] ?? "";
    const shown = [...html.matchAll(/name="confirmed" value="([^"]+)"/g)].map(
      ([, one = ""]) => one,
    );
    return user.post(at, [
      ...Object.entries({ ...form, ...more, action: "confirm", previewed }),
      ...shown.map((one) => ["confirmed", one]),
    ]);
  };
  return { world, id, kept, save, confirm };
}

test("fewer days and years are asked about, with what is deleted and what the law asks, and saved once confirmed", async () => {
  const { world, kept, save, confirm } = await open("203.0.113.245", COUNTED);
  const less = { retentionDays: "1", evidenceYears: "5" };
  const asked = await save(less);
  expect([asked.status, await kept()]).toEqual([200, [30, null]]);
  for (const said of [
    "Not saved yet. Confirm what is deleted:",
    "The timelines of 42 runs are deleted now.",
    "3 records are deleted now.",
    "Sweden: the law asks for 7 years, as far as we know.",
  ])
    expect(asked.text).toContain(said);
  expect(
    world.tenants.calls
      .filter(({ method }) => method === "privacy.wouldDelete")
      .map(({ args }) => args[1]),
  ).toEqual([{ retentionDays: 1, evidenceYears: 5 }]);
  expect(asked.text).toMatch(/class="danger"[^>]*>Save and delete older data</);
  expect((await confirm(asked.text, less)).status).toBe(303);
  expect(await kept()).toEqual([1, 5]);
});

test("keeping more is saved at once, and where nobody can count, that is said", async () => {
  const { kept, save } = await open("203.0.113.246", () => {
    throw new Error("out of reach");
  });
  expect((await save({ retentionDays: "60", evidenceYears: "12" })).status).toBe(303);
  expect(await kept()).toEqual([60, 12]);
  const { save: lessen, kept: still } = await open("203.0.113.247", () => {
    throw new Error("out of reach");
  });
  const asked = await lessen({ retentionDays: "29" });
  expect([asked.text.includes("How much that is can"), await still()]).toEqual([true, [30, null]]);
});
