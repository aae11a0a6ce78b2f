/**
 * What people run needs no tests. What both need is a script's (`scripts/local`); only the vendors'
 * sandboxes and what they are held against lie below test.
 */
const STAND_INS = /^test\/(sandbox|contract)\//;

/** What a file imports of tests though it may not. */
export const fromTests = (path: string, imports: readonly string[]): readonly string[] =>
  imports
    .filter(
      (name) => name.startsWith("test/") && !(path.startsWith("scripts/") && STAND_INS.test(name)),
    )
    .map((name) => `${path} imports ${name}`);
