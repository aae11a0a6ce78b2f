/** One order of the demo's company, booked on the real runtime while the platform traces it. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { ROOT } from "../local/bundle.ts";
import { isTraced, type Span, spansOf } from "../local/spans.ts";
import { startWorld } from "../local/world.ts";
import { place, play } from "../demo/play.ts";
import { seedShop } from "../demo/seed.ts";
import { stories } from "../demo/stories.ts";
import { prepareTenant } from "../demo/tenant.ts";

export type TracedOrder = {
  /** Of the order's webhook and all that followed from it. */
  readonly spans: readonly Span[];
  /** Everything that was traced or logged meanwhile, as it came. */
  readonly lines: readonly string[];
  readonly outcome: string | null;
  /** The admin token and every token and code of the vendors. */
  readonly secrets: readonly string[];
};

export async function traceOrder(): Promise<TracedOrder> {
  await mkdir(join(ROOT, ".wrangler"), { recursive: true });
  const dir = await mkdtemp(join(ROOT, ".wrangler", "spans-"));
  const lines: string[] = [];
  const world = await startWorld({
    ports: { worker: 0, asperion: 0, eaccounting: 0 },
    name: basename(dir),
    traced: true,
    onLog: ({ message }) => void lines.push(message),
  });
  try {
    const { debtors } = await seedShop(world.operator);
    const tenant = await prepareTenant(world.operator, () => undefined);
    lines.length = 0;
    const [story] = stories;
    if (story === undefined) throw new Error("the demo has no story");
    const placed = await place(world.operator, debtors, story);
    const played = await play(world.operator, tenant.id, story, placed);
    await world.operator.until("the job's span has ended", async () =>
      completed(lines.filter(isTraced)) ? true : null,
    );
    const all = spansOf(lines.filter(isTraced));
    const trace = all.find(({ name }) => name === "webhook.accept")?.trace;
    return {
      spans: all.filter((span) => span.trace === trace),
      lines,
      outcome: played.jobs[0]?.outcome ?? null,
      secrets: [
        world.adminToken,
        ...Object.values(world.sandboxes).flatMap(({ oauth }) => oauth.grants.issued()),
      ],
    };
  } finally {
    await world.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

/** Events of one invocation come in order: what follows the job's last span has been told. */
function completed(lines: readonly string[]): boolean {
  const run = spansOf(lines).find(({ name }) => name === "job.run");
  return run !== undefined && run.attributes["outcome"] !== undefined;
}
