/**
 * `AbortController` and `AbortSignal`: the machine's own keep weak references, which are looked
 * after whenever memory is.
 */
type Listener =
  | ((event: { readonly type: string }) => void)
  | { handleEvent(event: unknown): void };
type Listening = { readonly listener: Listener; readonly isOnce: boolean };

const ABORTED = (): unknown => new DOMException("This operation was aborted", "AbortError");

export class SimulatedSignal {
  aborted = false;
  reason: unknown = undefined;
  onabort: Listener | null = null;
  #listening: Listening[] = [];

  static abort(reason?: unknown): SimulatedSignal {
    const signal = new SimulatedSignal();
    signal.end(reason);
    return signal;
  }

  static any(all: Iterable<SimulatedSignal>): SimulatedSignal {
    const signal = new SimulatedSignal();
    const sources = [...all];
    const over = sources.find(({ aborted }) => aborted);
    if (over !== undefined) signal.end(over.reason);
    else
      for (const source of sources)
        source.addEventListener("abort", () => signal.end(source.reason), { once: true });
    return signal;
  }

  addEventListener(type: string, listener: Listener, options?: { readonly once?: boolean }): void {
    if (type !== "abort" || this.#listening.some((one) => one.listener === listener)) return;
    this.#listening.push({ listener, isOnce: options?.once === true });
  }

  removeEventListener(type: string, listener: Listener): void {
    if (type === "abort")
      this.#listening = this.#listening.filter((one) => one.listener !== listener);
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** Of the controller alone. */
  end(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason === undefined ? ABORTED() : reason;
    const listening = this.#listening;
    this.#listening = listening.filter(({ isOnce }) => !isOnce);
    const event = { type: "abort", target: this };
    const tell = (listener: Listener): void => {
      if (typeof listener === "function") listener.call(this, event);
      else listener.handleEvent(event);
    };
    if (this.onabort !== null) tell(this.onabort);
    for (const { listener } of listening) tell(listener);
  }

  get [Symbol.toStringTag](): string {
    return "AbortSignal";
  }
}

export class SimulatedController {
  readonly signal = new SimulatedSignal();

  abort(reason?: unknown): void {
    this.signal.end(reason);
  }
}
