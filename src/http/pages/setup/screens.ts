/**
 * The screens of the set-up. Each gathers the steps that are done in one sitting; a step stays what
 * the API and the check list know, and has its place on its screen.
 */
import { type SetupState, type SetupStep, SETUP_STEPS } from "../../usecases/tenants/setup.ts";

export const SETUP_SCREENS = ["connect", "flows", "questions", "prepare", "live"] as const;
export type SetupScreen = (typeof SETUP_SCREENS)[number];

export const SCREEN_OF: Readonly<Record<SetupStep, SetupScreen>> = {
  name: "connect",
  asperion: "connect",
  eaccounting: "connect",
  flows: "flows",
  questions: "questions",
  articles: "prepare",
  webhook: "prepare",
  "dry-run": "live",
  live: "live",
};

export const isStep = (text: string): text is SetupStep =>
  SETUP_STEPS.some((step) => step === text);

export const isScreen = (text: string): text is SetupScreen =>
  SETUP_SCREENS.some((screen) => screen === text);

const stepsOn = (screen: SetupScreen): readonly SetupStep[] =>
  SETUP_STEPS.filter((step) => SCREEN_OF[step] === screen);

/** A screen is done once each of its steps is; a shop in test mode isn't live. */
export const isDone = (
  { done, settings }: Pick<SetupState, "done" | "settings">,
  screen: SetupScreen,
): boolean => stepsOn(screen).every((step) => done[step]) && (screen !== "live" || !settings.trial);

export const screenPath = (id: string, screen: SetupScreen): string =>
  `/admin/tenants/${id}/setup/${screen}`;

/** Where a step stands: on its screen, unless it is alone. `query`: with its question mark. */
export function stepPath(id: string, step: SetupStep, query = ""): string {
  const screen = SCREEN_OF[step];
  const place = stepsOn(screen).length === 1 ? "" : `#${step}`;
  return `${screenPath(id, screen)}${query}${place}`;
}

/** Where the form of a step goes. */
export const stepAction = (id: string, step: SetupStep): string =>
  `/admin/tenants/${id}/setup/${step}`;
