/**
 * A deployment that tests have used is made new for the next ones: nothing is stored, no cache
 * knows anything, the clock shows the machine's time, nothing is broken, and the variables are the
 * next ones'. What is still on its way belongs to tenants that are gone, and goes nowhere.
 */
import { restoreControls, sentTenants, wake } from "./controls.ts";
import { emptied } from "../../scripts/hosted-demo/emptied.ts";

/** How long work that was begun may go on. */
const PATIENCE_MS = 20_000;
const WIPED = "wiped";

type Wanted = {
  readonly vars: Readonly<Record<string, string>>;
  readonly tenants: readonly string[];
  readonly gates: readonly string[];
};

const gone = new Set<string>();
let batches = 0;

/** Answers whether it is new; where work doesn't end, it can't be used again. */
export async function renew(request: Request, env: Env): Promise<Response> {
  const { vars, tenants, gates }: Wanted = await request.json();
  for (const id of sentTenants()) gone.add(id);
  restoreControls(vars);
  const until = Date.now() + PATIENCE_MS;
  while (batches > 0) {
    if (Date.now() > until) return new Response("work goes on", { status: 409 });
    await new Promise((resolve) => void setTimeout(resolve, 10));
  }
  await Promise.all([
    ...tenants.map((id) => wiped(env.TENANTS, id)),
    ...gates.map((id) => wiped(env.GATES, id)),
    emptied(env.DB),
  ]);
  restoreControls(vars);
  return new Response(null, { status: 204 });
}

/** Nothing of tenants that are gone is handed on. */
export async function ofToday(
  batch: MessageBatch,
  consume: (batch: MessageBatch) => Promise<void>,
): Promise<void> {
  const messages = batch.messages.filter(({ body }) => !gone.has(tenantOf(body)));
  for (const message of batch.messages) if (!messages.includes(message)) message.ack();
  if (messages.length === 0) return;
  batches += 1;
  try {
    await consume({ ...batch, queue: batch.queue, messages });
  } finally {
    batches -= 1;
    wake();
  }
}

const tenantOf = (body: unknown): string =>
  String((body as { readonly tenantId?: unknown } | null)?.tenantId);

/** What an object does at the request of `wiped`. */
export async function wipe(ctx: DurableObjectState): Promise<void> {
  await ctx.storage.deleteAlarm();
  await ctx.storage.deleteAll();
  ctx.abort(WIPED);
}

async function wiped(objects: DurableObjectNamespace, id: string): Promise<void> {
  const object = objects.get(objects.idFromString(id)) as unknown as { wipe(): Promise<void> };
  try {
    await object.wipe();
  } catch (fault) {
    if (!(fault instanceof Error) || !fault.message.includes(WIPED)) throw fault;
  }
}
