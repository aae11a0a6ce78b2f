// Serves a sandbox as a real HTTP server. Port 0 takes a free one. Closing cuts open connections: a hanging call
// must not keep a test alive.
import type { Server } from "node:http";
import { createAdaptorServer } from "@hono/node-server";

export interface ServedSandbox {
  readonly url: string;
  readonly port: number;
  /** Asks it as a request would, but past the network: for what a test itself does or looks at. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly port: number;
  /** Named in the message when the port is taken. */
  readonly portVariable?: string;
  readonly hostname?: string;
}

interface Fetchable {
  readonly fetch: (request: Request, env: object) => Response | Promise<Response>;
}

export async function serveSandbox(app: Fetchable, options: ServeOptions): Promise<ServedSandbox> {
  const hostname = options.hostname ?? "127.0.0.1";
  const server = createAdaptorServer({
    fetch: (request, env) => app.fetch(request, env),
    hostname,
  }) as Server;
  // A fetch client keeps connections open between tests; five seconds (Node's default) races with its reuse.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, options)));
    server.listen(options.port, hostname, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : options.port;
  const url = `http://${hostname}:${port}`;
  return {
    url,
    port,
    ask: async (path, init) => app.fetch(new Request(`${url}${path}`, init), {}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, options: ServeOptions): Error {
  if (error.code !== "EADDRINUSE") return error;
  const way =
    options.portVariable === undefined
      ? "choose another"
      : `set ${options.portVariable} to another one`;
  return new Error(`Port ${options.port} is in use: ${way}.`, { cause: error });
}
