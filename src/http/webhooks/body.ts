/**
 * Reads a request's body without trusting its announced length: a body without a length is counted
 * as it arrives, and a slow sender is dropped. Parses nothing, as the signature covers the raw
 * bytes.
 */
export const MAX_BODY_BYTES = 64 * 1024;
export const BODY_DEADLINE_MS = 10_000;

type BodyRead =
  | { readonly kind: "read"; readonly bytes: Uint8Array }
  | { readonly kind: "too-large" }
  | { readonly kind: "too-slow" }
  | { readonly kind: "broken" };

/** Reads at most `limit` bytes within `deadlineMs`. Never throws. */
export async function readBody(
  request: Request,
  limit = MAX_BODY_BYTES,
  deadlineMs = BODY_DEADLINE_MS,
): Promise<BodyRead> {
  const announced = request.headers.get("content-length");
  if (announced !== null && Number(announced) > limit) return { kind: "too-large" };
  if (request.body === null) return { kind: "read", bytes: new Uint8Array(0) };
  let timer: ReturnType<typeof setTimeout> | null = null;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), deadlineMs);
  });
  // The runtime reads no more than the announced length, so the body arrives in one piece. Its size
  // is checked all the same.
  if (announced !== null) {
    try {
      const bytes = await Promise.race([request.arrayBuffer(), late]);
      if (bytes === "late") return { kind: "too-slow" };
      return bytes.byteLength > limit
        ? { kind: "too-large" }
        : { kind: "read", bytes: new Uint8Array(bytes) };
    } catch {
      return { kind: "broken" };
    } finally {
      if (timer !== null) clearTimeout(timer);
    }
  }
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const next = await Promise.race([reader.read(), late]);
      if (next === "late") return await leave(reader, "too-slow");
      if (next.done) return { kind: "read", bytes: join(chunks, size) };
      size += next.value.length;
      if (size > limit) return await leave(reader, "too-large");
      chunks.push(next.value);
    }
  } catch {
    return { kind: "broken" };
  } finally {
    if (timer !== null) clearTimeout(timer);
  }
}

async function leave(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  kind: "too-large" | "too-slow",
): Promise<BodyRead> {
  // Not awaited: a sender that ignores the cancel must not delay the answer.
  void reader.cancel().catch(() => undefined);
  return { kind };
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/**
 * Yields the pieces of a body that is too large for memory. Ends with "too-slow" where the next
 * piece takes longer than the deadline, and with "broken" where the sender broke off.
 */
export async function* piecesOf(
  body: ReadableStream<Uint8Array>,
  deadlineMs = BODY_DEADLINE_MS,
): AsyncGenerator<Uint8Array | "too-slow" | "broken"> {
  const reader = body.getReader();
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | null = null;
      const late = new Promise<"too-slow">((resolve) => {
        timer = setTimeout(() => resolve("too-slow"), deadlineMs);
      });
      const next = await Promise.race([reader.read(), late])
        .catch(() => "broken" as const)
        .finally(() => {
          if (timer !== null) clearTimeout(timer);
        });
      if (next === "too-slow" || next === "broken") {
        yield next;
        return;
      }
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // Cancels without waiting when the caller stops reading.
    void reader.cancel().catch(() => undefined);
  }
}
