import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import {
  buildUrl,
  type HttpRequest,
  MAX_ANSWER_BYTES,
  segment,
  send,
} from "../../src/domain/vendors/http.ts";

const GET: HttpRequest = {
  method: "GET",
  url: "https://vendor.test/v2/orders",
  headers: { authorization: "Bearer t" },
  body: null,
};

const answering = (response: () => Response) => {
  const calls: { url: string; init: RequestInit | undefined }[] = [];
  const fetch = (async (url: string, init?: RequestInit) => {
    calls.push({ url, init });
    return response();
  }) as typeof globalThis.fetch;
  return { fetch, calls };
};

const failing = (thrown: unknown) => ({
  fetch: (async () => {
    throw thrown;
  }) as typeof globalThis.fetch,
});

/** A vendor that never answers and doesn't listen to the abort signal either. */
const deaf = { fetch: (() => new Promise(() => {})) as typeof globalThis.fetch };

test("an answer comes back with its status, lower-case headers and parsed body, whatever the status is", async () => {
  const http = answering(
    () => new Response('{"a":1}', { status: 500, headers: { "X-Thing": "Y" } }),
  );
  const sent = await send(http, GET, 1000);
  expect(sent).toMatchObject({
    ok: true,
    value: { status: 500, body: { a: 1 }, isJson: true, headers: { "x-thing": "Y" } },
  });
});

test("an empty body is null and a body that isn't JSON stays text", async () => {
  const empty = await send(
    answering(() => new Response(null, { status: 204 })),
    GET,
    1000,
  );
  const html = await send(
    answering(() => new Response("<h1>Bad gateway</h1>", { status: 502 })),
    GET,
    1000,
  );
  expect(empty).toMatchObject({ ok: true, value: { body: null, isJson: false } });
  expect(html).toMatchObject({ ok: true, value: { body: "<h1>Bad gateway</h1>", isJson: false } });
});

test("amounts keep their decimal text through the parser", async () => {
  const amounts = ["0.1", "82.64", "1234567890.12", "99999999.99", "0.0001", "-0.01", "2.675"];
  const sent = await send(
    answering(() => new Response(`[${amounts.join(",")}]`)),
    GET,
    1000,
  );
  expect(sent.ok && (sent.value.body as number[]).map(String)).toEqual(amounts);
});

test("a redirect is an answer: it is asked for as manual and never followed", async () => {
  const http = answering(
    () => new Response(null, { status: 302, headers: { location: "https://elsewhere.test/" } }),
  );
  const sent = await send(http, GET, 1000);
  expect(sent).toMatchObject({ ok: true, value: { status: 302 } });
  expect(http.calls).toHaveLength(1);
  expect(http.calls[0]?.init?.redirect).toBe("manual");
});

test("a vendor that never answers ends as a time-out, even where the abort signal is ignored", async () => {
  expect(await send(deaf, GET, 10)).toMatchObject({ ok: false, error: { kind: "timeout" } });
});

test("the time covers the body, not only the headers", async () => {
  const endless = answering(
    () =>
      new Response(
        new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1)) }),
      ),
  );
  expect(await send(endless, GET, 10)).toMatchObject({ ok: false, error: { kind: "timeout" } });
});

test("a call that is over leaves no timer behind, however it ended", async () => {
  const answered = answering(() => new Response("{}"));
  await send(answered, GET, 50);
  vi.useFakeTimers();
  await send(failing(new Error("lost")), GET, 50);
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  // The runtime's own timers are seen by what they do.
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(answered.calls[0]?.init?.signal?.aborted).toBe(false);
});

test("nothing is sent when no time is left", async () => {
  const http = answering(() => new Response("{}"));
  expect(await send(http, GET, 0)).toMatchObject({ ok: false, error: { kind: "not-started" } });
  expect(http.calls).toHaveLength(0);
});

test("a lost connection is a network fault that names no content of the request", async () => {
  const reset = Object.assign(new Error("read ECONNRESET anna@example.test"), {
    code: "ECONNRESET",
  });
  const sent = await send(failing(new TypeError("fetch failed", { cause: reset })), GET, 1000);
  expect(sent).toEqual({ ok: false, error: { kind: "network", cause: "TypeError ECONNRESET" } });
});

test("an address that can't be read is a bug, and nothing is sent", async () => {
  const sending = send({ fetch: globalThis.fetch }, { ...GET, url: "no address" }, 1000);
  await expect(sending).rejects.toThrow("a request without an address");
});

test("an answer over the bound is given up while it is read", async () => {
  let pulled = 0;
  const flood = answering(
    () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            pulled += 1;
            controller.enqueue(new Uint8Array(1024 * 1024));
          },
        }),
      ),
  );
  expect(await send(flood, GET, 10_000)).toMatchObject({ ok: false, error: { kind: "too-large" } });
  expect(pulled * 1024 * 1024).toBeLessThan(MAX_ANSWER_BYTES * 2);
});

test("a url is its base, path and query; a base may have a path of its own", () => {
  const url = buildUrl("https://vendor.test/v2/", "/orders", {
    $filter: "contains(OurReference,'K7Q2M9XA')",
    $page: "2",
  });
  expect(url).toBe(
    "https://vendor.test/v2/orders?$filter=contains(OurReference%2C'K7Q2M9XA')&$page=2",
  );
  expect(buildUrl("https://vendor.test", "/v1/debtors", {})).toBe("https://vendor.test/v1/debtors");
});

test("blanks, ampersands, plus signs and quotes of a query arrive as they are", () => {
  const url = buildUrl("https://vendor.test", "/x", { q: "O'Neil & Sons + 100% ü #1" });
  expect(new URL(url).searchParams.get("q")).toBe("O'Neil & Sons + 100% ü #1");
});

test.each(["orders", "//evil.test/x", "/a?b", "/a#b", "/../admin", "/a/./b", "/a\\b", "/a b"])(
  "%s is refused as a path",
  (path) => {
    expect(() => buildUrl("https://vendor.test/v2", path, {})).toThrow();
  },
);

test("an id becomes one segment of a path, whatever it contains", () => {
  expect(segment("a/../b?c")).toBe("a%2F..%2Fb%3Fc");
  expect(() => segment("..")).toThrow();
  expect(() => segment("")).toThrow();
});

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

test("over a real socket: a connection that is dropped in the middle of a body is a network fault, not a short answer", async () => {
  server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
    response.write('{"a":1}', () => response.destroy());
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sent = await send({ fetch }, { ...GET, url: `http://127.0.0.1:${port}/` }, 5000);
  expect(sent).toMatchObject({ ok: false, error: { kind: "network" } });
});

test("an answer that announces few bytes is counted where it is compressed, and never read beyond them elsewhere", async () => {
  const megabyte = new Uint8Array(1024 * 1024).fill(32);
  const compressed = answering(
    () =>
      new Response(new ReadableStream({ pull: (controller) => controller.enqueue(megabyte) }), {
        headers: { "content-length": "10", "content-encoding": "gzip" },
      }),
  );
  const bomb = await send(compressed, GET, 10_000);
  expect(bomb).toMatchObject({ ok: false, error: { kind: "too-large" } });
  server = createServer((_, response) => {
    response.strictContentLength = false;
    response.writeHead(200, { "content-type": "application/json", "content-length": "7" });
    response.end(`{"a":1}${" ".repeat(1_000)}`);
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const sent = await send({ fetch }, { ...GET, url: `http://127.0.0.1:${port}/` }, 5000);
  expect(sent).toMatchObject({ ok: true, value: { body: { a: 1 }, isJson: true } });
});
