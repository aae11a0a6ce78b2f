/**
 * Buttons of the set-up and of the settings that are pressed twice: what they make is there once,
 * and both presses are answered as one.
 */
import { expect, test } from "vitest";
import { open } from "./setup-stage.ts";
import { ascending } from "../support/sorted.ts";

test("the button that begins a shop, pressed twice, makes one shop; another form with the same name makes another, told apart by its id", async () => {
  const { world, user } = await open("203.0.113.92");
  const form = async () => {
    const { text } = await user.go("/admin/setup");
    return {
      csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "",
      once: /name="once" value="([^"]+)"/.exec(text)?.[1] ?? "",
      name: "Two clicks",
      language: "en",
    };
  };
  const shops = async () =>
    ((await world.api("GET", "/tenants")).body["tenants"] as { id: string; name: string }[])
      .filter(({ name }) => name === "Two clicks")
      .map(({ id }) => id);
  const first = await form();
  expect(first.once).not.toBe("");
  const pressed = await Promise.all([
    user.post("/admin/setup", first),
    user.post("/admin/setup", first),
  ]);
  const [made = ""] = await shops();
  for (const { status, headers } of [...pressed, await user.post("/admin/setup", first)])
    expect([status, headers.get("location")]).toEqual([
      303,
      `/admin/tenants/${made}/setup/connect`,
    ]);
  expect(await shops()).toEqual([made]);
  for (const page of ["/admin/people", "/admin/tokens", "/admin"])
    expect((await user.go(page)).text, page).not.toContain(`Two clicks (${made})`);
  // A name that was refused comes back with its word, and the word of a shop that has ended makes a new one.
  expect((await user.post("/admin/setup", { ...first, name: "" })).text).toContain(
    `name="once" value="${first.once}"`,
  );
  expect((await user.post("/admin/setup", await form())).status).toBe(303);
  const both = await shops();
  expect(both).toHaveLength(2);
  for (const page of ["/admin/people", "/admin/tokens", "/admin"])
    for (const id of both) expect((await user.go(page)).text, page).toContain(`Two clicks (${id})`);
  world.tenants.answers["admin.retire"] = { ok: true };
  expect((await world.api("DELETE", `/tenants/${made}`)).status).toBeLessThan(300);
  expect((await user.post("/admin/setup", first)).status).toBe(303);
  expect((await shops()).filter((id) => !both.includes(id))).toHaveLength(1);
});

test("settings that are sent twice are saved once, and both say so; other settings in between are not overwritten", async () => {
  const { world, user, id } = await open("203.0.113.94");
  const address = `/admin/tenants/${id}/settings/document`;
  const { text } = await user.go(address);
  const form = {
    csrf: /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "",
    version: "1",
    action: "save",
    "orders.ourReference": "Anna",
  };
  const saved = await Promise.all([user.post(address, form), user.post(address, form)]);
  const told = [...saved, await user.post(address, form)];
  expect(told.map(({ headers }) => headers.get("location")?.split("?")[1])).toEqual([
    "done=saved",
    "done=saved",
    "done=saved",
  ]);
  expect((await world.api("GET", `/tenants/${id}/settings`)).body).toMatchObject({
    version: 2,
    orders: { ourReference: "Anna" },
  });
  expect((await user.post(address, { ...form, "orders.ourReference": "Bo" })).status).toBe(409);
});

test("a secret is made and shown once, however often the page that shows it is loaded", async () => {
  const { world, user, id, at } = await open("203.0.113.95");
  for (const [form, target] of [
    [`${at}/prepare`, `${at}/webhook`],
    [`/admin/tenants/${id}/connections`, `/admin/tenants/${id}/secrets`],
  ] as const) {
    const { text } = await user.go(form);
    const [, around = ""] = text.split(`action="${target}"`);
    const sent = {
      csrf: /name="csrf" value="([^"]+)"/.exec(around)?.[1] ?? "",
      once: /name="once" value="([^"]+)"/.exec(around)?.[1] ?? "",
    };
    const before = (
      (await world.api("GET", `/tenants/${id}/webhook-secrets`)).body["secrets"] as object[]
    ).length;
    const answers = [
      ...(await Promise.all([user.post(target, sent), user.post(target, sent)])),
      await user.post(target, sent),
    ];
    expect(answers.map(({ status }) => status).toSorted(ascending), target).toEqual([
      200, 303, 303,
    ]);
    expect(
      answers.filter((answer) => answer.text.includes("whsec_")),
      target,
    ).toHaveLength(1);
    expect((await world.api("GET", `/tenants/${id}/webhook-secrets`)).body["secrets"]).toHaveLength(
      before + 1,
    );
  }
});
