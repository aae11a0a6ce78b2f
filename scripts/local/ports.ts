/** Ports from the environment, and a clear word about one that is taken before anything was started. */
import { createServer } from "node:net";
import { Complaint } from "../complaint.ts";

export const HOST = "127.0.0.1";

/** The variable's value, or the usual port. */
export function portOf(variable: string, usual: number): number {
  const text = process.env[variable];
  if (text === undefined || text === "") return usual;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Complaint(`${variable}=${text} is not a port (1 to 65535).`);
  return port;
}

/**
 * Throws a Complaint that names the variable when somebody listens on the port already, or it may
 * not be used.
 */
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
    throw new Complaint(
      `Port ${port} ${why}: set ${variable} to another one, for example ${variable}=${port + 1000} npm start.`,
      { cause: fault },
    );
  }
  await new Promise((resolve) => server.close(resolve));
}

/**
 * Below the ports that systems lend to outgoing connections: what is started again on its port
 * finds it free.
 */
const LOWEST = 12_000;
const HIGHEST = 32_000;

/**
 * A port that nobody listens on at the moment, and that no connection takes by chance before it is
 * listened on.
 */
export async function freePort(tries = 50): Promise<number> {
  const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
  const server = createServer();
  const free = await new Promise<boolean>((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, HOST, () => resolve(true));
  });
  if (free) await new Promise((resolve) => server.close(resolve));
  if (free) return port;
  if (tries <= 1) throw new Error(`no free port between ${LOWEST} and ${HIGHEST}`);
  return freePort(tries - 1);
}
