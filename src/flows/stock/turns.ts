/**
 * What a run leaves for the next ones: which articles the shop refused, so that they keep no place
 * from others, and where a run that writes into fields goes on.
 */
import type { MemoryPort } from "../port.ts";
import type { StockPlan, Difference, Managed } from "./plan.ts";
import type { StockChange } from "../../domain/goods/stock.ts";

/** Keys of the tenant's memory. */
const REFUSED = "stock-refused";
const AFTER = "stock-after";

/** Each claim has them. */
const MOST = 200;

const listed = (text: string | null | undefined): readonly string[] =>
  (text ?? "").split("\n").filter((code) => code !== "");

/** Reads both as the runs before left them. */
export const turnsOf = (memory: Readonly<Record<string, string>>) => ({
  refused: new Set(listed(memory[REFUSED])),
  after: memory[AFTER] ?? "",
});

export const refusedLately = (memory: MemoryPort): ReadonlySet<string> =>
  new Set(listed(memory.remembered(REFUSED)));

/** Notes the newest refusals; `done` were taken, or don't differ any more. */
export function noteRefused(
  ports: MemoryPort,
  refused: Iterable<string>,
  isOver: (code: string) => boolean = () => false,
): void {
  const fresh = new Set(refused);
  const before = listed(ports.remembered(REFUSED));
  const kept = before.filter((code) => !fresh.has(code) && !isOver(code));
  const text = [...kept, ...fresh].slice(-MOST).join("\n");
  if (text !== before.join("\n")) ports.remember(REFUSED, text);
}

export function noteTurn(ports: MemoryPort, { after }: StockPlan): void {
  if ((ports.remembered(AFTER) ?? "") !== after) ports.remember(AFTER, after);
}

export function changesOf(
  differences: readonly Difference[],
  managed: readonly Pick<Managed, "code">[],
): readonly StockChange[] {
  const flagged = new Set(managed.map(({ code }) => code));
  const written = new Set(differences.map(({ code }) => code));
  return [
    ...differences.map(({ code, current, target }) => ({
      code,
      from: current === "" ? null : current,
      to: target,
      managed: flagged.has(code),
    })),
    ...managed.flatMap(({ code }) =>
      written.has(code) ? [] : [{ code, from: null, to: null, managed: true }],
    ),
  ];
}
