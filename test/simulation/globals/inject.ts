/**
 * Takes the place of the globals of the same names in every file of the bundle, the packages'
 * included (esbuild's `inject`).
 */
import { gunzipSync, gzipSync } from "node:zlib";
import { machine } from "../current.ts";
import { simulatedCrypto } from "./crypto.ts";

const RealDate = globalThis.Date;

class VirtualDate extends RealDate {
  constructor(...given: unknown[]) {
    if (given.length === 0) super(machine.time.now());
    else super(...(given as [number]));
  }

  static override now(): number {
    return machine.time.now();
  }

  /** A date that was cloned is the machine's own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return Object.prototype.toString.call(value) === "[object Date]";
  }
}

type Timer = ReturnType<typeof machine.time.at>;

const timer = (run: (...input: unknown[]) => void, ms = 0, ...input: unknown[]): Timer =>
  machine.time.after(Math.max(0, ms), () => run(...input));
const stop = (entry: Timer | null | undefined): void => {
  if (entry !== null && entry !== undefined) entry.run = null;
};
const notHere = (): never => {
  throw new Error("the simulation has no such timer");
};

/** Zipped in one go: the machine's own stream works in another thread, at its own pace. */
class Zipping {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: { getWriter(): unknown };

  constructor(zip: (bytes: Uint8Array) => Uint8Array) {
    let into: ReadableStreamDefaultController<Uint8Array> | null = null;
    this.readable = new ReadableStream({
      start: (controller) => void (into = controller),
    });
    this.writable = {
      getWriter: () => ({
        write: async (bytes: Uint8Array) => into?.enqueue(new Uint8Array(zip(bytes))),
        close: async () => into?.close(),
      }),
    };
  }
}

class SimulatedCompression extends Zipping {
  constructor() {
    super((bytes) => gzipSync(bytes, { level: 0 }));
  }
}

class SimulatedDecompression extends Zipping {
  constructor() {
    super((bytes) => gunzipSync(bytes));
  }
}

const log = (line: unknown): void => {
  const text = String(line);
  const name = /"event":"([^"]+)"/.exec(text)?.[1] ?? text.slice(0, 40);
  machine.logged.set(name, (machine.logged.get(name) ?? 0) + 1);
  // A place in the bundle is named by the file, which has the process in its name.
  machine.time.trace(`log ${text.replace(/file:[^"]*/, "")}`);
};

const simulatedConsole = { log, info: log, warn: log, error: log, debug: log };
const simulatedPerformance = { now: () => machine.time.now() };
const simulatedFetch: typeof fetch = (input, init) => machine.fetch(input, init);

export {
  VirtualDate as Date,
  SimulatedCompression as CompressionStream,
  SimulatedDecompression as DecompressionStream,
  simulatedConsole as console,
  simulatedCrypto as crypto,
  simulatedFetch as fetch,
  simulatedPerformance as performance,
  timer as setTimeout,
  stop as clearTimeout,
  notHere as setInterval,
  stop as clearInterval,
};
