// One kind of object of a company. Reading one is immediate; a list may lag behind by a switch (a vendor that answers
// lists from a replica), so each object keeps the versions it had.
import type { Entity } from "../json.ts";

interface Version<Row> {
  readonly at: number;
  /** null: deleted. */
  readonly row: Row | null;
}

/** More changes of one object within the lag than this, and a list shows the oldest kept. */
const MOST_VERSIONS = 16;

export class Table<Row extends Entity> {
  readonly #versions = new Map<string, Version<Row>[]>();

  get(id: string): Row | null {
    return this.#versions.get(id.toLowerCase())?.at(-1)?.row ?? null;
  }

  all(): Row[] {
    return this.#pick((versions) => versions.at(-1));
  }

  /** What a list shows that knows nothing after `at`. */
  listed(at: number): Row[] {
    return this.#pick((versions) => versions.findLast((version) => version.at <= at));
  }

  find(meets: (row: Row) => boolean): Row | null {
    for (const versions of this.#versions.values()) {
      const row = versions.at(-1)?.row;
      if (row !== null && row !== undefined && meets(row)) return row;
    }
    return null;
  }

  commit(row: Row, at: number): Row {
    this.#add(row.Id, { at, row });
    return row;
  }

  remove(id: string, at: number): void {
    this.#add(id, { at, row: null });
  }

  #add(id: string, version: Version<Row>): void {
    const key = id.toLowerCase();
    const versions = this.#versions.get(key);
    if (versions === undefined) this.#versions.set(key, [version]);
    else {
      versions.push(version);
      if (versions.length > MOST_VERSIONS) versions.shift();
    }
  }

  #pick(choose: (versions: Version<Row>[]) => Version<Row> | undefined): Row[] {
    const rows: Row[] = [];
    for (const versions of this.#versions.values()) {
      const row = choose(versions)?.row;
      if (row !== null && row !== undefined) rows.push(row);
    }
    return rows;
  }
}
