/** Ports from the environment, and a clear word about one that is taken before anything was started. */
import { createServer } from "node:net";

/** Said to the person at the keyboard as it stands, without a stack. */
export class Complaint extends Error {
  override name = "Complaint";
}

export const HOST = "127.0.0.1";

/** The variable's value, or the usual port. */
export function portOf(variable: string, usual: number): number {
  const text = process.env[variable];
  if (text === undefined || text === "") return usual;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Complaint(`${variable}=${text} is not a port (1 to 65535).`);
  return port;
}

/** Throws a Complaint that names the variable when somebody listens on the port already, or it may not be used. */
export async function demandFree(variable: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, HOST, resolve);
    });
  } catch (fault) {
    const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
    const why = code === "EADDRINUSE" ? "is in use" : `can't be used (${code})`;
    throw new Complaint(`Port ${port} ${why}: set ${variable} to another one, for example ${variable}=${port + 1000} npm start.`, { cause: fault });
  }
  await new Promise((resolve) => server.close(resolve));
}

/** A port that nobody listens on at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
