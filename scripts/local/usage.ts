/** What this process's workerd children use, from /proc; empty where there is no /proc. */
import { readdir, readFile } from "node:fs/promises";

export type Usage = {
  /** Resident bytes, and the most they ever were. */
  readonly now: number;
  readonly peak: number;
  /** Milliseconds of processor time since the start. */
  readonly cpuMs: number;
};

export const NO_USAGE: Usage = { now: 0, peak: 0, cpuMs: 0 };

/** /proc counts processor time in hundredths of a second, on every Linux. */
const TICK_MS = 10;

/** By process id. */
export async function workerdUsage(): Promise<ReadonlyMap<number, Usage>> {
  const names = await readdir("/proc").catch(() => []);
  const found = new Map<number, Usage>();
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, "utf8").catch(() => "");
    if (field(status, "Name") !== "workerd" || Number(field(status, "PPid")) !== process.pid)
      continue;
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    found.set(Number(name), {
      now: kilobytes(status, "VmRSS"),
      peak: kilobytes(status, "VmHWM"),
      cpuMs: ticks(stat) * TICK_MS,
    });
  }
  return found;
}

const field = (status: string, name: string): string =>
  new RegExp(`^${name}:\\s*(.+)$`, "m").exec(status)?.[1] ?? "";

const kilobytes = (status: string, name: string): number =>
  Number.parseInt(field(status, name), 10) * 1024;

/** utime and stime: the 14th and 15th field, counted after the name, which may hold blanks. */
function ticks(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}
