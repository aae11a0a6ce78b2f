/**
 * Takes the place of the globals of the same names in every file of the bundle, the packages'
 * included (esbuild's `inject`).
 */
import { machine } from "../current.ts";
import { streamOf } from "./body.ts";
import { simulatedCrypto } from "./crypto.ts";
import { SimulatedHeaders } from "./headers.ts";
import { SimulatedRequest, SimulatedResponse } from "./http.ts";
import { type Bytes, gunzipSync, gzipSync } from "./node-zlib.ts";
import { SimulatedController, SimulatedSignal } from "./signals.ts";

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

/** In one go: the machine's own stream works in another thread, at its own pace. */
class Zipping {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: { getWriter(): unknown };

  constructor(zip: (bytes: Uint8Array) => Bytes) {
    const pieces: Bytes[] = [];
    const { promise, resolve } = Promise.withResolvers<Bytes>();
    this.readable = streamOf(promise);
    this.writable = {
      getWriter: () => ({
        write: async (bytes: Uint8Array) => void pieces.push(zip(bytes)),
        close: async () =>
          resolve(
            pieces.length === 1 ? (pieces[0] as Bytes) : new Uint8Array(Buffer.concat(pieces)),
          ),
      }),
    };
  }
}

class SimulatedCompression extends Zipping {
  constructor() {
    super(gzipSync);
  }
}

class SimulatedDecompression extends Zipping {
  constructor() {
    super(gunzipSync);
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
  SimulatedHeaders as Headers,
  SimulatedRequest as Request,
  SimulatedResponse as Response,
  SimulatedController as AbortController,
  SimulatedSignal as AbortSignal,
  simulatedConsole as console,
  simulatedCrypto as crypto,
  simulatedFetch as fetch,
  simulatedPerformance as performance,
  timer as setTimeout,
  stop as clearTimeout,
  notHere as setInterval,
  stop as clearInterval,
};
