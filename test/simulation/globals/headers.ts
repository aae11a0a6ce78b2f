/** `Headers` as the platform has them, of plain lists. */
const NAME = /^[!#$%&'*+\-.^`|~\w]+$/;
/** What can't be sent: more than a byte, or the end of a line. */
const UNSENDABLE = /[^\t\u0020-\u00ff]/;

type Pairs = Iterable<readonly [string, string]>;
export type HeadersGiven = SimulatedHeaders | Headers | Pairs | Readonly<Record<string, string>>;

/** There are few of them, and each is asked for again and again. */
const keys = new Map<string, string>();
const MOST_KEYS = 1_000;

const keyOf = (name: string): string => {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const text = String(name);
  if (!NAME.test(text)) throw new TypeError(`no name of a header: ${text}`);
  const key = text.toLowerCase();
  if (keys.size < MOST_KEYS) keys.set(name, key);
  return key;
};

const valueOf = (value: string): string => {
  const text = String(value).trim();
  if (UNSENDABLE.test(text)) throw new TypeError("no value of a header");
  return text;
};

export class SimulatedHeaders {
  readonly #values = new Map<string, string[]>();

  constructor(given?: HeadersGiven | null) {
    if (given === undefined || given === null) return;
    if (given instanceof SimulatedHeaders) {
      for (const [name, values] of given.#values) this.#values.set(name, [...values]);
      return;
    }
    const pairs = Symbol.iterator in given ? (given as Pairs) : Object.entries(given);
    for (const [name, value] of pairs) this.append(name, value);
  }

  append(name: string, value: string): void {
    const key = keyOf(name);
    const known = this.#values.get(key);
    if (known === undefined) this.#values.set(key, [valueOf(value)]);
    else known.push(valueOf(value));
  }

  set(name: string, value: string): void {
    this.#values.set(keyOf(name), [valueOf(value)]);
  }

  get(name: string): string | null {
    return this.#values.get(keyOf(name))?.join(", ") ?? null;
  }

  has(name: string): boolean {
    return this.#values.has(keyOf(name));
  }

  delete(name: string): void {
    this.#values.delete(keyOf(name));
  }

  getSetCookie(): string[] {
    return [...(this.#values.get("set-cookie") ?? [])];
  }

  forEach(each: (value: string, name: string, of: this) => void): void {
    for (const [name, value] of this.#sorted()) each(value, name, this);
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.#sorted()) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.#sorted()) yield value;
  }

  entries(): IterableIterator<[string, string]> {
    return this.#sorted()[Symbol.iterator]();
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  get [Symbol.toStringTag](): string {
    return "Headers";
  }

  /** By name; only cookies are told one by one. */
  #sorted(): [string, string][] {
    const names = [...this.#values.keys()].toSorted();
    return names.flatMap((name): [string, string][] => {
      const values = this.#values.get(name) ?? [];
      return name === "set-cookie"
        ? values.map((value): [string, string] => [name, value])
        : [[name, values.join(", ")]];
    });
  }
}
