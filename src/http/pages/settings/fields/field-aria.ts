/** Ties a control of the settings to what is said below it: its hint, and what is wrong with it. */

export type FieldAria = {
  readonly "aria-describedby"?: string | undefined;
  readonly "aria-invalid"?: "true" | undefined;
};
