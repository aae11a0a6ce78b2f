/**
 * What each step of a long piece of work takes and holds, measured from within a process of its own
 * (heap-process.ts), which prints it as JSON.
 */
export const MB = 1024 * 1024;

export type Step = { readonly name: string; readonly ms: number; readonly heapMb: number };

export class HeapSteps {
  readonly all: Step[] = [];
  #peak = 0;
  #collecting = { user: 0, system: 0 };

  /** What is held, without garbage. What that takes isn't counted. */
  note(): void {
    const before = process.cpuUsage();
    globalThis.gc?.();
    const { user, system } = process.cpuUsage(before);
    this.#collecting = {
      user: this.#collecting.user + user,
      system: this.#collecting.system + system,
    };
    this.#peak = Math.max(this.#peak, process.memoryUsage().heapUsed);
  }

  async step<T>(name: string, work: () => T | Promise<T>): Promise<T> {
    this.note();
    this.#peak = 0;
    const watch = setInterval(() => this.note(), 500);
    this.#collecting = { user: 0, system: 0 };
    const cpu = process.cpuUsage();
    const answer = await work();
    clearInterval(watch);
    const used = process.cpuUsage(cpu);
    const { user, system } = this.#collecting;
    this.note();
    this.all.push({
      name,
      ms: (used.user + used.system - user - system) / 1000,
      heapMb: this.#peak / MB,
    });
    return answer;
  }
}
