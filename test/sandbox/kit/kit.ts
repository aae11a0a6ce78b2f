// The parts that every sandbox is made of, in one hand.
import { Calls } from "./calls.ts";
import { SandboxClock } from "./clock.ts";
import { Faults } from "./faults.ts";
import { Switches, type SwitchDefinitions } from "./switches.ts";

export interface Kit<Definitions extends SwitchDefinitions> {
  readonly clock: SandboxClock;
  readonly switches: Switches<Definitions>;
  readonly faults: Faults;
  readonly calls: Calls;
}

export function createKit<Definitions extends SwitchDefinitions>(
  definitions: Definitions,
  clock: SandboxClock = new SandboxClock(),
): Kit<Definitions> {
  return { clock, switches: new Switches(definitions), faults: new Faults(), calls: new Calls() };
}
