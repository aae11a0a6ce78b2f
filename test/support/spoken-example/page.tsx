/** Every place at which a page could say a text: what the search for such texts is tried on. */
const Part = ({ name, word }: { name: string; word: { text: string } }) => (
  <b title={name}>{word.text}</b>
);

export const Example = ({ on, count }: { on: boolean; count: number }) => (
  <section class="small note" aria-label="As an attribute">
    <p>Between tags</p>
    {`With ${count} in it`}
    {on ? "Chosen" : ["or this one"]}
    <Part name="Given to a part" word={{ text: "Behind a key" }} />
  </section>
);
