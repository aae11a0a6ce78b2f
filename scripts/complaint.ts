/** Shown to the person at the keyboard as it is, without a stack. */
export class Complaint extends Error {
  override name = "Complaint";
}
