/**
 * A load generator that costs little itself: requests are bytes that were made beforehand, each
 * connection sends its next one as soon as the last was answered. Knows as much of HTTP as the
 * answers of a Worker need.
 */
import { connect, type Socket } from "node:net";
import { HOST } from "../../scripts/local/ports.ts";
import { percentile } from "./stats.ts";

export type LoadResult = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly statuses: Readonly<Record<string, number>>;
};

const HEAD_END = "\r\n\r\n";

/** Sends every request once, over as many connections as said. Talks to this machine only. */
export async function load(
  port: number,
  requests: readonly Buffer[],
  connections: number,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  let next = 0;
  const started = performance.now();
  const lane = async (): Promise<void> => {
    const socket = connect(port, HOST);
    socket.setNoDelay(true);
    const answers = new Answers(socket);
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
      const sent = performance.now();
      socket.write(request);
      const status = await answers.next();
      latencies.push(performance.now() - sent);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, lane));
  const seconds = (performance.now() - started) / 1000;
  return {
    perSecond: requests.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    statuses,
  };
}

/** Whole answers of one connection, one at a time. */
class Answers {
  #text = "";
  #waiting: { resolve: (status: string) => void; reject: (error: Error) => void } | null = null;

  constructor(socket: Socket) {
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      this.#text += chunk;
      this.#take();
    });
    const broken = (error?: Error): void =>
      this.#waiting?.reject(error ?? new Error("the connection was closed"));
    socket.on("error", broken);
    socket.on("close", () => broken());
  }

  next(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#take();
    });
  }

  #take(): void {
    const end = this.#text.indexOf(HEAD_END);
    if (end < 0 || this.#waiting === null) return;
    const head = this.#text.slice(0, end);
    const length = bodyLength(head, this.#text.slice(end + HEAD_END.length));
    if (length === null) return;
    this.#text = this.#text.slice(end + HEAD_END.length + length);
    const { resolve } = this.#waiting;
    this.#waiting = null;
    resolve(head.slice(9, 12));
  }
}

/** `null` while it isn't all there. */
function bodyLength(head: string, rest: string): number | null {
  const declared = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (declared !== undefined) return rest.length >= Number(declared) ? Number(declared) : null;
  if (!/\r\ntransfer-encoding: *chunked/i.test(head)) return 0;
  const end = rest.indexOf("0\r\n\r\n");
  return end < 0 ? null : end + 5;
}
