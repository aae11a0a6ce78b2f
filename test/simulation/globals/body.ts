/**
 * The body of a request or an answer, which is here as a whole: read at once, once. The machine's
 * own streams take some tenth of a millisecond for each of them. A stream that somebody made by
 * hand stays one.
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const { Response: RealResponse } = globalThis;

type Bytes = Uint8Array<ArrayBuffer>;
export type BodyGiven =
  | string
  | ArrayBuffer
  | ArrayBufferView
  | URLSearchParams
  | FormData
  | Blob
  | ReadableStream<Uint8Array>
  | WholeStream
  | null
  | undefined;

/** Or what becomes of it, once it was written. */
type Whole = string | Bytes | Promise<Bytes>;

/** What is read, by whoever comes first. */
class Content {
  whole: Whole | ReadableStream<Uint8Array>;
  used = false;
  stream: WholeStream | null = null;

  constructor(whole: Whole | ReadableStream<Uint8Array>) {
    this.whole = whole;
  }

  take(): Whole | ReadableStream<Uint8Array> {
    if (this.used || this.stream?.locked === true)
      throw new TypeError("Body is unusable: Body has already been read");
    this.used = true;
    return this.whole;
  }
}

const isReal = (whole: Content["whole"]): whole is ReadableStream<Uint8Array> =>
  whole instanceof ReadableStream;

const bytesOf = (whole: string | Bytes): Bytes =>
  typeof whole === "string" ? (encoder.encode(whole) as Bytes) : whole;

/** Stands for the `ReadableStream` of a body that is here as a whole: one piece. */
export class WholeStream {
  locked = false;
  readonly content: Content;

  constructor(content: Content) {
    this.content = content;
  }

  getReader() {
    if (this.locked) throw new TypeError("Invalid state: ReadableStream is locked");
    this.locked = true;
    const { content } = this;
    let isOver = content.used;
    content.used = true;
    return {
      read: async () => {
        const bytes = isOver ? new Uint8Array(0) : bytesOf(await (content.whole as Whole));
        isOver = true;
        return bytes.length === 0
          ? { done: true as const, value: undefined }
          : { done: false as const, value: bytes };
      },
      cancel: async (): Promise<void> => {
        isOver = true;
      },
      releaseLock: (): void => {
        this.locked = false;
      },
    };
  }

  async cancel(): Promise<void> {
    this.content.used = true;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Bytes> {
    const read = await this.getReader().read();
    if (!read.done) yield read.value;
  }

  get [Symbol.toStringTag](): string {
    return "ReadableStream";
  }
}

/** A stream of what is still to come. */
export const streamOf = (whole: Promise<Bytes>): ReadableStream<Uint8Array> =>
  new WholeStream(new Content(whole)) as unknown as ReadableStream<Uint8Array>;

async function drained(stream: ReadableStream<Uint8Array>): Promise<Bytes> {
  const pieces: Uint8Array[] = [];
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read())
    pieces.push(next.value);
  return new Uint8Array(Buffer.concat(pieces));
}

/** What `Request` and `Response` have in common. */
export abstract class SimulatedBody {
  readonly #content: Content | null;
  /** What such a body is, where nobody says. */
  protected readonly typeOfBody: string | null;

  abstract readonly headers: { get(name: string): string | null };

  constructor(given: BodyGiven) {
    const [content, type] = contentOf(given);
    this.#content = content;
    this.typeOfBody = type;
  }

  get body(): ReadableStream<Uint8Array> | null {
    const content = this.#content;
    if (content === null) return null;
    if (isReal(content.whole)) return content.whole;
    content.stream ??= new WholeStream(content);
    return content.stream as unknown as ReadableStream<Uint8Array>;
  }

  get bodyUsed(): boolean {
    return this.#content?.used ?? false;
  }

  async text(): Promise<string> {
    const whole = await this.#read();
    if (typeof whole !== "string") return decoder.decode(whole);
    const text = whole.isWellFormed() ? whole : whole.toWellFormed();
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async bytes(): Promise<Bytes> {
    return new Uint8Array(bytesOf(await this.#read()));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.bytes()], { type: this.headers.get("content-type") ?? "" });
  }

  async formData(): Promise<FormData> {
    const type = this.headers.get("content-type") ?? "";
    return new RealResponse(await this.bytes(), { headers: { "content-type": type } }).formData();
  }

  /** The same once more; neither may have been read. */
  protected doubled(): BodyGiven {
    const content = this.#content;
    if (content === null) return null;
    if (content.used || content.stream?.locked === true)
      throw new TypeError("Response.clone: Body has already been consumed.");
    if (content.whole instanceof Promise) throw new TypeError("what is still written isn't cloned");
    if (!isReal(content.whole)) return content.whole;
    const [one, other] = content.whole.tee();
    content.whole = one as ReadableStream<Uint8Array>;
    return other as ReadableStream<Uint8Array>;
  }

  /** All of it goes to another request. */
  handedOn(): BodyGiven {
    if (this.#content === null) return null;
    const whole = this.#content.take();
    return whole instanceof Promise ? streamOf(whole) : whole;
  }

  async #read(): Promise<string | Bytes> {
    if (this.#content === null) return "";
    const whole = this.#content.take();
    return isReal(whole) ? drained(whole) : await whole;
  }
}

/** A copy: what was given may be changed afterwards. */
const copyOf = (view: ArrayBufferView): Bytes =>
  new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset, view.byteLength).slice();

function contentOf(given: BodyGiven): readonly [Content | null, string | null] {
  if (given === null || given === undefined) return [null, null];
  if (typeof given === "string") return [new Content(given), "text/plain;charset=UTF-8"];
  if (given instanceof WholeStream) {
    if (given.locked || given.content.used)
      throw new TypeError("Response body object should not be disturbed or locked");
    return [given.content, null];
  }
  if (given instanceof ReadableStream) return [new Content(given), null];
  if (given instanceof ArrayBuffer) return [new Content(new Uint8Array(given.slice(0))), null];
  if (ArrayBuffer.isView(given)) return [new Content(copyOf(given)), null];
  if (given instanceof URLSearchParams)
    return [new Content(given.toString()), "application/x-www-form-urlencoded;charset=UTF-8"];
  if (given instanceof FormData || given instanceof Blob) {
    const real = new RealResponse(given);
    return [new Content(real.body as ReadableStream<Uint8Array>), real.headers.get("content-type")];
  }
  return [new Content(String(given)), "text/plain;charset=UTF-8"];
}
