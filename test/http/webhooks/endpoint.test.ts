import { describe, expect, test, vi } from "vitest";
import { tokenHash } from "../../../src/store/secrets.ts";
import { entry, order, OTHER, SECRET, TOKEN, world } from "./endpoint-world.ts";

describe("the answers of the webhook endpoint", () => {
  test("a signed event becomes a job: 202 with its id", async () => {
    const { send, tenants } = await world();
    const answer = await send(order());
    expect([answer.status, await answer.json()]).toEqual([202, { jobId: "job-1" }]);
    const told = { eventId: "msg-1", type: "order.updated", key: "order:1001", flow: "orders" };
    const args = ["shop", { ...told, takes: true }];
    expect(tenants.calls).toEqual([{ tenantId: "shop", method: "inbox.accept", args }]);
  });

  test("each type is told to its flow under its key", async () => {
    const { send, tenants } = await world();
    const types = [
      "order.created",
      "order.updated",
      "order.paid",
      "order.cancelled",
      "order.deleted",
      "debtor.created",
      "debtor.updated",
    ];
    for (const type of types) expect((await send(order({ type }), { id: type })).status).toBe(202);
    const taken = tenants.calls.map((call) => call.args[1] as { key: string; flow: string });
    expect(taken.map(({ key, flow }) => `${key} ${flow}`)).toEqual([
      ...Array(5).fill("order:1001 orders"),
      ...Array(2).fill("debtor:1001 customers"),
    ]);
  });

  test("the same webhook-id again is 200 with the same job", async () => {
    const { send } = await world();
    await send(order());
    const again = await send(order());
    expect([again.status, await again.json()]).toEqual([200, { jobId: "job-1" }]);
  });

  test("whole payloads and ids as text are taken as well", async () => {
    const { send, tenants } = await world();
    const answer = await send(
      order({
        data: { id: "1002", orderNumber: "A-7", lines: [{ price: 1 }] },
        timestamp: "2026-11-24",
      }),
    );
    expect(answer.status).toBe(202);
    expect(tenants.calls[0]?.args[1]).toMatchObject({ key: "order:1002" });
  });

  test("a wrong secret, a changed body, a stale or coming timestamp and missing headers are 401, and nothing is stored", async () => {
    const { send, post, signed, clock, tenants } = await world();
    const answers = [
      await send(order(), { secret: OTHER }),
      await post("/webhooks/asperion/shop", order({ data: { id: 2 } }), signed(order())),
      await send(order(), { at: clock.now() - 301_000 }),
      await send(order(), { at: clock.now() + 301_000 }),
      await post("/webhooks/asperion/shop", order()),
      await post("/webhooks/asperion/shop", order(), {
        ...signed(order()),
        "webhook-signature": "",
      }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([401, 401, 401, 401, 401, 401]);
    expect(tenants.calls).toEqual([]);
  });

  test("a tenant without any secret takes nothing, not even what is signed with the stand-in", async () => {
    const { send } = await world({ tenants: { shop: { ...(await entry()), keys: [] } } });
    expect((await send(order(), { secret: `whsec_${"A".repeat(43)}=` })).status).toBe(401);
  });

  test("an unknown or retired tenant is 404, and no object is touched", async () => {
    const { send, tenants } = await world({ tenants: { gone: await entry({ state: "retired" }) } });
    expect((await send(order(), { tenant: "nobody" })).status).toBe(404);
    expect((await send(order(), { tenant: "gone" })).status).toBe(404);
    expect(
      (await send(order(), { tenant: "nobody", secret: `whsec_${"A".repeat(43)}=` })).status,
    ).toBe(404);
    expect(tenants.touched.size).toBe(0);
  });

  test("an unknown tenant takes the same steps as a known one with a wrong signature: one read, one verification", async () => {
    const one = await world();
    await one.send(order(), { secret: OTHER });
    const known = [
      one.db.reads,
      one.verify.mock.calls.length,
      one.verify.mock.calls[0]?.[2].length,
    ];
    const two = await world();
    await two.send(order(), { tenant: "nobody" });
    expect([
      two.db.reads,
      two.verify.mock.calls.length,
      two.verify.mock.calls[0]?.[2].length,
    ]).toEqual(known);
    expect(known).toEqual([1, 1, 1]);
  });

  test("a body that isn't JSON or has the wrong shape is 400 with the path of each fault", async () => {
    const { send, tenants } = await world();
    for (const body of ["", "{", "[]", '"x"', "{}", '{"type":7}'])
      expect((await send(body)).status).toBe(400);
    const answer = await send(
      JSON.stringify({ type: "order.paid", administrationId: "123", data: { id: -4 } }),
    );
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    const { errors } = (await answer.json()) as { errors: { path: string }[] };
    expect(errors.map((fault) => fault.path)).toEqual(["administrationId", "data.id"]);
    expect(tenants.calls).toEqual([]);
  });

  test("an unknown type is 202 and ignored, whatever else the body holds", async () => {
    const { send, tenants } = await world();
    const answer = await send(JSON.stringify({ type: "invoice.created" }));
    expect([answer.status, await answer.json()]).toEqual([202, { ignored: true }]);
    expect((await send(JSON.stringify({ type: "constructor" }), { id: "m2" })).status).toBe(202);
    // No job: it is only noted that something came, so that a sender's test is seen.
    expect(tenants.calls.map(({ method }) => method)).toEqual([
      "inbox.noteWebhook",
      "inbox.noteWebhook",
    ]);
  });

  test("another administration is 400", async () => {
    const { send, tenants } = await world();
    expect((await send(order({ administrationId: 124 }))).status).toBe(400);
    expect(tenants.calls).toEqual([]);
  });

  test("a tenant that was tied to another administration a moment ago is read again: 202", async () => {
    const { send, known, db } = await world({
      tenants: { shop: await entry({ administrationId: 1 }) },
    });
    expect((await send(order({ administrationId: 1 }))).status).toBe(202);
    known["shop"] = await entry();
    expect((await send(order(), { id: "msg-2" })).status).toBe(202);
    expect(db.reads).toBe(2);
  });

  test("where nobody can say whether it is another administration, it is 503", async () => {
    const { send, clock, db } = await world();
    await send(order());
    db.down = true;
    clock.advance(2_000);
    expect((await send(order({ administrationId: 124 }), { id: "msg-2" })).status).toBe(503);
  });

  test("a paused tenant's events are taken: 202", async () => {
    const { send } = await world({ tenants: { shop: await entry({ state: "paused" }) } });
    expect((await send(order())).status).toBe(202);
  });

  test("what can't be stored is 503 with Retry-After", async () => {
    const { send, tenants } = await world();
    tenants.answers["inbox.accept"] = () => {
      throw new Error("the object is being moved");
    };
    const answer = await send(order());
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "10"]);
  });

  test("a webhook-id longer than 200 characters is 400", async () => {
    const { send } = await world();
    expect((await send(order(), { id: "x".repeat(201) })).status).toBe(400);
  });
});

