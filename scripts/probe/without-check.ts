/** Rows of docs/vendor-assumptions.md that no call of an API can show, each with the reason. */
const FILE = "a settlement file of the provider shows it, no vendor's API; compare a download";

export const WITHOUT_CHECK: Readonly<Record<string, string>> = {
  S1: FILE,
  S2: FILE,
  S3: FILE,
  S4: FILE,
  S5: FILE,
  S6: FILE,
  S7: FILE,
  S8: FILE,
  S9: FILE,
  S10: FILE,
};
