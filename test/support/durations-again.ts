/** A rule of the code's structure: a minute, an hour and a day are declared in one place. */
const DECLARED = /^(?:export )?const (?:\[[^\]]*)?\b(?:MINUTE|HOUR|DAY)_MS\b[^=;]*=/m;

export const durationsAgain = ({
  path,
  text,
}: {
  readonly path: string;
  readonly text: string;
}): readonly string[] =>
  path !== "src/domain/platform/durations.ts" && DECLARED.test(text) ? [path] : [];