describe("size and time of a body", () => {
  test("64 KiB are taken, one byte more is 413", async () => {
    const { send } = await world();
    const padded = (size: number): string =>
      order({ pad: "x".repeat(size - order({ pad: "" }).length) });
    expect((await send(padded(65_536))).status).toBe(202);
    expect((await send(padded(65_537), { id: "m2" })).status).toBe(413);
  });

  test("a length that is announced as too large is refused without reading", async () => {
    const { post } = await world();
    expect(
      (await post("/webhooks/asperion/shop", "{}", { "content-length": "70000" })).status,
    ).toBe(413);
  });

  test("a body that never ends is left at the deadline", async () => {
    vi.useFakeTimers();
    try {
      const { post } = await world();
      const answer = post(
        "/webhooks/asperion/shop",
        new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(8)) }),
        {},
        { duplex: "half" },
      );
      await vi.advanceTimersByTimeAsync(10_001);
      expect((await answer).status).toBe(408);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("running at once", () => {
  test("a job that may run is dispatched outside the answer, another isn't", async () => {
    const free = await world({ dispatch: true });
    await free.send(order());
    await free.context.settled();
    expect(free.dispatched).toEqual(["shop/job-1"]);
    const busy = await world({ dispatch: false });
    await busy.send(order());
    expect(busy.context.waiting).toEqual([]);
  });
});

describe("what is known of a tenant", () => {
  test("is read once a minute, not once a webhook", async () => {
    const { send, db, clock } = await world();
    for (let count = 0; count < 20; count += 1) await send(order(), { id: `m${count}` });
    expect(db.reads).toBe(1);
    clock.advance(60_000);
    await send(order(), { id: "later" });
    expect(db.reads).toBe(2);
  });

  test("is read once more for a signature that doesn't fit, so a new secret counts at once", async () => {
    const { send, db, known } = await world();
    await send(order());
    known["shop"] = await entry({}, OTHER, SECRET);
    expect((await send(order(), { id: "m2", secret: OTHER })).status).toBe(202);
    expect(db.reads).toBe(2);
    expect((await send(order(), { id: "m3", secret: OTHER })).status).toBe(202);
    expect(db.reads).toBe(2);
  });

  test("a flood of wrong signatures doesn't become a flood of reads", async () => {
    const { send, db } = await world();
    for (let count = 0; count < 100; count += 1)
      expect(
        (await send(order(), { secret: `whsec_${Buffer.alloc(32, 9).toString("base64")}` })).status,
      ).toBe(401);
    expect(db.reads).toBeLessThan(15);
  });

  test("a revoked secret is gone after a minute at the latest", async () => {
    const { send, known, clock } = await world();
    await send(order());
    known["shop"] = await entry({}, OTHER);
    clock.advance(60_000);
    expect((await send(order(), { id: "m2" })).status).toBe(401);
  });

  test("with D1 down it serves on for a day, then 503", async () => {
    const { send, db, clock } = await world();
    await send(order());
    db.down = true;
    clock.advance(23 * 3_600_000);
    expect((await send(order(), { id: "m2" })).status).toBe(202);
    clock.advance(2 * 3_600_000);
    const late = await send(order(), { id: "m3" });
    expect([late.status, late.headers.get("retry-after")]).toEqual([503, "10"]);
  });

  test("with D1 down it is asked again every few seconds, not for every webhook", async () => {
    const { send, db, clock } = await world();
    await send(order());
    db.down = true;
    clock.advance(120_000);
    for (let count = 0; count < 20; count += 1) await send(order(), { id: `m${count}` });
    expect(db.reads).toBe(2);
  });

  test("with D1 down and nothing in memory the answer is 503, and no object is touched", async () => {
    const { send, db, tenants } = await world();
    db.down = true;
    expect((await send(order())).status).toBe(503);
    expect(tenants.touched.size).toBe(0);
  });

  test("with D1 down a signature that doesn't fit is 503: the secret may be newer than what is known", async () => {
    const { send, db } = await world();
    await send(order());
    db.down = true;
    expect((await send(order(), { id: "m2", secret: OTHER })).status).toBe(503);
  });
});

describe("senders that can't sign", () => {
  test("are let in by the tenant's token, and by no other", async () => {
    const { post, tenants } = await world({
      tenants: { shop: await entry({ webhookTokenHash: await tokenHash(TOKEN) }) },
    });
    expect((await post(`/webhooks/asperion/shop/${TOKEN}`, order())).status).toBe(202);
    expect((await post(`/webhooks/asperion/shop/${TOKEN}x`, order())).status).toBe(401);
    expect((await post(`/webhooks/asperion/nobody/${TOKEN}`, order())).status).toBe(404);
    expect(tenants.calls.length).toBe(1);
  });

  test("aren't deduplicated without a webhook-id", async () => {
    const { post, tenants } = await world({
      tenants: { shop: await entry({ webhookTokenHash: await tokenHash(TOKEN) }) },
    });
    await post(`/webhooks/asperion/shop/${TOKEN}`, order());
    expect(tenants.calls[0]?.args[1]).toMatchObject({ eventId: null });
  });

  test("get nowhere while the tenant hasn't turned it on", async () => {
    const { post, tenants } = await world();
    expect((await post(`/webhooks/asperion/shop/${TOKEN}`, order())).status).toBe(401);
    expect((await post(`/webhooks/asperion/shop/${"A".repeat(43)}`, order())).status).toBe(401);
    expect(tenants.calls).toEqual([]);
  });
});
