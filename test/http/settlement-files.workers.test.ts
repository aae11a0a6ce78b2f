/**
 * A settlement file whose bucket fails while it is read: the upload says so, nothing of the file is
 * left, neither in the bucket nor in the tenant's object, and the same file may come again. Where
 * the object's answer is lost, what it may keep isn't deleted.
 */
import { expect, test } from "vitest";
import { payoutSettings } from "../../src/settings/payouts.ts";
import { randomBytes } from "../../src/store/seal.ts";
import { type FileLine, WRITE } from "../sandbox/settlement-files.ts";
import { ADMIN, edges } from "./world.ts";

const MEGABYTE = 1024 * 1024;

/** More than one chunk of the bucket. */
const file = (): string => {
  const line = (n: number): FileLine => ({ kind: "sale", ref: `A${n}`, cents: 100, fee: 1 });
  const lines = Array.from({ length: 40_000 }, (_, n) => line(n));
  const text = WRITE.stripe([{ id: "po_1", day: "2026-03-02", lines }]);
  expect(text.length).toBeGreaterThan(4 * MEGABYTE);
  return text;
};

const small = (): string =>
  WRITE.stripe([
    { id: "po_1", day: "2026-03-02", lines: [{ kind: "sale", ref: "A1", cents: 100, fee: 1 }] },
  ]);

async function world(failsAt: number, dropFails = false, answers: object = {}) {
  const bucket = new Map<string, Uint8Array>();
  const state = { puts: 0, failsAt };
  const files = {
    put: async (name: string, bytes: Uint8Array) => {
      state.puts += 1;
      if (state.puts === state.failsAt) throw new Error("the bucket is gone: po_1 of Åsa");
      bucket.set(name, bytes);
    },
    get: async () => null,
    drop: async (prefix: string) => {
      if (dropFails) throw new Error("gone");
      for (const name of bucket.keys()) if (name.startsWith(prefix)) bucket.delete(name);
    },
  };
  const made = await edges(
    {
      "payouts.readOptions": {
        currency: "SEK",
        settings: { payouts: payoutSettings.parse({}), reference: {}, kinds: {} },
      },
      "payouts.beginFile": randomBytes(32),
      "payouts.addLines": null,
      "payouts.stage": [{ id: "p", payout: "po_1", as: "new" }],
      "payouts.keepFile": { same: false },
      "payouts.drop": null,
      "payouts.dropFile": null,
      ...answers,
    },
    {},
    { files },
  );
  const id = await made.makeTenant();
  const send = async (text: string) => {
    const response = await made.fetch(`/api/v1/tenants/${id}/payouts?provider=stripe`, {
      method: "POST",
      headers: { authorization: `Bearer ${ADMIN}`, "content-type": "text/csv" },
      body: text,
    });
    return { status: response.status, text: await response.text() };
  };
  const called = (): readonly string[] => [
    ...new Set(
      made.tenants.calls.map(({ method }) => method).filter((one) => one.startsWith("payouts.")),
    ),
  ];
  return { ...made, bucket, send, called, state };
}

for (const nth of [1, 2])
  test(`chunk ${nth} of two isn't taken: told, and nothing is left`, async () => {
    const { bucket, send, called, state } = await world(nth);
    const text = file();
    const refused = await send(text);
    expect(refused.status).toBe(503);
    expect(JSON.parse(refused.text)).toMatchObject({ kind: "file-not-kept" });
    expect(refused.text).not.toContain("Åsa");
    expect(bucket.size).toBe(0);
    expect(called()).not.toContain("payouts.stage");
    expect(called()).toEqual(expect.arrayContaining(["payouts.drop", "payouts.dropFile"]));
    state.failsAt = 0;
    expect((await send(text)).status).toBe(200);
    expect([called().includes("payouts.keepFile"), bucket.size]).toEqual([true, 2]);
  });

test("a bucket that can't even delete leaves the rest to the object's care", async () => {
  const { send, called } = await world(2, true);
  expect((await send(file())).status).toBe(503);
  expect(called()).toContain("payouts.drop");
  expect(called()).not.toContain("payouts.dropFile");
});

/** What was asked may have come through. */
const lost = () => {
  throw new Error("the connection broke off");
};

test.each([
  ["that it keeps the file", { "payouts.keepFile": lost }],
  ["that its payouts are staged", { "payouts.stage": lost }],
  ["of both", { "payouts.stage": lost, "payouts.keepFile": lost }],
])("the object's answer %s is lost: the bytes of the file stay", async (_, answers) => {
  const { send, called, bucket } = await world(0, false, answers);
  expect((await send(small())).status).toBe(503);
  // Asked all the same: a payout that is there has its file.
  expect(called()).toEqual(expect.arrayContaining(["payouts.keepFile", "payouts.drop"]));
  expect(called()).not.toContain("payouts.dropFile");
  expect(bucket.size).toBe(1);
});

test("where nothing was staged the object says that the file isn't kept, and its bytes go", async () => {
  const { send, bucket } = await world(0, false, {
    "payouts.stage": lost,
    "payouts.keepFile": { same: true },
  });
  expect((await send(small())).status).toBe(503);
  expect(bucket.size).toBe(0);
});
