/** The memory of this process's workerd children, from /proc; empty where there is no /proc. */
import { readdir, readFile } from "node:fs/promises";

export type Memory = { readonly now: number; readonly peak: number };

/** By process id. */
export async function workerdMemory(): Promise<ReadonlyMap<number, Memory>> {
  const names = await readdir("/proc").catch(() => []);
  const found = new Map<number, Memory>();
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, "utf8").catch(() => "");
    if (field(status, "Name") !== "workerd" || Number(field(status, "PPid")) !== process.pid) continue;
    found.set(Number(name), { now: kilobytes(status, "VmRSS"), peak: kilobytes(status, "VmHWM") });
  }
  return found;
}

const field = (status: string, name: string): string => new RegExp(`^${name}:\\s*(.+)$`, "m").exec(status)?.[1] ?? "";

const kilobytes = (status: string, name: string): number => Number.parseInt(field(status, name), 10) * 1024;
