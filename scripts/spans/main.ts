/**
 * `npm run spans`: books one order on this machine and prints its spans as the platform's tracing
 * would have them: ours with what they say, and below each how many of the platform's own.
 */
import { around, isOurs, type Span } from "../local/spans.ts";
import { traceOrder } from "./order.ts";

const { spans } = await traceOrder();
const ours = spans.filter(isOurs);
const began = Math.min(...ours.map(({ from }) => from));

function print(span: Span, depth: number): void {
  const said = Object.entries(span.attributes).map(([name, value]) => `${name}=${String(value)}`);
  const at = String(span.from - began).padStart(5);
  const ms = String(span.to - span.from).padStart(5);
  console.log(`${at} ms  ${ms} ms  ${"  ".repeat(depth)}${span.name}  ${said.join(" ")}`);
  const beneath = spans.filter((other) => around(other, spans) === span);
  const platform = Map.groupBy(
    beneath.filter((other) => !isOurs(other)),
    ({ name }) => name,
  );
  const counted = [...platform].map(([name, all]) => `${all.length} ${name}`).join(", ");
  if (counted !== "") console.log(`${" ".repeat(20)}${"  ".repeat(depth)}  (${counted})`);
  for (const other of beneath.filter(isOurs)) print(other, depth + 1);
}

for (const span of ours.filter((one) => around(one, spans) === null)) print(span, 0);
