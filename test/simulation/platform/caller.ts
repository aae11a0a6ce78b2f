/**
 * Whoever asks something of others: an isolate of the Worker, or an object. Once it is dead, no
 * answer reaches it any more and nothing leaves it.
 */
export type Caller = {
  readonly name: string;
  readonly alive: () => boolean;
  /** Until then nothing goes on in it: its machine gives it no time. */
  readonly frozenUntil: () => number;
  /** Output gate: what was written before must be safe before anything leaves. */
  readonly safe: () => Promise<void>;
};

/** People and other machines. */
export const OUTSIDE: Caller = {
  name: "outside",
  alive: () => true,
  frozenUntil: () => 0,
  safe: () => Promise.resolve(),
};

/** Fails as the platform's calls do: the class is lost on the way. */
export function remoteError(fault: unknown): Error {
  const error = new Error(fault instanceof Error ? fault.message : String(fault));
  error.name = fault instanceof Error ? fault.name : "Error";
  return Object.assign(error, { remote: true });
}

/** As the platform marks it: asked anew, it may be answered. */
export const lost = (): Error =>
  Object.assign(new Error("Network connection lost."), { retryable: true });
