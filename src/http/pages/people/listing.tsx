/**
 * The head and the list of an administration's page: what was just done, and a table, or the word
 * that there is nothing in it.
 */
import type { Child } from "hono/jsx";
import { ManualLink } from "../manual/link.tsx";
import { Stack } from "../table.tsx";
import { Notice } from "../ui.tsx";
import { AdministrationNav } from "./nav.tsx";

type ListingProps = {
  readonly current: Parameters<typeof AdministrationNav>[0]["current"];
  readonly words: { readonly title: string; readonly lead: string; readonly none: string };
  readonly done: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly Child[];
};

export const Listing = ({ current, words, done, columns, rows }: ListingProps) => (
  <>
    <h1>{words.title}</h1>
    <p class="sub">
      {words.lead} <ManualLink page="people" />
    </p>
    <AdministrationNav current={current} />
    {done === null ? null : (
      <Notice tone="good">
        <p>{done}</p>
      </Notice>
    )}
    <section aria-label={words.title}>
      {rows.length === 0 ? (
        <p class="empty">{words.none}</p>
      ) : (
        <Stack label={words.title} columns={columns}>
          <tbody>{rows}</tbody>
        </Stack>
      )}
    </section>
  </>
);
