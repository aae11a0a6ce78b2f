/** Stands for `cloudflare:workers` where tests run the tenant's object in Node. */
export class DurableObject {
  constructor(
    readonly ctx: unknown,
    readonly env: unknown,
  ) {}
}

export class RpcTarget {}

type Attributes = Readonly<Record<string, unknown>>;

const span = { isTraced: true, setAttributes: (_: Attributes) => span, end: () => undefined };

/** Records nothing; what runs within a span runs. */
export const tracing = {
  enterSpan: <T>(_name: string, act: (within: typeof span) => T): T => act(span),
  startSpan: (_name: string) => span,
};

/** Nothing is bound at the start: what runs in Node gets its environment handed. */
export const env = {};
