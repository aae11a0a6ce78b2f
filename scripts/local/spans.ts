/** Spans as the platform's own tracing tells them, out of the lines of a runtime that is traced. */
import { TRACED } from "./runtime.ts";

export type Span = {
  readonly id: string;
  readonly parent: string | null;
  /** All spans that one request led to. */
  readonly trace: string;
  readonly name: string;
  readonly from: number;
  to: number;
  readonly attributes: Record<string, unknown>;
};

type Event = {
  readonly spanContext: { readonly traceId: string; readonly spanId?: string };
  readonly timestamp: string;
  readonly event:
    | {
        readonly type: "onset";
        readonly spanId: string;
        readonly entrypoint?: string;
        readonly info?: { type?: string };
      }
    | { readonly type: "spanOpen"; readonly spanId: string; readonly name: string }
    | { readonly type: "spanClose" | "outcome" }
    | {
        readonly type: "attributes";
        readonly info: readonly { readonly name: string; readonly value: unknown }[];
      };
};

export const isTraced = (line: string): boolean => line.startsWith(TRACED);

/** The platform's own spans are named after what it does; ours have a full stop in their names. */
export const isOurs = ({ name }: Span): boolean => name.includes(".");

/** In the order in which they began. */
export function spansOf(lines: readonly string[]): readonly Span[] {
  const spans = new Map<string, Span>();
  for (const line of lines) {
    const { spanContext, timestamp, event } = JSON.parse(line.slice(TRACED.length)) as Event;
    const at = Date.parse(timestamp);
    const open = spans.get(spanContext.spanId ?? "");
    if (event.type === "onset" || event.type === "spanOpen")
      spans.set(event.spanId, {
        id: event.spanId,
        parent: spanContext.spanId ?? null,
        trace: spanContext.traceId,
        name: event.type === "spanOpen" ? event.name : `invocation ${event.info?.type ?? ""}`,
        from: at,
        to: at,
        attributes:
          event.type === "onset" && event.entrypoint !== undefined
            ? { entrypoint: event.entrypoint }
            : {},
      });
    else if (open !== undefined && event.type === "attributes")
      for (const { name, value } of event.info) open.attributes[name] = value;
    else if (open !== undefined && event.type === "spanClose") open.to = at;
  }
  return [...spans.values()];
}

/** The nearest span of ours around it. */
export function around(span: Span, spans: readonly Span[]): Span | null {
  const parent = spans.find(({ id }) => id === span.parent);
  if (parent === undefined) return null;
  return isOurs(parent) ? parent : around(parent, spans);
}
