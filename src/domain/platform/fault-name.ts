/** What a log may say of something that was thrown: never its text, which may hold parameters. */
export const faultName = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.name : "unknown";
