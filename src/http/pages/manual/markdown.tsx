/**
 * The little Markdown that the manual is written in, as elements: headings, paragraphs, lists,
 * tables, and within a line bold, emphasis, code and links. Text is escaped like any other; nothing
 * here takes HTML.
 */
import type { Child } from "hono/jsx";
import { isManualPage } from "./pages.ts";

const INLINE = /\*\*(.+?)\*\*(?!\*)|\*(.+?)\*|`(.+?)`|\[(.+?)\]\((.+?)\)/g;

/** Links lead to other pages of the manual; what only the repository has stays text. */
function inline(text: string): Child[] {
  const parts: Child[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, soft, code, label, target] = match;
    if (match.index > at) parts.push(text.slice(at, match.index));
    if (bold !== undefined) parts.push(<strong>{inline(bold)}</strong>);
    else if (soft !== undefined) parts.push(<em>{inline(soft)}</em>);
    else if (code !== undefined) parts.push(<code>{code}</code>);
    else parts.push(link(label ?? "", target ?? ""));
    at = match.index + whole.length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}

function link(label: string, target: string): Child {
  const page = /^([\w-]+)\.md$/.exec(target)?.[1] ?? "";
  return isManualPage(page) ? <a href={`/admin/manual/${page}`}>{label}</a> : label;
}

const cells = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/g, "")
    .split("|")
    .map((cell) => cell.trim());

/** Blocks are what blank lines part. */
export const partsOf = (text: string): readonly string[] =>
  text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== "");

/** Each block has an id, by which the search leads to it. */
export const blocks = (text: string): Child[] =>
  partsOf(text).map((block, index) => blockOf(block, blockId(index)));

export const blockId = (index: number): string => `b${index}`;

function blockOf(block: string, id: string): Child {
  const lines = block.split("\n");
  const heading = /^(#{1,3}) (.+)$/.exec(block);
  if (heading !== null)
    return heading[1] === "#" ? (
      <h1>{inline(heading[2] ?? "")}</h1>
    ) : (
      <h2 id={id}>{inline(heading[2] ?? "")}</h2>
    );
  if (lines.every((line) => line.startsWith("- ")))
    return (
      <ul>
        {lines.map((line, at) => (
          <li id={`${id}-${at}`}>{inline(line.slice(2))}</li>
        ))}
      </ul>
    );
  if (lines.every((line) => /^\d+\. /.test(line)))
    return (
      <ol id={id}>
        {lines.map((line) => (
          <li>{inline(line.replace(/^\d+\. /, ""))}</li>
        ))}
      </ol>
    );
  if (lines.every((line) => line.startsWith("|"))) return table(lines, id);
  return <p id={id}>{inline(lines.join(" "))}</p>;
}

function table([head = "", , ...rows]: readonly string[], id: string): Child {
  return (
    <div id={id} class="scroll" role="region" aria-label={cells(head).join(", ")} tabindex={0}>
      <table>
        <thead>
          <tr>
            {cells(head).map((cell) => (
              <th scope="col">{inline(cell)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              {cells(row).map((cell) => (
                <td>{inline(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
