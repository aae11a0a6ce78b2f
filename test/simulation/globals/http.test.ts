/**
 * `Headers`, `Request`, `Response` and signals of the simulation do what the machine's own do, as
 * far as the product, the sandboxes and Hono use them.
 */
import { expect, test } from "vitest";
import { streamOf } from "./body.ts";
import { SimulatedHeaders } from "./headers.ts";
import { SimulatedRequest, SimulatedResponse } from "./http.ts";
import { SimulatedController, SimulatedSignal } from "./signals.ts";

type Made = abstract new (...input: never) => unknown;

/**
 * As the machine has it: whoever serves HTTP in this process may have put a class of its own
 * before.
 */
function own<Kind extends Made>(kind: Kind): Kind {
  const before = Object.getPrototypeOf(kind) as Kind;
  return Object.is(before, Function.prototype) ? kind : own(before);
}

const KINDS = [
  ["the machine's own", { Headers: own(Headers), Request: own(Request), Response: own(Response) }],
  [
    "the simulation's",
    { Headers: SimulatedHeaders, Request: SimulatedRequest, Response: SimulatedResponse },
  ],
] as unknown as readonly (readonly [
  string,
  { Headers: typeof Headers; Request: typeof Request; Response: typeof Response },
])[];
const URL_OF = "https://example.com/a?b=c";

test.each(KINDS)("%s: headers come by name, whatever their case, cookies one by one", (_, kind) => {
  const headers = new kind.Headers({ "X-Two": " 2 ", accept: "a" });
  headers.append("ACCEPT", "b");
  headers.append("set-cookie", "one=1");
  headers.append("Set-Cookie", "two=2");
  headers.set("content-type", "text/plain");
  expect([...headers]).toEqual([
    ["accept", "a, b"],
    ["content-type", "text/plain"],
    ["set-cookie", "one=1"],
    ["set-cookie", "two=2"],
    ["x-two", "2"],
  ]);
  expect([...new kind.Headers(headers)]).toEqual([...headers]);
  expect(headers.getSetCookie()).toEqual(["one=1", "two=2"]);
  headers.delete("Accept");
  expect([headers.get("accept"), headers.has("X-TWO")]).toEqual([null, true]);
  expect(() => headers.set("a b", "c")).toThrow(TypeError);
  expect(() => headers.set("a", "line\nline")).toThrow(TypeError);
  expect(() => headers.set("a", "\u{1F600}")).toThrow(TypeError);
});

test.each(KINDS)("%s: an answer has its status, its type and its body, once", async (_, kind) => {
  const made = kind.Response.json({ a: [1, "å"] }, { status: 201, headers: { "x-a": "b" } });
  expect([made.status, made.ok, made.bodyUsed]).toEqual([201, true, false]);
  expect(made.headers.get("content-type")).toBe("application/json");
  const copy = made.clone();
  expect(await made.json()).toEqual({ a: [1, "å"] });
  expect(made.bodyUsed).toBe(true);
  await expect(made.text()).rejects.toThrow(TypeError);
  expect(() => made.clone()).toThrow(TypeError);
  expect(new Uint8Array(await copy.arrayBuffer())).toEqual(
    new TextEncoder().encode('{"a":[1,"å"]}'),
  );
  expect([...new kind.Response("text").headers]).toEqual([
    ["content-type", "text/plain;charset=UTF-8"],
  ]);
  expect(await new kind.Response("\uFEFFtext\uD800").text()).toBe("text\uFFFD");
  expect(await new kind.Response(null).text()).toBe("");
  expect(() => new kind.Response("text", { status: 204 })).toThrow(TypeError);
  expect(() => new kind.Response(null, { status: 99 })).toThrow(RangeError);
});

test.each(KINDS)(
  "%s: a body is read in pieces, by one reader, or goes on whole",
  async (_, kind) => {
    const { body } = new kind.Response("pieces");
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    const read = await reader.read();
    expect(new TextDecoder().decode(read.value)).toBe("pieces");
    expect((await reader.read()).done).toBe(true);
    expect(() => body?.getReader()).toThrow(TypeError);
    const first = new kind.Response("whole", { headers: { "x-a": "b" } });
    const second = new kind.Response(first.body, first);
    expect([await second.text(), second.headers.get("x-a")]).toEqual(["whole", "b"]);
    expect(first.bodyUsed).toBe(true);
    const bytes = new Uint8Array([1, 2]);
    const copied = new kind.Response(bytes);
    bytes[0] = 9;
    expect([...new Uint8Array(await copied.arrayBuffer())]).toEqual([1, 2]);
    const made = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new Uint8Array([65]));
        controller.enqueue(new Uint8Array([66]));
        controller.close();
      },
    });
    expect(await new kind.Response(made).text()).toBe("AB");
  },
);

test.each(KINDS)("%s: a request hands its body to the next one", async (_, kind) => {
  const init = { method: "post", body: "text", headers: { "x-a": "b" } };
  const request = new kind.Request(URL_OF, init);
  expect([request.url, request.method, request.headers.get("x-a")]).toEqual([URL_OF, "POST", "b"]);
  expect(request.headers.get("content-type")).toBe("text/plain;charset=UTF-8");
  const next = new kind.Request(request);
  expect([request.bodyUsed, await next.text()]).toEqual([true, "text"]);
  expect(() => new kind.Request(request)).toThrow(TypeError);
  const form = new URLSearchParams({ a: "å b" });
  const sent = new kind.Request(URL_OF, { method: "POST", body: form });
  expect(Object.fromEntries(await sent.formData())).toEqual({ a: "å b" });
  expect(new kind.Request(URL_OF).body).toBeNull();
  expect(() => new kind.Request(URL_OF, { body: "text" })).toThrow(TypeError);
  expect(() => new kind.Request("/a")).toThrow(TypeError);
});

test("a stream of what is still written is read once it is there", async () => {
  const { promise, resolve } = Promise.withResolvers<Uint8Array<ArrayBuffer>>();
  const answer = new SimulatedResponse(streamOf(promise));
  const text = answer.text();
  resolve(new TextEncoder().encode("later") as Uint8Array<ArrayBuffer>);
  expect(await text).toBe("later");
});

test("a signal tells once, and one of several with the first of them", () => {
  const controllers = [new SimulatedController(), new SimulatedController()] as const;
  const any = SimulatedSignal.any(controllers.map(({ signal }) => signal));
  const told: string[] = [];
  any.addEventListener("abort", ({ type }) => told.push(type), { once: true });
  expect(() => any.throwIfAborted()).not.toThrow();
  controllers[1].abort("enough");
  controllers[0].abort("late");
  expect([told, any.aborted, any.reason]).toEqual([["abort"], true, "enough"]);
  expect(() => any.throwIfAborted()).toThrow("enough");
  expect(SimulatedSignal.any([any]).aborted).toBe(true);
});
