/**
 * A password costs a fifth of a second of processor time, hundreds of times in the tests of
 * accounts. Here its passes are short; what the product's cost is holds
 * test/store/passwords.test.ts.
 */
/** Of each of its three passes. */
const ITERATIONS = 100;
const QUICK = Symbol.for("quick passwords");

const { subtle } = crypto;
if (!(QUICK in subtle)) {
  const derive = subtle.deriveBits.bind(subtle);
  const quick: typeof derive = (algorithm, key, length) =>
    derive(
      typeof algorithm === "object" && "iterations" in algorithm
        ? { ...algorithm, iterations: Math.min(algorithm.iterations ?? 0, ITERATIONS) }
        : algorithm,
      key,
      length,
    );
  Object.defineProperties(subtle, { [QUICK]: { value: true }, deriveBits: { value: quick } });
}
