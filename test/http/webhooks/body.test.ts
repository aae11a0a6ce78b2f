import { expect, test } from "vitest";
import { piecesOf, readBody } from "../../../src/http/webhooks/body.ts";

const request = (body: BodyInit, length: string | null): Request =>
  new Request("http://endpoint/", {
    method: "POST",
    body,
    duplex: "half",
    ...(length === null ? {} : { headers: { "content-length": length } }),
  } as RequestInit);

/** A body that begins and never ends. */
const endless = (): ReadableStream =>
  new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([123])) });

test("a body is read whole, whether or not its length was announced", async () => {
  for (const length of ["4", null]) {
    const read = await readBody(request("żó", length));
    expect(read.kind === "read" && new TextDecoder().decode(read.bytes), `length ${length}`).toBe(
      "żó",
    );
  }
});

test("a body that is longer than was announced is measured all the same", async () => {
  expect(await readBody(request("x".repeat(101), "100"), 100)).toEqual({ kind: "too-large" });
});

test("a sender that announces a length and then dawdles is left at the deadline", async () => {
  for (const length of ["4", null])
    expect(await readBody(request(endless(), length), 100, 0), `length ${length}`).toEqual({
      kind: "too-slow",
    });
});

test("a body that breaks off is no body", async () => {
  for (const length of ["4", null]) {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new Error("gone")),
    });
    expect(await readBody(request(broken, length)), `length ${length}`).toEqual({ kind: "broken" });
  }
});

test("without a length the bytes are counted while they come, and reading stops at the limit", async () => {
  let pulled = 0;
  const long = new ReadableStream({
    pull(controller) {
      pulled += 1;
      controller.enqueue(new Uint8Array(1024));
      if (pulled === 500) controller.close();
    },
  });
  expect(await readBody(request(long, null))).toEqual({ kind: "too-large" });
  expect(pulled).toBeLessThan(80);
});

const piecesFrom = async (stream: ReadableStream<Uint8Array>): Promise<readonly unknown[]> => {
  const pieces: unknown[] = [];
  for await (const piece of piecesOf(stream, 5))
    pieces.push(typeof piece === "string" ? piece : [...piece]);
  return pieces;
};

test("a body that is read as it comes ends with its last piece, or says why it ends before", async () => {
  const whole = new Blob(["ab"]).stream();
  expect((await piecesFrom(whole)).flat()).toEqual([97, 98]);
  let isLeft = false;
  const dawdling = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array([123])),
    cancel: () => void (isLeft = true),
  });
  expect([await piecesFrom(dawdling), isLeft]).toEqual([[[123], "too-slow"], true]);
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error("gone")),
  });
  expect(await piecesFrom(broken)).toEqual(["broken"]);
});
