// Switches: each is one assumption about a vendor that nobody could check yet, with the positions it can be in.
// The sandbox behaves by the present position; a test puts the other one and sees that the product still holds.
// Unknown names and values are refused, so a test can't believe it switched something that doesn't exist.

interface ChoiceSwitch<Value extends string> {
  readonly kind: "choice";
  readonly values: readonly Value[];
  readonly default: Value;
  readonly doc: string;
}

interface AmountSwitch {
  readonly kind: "amount";
  readonly default: number;
  readonly doc: string;
}

export type SwitchDefinition = ChoiceSwitch<string> | AmountSwitch;
export type SwitchDefinitions = Readonly<Record<string, SwitchDefinition>>;
export type SwitchValue = string | number;

type ValueOf<Definition> = Definition extends { kind: "choice"; values: readonly (infer Value)[] }
  ? Value
  : number;

/** A switch with named positions; the first value is the usual one unless `initial` names another. */
export function choice<const Value extends string>(
  values: readonly Value[],
  initial: NoInfer<Value>,
  doc: string,
): ChoiceSwitch<Value> {
  return { kind: "choice", values, default: initial, doc };
}

/** A switch with a number from 0 (a delay, a limit). */
export function amount(initial: number, doc: string): AmountSwitch {
  return { kind: "amount", default: initial, doc };
}

export interface SwitchRow {
  readonly name: string;
  readonly value: SwitchValue;
  readonly default: SwitchValue;
  readonly values: readonly string[] | "number";
  readonly doc: string;
}

export class Switches<Definitions extends SwitchDefinitions> {
  readonly #definitions: Definitions;
  readonly #values = new Map<string, SwitchValue>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  get<Name extends keyof Definitions & string>(name: Name): ValueOf<Definitions[Name]> {
    const value: SwitchValue | undefined =
      this.#values.get(name) ?? this.#definitions[name]?.default;
    return value as ValueOf<Definitions[Name]>;
  }

  /** Puts all named switches, or none: answers what is wrong with the request, or null. */
  put(wanted: Readonly<Record<string, unknown>>): string | null {
    const accepted: [string, SwitchValue][] = [];
    for (const [name, given] of Object.entries(wanted)) {
      const definition = Object.hasOwn(this.#definitions, name)
        ? this.#definitions[name]
        : undefined;
      if (definition === undefined)
        return `There is no switch "${name}"; there are ${Object.keys(this.#definitions).join(", ")}.`;
      const value = accept(definition, given);
      if (value === null)
        return `Switch "${name}" can't be ${JSON.stringify(given)}; it takes ${describe(definition)}.`;
      accepted.push([name, value]);
    }
    for (const [name, value] of accepted) this.#values.set(name, value);
    return null;
  }

  all(): Record<string, SwitchValue> {
    return Object.fromEntries(this.rows().map((row) => [row.name, row.value]));
  }

  rows(): SwitchRow[] {
    return Object.entries(this.#definitions).map(([name, definition]) => ({
      name,
      value: this.#values.get(name) ?? definition.default,
      default: definition.default,
      values: definition.kind === "choice" ? definition.values : "number",
      doc: definition.doc,
    }));
  }

  reset(): void {
    this.#values.clear();
  }
}

function accept(definition: SwitchDefinition, given: unknown): SwitchValue | null {
  if (definition.kind === "choice")
    return typeof given === "string" && definition.values.includes(given) ? given : null;
  // The page's form sends text.
  const value = typeof given === "string" && given !== "" ? Number(given) : given;
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

function describe(definition: SwitchDefinition): string {
  return definition.kind === "choice" ? definition.values.join(" | ") : "a number from 0";
}
