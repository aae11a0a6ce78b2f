/**
 * Where the runtimes of the tests keep their state: in memory where the machine offers enough of
 * it. Their databases wait for the disk at each write, a tenant's set-up some hundred times. What a
 * killed process wrote is there for the next one all the same; only a machine that loses its power
 * makes a difference, and no test does that.
 */
import { accessSync, constants, rmSync, statfsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const IN_MEMORY = "/dev/shm";
/** Bytes: a container has 64 MB by default; a whole run's states never took a fifth of this. */
const ENOUGH = 512 * 1024 * 1024;

const made = new Set<string>();
let leaving = false;

/** A folder of its own, gone when this process ends at the latest. */
export async function makeStateDir(): Promise<string> {
  endWithTheWorker();
  const dir = await mkdtemp(join(stateHome(), "bridge-"));
  made.add(dir);
  return dir;
}

export async function removeStateDir(dir: string): Promise<void> {
  made.delete(dir);
  await rm(dir, { recursive: true, force: true });
}

/** The folder below which all of them lie. */
export function stateHome(): string {
  try {
    accessSync(IN_MEMORY, constants.W_OK);
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return bavail * bsize >= ENOUGH ? IN_MEMORY : tmpdir();
  } catch {
    return tmpdir();
  }
}

/**
 * Vitest ends a worker by a signal, also in the middle of a test where `process.exit` isn't
 * allowed, and waits for a moment only: runtimes are ended as they are when their process exits.
 */
function endWithTheWorker(): void {
  if (leaving) return;
  leaving = true;
  process.once("exit", () => {
    for (const dir of made) rmSync(dir, { recursive: true, force: true });
  });
  process.once("SIGTERM", () => {
    process.emit("exit", 0);
    process.kill(process.pid, "SIGKILL");
  });
}
